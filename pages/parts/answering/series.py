"""A series: one subject's released figures for every period of a measure, on the members of the time or of one day.

    Subject + footprint ("then" or "today") -> members per period -> stored row or one sum -> valuation -> release

Lives here: which rows and sums answer for a period, and the caches of both. Not here: who the members were (`extents`),
sums (`equity.totals.aggregate`), the test of trend (`equity.comparing.trend`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import FOOTPRINT_TYPES, ValueType
from equity.disclosure import RULES, WITHHELD_FOR
from equity.result import Reason
from equity.totals.aggregate import Counts, Settings, aggregated
from equity.totals.coverage import not_computable
from geo.membership import Membership, membership
from geo.over_time import Stretch
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.extents import ONE_SET, UPPER_TIER, Subject, areas_of, footprints
from pages.parts.answering.members import blocks, sizes
from pages.parts.answering.own import own_areas, own_known, own_release
from pages.parts.answering.releasing import protected, told_totals
from pages.parts.answering.relevant_ages import Ages, relevant

THEN, TODAY = "then", "today"
# Official kinds of area that LSOAs nest in: a stored row of one stands for its members.
KINDS = ("ctry", *(kind for kind, _, _ in UPPER_TIER), *ONE_SET)
FIELDS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
RATES_ONLY = "Only rates are published for this period: without counts they cannot be added up."
NOT_JUDGED = "Small counts are kept for larger areas only in this period: an own footprint cannot be judged on them."
NOT_BUILT = "This measure has no building block here that the members can be made of."


@lru_cache(maxsize=1024)
def periods(indicator_id: str) -> tuple[str, ...]:
    """Every period of a measure, over all kinds of area, in time order."""
    index = opened_pack.pack().store.segment_index
    found = index.loc[index["indicator_id"] == indicator_id, "period"].unique()
    return tuple(sorted(found, key=lambda period: (period_days(period).end, period)))


@lru_cache(maxsize=1024)
def series(indicator_id: str, about: Subject, *, footprint: str, on: str) -> pd.DataFrame:
    """Released figures of a subject, one row per period. Shared: never change it.

    Parameters
    ----------
    footprint : str
        "then": the members valid on each period's last day; "today": those valid on the date `on`, for every period.

    Returns
    -------
    DataFrame
        Index period, oldest first: numerator, denominator, value, lower_ci, upper_ci, status, reason, note (ids),
        areas, areas_of, coverage, apportioned; `standing` (who stood for the subject), `standing_note`, `since` (the
        day whose boundary stands for an earlier time, ""), `basis` (key of the members), `end`, `months`, `straddles`
        (a change of members inside the period, in words).
    """
    indicator = opened_pack.pack().indicators[indicator_id]
    rows = []
    for period in periods(indicator_id):
        days = period_days(period)
        stretch = about.then(on if footprint == TODAY else days.end)
        row = figures(indicator, period, stretch=stretch)
        inside = [change.sentence for change in about.changes if days.start < change.day <= days.end]
        rows.append(
            row
            | {
                "standing": stretch.name,
                "standing_note": stretch.note,
                "since": stretch.since,
                "basis": f"{hash(stretch.members)}",
                "end": days.end,
                "months": _months(days.start, days.end),
                "straddles": "; ".join(inside) if footprint == THEN else "",
            }
        )
    frame = pd.DataFrame(rows, index=pd.Index(periods(indicator_id), name="period"))
    numbers = (*FIELDS, "coverage", "apportioned", "areas", "areas_of")
    frame = frame.astype(dict.fromkeys(numbers, "float64") | dict.fromkeys(("status", "note", "reason"), "str"))
    frame[WITHHELD_FOR] = frame[WITHHELD_FOR].fillna("") if WITHHELD_FOR in frame else ""
    why = frame["reason"].copy()
    shown = values.for_readers(frame, indicator)
    # the gate empties every number of a withheld row; how long a period is says nothing of anybody
    return shown.assign(reason=np.where(why != "", why, shown["reason"]), months=frame["months"])


def unanswerable(indicator_id: str, about: Subject) -> str:
    """Why no period of a measure can have a figure for a subject, seen from kinds of area alone; "" where one may."""
    indicator, kinds = opened_pack.pack().indicators[indicator_id], _kinds(indicator_id)
    known = [footprints() if kind in FOOTPRINT_TYPES else areas_of(kind) for kind in kinds]
    if any(stretch.members and stretch.code in codes for stretch in about.stretches for codes in known):
        return ""
    if indicator.value_type in values.COUNTABLE and any(block_type(indicator_id, one) for one in periods(indicator_id)):
        return ""
    return not_computable(indicator.value_type, indicator.building_block) or NOT_BUILT


def _months(start: str, end: str) -> int:
    """Whole months of a period; 0 for a single day."""
    if start == end:
        return 0
    return 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7]) + 1


def figures(indicator: Indicator, period: str, *, stretch: Stretch) -> dict[str, object]:
    """Numbers of one set of members in one period: as stored for exactly these members, else summed, else missing.

    Not yet released: what goes to readers passes `values.for_readers` first.
    """
    if not stretch.members:
        return _nothing(stretch.note)
    for kind in _kinds(indicator.id):
        extent = footprints().get(stretch.code) if kind in ("place", "system", "neighbourhood") else None
        extent = extent or (areas_of(kind).get(stretch.code) if kind in KINDS else None)
        rows = _stored(indicator.id, kind) if extent == stretch.members else None
        if rows is not None and (period, stretch.code) in rows.index:
            return (
                _nothing("") | rows.loc[(period, stretch.code)].to_dict() | _kept_back(indicator, kind, period, stretch)
            )
    source = block_type(indicator.id, period)
    if not source or indicator.value_type not in values.COUNTABLE:
        return _nothing(not_computable(indicator.value_type, indicator.building_block) or NOT_BUILT)
    if own_known.is_own(stretch.code):
        return _own_figures(indicator, period, stretch.code, source=source)
    gone = told_totals.exposed(indicator.id, source, segment=_segment(indicator, period))
    reason = str(Reason.SECONDARY) if stretch.code in gone else ""
    return summed(indicator.id, source, members=stretch.members)[period] | {WITHHELD_FOR: reason}


def _kept_back(indicator: Indicator, kind: str, period: str, stretch: Stretch) -> dict[str, object]:
    """The reason of a stored row that is withheld to protect others, as on the map; none where no count is small."""
    if not RULES[indicator.release_rule].largest:
        return {WITHHELD_FOR: ""}
    segment = _segment(indicator, period)
    gone = protected.kept_back(indicator.id, kind, segment=segment)
    above = values.stored(indicator, kind, segment=segment, codes=(stretch.code,))
    known = str(above[WITHHELD_FOR].iloc[0]) if WITHHELD_FOR in above else ""
    return {WITHHELD_FOR: known or (str(Reason.SECONDARY) if stretch.code in gone else "")}


def _segment(indicator: Indicator, period: str) -> tuple[str, str, str, str]:
    return (period, indicator.default_sex, indicator.default_age, indicator.default_category)


@lru_cache(maxsize=1024)
def _kinds(indicator_id: str) -> dict[str, frozenset[str]]:
    """The periods of each kind of area that a measure is stored for; kinds in alphabetical order."""
    index = opened_pack.pack().store.segment_index
    rows = index[index["indicator_id"] == indicator_id]
    return {str(kind): frozenset(found) for kind, found in rows.groupby("area_type")["period"]}


def _own_figures(indicator: Indicator, period: str, key: str, *, source: str) -> dict[str, object]:
    """Numbers of an own footprint, after the one question whether they may be shown; it is asked for every period."""
    segment = _segment(indicator, period)
    if source != indicator.building_block and RULES[indicator.release_rule].largest:
        return _nothing(NOT_JUDGED)
    if refused := own_release.refusal(own_known.footprint(key), indicator, segment=segment):
        return _nothing(refused)
    return own_sums(indicator.id, source, key=key)[period]


@lru_cache(maxsize=8192)
def block_type(indicator_id: str, period: str) -> str:
    """The finest stored kind of area of a period that LSOAs nest in: what sums are made of; "" if there is none."""
    indicator = opened_pack.pack().indicators[indicator_id]
    having = [kind for kind, found in _kinds(indicator_id).items() if period in found]
    if indicator.building_block in having:
        return indicator.building_block
    nested = [kind for kind in having if kind in KINDS and kind != "ctry"]
    return max(nested, key=lambda kind: (len(areas_of(kind)), kind), default="")


@lru_cache(maxsize=128)
def _stored(indicator_id: str, area_type: str) -> pd.DataFrame:
    """Rows of the default group, by period and area code."""
    frame = _everywhere(indicator_id)
    frame = frame[frame["area_type"] == area_type].drop(columns="area_type")
    return frame.set_index(["period", "area_code"]).sort_index()


@lru_cache(maxsize=32)
def _everywhere(indicator_id: str) -> pd.DataFrame:
    """Rows of the default group for every kind of area, read in one pass."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    group = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
    columns = ["area_type", "period", "area_code", *FIELDS, "status", "note"]
    return pack.store.observations(indicator_id, **group)[columns].astype(dict.fromkeys(FIELDS, "float64"))


