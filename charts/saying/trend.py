"""A trend in words: the result of its test, every reason why there is none, and all of it in one sentence.

Lives here: words for everything `equity.comparing.trend` and `trends` can answer. Not here: headline and notes of the
trend page (`charts.trend.trend_words`).
"""

from __future__ import annotations

from charts.evidence import AreaRow, Measure
from charts.saying.clauses import bracketed, joined, people_behind, side_text
from charts.trend.trend_evidence import Line, Point
from charts.words import mid_sentence, period_phrase, period_words, value_text
from data.schema import Polarity
from equity.comparing.trend import Direction, Trend
from equity.comparing.trends import AT_THE_END, NO_LIMITS, TOO_FEW, trend_judgement

REASONS = {  # codes of the tests of many areas at once; the test of one series says its reason in words already
    TOO_FEW: "five years in a row are needed.",
    AT_THE_END: "in one of the five years nobody or everybody is counted.",
    NO_LIMITS: "limits are missing for some of the five years.",
}
DIRECTIONS = {
    Direction.INCREASING: "increasing",
    Direction.DECREASING: "decreasing",
    Direction.NO_CHANGE: "no clear change",
    Direction.NOT_CALCULATED: "could not be calculated",
}
NO_VALUE = "there is no value to test."


def direction_words(direction: Direction, *, polarity: Polarity, joining: str = ", ") -> str:
    """ "increasing, getting better", "no clear change", "could not be calculated"."""
    judged = trend_judgement(direction, polarity=polarity)
    return DIRECTIONS[Direction(direction)] + (f"{joining}getting {judged}" if judged else "")


def reason_words(trend: Trend | None) -> str:
    """Why a trend could not be calculated, as the end of a sentence with its full stop; "" where it could."""
    if trend is None:
        return NO_VALUE
    if trend.direction != Direction.NOT_CALCULATED:
        return ""
    return REASONS.get(trend.reason, trend.reason or NO_VALUE)


def trend_sentence(measure: Measure, line: Line) -> str:
    """First and latest value with limits, the difference, the people of the latest, the five-point test, coverage.

    "In Norfolk MMR uptake was 91.2 % (95 % interval 90.8 to 91.6 %) in 2017/18 and 89.0 % (...) in 2023/24, 2.2
    percentage points lower; about 990 had not had both doses; over five points it is decreasing and getting worse
    (2019/20 to 2023/24, beyond 99.8 %); values for 27 of 28 areas."
    """
    if not line.known:
        return f"{line.name} has no value to show in any period."
    first, last = line.known[0], line.known[-1]
    start = f"In {line.name} {mid_sentence(measure.noun)} was"
    if first is last:
        only = (
            f"{start} {_value(measure, line, last)} {period_phrase(measure, last.period)}, the only period with a value"
        )
        return joined(only, people_behind(measure, _row(line, last)), _covered(last))
    moved = side_text(last.value - first.value, measure)
    ends = [f"{_value(measure, line, point)} {period_phrase(measure, point.period)}" for point in (first, last)]
    return joined(
        f"{start} {ends[0]} and {ends[1]}, {moved}",
        people_behind(measure, _row(line, last)),
        _tested(measure, line),
        _covered(last),
    )


def _value(measure: Measure, line: Line, point: Point) -> str:
    return f"{value_text(point.value, measure)}{bracketed(_row(line, point), measure)}"


def _row(line: Line, point: Point) -> AreaRow:
    """The point as a row of a view."""
    limits = {"lower_ci": point.lower, "upper_ci": point.upper}
    counts = {"numerator": point.numerator, "denominator": point.denominator}
    return AreaRow(line.code, line.name, value=point.value, status=point.status, **limits, **counts)


def _tested(measure: Measure, line: Line) -> str:
    trend = line.trend
    if trend is None:
        return ""
    if trend.direction == Direction.NOT_CALCULATED:
        return f"whether it is changing could not be calculated: {reason_words(trend).rstrip('.')}"
    span = f"{period_words(trend.periods[0])} to {period_words(trend.periods[-1])}"
    if trend.direction == Direction.NO_CHANGE:
        return f"over five points there is no clear change ({span})"
    words = direction_words(trend.direction, polarity=Polarity(measure.polarity), joining=" and ")
    return f"over five points it is {words} ({span}, beyond 99.8 %)"


def _covered(point: Point) -> str:
    return f"the latest value covers {point.coverage}" if point.coverage else ""
