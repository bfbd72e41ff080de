"""Periods as spans of days: what a period of the store covers, and whether a change falls inside it.

Lives here: reading the forms of `data.schema`'s period column. Not here: periods in words (`charts.words`) or what
changed on a day (`geo.over_time`). Days are ISO text, inclusive at both ends.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from data.schema import POOL

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(\d{4})(/\d{2})?")
_POOLED = re.compile(r"(\d{4}(?:/\d{2})?)(?:[-–]|\.\.)(\d{4}(?:/\d{2})?)")
_QUARTER = re.compile(r"(\d{4})(/\d{2})?[ -]?Q([1-4])")
FINANCIAL_START = 4  # April
POOLED_YEARS = 3


class Days(NamedTuple):
    """First and last day of a period."""

    start: str
    end: str


def period_days(period: str) -> Days:
    """First and last day of a period.

    Parameters
    ----------
    period : str
        "2021-07-08" (figures that add up to a day: that day alone), "2021-07", "2023/24" (April to March), "2019",
        "2017-2019" or "2016/17-2018/19" (pooled by the publisher), "2016/17..2018/19" (`data.schema.POOL`: pooled
        here), "2021 Q3", "2018/19 Q1" (April to June).

    Raises
    ------
    ValueError
        If the text is no such period.
    """
    if _DAY.fullmatch(period):
        day = dt.date.fromisoformat(period).isoformat()
        return Days(day, day)
    if found := _MONTH.fullmatch(period):
        return _months(int(found[1]), int(found[2]), count=1)
    if found := _QUARTER.fullmatch(period):
        first = 3 * int(found[3]) - 3 + (FINANCIAL_START if found[2] else 1)
        return _months(int(found[1]) + (first > 12), (first - 1) % 12 + 1, count=3)
    if found := _YEAR.fullmatch(period):
        return _months(int(found[1]), FINANCIAL_START if found[2] else 1, count=12)
    if found := _POOLED.fullmatch(period):
        return Days(period_days(found[1]).start, period_days(found[2]).end)
    raise ValueError(f"“{period}” is no period such as 2023/24, 2019, 2017-2019, 2018/19 Q1 or 2021-07-08")


def threes(years: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Single years taken three by three from the newest, where all three follow each other: the pools and their years.

    Pools never overlap, so that one less another tells nothing of a year; years that are left over have no pool.
    """
    single = sorted(year for year in set(years) if _YEAR.fullmatch(year))
    found, end = {}, len(single)
    while end >= POOLED_YEARS:
        three = tuple(single[end - POOLED_YEARS : end])
        days = [period_days(year) for year in three]
        follow = all(day_after(one.end) == other.start for one, other in pairwise(days))
        if follow:
            found[f"{three[0]}{POOL}{three[-1]}"] = three
        end -= POOLED_YEARS if follow else 1
    return dict(sorted(found.items()))


def _months(year: int, month: int, *, count: int) -> Days:
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Days(f"{year}-{month:02d}-01", f"{end_year}-{end_month:02d}-{monthrange(end_year, end_month)[1]:02d}")


def middle(period: str) -> str:
    """The day in the middle of a period: where its point stands on an axis of time."""
    start, end = (dt.date.fromisoformat(day) for day in period_days(period))
    return (start + (end - start) // 2).isoformat()


def straddles(period: str, day: str) -> bool:
    """Whether a change that takes effect on `day` falls inside the period: not before it, not on its first day."""
    start, end = period_days(period)
    return start < day <= end


def day_before(day: str) -> str:
    """The day before."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The day after."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
