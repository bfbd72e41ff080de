"""A programme beside a series in words: the marker, and the values before and after its start.

Lives here: sentences made from `equity.change` results, with the fixed caution. Not here: the marker's drawing.
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.saying.clauses import range_text, side_text
from charts.words import about, count_text, interval_text, mid_sentence, period_words, sentence_case, value_text
from data.schema import Status, ValueType
from equity.change.before_after import FEWEST_PERIODS, BeforeAfter, Missing, Side
from equity.change.programme import CAUTION, Programme

PERIODS_COUNT_ONCE = "Each period counts once: the counts behind the values are not published."
REASONS = {
    Missing.ADDS_UP: "the figures add up to each date, so later ones cannot be lower",
    Missing.OVERLAPS: "the periods are pooled and overlap",
    Missing.MEMBERS_CHANGE: "the footprint's members change in these years",
    Missing.TOO_FEW_BEFORE: f"fewer than {FEWEST_PERIODS} periods with a value lie wholly before the start",
    Missing.TOO_FEW_AFTER: f"fewer than {FEWEST_PERIODS} periods with a value lie wholly after the start",
    Missing.NO_VARIATION: "all values are the same, so how sure they are cannot be told",
}


def marker_sentence(programme: Programme, *, place: str = "", owner: str = "") -> str:
    """Name, place, dates, owner, reach and source: what a keyboard reader hears on the marker."""
    where = f" in {place}" if place else ""
    whose = f", run by {owner}" if owner else ""
    reach = f" Reached: {programme.reach}." if programme.reach else ""
    return f"{programme.name}{where}, {dates_words(programme)}{whose}.{reach} Source: {programme.source}."


def dates_words(programme: Programme) -> str:
    """ "from 1 September 2017 to 31 March 2019", "since 1 September 2017"."""
    start = period_words(programme.start)
    return f"from {start} to {period_words(programme.end)}" if programme.end else f"since {start}"


def before_after_sentence(measure: Measure, name: str, *, programme: Programme, told: BeforeAfter) -> str:
    """Both sides with limits and the difference, or why there is none; then the caution.

    "In Harbour uptake was 51.2 % (95 % interval 49.0 to 53.4 %) in 4 periods to 2016/17 and 41.0 % (...) in 4 periods
    from 2017/18, after "Work with children" began on 1 April 2017: 10.2 percentage points lower (95 % interval 7.1 to
    13.3). Timing alone ..."
    """
    began = f"“{programme.name}” began on {period_words(programme.start)}"
    if told.status != Status.OK:
        reason = REASONS[Missing(told.reason)]
        return f"In {name} {mid_sentence(measure.noun)} before and after {began} is not compared: {reason}."
    sides = (_side(measure, told.before, "to", place=-1), _side(measure, told.after, "from", place=0))
    limits = range_text(told.lower_ci, told.upper_ci, measure=measure)
    chance = ", which is within what chance alone would give" if told.lower_ci <= 0 <= told.upper_ci else ""
    difference = f"{side_text(told.estimate, measure)} (95 % interval {limits}){chance}"
    basis = "" if told.basis == "counts" else f" {PERIODS_COUNT_ONCE}"
    return (
        f"In {name} {mid_sentence(measure.noun)} was {sides[0]} and {sides[1]}, after {began}: {difference}."
        f"{_left_out(told)}{basis} {CAUTION}"
    )


def _side(measure: Measure, side: Side, word: str, *, place: int) -> str:
    value = value_text(side.value, measure)
    limits = interval_text(side.lower_ci, side.upper_ci, measure=measure)
    whose = ""
    if side.denominator == side.denominator and measure.value_type == ValueType.PROPORTION:
        people = measure.people_short or measure.people or "people"
        whose = f", {about(side.numerator)} of {count_text(side.denominator)} {people}"
    elif side.numerator == side.numerator and measure.numerator_name:
        whose = f", {about(side.numerator)} {measure.numerator_name}"
    span = f"in {len(side.periods)} periods {word} {period_words(side.periods[place])}"
    return f"{value} (95 % interval {limits}{whose}) {span}"


def _left_out(told: BeforeAfter) -> str:
    parts = [f"{period_words(period)} is left out: the start falls into it" for period in told.straddling] + [
        f"{period_words(period)} has no value to compare" for period in told.unused
    ]
    return f" {sentence_case('; '.join(parts))}." if parts else ""
