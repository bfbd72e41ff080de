"""What a live source declares, and what it brings to a pack.

Lives here: the records that every file of `data.live.publishers` fills in. Not here: fetching (`data.fetching`),
putting what came into a pack (`data.live.joining`), the order of the work (`data.live.refreshing`).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import geopandas as gpd
import pandas as pd

from data.fetching.coming import Fetched
from data.fetching.session import Session
from data.pack import Pack

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0. Source: {publisher}."


class Remote(Protocol):
    """A file, a page of links, a layer or a table: something that fetches one file or more."""

    def fetch(self, session: Session) -> list[Fetched]:
        """The files, here and whole."""
        ...


@dataclass(frozen=True)
class Fed:
    """What a source brings to a pack.

    Attributes
    ----------
    frame : DataFrame
        Observations; rows with a key that the pack has take the place of its rows. None where the source brings none.
    entries : mapping
        Indicator id -> its table for `indicators.toml`, for indicators without a reviewed text.
    notes : mapping
        Indicator id -> note id -> text, for notes that came with the file.
    outlines : mapping
        Area type -> polygons `area_code, geometry` in EPSG:27700 of an area type that the pack has.
    codes : mapping
        Kind of member -> ISO date -> every code of that day.
    lookups : mapping
        Name of a lookup of the pack -> the table that takes its place.
    unused : str
        Why nothing of it can be used in this pack, in words; "" where something can.
    """

    frame: pd.DataFrame | None = None
    entries: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outlines: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, set[str]]] = field(default_factory=dict)
    lookups: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    report: tuple[str, ...] = ()
    unused: str = ""


@dataclass(frozen=True)
class LiveSource:
    """One publication that is fetched when it is due.

    Attributes
    ----------
    id : str
        Name for the command line and for downloads.
    hosts : frozenset of str
        The only servers that are asked.
    remotes : tuple of Remote
        What is fetched, in the order in which `read` gets the files.
    read : callable
        Files and the opened pack -> `Fed`. Raises `data.validation.FileFaults` with every fault of the files.
    feeds : tuple of str
        What it renews in a pack: ids of indicators ("cover_*": all that begin so), or "outlines of lsoa21", "codes".
    renews : tuple of str
        Ids in `sources.toml` of the packs that hold earlier figures of it.
    every : int
        Months between two publications; 0: the series has ended.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    cadence: str
    every: int
    vintage: str
    hosts: frozenset[str]
    remotes: tuple[Remote, ...]
    read: Callable[[Sequence[Path], Pack], Fed]
    feeds: tuple[str, ...]
    renews: tuple[str, ...] = ()

    @property
    def attribution(self) -> str:
        """The line that the licence asks for."""
        return ATTRIBUTION.format(publisher=self.publisher)

    def due(self, after: date) -> date | None:
        """When to look again after something was published or fetched; None where nothing more is to come.

        Examples
        --------
        A quarterly publication of 30 November is due at the end of February.
        """
        return months_later(after, self.every) if self.every else None


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month.

    Examples
    --------
    >>> months_later(date(2025, 11, 30), 3)
    datetime.date(2026, 2, 28)
    """
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
