"""One comparison with similar places, as plain objects: page, figure, table, map and file are made from the same one.

Lives here: what was found, every number released. Not here: how it is worded (`words`) or drawn (the other files).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from charts.evidence import AreaRow, Measure, SourceItem
from equity.similar.level import Level
from equity.similar.neighbours import Matches
from equity.similar.placebo import Checks
from equity.similar.synthetic import Synthetic

NAN = float("nan")


@dataclass(frozen=True)
class Neighbour:
    """One similar area.

    Attributes
    ----------
    row : AreaRow
        Its own value, compared with that of the chosen areas together.
    distance : float
        To the chosen area it is most like; 0 is alike in everything that was matched on.
    like : str
        Name of that chosen area.
    far : bool
        Farther than 95 % of areas are from their nearest.
    difference, lower, upper : float
        Its value minus (or over, of rates) that of the chosen areas, with 95 % limits.
    people : float
        How many more (or fewer) people or events the value of the chosen areas would mean there.
    programmes : tuple of str
        What the pack says has been done there.
    """

    row: AreaRow
    distance: float
    like: str
    far: bool
    point: tuple[float, float] = (NAN, NAN)
    difference: float = NAN
    lower: float = NAN
    upper: float = NAN
    people: float = NAN
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """One figure that areas are, or could be, matched on, with how far the two groups differ on it."""

    words: str
    theme: str
    unit: str
    source: str
    year: str
    used: bool
    chosen: float = NAN
    candidates: float = NAN
    similar: float = NAN
    before: float = NAN
    after: float = NAN
    flag: str = ""


@dataclass(frozen=True, eq=False)
class OverTime:
    """The chosen areas together and the similar ones together in every period, on areas that have all periods.

    Attributes
    ----------
    days : tuple of str
        ISO day in the middle of each period.
    chosen, similar : tuple of float
        Pooled value per period.
    areas, incomplete : (chosen, similar)
        Areas in the sums, and areas left out because a period is missing.
    start : str
        First period after something began, "" if none was named.
    checks : Checks or None
        The comparison of changes with everything that must stand beside it.
    unmoved : Measure or None
        The measure that should not have moved, if one was named (`checks.unmoved`).
    mix : Synthetic or None
        The weighted mix of similar areas that ran most like the chosen ones before the start, or why there is none.
    """

    periods: tuple[str, ...]
    days: tuple[str, ...]
    chosen: tuple[float, ...]
    similar: tuple[float, ...]
    areas: tuple[int, int]
    incomplete: tuple[int, int]
    start: str = ""
    checks: Checks | None = None
    unmoved: Measure | None = None
    mix: Synthetic | None = None


@dataclass(frozen=True, eq=False)
class Similar:
    """A comparison: who, with whom, how alike, and what came of it.

    Attributes
    ----------
    name, kind : str
        The chosen place or area.
    own : AreaRow
        The chosen areas together.
    parts : tuple of AreaRow
        The chosen areas one by one.
    neighbours, taken_out : tuple of Neighbour
        Similar areas, most alike first, and those that the reader took out.
    where : str
        The part of the country that was looked in.
    one, many : str
        What an area of the kind is called.
    themes : tuple of str
        What was matched on, in words; `unused` could have been.
    reason : str
        Why nothing at all could be matched, "" if it could.
    """

    measure: Measure
    period: str
    name: str
    kind: str
    own: AreaRow
    where: str = ""
    one: str = "area"
    many: str = "areas"
    parts: tuple[AreaRow, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    taken_out: tuple[Neighbour, ...] = ()
    level: Level | None = None
    matches: Matches | None = None
    balance: pd.DataFrame = field(default_factory=pd.DataFrame)
    likeness: tuple[Likeness, ...] = ()
    themes: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    method: str = ""
    number: int = 0
    points: tuple[tuple[float, float], ...] = ()
    over_time: OverTime | None = None
    no_time: str = ""
    stability: pd.DataFrame | None = None
    sources: tuple[SourceItem, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    reason: str = ""

    @property
    def told(self) -> bool:
        """Whether there is an estimate."""
        return self.level is not None and not self.level.reason

    @property
    def single(self) -> bool:
        """Whether one area is compared."""
        return len(self.parts) <= 1

    @cached_property
    def worse(self) -> tuple[Neighbour, ...]:
        """Similar areas worse than the chosen areas beyond chance where nothing is recorded yet, most people first."""
        return tuple(one for one in self._beyond("worse") if not one.programmes)

    @cached_property
    def under_way(self) -> tuple[Neighbour, ...]:
        """Similar areas that are worse beyond chance and have a programme for this measure already."""
        return tuple(one for one in self._beyond("worse") if one.programmes)

    @cached_property
    def better(self) -> tuple[Neighbour, ...]:
        """Similar areas whose value is better beyond chance, most people first."""
        return self._beyond("better")

    def _beyond(self, side: str) -> tuple[Neighbour, ...]:
        found = [one for one in self.neighbours if one.row.compared == side and one.row.has_value]
        return tuple(sorted(found, key=lambda one: (-abs(one.people), one.row.name)))
