"""What one trend shows, as plain objects: lines with their points, changes of footprint, lanes, notes.

Lives here: the dataclasses that head, figure, card, table, sentence and file of a trend are all made from. Every number
in them is released. Not here: how they are worded or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from charts.county_context import CountyContext
from charts.evidence import NAN, Measure, SourceItem
from data.schema import Status
from equity.change.before_after import BeforeAfter
from equity.change.programme import Programme
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Trend


@dataclass(frozen=True)
class Point:
    """One period of one line.

    Attributes
    ----------
    day : str
        ISO date in the middle of the period.
    standing : str
        Who stood for the line in this period.
    note : str
        What to know of this point, "" if nothing.
    coverage : str
        How much of it has a value, in words; "" for a figure as published.
    """

    period: str
    day: str
    value: float = NAN
    lower: float = NAN
    upper: float = NAN
    numerator: float = NAN
    denominator: float = NAN
    status: str = Status.OK
    standing: str = ""
    note: str = ""
    coverage: str = ""

    @property
    def has_value(self) -> bool:
        """True where there is a number to show."""
        return self.value == self.value

    @property
    def has_interval(self) -> bool:
        """True where both limits are known."""
        return self.lower == self.lower and self.upper == self.upper


@dataclass(frozen=True)
class Line:
    """One line of the figure; `role` is "first", "second" or "benchmark"."""

    code: str
    name: str
    role: str
    points: tuple[Point, ...]
    trend: Trend | None = None
    compared: str = Comparison.NOT_COMPARED

    @property
    def known(self) -> list[Point]:
        """The points that have a value, oldest first."""
        return [point for point in self.points if point.has_value]


@dataclass(frozen=True)
class Break:
    """A day on which a footprint changed; `words` without the day."""

    day: str
    words: str


@dataclass(frozen=True)
class Marker:
    """A programme that stands on a trend.

    Attributes
    ----------
    place, line : str
        Names: where it ran, and the line that it concerns.
    how : str
        "same": its place is the line's; "around": its place holds the line's; "part": it ran in a part of the line's.
    owner, owner_kind, url, about, note : str
        As recorded.
    reach : tuple of (count with whom, period, quality)
        In words; counts, never ranked.
    told : BeforeAfter or None
        Of its own place; None where that has no series, for the reason `untold`.
    """

    programme: Programme
    place: str
    line: str
    how: str = "same"
    owner: str = ""
    owner_kind: str = ""
    url: str = ""
    about: str = ""
    note: str = ""
    reach: tuple[tuple[str, str, str], ...] = ()
    told: BeforeAfter | None = None
    untold: str = ""


@dataclass(frozen=True)
class TrendEvidence:
    """Everything one trend shows.

    Attributes
    ----------
    lines : tuple of Line
        The first, perhaps a second, perhaps the benchmark.
    breaks : tuple of Break
        Drawn as dashed lines.
    lanes : tuple of (title, spans of (start, end, name))
        Drawn under the axis; "" is open.
    footprint : str
        "then" or "today".
    on : str
        The day that "today" means.
    notes : tuple of (code, period, words)
        Numbered notes on the series; code and period say where the number stands ("" for none).
    footprint_note : str
    around : tuple of CountyContext
        Each asked district or place beside its county without it, in the last period shown.
    markers : tuple of Marker
        Programmes of the lines, by start.
    markers_note : str
        What the lane of programmes says where it is empty; "" where it is hidden.
    """

    measure: Measure
    lines: tuple[Line, ...]
    footprint: str
    on: str
    breaks: tuple[Break, ...] = ()
    lanes: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    footprint_note: str = ""
    sources: tuple[SourceItem, ...] = ()
    area_words: str = ""
    cautions: tuple[str, ...] = field(default=())
    around: tuple[CountyContext, ...] = ()
    markers: tuple[Marker, ...] = ()
    markers_note: str = ""

    @property
    def subjects(self) -> list[Line]:
        """The lines that are asked about."""
        return [line for line in self.lines if line.role != "benchmark"]

    @property
    def benchmark(self) -> Line | None:
        """The line that the others are compared with, if it has a value."""
        return next((line for line in self.lines if line.role == "benchmark" and line.known), None)

    @property
    def span(self) -> tuple[str, str]:
        """First and last period in which an asked line has a value; ("", "") where none has."""
        known = [point for line in self.subjects for point in line.known]
        ordered = sorted({(point.day, point.period) for point in known})
        return (ordered[0][1], ordered[-1][1]) if ordered else ("", "")
