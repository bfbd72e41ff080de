"""Age-standardised values of footprints: place and its parts, system, neighbourhoods, own ones.

Lives here: which counts by age the pack has for a view, and their pooling through membership. Not here: the sums and
the method (`equity.totals.standardised_totals`), words (`charts.standardised_table`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from charts.evidence import AreaRow
from charts.standardised_table import AgeStandardised
from data.catalogue import Indicator
from data.schema import FOOTPRINT_TYPES, ValueType
from data.standard_population import standard_population
from equity.totals.counts import Counts
from equity.totals.standardised_totals import standardised_totals
from equity.values.age_bands import collapsed, sharing_bands
from geo.membership import Membership
from pages.parts import opened_pack
from pages.parts.answering import groups, values
from pages.parts.answering.members import footprint_membership, part_membership
from pages.parts.asking.possible import ENGLAND, block_type
from pages.parts.asking.selection import Selection

STANDARDISABLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
NO_BANDS = "Not possible here: the pack has no counts in age bands that share out all ages of this measure."
KEPT = "Not shown here: counts by age are kept under the rule for small numbers of this measure's source."
ONE_BAND = "One age band is shown: there is nothing to standardise."
NO_FOOTPRINT = "Choose a system or a place to see its age-standardised value."
Segment = tuple[str, str, str, str]  # period, sex, age, category


@lru_cache(maxsize=64)
def age_standardised(selection: Selection) -> AgeStandardised | None:
    """Standardised values of the footprints of a view; None for measures that have nothing to do with ages."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    if indicator.value_type not in STANDARDISABLE:
        return None
    source = block_type(opened_pack.pack(), indicator, area_type=selection.area_type)
    bands = bands_of(indicator, source, segment=selection.segment)
    if refused := refusal(indicator, source, segment=selection.segment, bands=bands):
        return AgeStandardised(refused=refused)
    whole = _rows(indicator, footprint_membership(source), names=_footprints(selection), at=(source, selection.segment))
    if not whole:
        return AgeStandardised(refused=NO_FOOTPRINT)
    system = [row for row in whole if row[1].code == selection.system]
    rows = [row for row in whole if row not in system] + _parts(selection, indicator, source) + system
    return AgeStandardised(tuple(rows), bands, standard_words())


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


def pooled(indicator: Indicator, members: Membership, *, source: str, segment: Segment) -> pd.DataFrame:
    """Standardised values of the groups of a membership (`equity.totals.standardised_totals`)."""
    bands = bands_of(indicator, source, segment=segment)
    counts = counts_by_age(indicator, source, bands=bands, segment=segment, codes=tuple(members.blocks))
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


def row_of(found: pd.Series, code: str) -> AreaRow:
    """One standardised row as pages show it."""
    numbers = ("value", "lower_ci", "upper_ci", "numerator", "denominator", "coverage", "apportioned")
    known = {key: float(found[key]) for key in numbers if not pd.isna(found[key])}
    return AreaRow(code=code, name=code, status=str(found["status"]), reason=str(found["reason"]), **known)


def _footprints(selection: Selection) -> dict[str, str]:
    """Footprints of the view by id with their names: those drawn, then place and system."""
    registry, ids = opened_pack.registry(), []
    if selection.area_type in FOOTPRINT_TYPES:
        codes = tuple(opened_pack.pack().names(selection.area_type, selection.system).codes)
        ids = [code for code, there in zip(codes, groups.drawn(selection, codes), strict=True) if there]
    ids += [code for code in (selection.place, selection.system) if code and code != ENGLAND]
    return {code: registry[code].short_name for code in dict.fromkeys(ids)}


def _parts(selection: Selection, indicator: Indicator, source: str) -> list[tuple[str, AreaRow, AreaRow]]:
    """The place's parts by county, where a border runs through it."""
    if not selection.place:
        return []
    members = part_membership(source, selection.place, within=groups.COUNTY_TYPE)
    titles = groups.area_names(groups.COUNTY_TYPE)
    names = {key: f"{titles[key[1]]} part" for key in members.groups}
    return _rows(indicator, members, names=names, at=(source, selection.segment)) if len(names) > 1 else []


def _rows(
    indicator: Indicator, members: Membership, *, names: dict, at: tuple[str, Segment]
) -> list[tuple[str, AreaRow, AreaRow]]:
    """Name, value as counted and standardised value of some groups of a membership."""
    if not names:
        return []
    source, segment = at
    matched = pooled(indicator, members, source=source, segment=segment)
    counted = values.summed(indicator, members, source=source, segment=segment)
    shown = values.for_readers(counted.loc[list(names)].set_axis([str(code) for code in names]), indicator)
    return [
        (name, row_of(shown.loc[str(code)], str(code)), row_of(matched.loc[code], str(code)))
        for code, name in names.items()
    ]


def _side_by_side(frames: dict[str, pd.DataFrame], column: str) -> pd.DataFrame:
    return pd.DataFrame({band: frame[column] for band, frame in frames.items()})
