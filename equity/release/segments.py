"""Periods and breakdowns as sets of pieces: weeks of a count that adds up, years of a pooled one, age bands, groups.

Lives here: which segments of a measure overlap, and of which smallest pieces each is made, so that totals over them can
be added and taken away like areas. Not here: what follows from that (`equity.release.across`).

A segment is (period, sex, age, category). All four are looked at together, so that a period *and* an age band that
give a count away are seen. Two dimensions of categories are not crossed: no segment has both.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

Segment = tuple[str, str, str, str]
Span = tuple[str, str]  # first and last day, ISO; a first day of "" means from the beginning

ALL = ("all", "")
_OLDEST = 1000.0
_BAND = re.compile(r"(\d+)\s*[-–]\s*(\d+)(?: years)?")
_FROM = re.compile(r"(\d+)\+|(\d+) (?:and|or) over")
_UNDER = re.compile(r"under (\d+)|<\s*(\d+)")
_ONE = re.compile(r"(\d+)(?: years?)?")


@dataclass(frozen=True, eq=False)
class Family:
    """Segments of a measure, and the pieces that each is made of.

    Attributes
    ----------
    segments : tuple of Segment
    parts : array of 0/1, segments x pieces
    """

    segments: tuple[Segment, ...]
    parts: np.ndarray

    def only(self, wanted: Collection[Segment]) -> Family:
        """The family without other segments; pieces that cannot be told apart any more are put together."""
        kept = [place for place, segment in enumerate(self.segments) if segment in wanted]
        return Family(tuple(self.segments[place] for place in kept), np.unique(self.parts[kept], axis=1))


def families(asked: Segment, held: Collection[Segment], *, spans: Mapping[str, Span]) -> list[Family]:
    """The families of a segment (which comes first) among those held, if something else in them overlaps it.

    Periods, sexes, ages and categories are crossed: a piece is a stretch of days of a band of ages of a group. There is
    one family for each dimension of the categories ("ethnicity:", "imd:"), since no segment has two.

    Parameters
    ----------
    asked : Segment
    held : collection of Segment
        Every segment of the measure that is to be looked at, `asked` among them.
    spans : mapping
        Days of each period. A count that adds up to a day starts at "".
    """
    keys = []
    for place, made in enumerate((_periods, _groups, _ages, _groups)):
        texts = sorted({one[place] for one in held})
        alone = {asked[place]: frozenset(["whole"])}  # a text that is read as nothing stands for itself
        keys.append([one for one in made(texts, spans) if asked[place] in one] or [alone])
    found = []
    for pieces in product(*keys):
        alike = [one for one in sorted(set(held)) if all(text in of for text, of in zip(one, pieces, strict=True))]
        order = sorted(alike, key=lambda one: one != asked)
        sets = [frozenset(product(*(of[text] for text, of in zip(one, pieces, strict=True)))) for one in order]
        near = _hanging_together(sets)
        if len(near) > 1:
            found.append(_family([order[place] for place in near], [sets[place] for place in near]))
    return found


def _hanging_together(sets: list[frozenset]) -> list[int]:
    """Positions of the sets that overlap the first one, directly or by others."""
    near, reached = {0}, set(sets[0])
    while more := [place for place, one in enumerate(sets) if place not in near and reached & one]:
        near.update(more)
        reached.update(*(sets[place] for place in more))
    return sorted(near)


def _family(segments: list[Segment], pieces: list[frozenset]) -> Family:
    every = sorted(frozenset().union(*pieces), key=str)
    table = np.array([[one in held for one in every] for held in pieces], dtype=float)
    return Family(tuple(segments), np.unique(table, axis=1))  # what is always held together is one piece


def _cut(bounds: Mapping[str, tuple[float, float]]) -> dict[str, frozenset]:
    """Ranges from a first number to below a last one, cut at every end of every other."""
    cuts = sorted({end for bound in bounds.values() for end in bound})
    return {name: frozenset(first for first in cuts if low <= first < high) for name, (low, high) in bounds.items()}


def _periods(texts: Collection[str], spans: Mapping[str, Span]) -> list[dict[str, frozenset]]:
    days = {text: tuple(map(_day, spans[text])) for text in texts if text in spans}
    return [_cut({text: (first, last + 1) for text, (first, last) in days.items()})]


def _day(text: str) -> float:
    return float(dt.date.fromisoformat(text).toordinal()) if text else 0.0


def _ages(texts: Collection[str], _spans: Mapping[str, Span]) -> list[dict[str, frozenset]]:
    return [_cut({text: bounds for text in texts if (bounds := age_bounds(text)) is not None})]


def age_bounds(text: str) -> tuple[float, float] | None:
    """Ages of a band, from the first to below the last: "16-24" is (16, 25); None if the text is no band."""
    if text in ALL:
        return 0.0, _OLDEST
    if found := _BAND.fullmatch(text):
        return float(found[1]), float(found[2]) + 1
    if found := _FROM.fullmatch(text):
        return float(found[1] or found[2]), _OLDEST
    if found := _UNDER.fullmatch(text):
        return 0.0, float(found[1] or found[2])
    if found := _ONE.fullmatch(text):
        return float(found[1]), float(found[1]) + 1
    return None


def _groups(texts: Collection[str], _spans: Mapping[str, Span]) -> list[dict[str, frozenset]]:
    """Per dimension ("dimension:group") the groups and the whole, which holds those of no known group too."""
    found = []
    for dimension in sorted({text.partition(":")[0] if ":" in text else "" for text in texts if text not in ALL}):
        groups = [text for text in texts if text not in ALL and text.startswith(f"{dimension}:" if dimension else text)]
        groups = [text for text in groups if (":" in text) == bool(dimension)]
        whole = frozenset([*groups, "not known"])
        found.append({text: whole for text in texts if text in ALL} | {text: frozenset([text]) for text in groups})
    return found
