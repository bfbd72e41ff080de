"""The latest five figures a year apart of every area of a kind, for every measure that has a test of trend.

Lives here: which five periods, the released arrays, and their cache. Not here: the test (`equity.comparing.trends`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from data.schema import AREA_TYPES
from equity.comparing.profile import NUMBERS, FiveYears
from equity.comparing.trend import POINTS, TESTED, YEAR
from pages.parts import opened_pack
from pages.parts.answering import extents, published_tables


@dataclass(frozen=True, eq=False)
class Series:
    """Arrays (areas, 5) of one measure, and where each area stands in them."""

    place: dict[str, int]
    numbers: dict[str, np.ndarray]
    unlike: np.ndarray
    last: str  # the period of the latest of the five


def of_rows(frame: pd.DataFrame, code: str) -> FiveYears:
    """Five years of each row of a profile; `frame` has index indicator_id, `area_code`, `area_type`, `period`."""
    years = FiveYears.none(len(frame))
    columns = zip(frame.index, frame["area_type"], frame["area_code"], frame["period"], strict=True)
    for row, (indicator_id, area_type, name, period) in enumerate(columns):
        found = series(indicator_id, area_type) if area_type else None
        place = found.place.get(name) if found and found.last == period else None
        if place is not None:
            for number in NUMBERS:
                years.numbers[number][row] = found.numbers[number][place]
            years.unlike[row] = found.unlike[place]
    return years


@lru_cache(maxsize=1024)
def series(indicator_id: str, area_type: str) -> Series | None:
    """The five years of a measure for all areas of a level; None without five, and for figures that add up."""
    indicator, level = opened_pack.pack().indicators[indicator_id], AREA_TYPES[area_type]
    if indicator.value_type not in TESTED or level not in published_tables.LEVELS:
        return None
    levels = published_tables.COUNTRIES if level in published_tables.COUNTRIES else published_tables.COUNCILS
    table = published_tables.table(indicator_id, levels=levels).reset_index()
    table = table[[AREA_TYPES[kind] == level for kind in table["area_type"]]]
    if table.empty:
        return None
    last = table.sort_values(["end", "months"]).iloc[-1]
    if not 0 < last["months"] <= YEAR:
        return None
    year, day = int(last["end"][:4]), last["end"][4:]
    ends = [_day(year - back, day) for back in range(POINTS - 1, -1, -1)]
    table = table[table["end"].isin(ends) & (table["months"] == last["months"])]
    table = table[~_other_ground(table)].drop_duplicates(["area_code", "end"], keep="last")
    if table["end"].nunique() < POINTS:
        return None
    wide = table.pivot(index="area_code", columns="end", values=[*NUMBERS, "status"])
    numbers = {name: wide[name].reindex(columns=ends).to_numpy("float64") for name in NUMBERS}
    status = wide["status"].reindex(columns=ends).to_numpy(dtype=object)
    place = {code: row for row, code in enumerate(wide.index)}
    return Series(place, numbers, (status == "not_comparable").any(axis=1), str(last["period"]))


def _day(year: int, day: str) -> str:
    leap = day == "-02-29" and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return f"{year}{'-02-28' if leap else day}"


def _other_ground(table: pd.DataFrame) -> np.ndarray:
    """True for rows of a vintage in which the code meant other small areas than in the newest one."""
    pairs = table[["area_type", "area_code"]].drop_duplicates()
    newest = pairs.sort_values("area_type").drop_duplicates("area_code", keep="last")
    now = {code: extents.areas_of(kind).get(code) for kind, code in newest.itertuples(index=False)}
    other = {
        (kind, code)
        for kind, code in pairs.itertuples(index=False)
        if now[code] is not None and extents.areas_of(kind).get(code) != now[code]
    }
    return np.array([pair in other for pair in zip(table["area_type"], table["area_code"], strict=True)], dtype=bool)
