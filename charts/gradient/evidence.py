"""What the gradient page shows, as plain objects: deprivation groups, slopes, gaps, people, other groups, maps.

Lives here: the dataclasses that head, figures, card, tables, sentences and file are all made from. Every number in them
is released. Not here: how they are worded or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from charts.board.lenses import Fifths
from charts.evidence import AreaRow, Measure, SourceItem
from charts.gradient.area_spread import AreaSpread
from charts.gradient.published import Published
from equity.comparing.gap import Estimate, Gap

OWN, NATIONAL = "own", "england"
AS_THEY_ARE, SAME_AGES = "", "same"


@dataclass(frozen=True)
class Step:
    """One deprivation group: its place on the axis of people (0 to 1, most deprived first) and its released row."""

    number: int
    row: AreaRow
    start: float
    end: float
    areas: int

    @property
    def middle(self) -> float:
        """Where half of the group's people are to the left."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Dot:
    """One area behind the groups."""

    name: str
    value: float
    at: float
    group: int


@dataclass(frozen=True)
class Slope:
    """The line through all groups: its ends, the slope index (least minus most deprived end) and the relative one."""

    low: float = float("nan")
    high: float = float("nan")
    slope: Estimate = field(default_factory=Estimate)
    relative: Estimate = field(default_factory=Estimate)

    @property
    def known(self) -> bool:
        """True where there is a line to draw."""
        return self.low == self.low and self.high == self.high


@dataclass(frozen=True)
class Ladder:
    """The groups of one lens.

    Attributes
    ----------
    lens : str
        `OWN`: parts of the footprint's residents; `NATIONAL`: England's parts of areas.
    number : int
        5 or 10.
    of : str
        What was cut: "28 MSOAs".
    fifths : Fifths
        The most and the least deprived fifth by the same lens, whatever is drawn.
    ratio : Estimate
        Most over least deprived fifth.
    known_by : str
        How England's parts are known: "exact", "ranked", "near"; "" for own ones.
    reason : str
        Why there are none, in words.
    """

    lens: str
    number: int = 5
    of: str = ""
    steps: tuple[Step, ...] = ()
    dots: tuple[Dot, ...] = ()
    slope: Slope = field(default_factory=Slope)
    fifths: Fifths = field(default_factory=Fifths)
    ratio: Estimate = field(default_factory=Estimate)
    known_by: str = ""
    reason: str = ""

    @property
    def known(self) -> bool:
        """True where there is a figure to draw."""
        return any(step.row.has_value for step in self.steps)

    @property
    def gap(self) -> Gap:
        """Most minus least deprived fifth."""
        return self.fifths.gap


@dataclass(frozen=True)
class People:
    """The gap in numbers of people.

    Attributes
    ----------
    fewer : Estimate
        How many fewer would be on the wrong side if every group had the least deprived group's rate.
    total : float
        On the wrong side now.
    points : tuple of (share of people, share of those)
        The concentration curve, most deprived first.
    index : Estimate
        Concentration index, below 0: among the more deprived.
    without : bool
        True where the people who are without are counted (of a measure that should be high).
    reason : str
    """

    fewer: Estimate = field(default_factory=Estimate)
    total: float = float("nan")
    points: tuple[tuple[float, float], ...] = ()
    index: Estimate = field(default_factory=Estimate)
    without: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Core20:
    """The share of residents in England's most deprived fifth of LSOAs: the footprint, its parts, what it lies in."""

    rows: tuple[AreaRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment:
    """The most and the least deprived fifth in one period, and the two gaps."""

    period: str
    day: str
    most: AreaRow
    least: AreaRow
    gap: Gap
    ratio: Estimate


@dataclass(frozen=True)
class GroupRow:
    """One group of people or areas: everyone in it, its most and least deprived fifth where that is known."""

    whole: AreaRow
    most: AreaRow | None = None
    least: AreaRow | None = None
    gap: Gap | None = None


@dataclass(frozen=True)
class Axis:
    """Groups along one axis, or why the pack has none; `unknown` is the share of people of unknown group (0 to 1)."""

    title: str
    rows: tuple[GroupRow, ...] = ()
    words: str = ""
    unknown: float = float("nan")
    reason: str = ""


@dataclass(frozen=True)
class SmallMap:
    """One of the small maps: its title, the footprint's own value, class and released value of every shape."""

    title: str
    value: AreaRow
    classes: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class SmallMaps:
    """Maps on one scale: shapes as paths of a drawing of `size`, an outline, breaks between classes."""

    by: str = ""
    maps: tuple[SmallMap, ...] = ()
    shapes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    outline: str = ""
    size: tuple[float, float] = (1.0, 1.0)
    breaks: tuple[float, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class GradientEvidence:
    """Everything the page shows of one measure, footprint and period.

    Attributes
    ----------
    shown : Ladder
        The lens the reader chose, with the ages the reader chose.
    own, national : Ladder
        Both lenses, as the ages are.
    matched : Ladder or None
        The chosen lens with the same ages in every group; None with `no_ages`, the reason.
    """

    measure: Measure
    period: str
    name: str
    on: str
    whole: AreaRow
    shown: Ladder
    own: Ladder
    national: Ladder
    matched: Ladder | None = None
    ages: str = AS_THEY_ARE
    no_ages: str = ""
    standard: str = ""
    people: People = field(default_factory=People)
    core20: Core20 = field(default_factory=Core20)
    moments: tuple[Moment, ...] = ()
    cumulative: bool = False
    axes: tuple[Axis, ...] = ()
    maps: SmallMaps = field(default_factory=SmallMaps)
    sources: tuple[SourceItem, ...] = ()
    cautions: tuple[str, ...] = ()
    spread: AreaSpread | None = None
    published: tuple[Published, ...] = ()
    sampled: bool = True  # False: residents are counted, so there are no intervals
