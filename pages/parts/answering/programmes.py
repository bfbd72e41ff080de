"""Programmes on the pack's ground: where they ran, in words and small areas, and which of them concern an area.

Lives here: which there are (the pack's and those that readers added), extents, names, the way to `equity.change`, and
the cache of answers in which they stand. Not here: records (`data.programmes`), sentences (`charts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache, wraps

from data.keeping.programme_store import ProgrammeStore
from data.programmes import Programme
from data.validation import FileFaults
from equity.change import programme as change
from geo.over_time import on_day
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.members import grouped

ALIKE = 0.95  # share of small areas from which two extents are one
LEAST = 0.05  # share of either below which two extents do not concern each other


class Lies(StrEnum):
    """How a programme's place lies to an area."""

    SAME = "same"
    AROUND = "around"  # the place holds the whole area
    PART = "part"  # the programme ran in a part of the area
    APART = "apart"


@lru_cache(maxsize=1)
def store() -> ProgrammeStore:
    """The programmes that readers added to the opened pack."""
    return ProgrammeStore(opened_pack.pack().folder)


def cached(size: int) -> Callable[[Callable], Callable]:
    """Keep the answers of a function in which programmes stand for a day, or until one is added or taken out."""

    def keep(function: Callable) -> Callable:
        @lru_cache(maxsize=size)
        def kept(_state: tuple[object, ...], *asked: object) -> object:
            return function(*asked)

        @wraps(function)
        def answer(*asked: object) -> object:
            return kept((store().stamp(), date.today()), *asked)

        answer.cache_clear, answer.cache_info = kept.cache_clear, kept.cache_info
        return answer

    return keep


def recorded() -> tuple[Programme, ...]:
    """Every programme of the pack and every one that a reader added, by start and name."""
    every = opened_pack.pack().programmes | added()[0]
    return tuple(sorted(every.values(), key=lambda one: (one.start, one.name)))


def added(*, removed: bool = False) -> tuple[dict[str, Programme], str]:
    """What readers added (or took out again), and why nothing of it can be shown ("" if it can)."""
    return _added(store().stamp(), removed)


@lru_cache(maxsize=4)
def _added(_stamp: tuple[int, int, int], removed: bool) -> tuple[dict[str, Programme], str]:
    try:
        return store().programmes(removed=removed), ""
    except FileFaults as refused:
        return {}, " ".join(str(fault) for fault in refused.faults)


@lru_cache(maxsize=256)
def extent(one: Programme) -> frozenset[str]:
    """LSOAs 2011 of its places on its first day; empty where the pack cannot place them."""
    return frozenset().union(*(_members(code, one.start) for code in one.places))


@lru_cache(maxsize=256)
def place_words(one: Programme) -> str:
    """Its places by name: "North Tyneside", "Earley and 2 other areas"."""
    first, *others = (_name(code, one.start) for code in one.places)
    if not others:
        return first
    return f"{first} and {others[0]}" if len(others) == 1 else f"{first} and {len(others)} other areas"


def lies(one: Programme, members: frozenset[str]) -> Lies:
    """How its place lies to an area of these LSOAs."""
    ground = extent(one)
    both = len(ground & members)
    if not both or (both < LEAST * len(members) and both < LEAST * len(ground)):
        return Lies.APART
    if both >= ALIKE * len(members):
        return Lies.SAME if both >= ALIKE * len(ground) else Lies.AROUND
    return Lies.PART


def beside(members: frozenset[str], indicator_id: str) -> tuple[tuple[Programme, Lies], ...]:
    """Programmes whose marker stands on a measure's trend of these LSOAs, and how each lies to them."""
    found = ((one, lies(one, members)) for one in recorded() if indicator_id in one.indicators)
    return tuple((one, how) for one, how in found if how != Lies.APART)


def marker(one: Programme, *, indicators: Iterable[str] = ()) -> change.Programme:
    """What `equity.change` asks for: one place, dates, reach in words."""
    return change.Programme(
        one.id, one.name, one.places[0], one.start, one.end, reach_words(one), one.source, tuple(indicators)
    )


def reach_words(one: Programme) -> str:
    """ "500 volunteers, 20,000 calls made"; "" where no count is recorded."""
    return ", ".join(f"{reach.count:,} {reach.who}" for reach in one.reach)


def _members(code: str, day: str) -> frozenset[str]:
    if code in _wards():
        return _wards()[code]
    about = extents.subject(code, day)
    if about is None:
        return frozenset()
    return on_day(about.stretches, day).members or frozenset().union(*(one.members for one in about.stretches))


def _name(code: str, day: str) -> str:
    if code in _wards():
        return extents.names_of("wd25").get(code, code)
    about = extents.subject(code, day)
    return about.name if about else code


@lru_cache(maxsize=1)
def _wards() -> dict[str, frozenset[str]]:
    """Wards by the LSOAs that lie mostly in them."""
    table = opened_pack.pack().lookup("lsoa11")
    return grouped(table["wd25cd"], table["lsoa11cd"])
