"""A change beside that of similar places in words: the difference, and every check that must stand beside it.

Lives here: sentences made from `equity.similar.placebo.Checks`. Nothing here says what brought a difference about. Not
here: one time (`charts.saying.similar_places`, which has the words for every reason).
"""

from __future__ import annotations

import pandas as pd

from charts.evidence import Measure
from charts.saying.clauses import range_text, side_text, span_text
from charts.saying.similar_places import REASONS, within
from charts.words import mid_sentence, number_text, period_words, sentence_case, value_text
from data.schema import Status
from equity.similar.change import Change
from equity.similar.placebo import Checks, PlaceboAreas
from equity.similar.reasons import Withheld

ALSO = (
    "Other programmes, the pandemic, changes of coding or of borders in the same years can move values; so can chance, "
    "where an area was chosen because its value stood out."
)


def change_sentence(measure: Measure, name: str, *, checks: Checks, periods: tuple[str, str]) -> str:
    """How much more or less the place changed than similar areas, and in how many of those as large a difference is.

    `periods` are the first and the last of the periods compared.
    """
    change, noun = checks.change, mid_sentence(measure.noun)
    span = f"between {period_words(periods[0])} and {period_words(periods[1])}"
    if change.status != Status.OK:
        reason = REASONS[Withheld(change.reason)]
        return f"The change in {name} {span} is not compared with similar areas: {reason}."
    moved = [_moved(ends, measure) for ends in (change.chosen, change.comparators)]
    difference = side_text(change.estimate, measure)
    limits = range_text(change.lower_ci, change.upper_ci, measure=measure)
    than = " than theirs" if change.estimate else " as theirs"
    beyond = within(change.lower_ci, change.upper_ci, even=0.0)
    gone = f"; {_incomplete(change)}" if sum(change.incomplete) else ""
    return (
        f"{sentence_case(span)} {noun} in {name} {moved[0]}, in {change.areas[1]:,} similar areas it {moved[1]}: "
        f"the change was {difference}{than} (95 % interval {limits}){beyond}; {_placebo(checks.areas)}{gone}."
    )


def _moved(ends: tuple[float, float], measure: Measure) -> str:
    before, after = (number_text(end, measure.decimals) for end in ends)
    if before == after:
        return f"stayed at {value_text(ends[1], measure)}"
    return f"{'rose' if ends[1] > ends[0] else 'fell'} from {before} to {value_text(ends[1], measure)}"


def _placebo(areas: PlaceboAreas) -> str:
    number = len(areas.differences)
    times = "none" if not areas.as_large else f"{areas.as_large:,}"
    least = f"; {number:,} areas can never give a p-value under {number_text(areas.smallest, 2)}" if number < 20 else ""
    return (
        f"the same or a larger difference for its size occurred in {times} of {number:,} similar areas treated as if "
        f"they had been chosen (p {number_text(areas.p_value, 2)}){least}"
    )


def _incomplete(change: Change) -> str:
    number = sum(change.incomplete)
    return f"{number:,} {'area is' if number == 1 else 'areas are'} left out because a period is missing"


def before_sentence(measure: Measure, before: Change) -> str:
    """Whether the place and similar areas were already moving apart before the start."""
    if before.status != Status.OK:
        return f"Whether they were already moving apart before cannot be told: {REASONS[Withheld(before.reason)]}."
    limits = range_text(before.lower_ci, before.upper_ci, measure=measure)
    than = "than" if before.estimate else "as"
    told = f"{side_text(before.estimate, measure)} {than} in similar areas (95 % interval {limits})"
    start = "Before the start the change from period to period was"
    if before.lower_ci <= 0 <= before.upper_ci:
        return f"{start} {told}: no clear sign that they were already moving apart."
    return f"{start} already {told}: the comparison of changes is weak."


def dates_sentence(measure: Measure, dates: pd.DataFrame) -> str:
    """What invented earlier starts give; "" where none could be tried."""
    told = dates[dates["status"] == str(Status.OK)] if len(dates) else dates
    if not len(told):
        return ""
    beyond = told[(told["lower_ci"] > 0) | (told["upper_ci"] < 0)]
    low, high = float(told["estimate"].min()), float(told["estimate"].max())
    number = f"{len(told):,} invented earlier start{'' if len(told) == 1 else 's'}"
    span = span_text(low, high, measure=measure)
    many = "none" if beyond.empty else f"{len(beyond):,}"
    return f"With {number} the difference ran from {span}, in {many} beyond what differences between areas would give."


def unmoved_sentence(measure: Measure, change: Change) -> str:
    """The same comparison for a measure that should not move."""
    start = f"{sentence_case(measure.short_name)}, which should not have moved"
    if change.status != Status.OK:
        return f"{start}, cannot be compared: {REASONS[Withheld(change.reason)]}."
    limits = range_text(change.lower_ci, change.upper_ci, measure=measure)
    than = "than" if change.estimate else "as"
    difference = f"{side_text(change.estimate, measure)} {than} in similar areas"
    words = f"{start}: its change was {difference} (95 % interval {limits})"
    if change.lower_ci <= 0 <= change.upper_ci:
        return f"{words}, which is within what differences between areas alone would give."
    return f"{words}: something other than the programme differed too."
