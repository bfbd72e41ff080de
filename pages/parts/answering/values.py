"""Figures for the areas of a view: as stored, or summed once from the building block through membership.

Lives here: which rows of the store answer, which membership is needed, and the one way figures leave (`for_readers`).
Not here: memberships and their caches (`members`), sums (`equity.totals.aggregate`), rules (`equity.disclosure`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from charts.saying.outcomes import reason_words
from data.catalogue import Indicator
from data.schema import FOOTPRINT_TYPES, Tier, ValueType
from equity.disclosure import RULES, WITHHELD_FOR, released
from equity.release.pooling import told_by_pools
from equity.result import Reason
from equity.totals.aggregate import Counts, Settings, aggregated
from equity.totals.coverage import not_computable
from equity.totals.pooling import pooled, single_years, without_years
from equity.totals.split_bounds import split_bounds
from equity.values.valuation import valued
from geo.membership import Membership
from pages.parts import opened_pack
from pages.parts.answering.members import (
    area_membership,
    england_membership,
    footprint_membership,
    part_membership,
    reachable,
)
from pages.parts.answering.releasing import told_segments, told_totals
from pages.parts.answering.releasing.held_rows import years_of
from pages.parts.answering.relevant_ages import relevant
from pages.parts.asking.possible import COUNTABLE, block_type
from pages.parts.asking.selection import Selection


def observed(selection: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """Numbers of a selection, one row per code in the order given: `values.FIELDS` and what sums add to them."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    return _observed(indicator, selection.area_type, selection.segment, codes)


def everywhere(indicator_id: str, area_type: str, *, period: str, category: str) -> pd.DataFrame:
    """Numbers of every area of a type in the pack, for the default group: what class breaks are made from."""
    indicator = opened_pack.pack().indicators[indicator_id]
    segment = (period, indicator.default_sex, indicator.default_age, category or indicator.default_category)
    return _observed(indicator, area_type, segment, area_codes(area_type))


def totals(selection: Selection, group_codes: tuple[str, ...]) -> pd.DataFrame:
    """Figures of footprints (by id), one row per id: as stored, else summed, else missing with a reason."""
    pack = opened_pack.pack()
    indicator = pack.indicators[selection.indicator]
    source = block_type(pack, indicator, area_type=selection.area_type)
    kinds = {opened_pack.registry()[code].area_type for code in group_codes}
    if kinds and kinds <= set(pack.store.area_types(indicator.id)):
        return stored(indicator, kinds.pop(), segment=selection.segment, codes=group_codes)
    if not summable(indicator, source):
        return nothing(group_codes).assign(reason=not_computable(indicator.value_type, indicator.building_block))
    return _footprint_sums(indicator.id, source, selection.segment).reindex(group_codes)


@lru_cache(maxsize=256)
def _footprint_sums(indicator_id: str, source: str, segment: tuple[str, ...]) -> pd.DataFrame:
    """Sums of every footprint of the pack: one pass serves them all."""
    indicator = opened_pack.pack().indicators[indicator_id]
    return summed(indicator, footprint_membership(source, ages=relevant(indicator_id)), source=source, segment=segment)


def england(indicator: Indicator, segment: tuple[str, ...]) -> pd.DataFrame:
    """England summed from building blocks: one row, withheld where the pack has only a part of it; else no row."""
    source = indicator.building_block
    if not summable(indicator, source):
        return nothing(())
    return summed(indicator, england_membership(source, ages=relevant(indicator.id)), source=source, segment=segment)


def part_totals(selection: Selection, footprint_id: str, *, within: str) -> pd.DataFrame:
    """Sums over the parts of a footprint cut by another area type, a row per part's code; empty if it has one part.

    From the areas in view; where too many of those are suppressed, from the larger ones that counts are kept for.
    """
    indicator = opened_pack.pack().indicators[selection.indicator]
    in_view = block_type(opened_pack.pack(), indicator, area_type=selection.area_type)
    frame = None
    for source in dict.fromkeys((in_view, indicator.building_block)):
        if not summable(indicator, source) or (frame is not None and frame["numerator"].notna().all()):
            continue
        cut = part_membership(source, footprint_id, within=within, ages=relevant(indicator.id))
        made = summed(indicator, cut, source=source, segment=selection.segment)
        frame = made if frame is None or made["numerator"].notna().all() else frame
    if frame is None:
        return nothing(())
    frame.index = frame.index.get_level_values("part")
    return frame if len(frame) > 1 else frame.iloc[:0]


