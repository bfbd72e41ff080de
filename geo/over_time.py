"""Footprints over time: which small areas stood for a footprint on any day.

Lives here: stretches of time with one set of members, for footprints (through their lineage), for official areas
(through their vintages) and for the system over an area.
Not here: what changed between them (`geo.changes`), what a period is (`geo.periods`), lineage itself (`geo.lineage`),
lanes in words (`geo.lanes`), any number.
An extent is a set of LSOA 2011 codes; days are ISO text, inclusive, "" is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo.footprints import Footprint, Registry
from geo.lineage import day_in_words, holds, in_words
from geo.periods import day_after, day_before

Extents = Mapping[str, frozenset[str]]

CARRIED_ON = 0.9  # a successor stands for a footprint that has ended if it took this share of it
CAME_FROM = 0.5  # a predecessor stands for a footprint that has not begun if it had this share of it
# Why nothing is known of the time before a day, by tier and day; else the register's sources simply name nothing.
REASONS = {
    ("system", "2022-07-01"): "integrated care boards were set up by law on that day, and this pack has no boundary of "
    "the partnerships that came before",
    ("neighbourhood", "2019-07-01"): "primary care networks began on that day",
}
NO_REASON = "the sources of this pack name no earlier one"


@dataclass(frozen=True)
class Stretch:
    """A time with one set of members.

    Attributes
    ----------
    start, end : str
        First and last day, "" where open.
    name : str
        What stood for the area, in words.
    members : frozenset of str
        LSOA 2011 codes; empty where nothing stands for the area.
    code : str
        Id or code of what stood for it; "" where its members are derived or nothing does.
    note : str
        Why members are derived, assumed or absent; "" where they are known.
    since : str
        The day whose boundary is used for this earlier time; "" where the boundary is of its own time.
    """

    start: str
    end: str
    name: str
    members: frozenset[str]
    code: str = ""
    note: str = ""
    since: str = ""

    def holds(self, day: str) -> bool:
        """Whether the day lies in this stretch."""
        return holds(self.start, self.end, on=day)


@dataclass(frozen=True)
class Vintage:
    """One set of official areas and the days on which it was the one in force."""

    area_type: str
    start: str
    end: str
    extents: Extents
    names: Mapping[str, str]


def on_day(stretches: Iterable[Stretch], day: str) -> Stretch:
    """The stretch that holds on a day; stretches of this module cover all of time."""
    return next(stretch for stretch in stretches if stretch.holds(day))


def footprint_stretches(registry: Registry, footprint_id: str, *, extents: Extents) -> tuple[Stretch, ...]:
    """What stood for a footprint through all of time.

    The footprint itself while it is valid; after its end the one successor that took it on (nine tenths of it or
    more); before its start the one predecessor that had most of it, else the footprint without the parts that are
    known to have been elsewhere. Where the registry knows nothing earlier, the first known boundary is used and marked.
    """
    own = registry[footprint_id]
    starts = _starts(_kin(registry, footprint_id))
    found = [_standing(registry, own, extents, on=day_before(starts[1]) if len(starts) > 1 else "")]
    found += [_standing(registry, own, extents, on=day) for day in starts[1:]]
    ends = [*(day_before(day) for day in starts[1:]), ""]
    dated = [
        stretch and replace(stretch, start=start, end=end)
        for stretch, start, end in zip(found, starts, ends, strict=True)
    ]
    return _merged(_filled_back(dated, starts, ends, tier=own.tier))


def area_stretches(code: str, vintages: Iterable[Vintage], *, on: str) -> tuple[Stretch, ...]:
    """What stood for an official area through all of time: the area of that code, else the one that held most of it.

    Parameters
    ----------
    code : str
    vintages : iterable of Vintage
        Oldest first, without gaps.
    on : str
        The day whose area is meant where a code has had several extents; else the last vintage that has the code.

    Raises
    ------
    KeyError
        If no vintage has the code.
    """
    vintages = list(vintages)
    having = [vintage for vintage in vintages if code in vintage.extents]
    if not having:
        raise KeyError(code)
    meant = next((vintage for vintage in having if holds(vintage.start, vintage.end, on=on)), having[-1])
    return _merged([_area_then(code, vintage, meant) for vintage in vintages])


def over_area(registry: Registry, members: frozenset[str], *, extents: Extents) -> tuple[Stretch, ...]:
    """The system over most of an area through all of time; the first known one before that, marked."""
    systems = [f for f in registry.of_tier("system") if members & extents[f.id]]
    starts = _starts(systems)
    ends = [*(day_before(day) for day in starts[1:]), ""]
    found: list[Stretch | None] = []
    for start, end in zip(starts, ends, strict=True):
        there = [f for f in systems if f.valid_on(start or (day_before(starts[1]) if len(starts) > 1 else ""))]
        most = max(there, key=lambda f: (len(members & extents[f.id]), f.id), default=None)
        enough = most is not None and len(members & extents[most.id]) >= CAME_FROM * len(members)
        found.append(Stretch(start, end, most.short_name, extents[most.id], most.id) if enough else None)
    return _merged(_filled_back(_carried_back(registry, found, ends, extents), starts, ends, tier="system"))


def _carried_back(
    registry: Registry, found: list[Stretch | None], ends: list[str], extents: Extents
) -> list[Stretch | None]:
    """Where no system is known to have held most of the area: what stood for the next one known."""
    carried, code = list(found), ""
    for place in range(len(found) - 1, -1, -1):
        stretch = found[place]
        if stretch is not None:
            code = stretch.code
        elif code and ends[place]:
            then = on_day(footprint_stretches(registry, code, extents=extents), ends[place])
            start = day_after(ends[place - 1]) if place else ""
            carried[place] = replace(then, start=start, end=ends[place])
    return carried


def _kin(registry: Registry, footprint_id: str) -> list[Footprint]:
    """The footprint, everything that came before it and everything that came after."""
    found: dict[str, Footprint] = {}
    for direction in ("predecessors", "successors"):
        waiting = [footprint_id]
        while waiting:
            at = waiting.pop()
            if at in registry and (at == footprint_id or at not in found):
                found[at] = registry[at]
                waiting += [step.id for step in getattr(registry[at], direction)]
    return list(found.values())


def _starts(footprints: Iterable[Footprint]) -> list[str]:
    """First days of the stretches: "" and every day on which one of them begins or has just ended."""
    days = {f.valid_from for f in footprints} | {day_after(f.valid_to) for f in footprints if f.valid_to}
    return ["", *sorted(day for day in days if day)]


def _standing(registry: Registry, own: Footprint, extents: Extents, *, on: str) -> Stretch | None:
    """What stood for a footprint on a day; None where the registry knows nothing of that time."""
    if own.valid_on(on):
        return Stretch("", "", own.short_name, extents[own.id], own.id)
    shares = registry.successors_on(own.id, on)
    ended = bool(own.valid_to) and own.valid_to < on
    if shares and shares[0].share >= (CARRIED_ON if ended else CAME_FROM):
        other = registry[shares[0].id]
        return Stretch("", "", other.short_name, extents[other.id], other.id)
    names = in_words(registry[share.id].short_name for share in shares)
    if ended:
        day = f"{day_in_words(own.valid_to)}{own.day_note('valid_to')}"
        note = f"{own.short_name} ended on {day}; its area went to {names or 'none known'}."
        return Stretch("", "", f"{own.short_name} ended", frozenset(), note=note)
    if not shares:
        return None
    if 1 - sum(share.share for share in shares) >= CAME_FROM:
        rest = extents[own.id].difference(*(extents[share.id] for share in shares))
        note = f"{own.short_name} of today without the part that was in {names}."
        return Stretch("", "", f"{own.short_name} without its part of {names}", rest, note=note)
    day = f"{day_in_words(own.valid_from)}{own.day_note('valid_from')}"
    note = f"{own.short_name} began on {day}; before, its area was in {names}."
    return Stretch("", "", f"{own.short_name} not begun", frozenset(), note=note)


def assumed_words(day: str, tier: str) -> str:
    """Which boundary stands for the time before a day, and why; "" without a day."""
    if not day:
        return ""
    return f"Before {day_in_words(day)} the boundary of that day is used: {REASONS.get((tier, day), NO_REASON)}."


def _filled_back(found: list[Stretch | None], starts: list[str], ends: list[str], *, tier: str) -> list[Stretch]:
    """Stretches of which nothing is known, filled with the next one known and marked."""
    filled: list[Stretch] = []
    later = Stretch("", "", "not in this pack", frozenset(), note="This pack has no footprint for this time.")
    for stretch, start, end in zip(reversed(found), reversed(starts), reversed(ends), strict=True):
        if stretch is None:
            since = (later.since or later.start) if later.members else ""
            stretch = replace(later, start=start, end=end, note=assumed_words(since, tier) or later.note, since=since)
        later = stretch
        filled.insert(0, stretch)
    return filled


def _merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours that are alike as one."""
    merged: list[Stretch] = []
    for stretch in stretches:
        last = merged[-1] if merged else None
        if last is not None and replace(last, start="", end="") == replace(stretch, start="", end=""):
            merged[-1] = replace(last, end=stretch.end)
        else:
            merged.append(stretch)
    return tuple(merged)


def _area_then(code: str, vintage: Vintage, meant: Vintage) -> Stretch:
    """What stood for an area in one vintage."""
    start, end, own = vintage.start, vintage.end, meant.extents[code]
    if code in vintage.extents:
        return Stretch(start, end, vintage.names[code], vintage.extents[code], code)
    later = bool(meant.end) and start > meant.end
    overlap = {other: len(own & extent) for other, extent in vintage.extents.items() if own & extent}
    most = max(overlap, key=lambda other: (overlap[other], other), default="")
    if most and overlap[most] >= (CARRIED_ON if later else CAME_FROM) * len(own):
        return Stretch(start, end, vintage.names[most], vintage.extents[most], most)
    names = in_words(vintage.names[other] for other in sorted(overlap, key=lambda other: -overlap[other]))
    verb = "is" if later else "was"
    note = f"{meant.names[code]} is not an area of this time; its area {verb} in {names or 'no known area'}."
    return Stretch(start, end, f"no {meant.names[code]}", frozenset(), note=note)
