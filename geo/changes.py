"""Changes of a footprint: the days on which its members became others, and what joined or left, in words.

Lives here: changes between the stretches of `geo.over_time`. Not here: the stretches themselves.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from geo.footprints import Registry
from geo.lineage import day_in_words, in_words
from geo.over_time import CARRIED_ON, Extents, Stretch
from geo.periods import day_after, day_before


@dataclass(frozen=True)
class Change:
    """A day from which the members are others."""

    day: str
    words: str
    gained: frozenset[str]
    lost: frozenset[str]

    @property
    def sentence(self) -> str:
        """ "1 Jul 2022: Bassetlaw joined"."""
        return f"{day_in_words(self.day, short=True)}: {self.words}"


def changes(stretches: Iterable[Stretch], registry: Registry, *, extents: Extents) -> tuple[Change, ...]:
    """The days on which the members became others, with what joined and what left in words."""
    stretches = list(stretches)
    found = []
    for before, after in itertools.pairwise(stretches):
        gained, lost = after.members - before.members, before.members - after.members
        if gained or lost:
            words = _change_words(before, after, (registry, extents)) + _day_note(before, after, registry)
            found.append(Change(after.start, words, gained, lost))
    return tuple(found)


def _day_note(before: Stretch, after: Stretch, registry: Registry) -> str:
    """That the day is assumed, where no source gives it: the last day of one or the first of the other."""
    ended = registry[before.code].day_note("valid_to") if before.code in registry else ""
    begun = registry[after.code].day_note("valid_from") if after.code in registry else ""
    ends = before.code in registry and day_after(registry[before.code].valid_to or "9999-12-30") == after.start
    begins = after.code in registry and registry[after.code].valid_from == after.start
    return (begun if begins else "") or (ended if ends else "")


def _change_words(before: Stretch, after: Stretch, known: tuple[Registry, Extents]) -> str:
    if not after.members:
        return f"{before.name} ended"
    if not before.members:
        return f"{after.name} began"
    gained, lost = after.members - before.members, before.members - after.members
    if before.code and after.code and len(lost) > (1 - CARRIED_ON) * len(before.members):
        return f"{after.name} in place of {before.name}"
    words = []
    if gained:
        words.append(f"{_named(gained, known, on=day_before(after.start))} joined")
    if lost:
        words.append(f"{_named(lost, known, on=after.start)} left")
    begun = f"{after.name} began, " if after.code and before.code and after.name != before.name else ""
    return f"{begun}{in_words(words)}"


def _named(part: frozenset[str], known: tuple[Registry, Extents], *, on: str) -> str:
    """A set of small areas in words: the footprint it is, else the system it was or is part of, else its size."""
    registry, extents = known
    same = [f for f in registry if extents.get(f.id) == part and not f.kind]
    if same:
        return min(same, key=lambda f: (f.tier == "system", len(f.short_name), f.id)).short_name
    around = [f for f in registry.of_tier("system", on) if part & extents[f.id]]
    if around and part <= frozenset().union(*(extents[f.id] for f in around)):
        whole = all(extents[f.id] <= part for f in around)
        return f"{'' if whole else 'part of '}{in_words(f.short_name for f in around)}"
    return f"{len(part):,} small areas" if len(part) > 1 else "one small area"