def for_readers(frame: pd.DataFrame, indicator: Indicator, *, parents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Figures with values and limits, as they may be shown by the indicator's release rule; `reason` is in words."""
    worked = valued(_judged_pools(frame, indicator, parents), indicator.value_type, multiplier=indicator.multiplier)
    shown = released(
        worked,
        indicator.release_rule,
        value_type=indicator.value_type,
        multiplier=indicator.multiplier,
        parents=parents,
    )
    if "numerator_lower" in shown and not RULES[indicator.release_rule].largest:  # a bound would tell of small counts
        shown = shown.assign(**split_bounds(shown, indicator.value_type, multiplier=indicator.multiplier))
    told = shown["reason"].unique()
    return shown.assign(reason=shown["reason"].map({one: reason_words(one) for one in told}).astype("str"))


def _judged_pools(frame: pd.DataFrame, indicator: Indicator, parents: pd.DataFrame | None) -> pd.DataFrame:
    """Pooled rows without those of their single years, with the reason of those that would give one away."""
    years, pool = single_years(frame), without_years(frame)
    if not years:
        return frame
    rule = RULES[indicator.release_rule]
    telling = told_by_pools(years, pool, rule=rule, value_type=indicator.value_type, parents=parents)
    known = pool.get(WITHHELD_FOR, "")
    return pool.assign(**{WITHHELD_FOR: np.where(telling, str(Reason.POOLED), known)})


def summable(indicator: Indicator, source: str) -> bool:
    """True where counts of this indicator on areas of type `source` can be added up to footprints."""
    countable = indicator.value_type in COUNTABLE and bool(indicator.building_block)
    return countable and reachable(source, Tier.SYSTEM)


@lru_cache(maxsize=32)
def area_codes(area_type: str) -> tuple[str, ...]:
    """Every code of a type in the pack, sorted."""
    areas = opened_pack.pack().areas
    return tuple(sorted(areas.loc[areas["area_type"] == area_type, "area_code"]))


def _observed(indicator: Indicator, area_type: str, segment: tuple[str, ...], codes: tuple[str, ...]) -> pd.DataFrame:
    pack = opened_pack.pack()
    source = block_type(pack, indicator, area_type=area_type)
    if not source:
        return nothing(codes, status="not_collected")
    if source == area_type:
        return stored(indicator, area_type, segment=segment, codes=codes)
    members = members_of(indicator, source, area_type=area_type)
    return summed(indicator, members, source=source, segment=segment).reindex(list(codes)).pipe(_without_gaps)


def members_of(indicator: Indicator, source: str, *, area_type: str) -> Membership:
    """Areas or footprints of a type over the blocks of a measure, cut ones shared out by residents of its ages."""
    ages = relevant(indicator.id)
    if area_type in FOOTPRINT_TYPES:
        return footprint_membership(source, ages=ages)
    return area_membership(source, area_type, ages=ages)


def stored(indicator: Indicator, area_type: str, *, segment: tuple[str, ...], codes: tuple[str, ...]) -> pd.DataFrame:
    """Rows of the store for codes in the order given; `segment` is (period, sex, age, category).

    Of a pooled period (`data.schema.POOL`) the sums of its years. With the reason of rows that must not be shown
    whatever their count, since other periods, groups or smaller areas would give a count away.
    """
    rows = told_segments.linked(indicator, area_type, segment=segment, codes=codes)
    return told_totals.kept_back_above(rows, indicator, kind=area_type, segment=segment)


def summed(indicator: Indicator, members: Membership, *, source: str, segment: tuple[str, ...]) -> pd.DataFrame:
    """Sums over the blocks (areas of type `source`) of any membership, a row per group; not yet released."""
    if years := years_of(indicator, segment[0]):
        every = [summed(indicator, members, source=source, segment=(year, *segment[1:])) for year in years]
        return told_totals.of_any_year(pooled(every, people=indicator.value_type != ValueType.COUNT), every)
    rows = stored(indicator, source, segment=segment, codes=tuple(members.blocks.to_numpy(dtype=object)))
    countless = indicator.value_type == ValueType.COUNT
    counts = Counts(rows["numerator"], None if countless else rows["denominator"], rows["status"])
    frame = aggregated(members, counts, settings=Settings(proportion=indicator.value_type == ValueType.PROPORTION))
    if countless:
        frame["denominator"] = np.nan
    frame = frame.assign(value=np.nan, lower_ci=np.nan, upper_ci=np.nan, note="")
    return told_totals.kept_back(frame, indicator.id, source=source, segment=segment)


def nothing(codes: tuple[str, ...], *, status: str = "missing") -> pd.DataFrame:
    """Rows without a number."""
    numbers = dict.fromkeys(("numerator", "denominator", "value", "lower_ci", "upper_ci"), np.nan)
    return pd.DataFrame(
        {**numbers, "status": status, "note": "", "reason": ""},
        index=pd.Index(codes, name="area_code", dtype=object),
    )


def _without_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    """Areas that no building block reaches are missing, not unknown."""
    return frame.assign(
        status=frame["status"].fillna("missing"), note=frame["note"].fillna(""), reason=frame["reason"].fillna("")
    )
