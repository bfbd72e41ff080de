"""Counts by age pooled over the members of footprints, and standardised: place, system, own footprint alike.

Lives here: which counts by age the pack has, when they may be used, and their pooling through membership. Not here: the
sums and the method (`equity.totals.standardised_totals`), whose rows a view shows (`age_standardised`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from data.catalogue import Indicator
from data.standard_population import standard_population
from equity.totals.counts import Counts
from equity.totals.standardised_totals import standardised_totals
from equity.values.age_bands import collapsed, sharing_bands
from geo.membership import Membership
from pages.parts import opened_pack
from pages.parts.answering import values

NO_BANDS = "Not possible here: the pack has no counts in age bands that share out all ages of this measure."
KEPT = "Not shown here: counts by age are kept under the rule for small numbers of this measure's source."
ONE_BAND = "One age band is shown: there is nothing to standardise."
Segment = tuple[str, str, str, str]  # period, sex, age, category


def refusal(indicator: Indicator, source: str, *, segment: Segment, bands: tuple[str, ...]) -> str:
    """Why a measure is not standardised over blocks of a type, a sentence; "" if it can be."""
    if segment[2] != indicator.default_age:
        return ONE_BAND
    if not bands or not values.summable(indicator, source):
        return NO_BANDS
    return "" if indicator.release_rule == "published" else KEPT


def bands_of(indicator: Indicator, source: str, *, segment: Segment) -> tuple[str, ...]:
    """Age bands of a period that share out the measure's ages, finest first; none where there are fewer than two."""
    period, sex, _, category = segment
    index = opened_pack.pack().store.segment_index
    wanted = {"indicator_id": indicator.id, "area_type": source, "period": period, "sex": sex, "category": category}
    for column, value in wanted.items():
        index = index[index[column] == value]
    return sharing_bands(set(index["age"]) - {indicator.default_age}, indicator.default_age)


def counts_by_age(
    indicator: Indicator, source: str, *, bands: tuple[str, ...], segment: Segment, codes: tuple[str, ...]
) -> Counts:
    """Counts of blocks by age band (blocks x bands), released: a small count in a band counts as suppressed."""
    period, sex, _, category = segment
    frames = {
        band: values.for_readers(
            values.stored(indicator, source, segment=(period, sex, band, category), codes=codes), indicator
        )
        for band in bands
    }
    return Counts(*(_side_by_side(frames, name) for name in ("numerator", "denominator", "status")))


@lru_cache(maxsize=16)
def _everywhere(indicator_id: str, source: str, *, bands: tuple[str, ...], segment: Segment) -> Counts:
    """`counts_by_age` of every block of a type, asked for once whatever the footprint."""
    indicator, codes = opened_pack.pack().indicators[indicator_id], values.area_codes(source)
    return counts_by_age(indicator, source, bands=bands, segment=segment, codes=codes)


def pooled(indicator: Indicator, members: Membership, *, source: str, segment: Segment) -> pd.DataFrame:
    """Standardised values of the groups of a membership (`equity.totals.standardised_totals`)."""
    bands = bands_of(indicator, source, segment=segment)
    every = _everywhere(indicator.id, source, bands=bands, segment=segment)
    frames = [every.numerator, every.denominator, every.status.fillna("missing")]
    counts = Counts(*(frame.reindex(members.blocks) for frame in frames))
    return standardised_totals(
        members,
        counts,
        standard=collapsed(standard_population().people, bands),
        value_type=indicator.value_type,
        multiplier=indicator.multiplier,
    )


def standard_words() -> str:
    """The standard's name with its source."""
    standard = standard_population()
    return f"{standard.title} ({standard.publisher}, {standard.published})"


def _side_by_side(frames: dict[str, pd.DataFrame], column: str) -> pd.DataFrame:
    return pd.DataFrame({band: frame[column] for band, frame in frames.items()})
