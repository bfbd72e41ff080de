"""What the view of usual variation shows, as plain objects.

Lives here: the dataclasses that its head, figure, card, table and file are all made from. Not here: words or marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import NAN
from charts.trend.trend_evidence import Line, Point, TrendEvidence
from equity.change.usual import Usual


@dataclass(frozen=True)
class Charted:
    """One period of the chart; `special` is 1 or -1 where a rule marks it, `rules` which do.

    `counts` is False where the period has no value, or none that can be compared.
    """

    point: Point
    counts: bool
    mean: float = NAN
    lower: float = NAN
    upper: float = NAN
    special: int = 0
    rules: tuple[tuple[str, int], ...] = ()
    starts: bool = False  # mean and limits start anew here


@dataclass(frozen=True)
class UsualEvidence:
    """One line with what is usual for it.

    Attributes
    ----------
    trend : TrendEvidence
        The same line on the same members, alone: its points, changes, lanes, notes and sources.
    usual : Usual
    target : float
        NaN where none is recorded.
    target_source : str
        Who set it.
    """

    trend: TrendEvidence
    usual: Usual
    target: float = NAN
    target_source: str = ""

    @property
    def line(self) -> Line:
        """The line."""
        return self.trend.lines[0]

    @property
    def charted(self) -> tuple[Charted, ...]:
        """Every period from the first to the last of the chart; nothing where there is none."""
        usual, points = self.usual, {point.period: point for point in self.line.points}
        if usual.chart is None:
            return ()
        anew, special = {one.at for one in usual.chart.rebases}, usual.chart.special
        values = usual.chart.values[0]
        numbers = zip(usual.chart.mean[0], usual.chart.lower[0], usual.chart.upper[0], strict=True)
        return tuple(
            Charted(
                points[period],
                bool(values[at] == values[at]),
                *map(float, three),
                int(special[0, at]),
                usual.rules(at),
                at in anew,
            )
            for at, (period, three) in enumerate(zip(usual.periods, numbers, strict=True))
        )
