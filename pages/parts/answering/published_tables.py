"""Figures as published for countries and councils, all periods of a measure at once: many tiles stand on them.

Lives here: one released table per measure and the series of one area in it. Not here: sums (`values`, `series`), the
rows of a place (`board_rows`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import AREA_TYPES, Level
from equity.disclosure import RULES, WITHHELD_FOR
from equity.result import Reason
from geo.over_time import Stretch
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.extents import Subject
from pages.parts.answering.releasing import protected
from pages.parts.answering.series import FIELDS, TODAY, series

COUNTRIES, COUNCILS = (Level.COUNTRY,), (Level.DISTRICT, Level.UPPER_TIER)
LEVELS = (*COUNTRIES, *COUNCILS)


@lru_cache(maxsize=512)
def table(indicator_id: str, *, levels: tuple[Level, ...] = LEVELS) -> pd.DataFrame:
    """Released rows of the default group of every country, or of every district and upper-tier authority, or of all.

    A row of one is judged without the others, so who needs a country alone need not wait for hundreds of councils.

    Returns
    -------
    DataFrame
        Index area_code, area_type, period, sorted: `series.FIELDS`, status, note, reason, `end`, `months`.
    """
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    group = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
    kinds = [kind for kind in pack.store.area_types(indicator_id) if AREA_TYPES[kind] in levels]
    frames = [pack.store.observations(indicator_id, area_type=kind, **group) for kind in kinds]
    frame = pd.concat(frames) if frames else pack.store.observations(indicator_id, area_type="none")
    frame = frame.set_index(["area_code", "area_type", "period"])[[*FIELDS, "status", "note"]]
    frame = frame.astype(dict.fromkeys(FIELDS, "float64")).assign(reason="").sort_index()
    judged = _kept_back(frame, indicator)  # then by plain rows: each look at a column copies an index of three levels
    shown = values.for_readers(judged.reset_index(drop=True), indicator).set_axis(judged.index)
    days = {period: period_days(period) for period in shown.index.unique("period")}
    held = shown.index.get_level_values("period")
    lengths = {period: _months(*span) for period, span in days.items()}
    return shown.assign(end=held.map(lambda one: days[one].end), months=held.map(lengths))


def _kept_back(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows with the reason of those that are withheld to protect others, as on the map."""
    rule, group = (
        RULES[indicator.release_rule],
        (indicator.default_sex, indicator.default_age, indicator.default_category),
    )
    if not (rule.largest and rule.secondary):
        return frame
    reason = pd.Series("", index=frame.index)
    for kind, period in frame.index.droplevel("area_code").unique():
        gone = protected.kept_back(indicator.id, kind, segment=(period, *group))
        here = (frame.index.get_level_values("area_type") == kind) & (frame.index.get_level_values("period") == period)
        reason[here & frame.index.get_level_values("area_code").isin(gone)] = str(Reason.SECONDARY)
    return frame.assign(**{WITHHELD_FOR: reason})


def _months(start: str, end: str) -> int:
    """Whole months of a period; 0 for a single day."""
    return 0 if start == end else 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7]) + 1


def stored_series(indicator_id: str, code: str, *, members: frozenset[str]) -> pd.DataFrame | None:
    """The series of an area from the table, by period; None where areas of its level have a period and it has none."""
    national = code in extents.areas_of("ctry")
    stored = [kind for kind in opened_pack.pack().store.area_types(indicator_id) if AREA_TYPES[kind] in LEVELS]
    if not any(extents.areas_of(kind).get(code) == members for kind in stored):
        return None
    whole = table(indicator_id, levels=COUNTRIES if national else COUNCILS)
    if code not in whole.index.get_level_values(0):
        return None
    own = whole.loc[code]
    kinds = [kind for kind in own.index.unique("area_type") if extents.areas_of(kind).get(code) == members]
    rows = own[own.index.get_level_values("area_type").isin(kinds)].droplevel("area_type")
    if not _periods(indicator_id, national) <= set(rows.index) or rows.index.has_duplicates:
        return None
    return rows.sort_values(["end", "months"]).assign(basis="one")


@lru_cache(maxsize=1024)
def _periods(indicator_id: str, national: bool) -> frozenset[str]:
    """Periods for which England, or any smaller area, has a row."""
    return frozenset(table(indicator_id, levels=COUNTRIES if national else COUNCILS).index.get_level_values("period"))


@lru_cache(maxsize=4096)
def row_series(indicator_id: str, code: str, *, area_type: str, on: str) -> pd.DataFrame:
    """The series of a footprint or area on the very members that its value stands on, a row per period."""
    members = extents.footprints().get(code) or extents.areas_of("ctry").get(code)
    members = members or extents.areas_of(area_type)[code]
    stored = stored_series(indicator_id, code, members=members)
    if stored is not None:
        return stored
    about = Subject(code, code, (Stretch("", "", code, members, code),), ())
    return series(indicator_id, about, footprint=TODAY, on=on)


def rows(indicator_id: str, area_type: str, *, codes: list[str], period: str) -> pd.DataFrame:
    """Released rows of areas in one period, in the order of the codes; missing where the table has none."""
    wanted = pd.MultiIndex.from_product([codes, [area_type], [period]])
    found = table(indicator_id, levels=COUNTRIES if AREA_TYPES[area_type] in COUNTRIES else COUNCILS).reindex(wanted)
    found.index = pd.Index(codes, name="area_code")
    texts = {"status": found["status"].fillna("missing"), "note": found["note"].fillna(""), "reason": ""}
    return found.assign(**texts, areas=np.nan, areas_of=np.nan)
