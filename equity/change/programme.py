"""Programmes as markers on a series: what was done where and when.

Lives here: the schema of a programme and its check, how periods lie to its dates, the caution that goes with it.
Not here: values before and after (`equity.change.before_after`), comparison with similar areas (`equity.similar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

CAUTION = "Timing alone does not show cause: other things changed in the same years, and values move by chance."
_DAYS = ("start", "end")
_TEXTS = ("id", "name", "place", "reach", "source")


@dataclass(frozen=True)
class Programme:
    """Something that was done for people in a place.

    Attributes
    ----------
    id : str
        Short name for addresses, letters, digits and "-".
    name : str
        As a reader would say it.
    place : str
        area_code or footprint id.
    start, end : str
        ISO dates of the first and last day; `end` "" while it goes on.
    reach : str
        How many it reached, in words: "almost 500 volunteers, 20,000 calls"; "" if not known.
    source : str
        Who says so, with year.
    indicators : tuple of str
        Measures on whose series the marker is shown.
    """

    id: str
    name: str
    place: str
    start: str
    end: str = ""
    reach: str = ""
    source: str = ""
    indicators: tuple[str, ...] = ()


class Phase(StrEnum):
    """How a period lies to a programme."""

    BEFORE = "before"
    STRADDLES = "straddles"  # the first day lies inside the period: neither before nor after
    DURING = "during"
    AFTER = "after"  # begins after the last day


def programmes(records: Iterable[Mapping[str, object]]) -> tuple[Programme, ...]:
    """Programmes from records, all of them checked before any is given back.

    Parameters
    ----------
    records : iterable of mapping
        The fields of `Programme`; `indicators` a list of ids.

    Raises
    ------
    ValueError
        Naming every fault with the number of its record, the field and the value: an unknown or missing field, a text
        that is none, a date that is none, an end before its start, an id twice, no or repeated indicators.
    """
    rows = [dict(record) for record in records]
    faults = [f"record {number}: {fault}" for number, row in enumerate(rows, 1) for fault in _faults(row)]
    ids = [row.get("id") for row in rows]
    faults += [
        f"record {number}: id {one!r} stands twice"
        for number, one in enumerate(ids, 1)
        if isinstance(one, str) and one in ids[: number - 1]
    ]
    if faults:
        raise ValueError("; ".join(faults))
    plain = ({name: value for name, value in row.items() if value} for row in rows)
    return tuple(Programme(**{**row, "indicators": tuple(row["indicators"])}) for row in plain)


def phases(periods: pd.DataFrame, programme: Programme) -> pd.Series:
    """How every period lies to the programme.

    Parameters
    ----------
    periods : DataFrame
        Index period; `end` (ISO date of the last day), `months` (length; 0 where figures add up to a day).

    Returns
    -------
    Series of str
        `Phase` values, name "phase". A figure that adds up to a day is before until the day before the start.
    """
    start = date.fromisoformat(programme.start)
    last = date.fromisoformat(programme.end) if programme.end else date.max
    found = []
    for end, months in zip(periods["end"], periods["months"], strict=True):
        final = date.fromisoformat(end)
        first = first_day(final, int(months))
        if final < start:
            found.append(Phase.BEFORE)
        elif first < start:
            found.append(Phase.STRADDLES)
        else:
            found.append(Phase.AFTER if first > last else Phase.DURING)
    return pd.Series([str(phase) for phase in found], index=periods.index, name="phase", dtype="str")


def first_day(final: date, months: int) -> date:
    """First day of a period of whole months that ends on `final`; the day itself for 0 months."""
    if not months:
        return final
    after = final + timedelta(days=1)
    place = after.year * 12 + after.month - 1 - months
    return date(place // 12, place % 12 + 1, 1) + timedelta(days=after.day - 1)


def _faults(row: Mapping[str, object]) -> list[str]:
    """What is wrong with one record, every fault with its field and value."""
    known = {*_TEXTS, *_DAYS, "indicators"}
    faults = [f"unknown field {name!r}" for name in row if name not in known]
    needed = ("id", "name", "place", "start", "source", "indicators")
    faults += [f"{name} is missing" for name in needed if not row.get(name)]
    texts = {name: row[name] for name in (*_TEXTS, *_DAYS) if row.get(name)}
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    faults += [f"{name} is not text: {texts[name]!r}" for name in wrong]
    days = {name: _day(texts[name]) for name in _DAYS if name in texts and name not in wrong}
    faults += [f"{name} is no date (YYYY-MM-DD): {texts[name]!r}" for name, day in days.items() if day is None]
    if all(days.get(name) for name in _DAYS) and days["end"] < days["start"]:
        faults.append(f"end {texts['end']} is before start {texts['start']}")
    if isinstance(row.get("id"), str) and row["id"] and not re.fullmatch(r"[A-Za-z0-9-]+", row["id"]):
        faults.append(f"id may hold letters, digits and -: {row['id']!r}")
    return faults + _indicator_faults(row.get("indicators"))


def _indicator_faults(given: object) -> list[str]:
    if not given:
        return []
    if isinstance(given, str) or not isinstance(given, Iterable):
        return [f"indicators is no list: {given!r}"]
    names = list(given)
    faults = [f"indicator is no id: {name!r}" for name in names if not (isinstance(name, str) and name)]
    twice = sorted({str(name) for place, name in enumerate(names) if name in names[:place]})
    return [*faults, *(f"indicator {name} stands twice" for name in twice)]


def _day(text: str) -> date | None:
    """The date of an ISO text of ten letters, None if it is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
