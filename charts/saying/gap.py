"""The gap between the most and the least deprived people in words, and the slope over the whole range.

Lives here: the figures of a gap as a sentence needs them, and the sentence; person-first. Not here: computing them.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import NAN, AreaRow, Measure
from charts.saying.clauses import PARTS, bracketed, covered, joined, range_text, side_text, size_text
from charts.states import state
from charts.words import about, mid_sentence, period_phrase, value_text
from data.schema import ValueType

ENDS = ("at the most deprived end", "at the least deprived end")


@dataclass(frozen=True)
class GapFigure:
    """What a gap figure shows; every number released.

    Attributes
    ----------
    place : str
        "England", "Norfolk and Waveney".
    most, least : AreaRow
        The most and the least deprived group of people.
    groups : int
        10 for tenths, 5 for fifths.
    lower, upper : float
        95 % limits of most minus least, in the unit of the value.
    slope, slope_lower, slope_upper : float
        Slope index from the most to the least deprived end (below 0: higher among the most deprived); NaN if withheld.
    national : bool
        Tenths of England's areas, else of the place's own.
    unknown : float
        Share of people whose group is not known.
    """

    place: str
    period: str
    most: AreaRow
    least: AreaRow
    groups: int = 10
    lower: float = NAN
    upper: float = NAN
    slope: float = NAN
    slope_lower: float = NAN
    slope_upper: float = NAN
    national: bool = True
    unknown: float = NAN


def gap_sentence(measure: Measure, figure: GapFigure) -> str:
    """Both ends, the difference with limits, the number of people behind it, the slope, and how many are unknown.

    "In Norfolk and Waveney by 8 July 2021 uptake among people in the most deprived tenth was 71.0 % (...), in the least
    deprived tenth 85.5 %: 14.5 percentage points lower (95 % interval 14.0 to 15.0), about 1,240 people; ..."
    """
    part = PARTS[figure.groups]
    when = period_phrase(measure, figure.period)
    whose = f"England’s most deprived {part} of areas" if figure.national else f"its own most deprived {part}"
    start = f"In {figure.place} {when} {mid_sentence(measure.noun)} among people living in {whose}"
    hidden = [row for row in (figure.most, figure.least) if not row.has_value]
    if hidden:
        reason = mid_sentence(hidden[0].reason or state(hidden[0].status).label)
        return f"{start} is not compared with the least deprived {part}: {reason}."
    most, least = (f"{value_text(row.value, measure)}{bracketed(row, measure)}" for row in (figure.most, figure.least))
    return joined(
        f"{start} was {most}, in the least deprived {part} {least}: {_difference(measure, figure)}",
        _slope(measure, figure),
        _unknown(figure),
        covered(figure.most),
    )


def _difference(measure: Measure, figure: GapFigure) -> str:
    difference = figure.most.value - figure.least.value
    words = f"{side_text(difference, measure)} among people in the most deprived {PARTS[figure.groups]}"
    if figure.lower == figure.lower and figure.upper == figure.upper:
        words += f" (95 % interval {range_text(figure.lower, figure.upper, measure=measure)})"
        if figure.lower <= 0 <= figure.upper:
            return f"{words}, which is within what chance alone would give"
    behind = _people(measure, figure, abs(difference))
    return f"{words}, {behind}" if behind else words


def _people(measure: Measure, figure: GapFigure, difference: float) -> str:
    """The gap as a number of people or events in the most deprived group; "" where counts are not known."""
    count = difference / measure.multiplier * figure.most.denominator
    if not count >= 1:
        return ""
    if measure.value_type == ValueType.PROPORTION:
        people = measure.people_short or measure.people or "people"
        return f"which stands for {about(count)} of the {people} there"
    if measure.value_type == ValueType.CRUDE_RATE and measure.numerator_name:
        return f"which stands for {about(count)} {measure.numerator_name} there"
    return ""


def _slope(measure: Measure, figure: GapFigure) -> str:
    if figure.slope != figure.slope:
        return ""
    ends = f"95 % interval {range_text(figure.slope_lower, figure.slope_upper, measure=measure, sides=ENDS)}"
    if figure.slope_lower <= 0 <= figure.slope_upper:
        return f"over the whole range of deprivation there is no clear slope ({ends})"
    words = f"{size_text(figure.slope, measure)} higher {ENDS[figure.slope > 0]}"
    return f"over the whole range of deprivation it is {words} ({ends})"


def _unknown(figure: GapFigure) -> str:
    if not figure.unknown > 0:
        return ""
    share = "under 1 %" if figure.unknown < 0.01 else f"{100 * figure.unknown:.0f} %"
    return f"{share} of people are left out because their group is not known"
