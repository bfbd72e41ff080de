"""What a profile shows, as plain objects: measures of one area, its people, its access, its teams.

Lives here: the dataclasses that figure, table, sentences and file are all made from. Every number in them is released.
Not here: how they are worded or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import NAN, AreaRow, Measure, SourceItem
from data.schema import Polarity, ValueType
from equity.comparing.comparison import Comparison
from equity.comparing.gap import Gap
from equity.comparing.trend import Direction

LENSES = {
    "outcomes": "Health and wellbeing outcomes",
    "quality": "Standards of care and quality",
    "finance": "Finance and use of resources",
    "context": "About the area and its people",
}
NO_GAP = Gap(NAN, NAN, NAN)


@dataclass(frozen=True)
class Spread:
    """Lowest, quartiles and highest of the areas of one kind; NaN where there are too few."""

    areas: int
    lowest: float = NAN
    lower_quartile: float = NAN
    median: float = NAN
    upper_quartile: float = NAN
    highest: float = NAN
    words: str = ""  # "309 districts"

    @property
    def known(self) -> bool:
        """Whether the ends can be drawn."""
        return self.lowest == self.lowest


@dataclass(frozen=True)
class MeasureRow:
    """One measure of the area.

    Attributes
    ----------
    row : AreaRow
        The area's released figure; `compared` holds what its interval says against the benchmark.
    benchmark : AreaRow or None
    benchmark_word : str
        "the system", "England".
    whose : str
        Who the figure is of where it is not plainly the area: "patients of Newgate PCN"; "" else.
    direction, trend_reason : str
        Outcome of the test of five years (`Direction`), or why there is none.
    fifths : tuple of AreaRow
        Most and least deprived fifth of the area, where both can be told.
    chosen : bool
        The measure that the reader has chosen in the Measure box.
    """

    lens: str
    measure: Measure
    period: str
    row: AreaRow
    source: SourceItem
    benchmark: AreaRow | None = None
    benchmark_word: str = ""
    whose: str = ""
    spread: Spread = Spread(0)
    direction: str = str(Direction.NOT_CALCULATED)
    trend_reason: str = ""
    gap: Gap = NO_GAP
    fifths: tuple[AreaRow, ...] = ()
    map_href: str = ""
    chosen: bool = False

    @property
    def side(self) -> int:
        """1 where high values are drawn to the right, -1 where low ones are, so that right is better."""
        return -1 if self.measure.polarity == Polarity.LOW_IS_GOOD else 1

    @property
    def judged(self) -> bool:
        """Whether the interval was compared with a benchmark."""
        return self.row.compared not in (Comparison.NOT_COMPARED, Comparison.BENCHMARK)

    @property
    def is_count(self) -> bool:
        """Counts grow with the people: compared with nothing."""
        return self.measure.value_type == ValueType.COUNT


@dataclass(frozen=True)
class AbsentRow:
    """A measure without a figure for the area: why, and what is published around it."""

    lens: str
    name: str
    indicator_id: str
    reason: str
    measure: Measure | None = None
    period: str = ""
    around: tuple[AreaRow, ...] = ()


@dataclass(frozen=True)
class Band:
    """One age band: share of the area's people, of the benchmark's, and how many; `sex` "" for everyone."""

    words: str
    people: float
    share: float
    beside: float = NAN
    sex: str = ""


@dataclass(frozen=True)
class Ages:
    """People by age; without bands the reason. `stages`: the same people in few broad ages, for words and rows."""

    bands: tuple[Band, ...] = ()
    total: float = NAN
    period: str = ""
    whose: str = "residents"
    beside: str = ""  # whom the bands are compared with
    source: SourceItem | None = None
    reason: str = ""
    stages: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Tenths:
    """Share of residents in each national tenth of deprivation, most deprived first; without shares the reason."""

    shares: tuple[float, ...] = ()
    residents: float = NAN
    areas: int = 0
    reason: str = ""
    source: SourceItem | None = None
    beside: tuple[float, ...] = ()  # the same of the system
    beside_name: str = ""

    @property
    def most_deprived_fifth(self) -> float:
        """Share of residents in the two most deprived tenths of England."""
        return sum(self.shares[:2]) if self.shares else NAN


@dataclass(frozen=True)
class Reach:
    """Minutes to a service, by resident: one line of the access figure.

    Attributes
    ----------
    shares : tuple of float
        Share of residents in each step of `Access.steps`.
    beyond : float
        Share of residents beyond the reader's limit, and `people` how many.
    """

    name: str
    role: str
    shares: tuple[float, ...]
    beyond: float
    people: float
    residents: float
    median: float
    longest: float


@dataclass(frozen=True)
class Access:
    """How far residents live from a service; without reaches the reason."""

    measure: Measure | None = None
    period: str = ""
    limit: float = NAN
    steps: tuple[float, ...] = ()  # upper ends in minutes
    reaches: tuple[Reach, ...] = ()
    source: SourceItem | None = None
    reason: str = ""


@dataclass(frozen=True)
class TeamRow:
    """One line of the table of teams: a measure, or a risk factor that the pack has no measure for."""

    name: str
    measure: Measure | None
    period: str
    cells: tuple[AreaRow, ...] = ()
    place: AreaRow | None = None
    missing: str = ""


@dataclass(frozen=True)
class Teams:
    """The teams of a place side by side."""

    place: str = ""
    names: tuple[tuple[str, str], ...] = ()  # code and name of every team
    rows: tuple[TeamRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """One area or footprint on everything."""

    code: str
    name: str
    kind: str
    on: str
    system: str
    benchmark: str  # "the system where it has a figure, else England"
    rows: tuple[MeasureRow, ...]
    absent: tuple[AbsentRow, ...]
    ages: Ages
    tenths: Tenths
    access: Access
    teams: Teams
    refused: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()  # word and address of the pages that show the same area

    @property
    def known(self) -> tuple[MeasureRow, ...]:
        """Rows with a value."""
        return tuple(row for row in self.rows if row.row.has_value)

    @property
    def sources(self) -> tuple[SourceItem, ...]:
        """Every publication once, in the order of the rows."""
        found = [row.source for row in self.known]
        found += [part.source for part in (self.ages, self.tenths, self.access) if part.source is not None]
        return tuple(dict.fromkeys(found))
