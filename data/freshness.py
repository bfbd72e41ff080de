"""When a source is due again: months between publications as data, and the day that follows from them.

Lives here: due days. Not here: fetching (`data.refresh`), words (`pages.parts.sources`).
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from data.catalogue import Source, read_toml

LIVE = "live_"  # begins the id of a source that a refresh has brought


@dataclass(frozen=True)
class Due:
    """When a source is expected again.

    Attributes
    ----------
    day
        None where nothing more is to come, or nothing is known of it (`known` False).
    words
        What a reader should know of it, "" if nothing.
    """

    day: date | None
    words: str = ""
    known: bool = True

    def overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.day is not None and self.day < today


def due(source: Source) -> Due:
    """When a source is due again, counted from the day it was published.

    A source known by year or month only counts from that year's or month's last day.
    """
    told = _cadences().get(source.id.removeprefix(LIVE))
    if told is None:
        return Due(None, known=False)
    every, words = int(told["every"]), str(told.get("words", ""))
    return Due(_later(_last_day(source.published), every) if every else None, words)


def _last_day(published: str) -> date:
    """The day an ISO date, month or year ends.

    Examples
    --------
    >>> [_last_day(text).isoformat() for text in ("2025", "2022-02", "2021-07-08")]
    ['2025-12-31', '2022-02-28', '2021-07-08']
    """
    year, *rest = (int(part) for part in published.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1])


def _later(day: date, months: int) -> date:
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=1)
def _cadences() -> Mapping[str, Mapping[str, object]]:
    return read_toml(Path(__file__).with_name("cadence.toml"))
