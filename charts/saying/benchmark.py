"""An area against a benchmark, or within a funnel, in one sentence.

Lives here: those two sentences. Not here: the comparison (`equity.comparing`), marks (`charts.marks`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import AreaRow, Measure
from charts.marks import comparison_words
from charts.saying.clauses import covered, joined, opening, people_behind, side_text
from charts.words import interval_text, mid_sentence, value_text
from data.schema import Status
from equity.comparing.comparison import Comparison


@dataclass(frozen=True)
class FunnelFigure:
    """An area's place in a funnel.

    Attributes
    ----------
    average : float
        Middle of the funnel, in the unit of the value.
    lower_ci, upper_ci, lower_998, upper_998 : float
        Control limits for an area with so many people or expected events.
    areas : str
        What the average is of: "all 122 MSOAs".
    widened : bool
        Whether limits were widened because areas vary more than chance alone would give.
    """

    average: float
    lower_ci: float
    upper_ci: float
    lower_998: float
    upper_998: float
    areas: str
    widened: bool = False


def benchmark_sentence(measure: Measure, row: AreaRow, *, benchmark: AreaRow, period: str) -> str:
    """Value, people, the difference from the benchmark, the outcome of the comparison, coverage.

    "In Harbour 55.4 % of 9,573 people ... (95 % interval 54.4 to 56.4 %); about 4,270 had no first dose; across Norfolk
    and Waveney uptake was 78.2 %, so Harbour is 22.8 percentage points lower: worse than Norfolk and Waveney, beyond
    what chance alone would give."
    """
    return joined(
        opening(measure, row, period=period),
        people_behind(measure, row),
        _against(measure, row, benchmark),
        covered(row),
    )


def _against(measure: Measure, row: AreaRow, benchmark: AreaRow) -> str:
    if not (row.has_value and benchmark.has_value) or row.code == benchmark.code:
        return ""
    across = f"across {benchmark.name} {mid_sentence(measure.noun)} was {value_text(benchmark.value, measure)}"
    if row.status == Status.NOT_COMPARABLE:
        return f"{across}; the value of {row.name} is not ranked or compared"
    difference = side_text(row.value - benchmark.value, measure)
    if row.compared in (Comparison.NOT_COMPARED, Comparison.BENCHMARK):
        return f"{across}, so {row.name} is {difference}; whether that is beyond chance is not known"
    outcome = mid_sentence(comparison_words(row.compared, benchmark.name))
    within = "within" if row.compared == Comparison.SIMILAR else "beyond"
    return f"{across}, so {row.name} is {difference}: {outcome}, {within} what chance alone would give"


def funnel_sentence(measure: Measure, row: AreaRow, *, funnel: FunnelFigure, period: str) -> str:
    """Value, people, the average, and whether the area lies inside its control limits.

    "...; 78.2 % is the average of all 122 MSOAs: below what chance alone would give at the same size (99.8 % limits
    76.9 to 79.4 %)."
    """
    return joined(
        opening(measure, row, period=period),
        people_behind(measure, row),
        _placed(measure, row, funnel) if row.has_value else "",
        "limits are widened because areas vary more than chance alone would give" if funnel.widened else "",
        covered(row),
    )


def _placed(measure: Measure, row: AreaRow, funnel: FunnelFigure) -> str:
    average = f"{value_text(funnel.average, measure)} is the average of {funnel.areas}"
    if row.status == Status.NOT_COMPARABLE:
        return f"{average}; the value of {row.name} is not ranked or compared"
    for lower, upper, level in (
        (funnel.lower_998, funnel.upper_998, "99.8 %"),
        (funnel.lower_ci, funnel.upper_ci, "95 %"),
    ):
        side = "below" if row.value < lower else "above" if row.value > upper else ""
        if side:
            limits = f"{level} limits {interval_text(lower, upper, measure=measure)}"
            return f"{average}: {row.name} is {side} what chance alone would give at its size ({limits})"
    if not funnel.lower_ci <= row.value <= funnel.upper_ci:
        return f"{average}; limits for {row.name} are not known"
    limits = f"95 % limits {interval_text(funnel.lower_ci, funnel.upper_ci, measure=measure)}"
    return f"{average}: {row.name} is within what chance alone would give at its size ({limits})"