@lru_cache(maxsize=1024)
def summed(indicator_id: str, source: str, *, members: frozenset[str]) -> dict[str, dict[str, object]]:
    """Sums over building blocks for every period of the source at once, by period."""
    return _sums(indicator_id, source, _within(source, members, ages=relevant(indicator_id)))


@lru_cache(maxsize=256)
def _within(source: str, members: frozenset[str], *, ages: Ages | None) -> Membership:
    """A set of small areas over the blocks of a source: the same for every measure of the same ages."""
    groups = pd.DataFrame({"lsoa": sorted(members), "group": "all"})
    return membership(blocks(source), groups, sizes=sizes(ages=ages))


@lru_cache(maxsize=64)
def own_sums(indicator_id: str, source: str, *, key: str) -> dict[str, dict[str, object]]:
    """`summed` for an own footprint, its cut LSOAs by their share inside."""
    groups = own_areas.shares(own_known.footprint(key)).assign(group="all")
    within = membership(blocks(source), groups, sizes=sizes(ages=relevant(indicator_id)))
    return _sums(indicator_id, source, within)


def _sums(indicator_id: str, source: str, within: Membership) -> dict[str, dict[str, object]]:
    indicator = opened_pack.pack().indicators[indicator_id]
    tables = {name: table.reindex(within.blocks) for name, table in _tables(indicator_id, source).items()}
    status = tables["status"].fillna("missing")
    countless = indicator.value_type == ValueType.COUNT
    counts = Counts(tables["numerator"], None if countless else tables["denominator"], status)
    settings = Settings(proportion=indicator.value_type == ValueType.PROPORTION)
    frame = aggregated(within, counts, settings=settings).droplevel("group")
    inside = (within.weights > 0).toarray()[0]
    rates = tables["value"][inside].notna().any() & ~tables["numerator"][inside].notna().any()
    frame.loc[rates[rates].index, "reason"] = RATES_ONLY
    found = frame[["numerator", "denominator", "status", "reason", "areas", "areas_of", "coverage", "apportioned"]]
    empty = dict.fromkeys(("value", "lower_ci", "upper_ci"), np.nan) | {"note": ""}
    return {str(period): row | empty for period, row in found.to_dict("index").items()}


@lru_cache(maxsize=64)
def _tables(indicator_id: str, source: str) -> dict[str, pd.DataFrame]:
    """`_stored` as areas x periods, by column."""
    rows = _stored(indicator_id, source)
    return {name: rows[name].unstack("period") for name in ("numerator", "denominator", "value", "status")}


def _nothing(reason: str, *, status: str = "missing") -> dict[str, object]:
    numbers = dict.fromkeys((*FIELDS, "areas", "areas_of", "coverage", "apportioned"), np.nan)
    return numbers | {"status": status, "reason": reason, "note": "", WITHHELD_FOR: ""}
