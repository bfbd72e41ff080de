"""What the board shows, as plain objects: lenses, tiles, gaps, what is missing, and the table of the dance floor.

Lives here: the dataclasses that head, tiles, strips, table and file of the board are all made from. Every number in
them is released. Not here: how they are worded or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from charts.evidence import AreaRow, Measure, SourceItem
from charts.trend.trend_evidence import Line, Point
from data.schema import Polarity
from equity.comparing.gap import Estimate, Gap, gap

# The lenses in their fixed order, and what stands over their columns.
LENSES = {
    "outcomes": "Health and wellbeing outcomes",
    "quality": "Standards of care and quality",
    "finance": "Finance and use of resources",
}
FIRST_ROW = {"outcomes": 2, "quality": 1, "finance": 1}  # tiles of each lens in the first row


@dataclass(frozen=True)
class Fifths:
    """The most and the least deprived fifth of a footprint, or the reason why there are none.

    Attributes
    ----------
    most, least : AreaRow or None
    of : str
        What was cut into fifths: "28 MSOAs".
    reason : str
        In words, where there is no gap.
    """

    most: AreaRow | None = None
    least: AreaRow | None = None
    of: str = ""
    reason: str = ""

    @property
    def known(self) -> bool:
        """True where both fifths have a value."""
        return bool(self.most and self.least and self.most.has_value and self.least.has_value)

    @property
    def gap(self) -> Gap:
        """Most minus least deprived fifth; only where both are known."""
        return gap(_estimate(self.most), _estimate(self.least))

    def reversed_by(self, polarity: Polarity) -> bool:
        """Whether the most deprived fifth is on the good side."""
        more = self.gap.value > 0
        return {Polarity.HIGH_IS_GOOD: more, Polarity.LOW_IS_GOOD: not more}.get(Polarity(polarity), False)


@dataclass(frozen=True)
class Change:
    """One line's latest value beside the one before; `clear` is None where chance cannot be judged."""

    name: str
    role: str
    before: Point
    after: Point
    clear: bool | None = None

    @property
    def size(self) -> float:
        """Later minus earlier."""
        return self.after.value - self.before.value


@dataclass(frozen=True)
class Tile:
    """One measure on the footprint.

    Attributes
    ----------
    rows : tuple of AreaRow
        The footprint's own row, else the areas that are published instead, largest part of the footprint first.
    own : bool
        Whether the row is the footprint's own.
    benchmark_word : str
        "the system", "England", or "" without a benchmark.
    parts : tuple of AreaRow
        A place cut by counties, a system's places; empty where there is one only.
    lines : tuple of Line
        Series of the same rows, and of the benchmark, newest five years.
    cumulative : bool
        Whether figures add up to each date, so that periods are not independent.
    coverage : str
        What the value rests on, in words.
    where : mapping as tuple of (word, href)
        Links to the other pages.
    """

    lens: str
    measure: Measure
    period: str
    rows: tuple[AreaRow, ...]
    own: bool
    fifths: Fifths
    benchmark: AreaRow | None = None
    benchmark_word: str = ""
    parts: tuple[AreaRow, ...] = ()
    lines: tuple[Line, ...] = ()
    cumulative: bool = False
    coverage: str = ""
    kind: str = ""  # of areas that are published instead: "upper-tier authority"
    cautions: tuple[str, ...] = ()
    source: SourceItem | None = None
    where: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What every line did since the period before its latest; lines of one period are left out."""
        return tuple(_change(line, judged=not self.cumulative) for line in self.lines if len(line.known) > 1)


@dataclass(frozen=True)
class Absent:
    """A measure without any figure for the footprint, and why."""

    lens: str
    name: str
    indicator_id: str
    reason: str
    short_name: str = ""


@dataclass(frozen=True)
class Board:
    """Everything the board shows of a footprint.

    Attributes
    ----------
    tiles : tuple of Tile
        In the order shown, all lenses.
    words : str
        Where the footprint lies: "28 MSOAs in Norfolk and Suffolk".
    on : str
        The day whose footprint is meant.
    until, beside : str
        The year the figures go up to, and what a reader chose to compare with; "" for the usual.
    """

    name: str
    kind: str  # "place", "system" or "country"
    system: str
    on: str
    tiles: tuple[Tile, ...]
    absent: tuple[Absent, ...]
    words: str = ""
    until: str = ""
    beside: str = ""

    def of(self, lens: str) -> tuple[Tile, ...]:
        """The tiles of a lens."""
        return tuple(tile for tile in self.tiles if tile.lens == lens)

    def lead(self, lens: str) -> tuple[Tile, ...]:
        """The tiles of a lens that stand in the first row."""
        return self.of(lens)[: FIRST_ROW[lens]]

    def further(self, lens: str) -> tuple[Tile, ...]:
        """The tiles of a lens after the first row."""
        return self.of(lens)[FIRST_ROW[lens] :]

    @property
    def sources(self) -> tuple[SourceItem, ...]:
        """Every source once, in the order of the tiles."""
        return tuple(dict.fromkeys(tile.source for tile in self.tiles if tile.source is not None))


@dataclass(frozen=True)
class Column:
    """One measure of the dance floor's table."""

    lens: str
    measure: Measure
    period: str
    benchmark: AreaRow | None = None
    benchmark_word: str = ""
    source: SourceItem | None = None


@dataclass(frozen=True)
class FloorRow:
    """One area and its cells, in the order of the columns."""

    code: str
    name: str
    district: str
    cells: tuple[AreaRow, ...]


@dataclass(frozen=True)
class Floor:
    """The latest figures of a footprint's areas.

    Attributes
    ----------
    rows : tuple of FloorRow
        Those shown, in the order asked for.
    total : int
        Areas of the footprint in all.
    whole : tuple of AreaRow
        The footprint's own figures, in the order of the columns; pinned below.
    sort : str
        "name" or an indicator id.
    last_first : bool
        Whether the order is turned round.
    loaded : tuple of str
        Lenses that the pack has a measure for, with figures at this level or not.
    """

    name: str
    on: str
    area_type: str
    columns: tuple[Column, ...]
    rows: tuple[FloorRow, ...]
    total: int
    whole: tuple[AreaRow, ...]
    sort: str = "name"
    last_first: bool = False
    loaded: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[SourceItem, ...]:
        """Every source once, in the order of the columns."""
        return tuple(dict.fromkeys(column.source for column in self.columns if column.source is not None))


def _estimate(row: AreaRow) -> Estimate:
    return Estimate(row.value, row.lower_ci, row.upper_ci)


def _change(line: Line, *, judged: bool) -> Change:
    before, after = [*pairwise(line.known)][-1]
    limits = [Estimate(point.value, point.lower, point.upper) for point in (after, before)]
    return Change(line.name, line.role, before, after, gap(*limits).clear if judged else None)


def empty_words(lens: str, floor: Floor) -> str:
    """What stands where a lens has no column: nothing loaded, or nothing at this level."""
    return "No figure at this level" if lens in floor.loaded else "No indicator loaded"
