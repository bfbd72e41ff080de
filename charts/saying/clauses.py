"""Clauses that sentences about one figure share: value and interval, people behind it, differences, coverage.

Lives here: pieces of sentences, each made from the numbers of a row or an estimate; a piece with nothing to say is "".
Not here: whole sentences (the other files of this room), formatting of numbers (`charts.words`).
"""

from __future__ import annotations

from charts.coverage import coverage_words
from charts.evidence import AreaRow, Measure
from charts.states import state
from charts.words import about, count_text, interval_text, mid_sentence, number_text, period_phrase, value_text
from data.schema import Polarity, ValueType

POINTS = "percentage points"
PARTS = {5: "fifth", 10: "tenth"}


def opening(measure: Measure, row: AreaRow, *, period: str) -> str:
    """Place, value, interval, denominator and period: the first clause of a sentence, without a full stop.

    "In Harbour 55.4 % of 9,573 people aged 16 and over had a first dose by 8 July 2021 (95 % interval 54.4 to 56.4 %)"
    """
    when, limits = period_phrase(measure, period), bracketed(row, measure)
    if not row.has_value:
        return f"{row.name} has no value to show {when}: {mid_sentence(row.reason or state(row.status).label)}"
    people = measure.people_short or measure.people
    if measure.value_type == ValueType.PROPORTION and measure.numerator_name and people:
        whole = f"{count_text(row.denominator)} " if row.has_counts else ""
        return (
            f"In {row.name} {value_text(row.value, measure)} of {whole}{people} {measure.numerator_name} {when}{limits}"
        )
    if measure.value_type in (ValueType.CRUDE_RATE, ValueType.DSR) and measure.numerator_name and people:
        rate = f"{number_text(row.value, measure.decimals)} {measure.numerator_name}"
        return f"In {row.name} there were {rate} for every {measure.multiplier:,.0f} {people} {when}{limits}"
    if measure.value_type == ValueType.COUNT and measure.numerator_name:
        return f"In {row.name} there were {number_text(row.value, measure.decimals)} {measure.numerator_name} {when}"
    return f"In {row.name} {mid_sentence(measure.noun)} was {value_text(row.value, measure)} {when}{limits}"


def bracketed(row: AreaRow, measure: Measure) -> str:
    """ " (95 % interval 54.4 to 56.4 %)", "" without limits."""
    if not row.has_interval:
        return ""
    return f" (95 % interval {interval_text(row.lower_ci, row.upper_ci, measure=measure)})"


def people_behind(measure: Measure, row: AreaRow) -> str:
    """How many people or events stand behind the value: "about 4,270 had no first dose", "" where counts are missing.

    Of a proportion that should be high, the people it is not true of are named.
    """
    if not (row.has_value and row.has_counts):
        return ""
    if measure.value_type == ValueType.PROPORTION:
        behind = bool(measure.complement) and measure.polarity == Polarity.HIGH_IS_GOOD
        count = row.denominator - row.numerator if behind else row.numerator
        phrase = measure.complement if behind else measure.numerator_name
        return f"{_number(count)} {phrase}" if phrase else ""
    if measure.value_type not in (ValueType.CRUDE_RATE, ValueType.DSR) or not measure.numerator_name:
        return ""
    people = measure.people_short or measure.people or "people"
    count = "no" if row.numerator == 0 else about(row.numerator)
    return f"{count} {measure.numerator_name} among {count_text(row.denominator)} {people}"


def covered(row: AreaRow) -> str:
    """ "it covers 27 of 28 areas, 98 % of people", "" where that is not known."""
    words = coverage_words(row)
    return f"it covers {words}" if words else ""


def size_text(difference: float, measure: Measure) -> str:
    """The size of a difference, without its sign: "3.2 percentage points", "12.0 per 100,000"."""
    number = number_text(abs(difference), measure.decimals)
    unit = POINTS if measure.unit == "%" else measure.unit
    return f"{number} {unit}".rstrip()


def side_text(difference: float, measure: Measure, *, sides: tuple[str, str] = ("lower", "higher")) -> str:
    """A difference with its direction: "3.2 percentage points lower"; "the same" of none."""
    if difference == 0:
        return "the same"
    return f"{size_text(difference, measure)} {sides[difference > 0]}"


def range_text(lower: float, upper: float, *, measure: Measure, sides: tuple[str, str] = ("lower", "higher")) -> str:
    """The interval of a difference in words: "1.2 to 5.2", or over both sides "0.3 lower to 1.1 higher"."""
    low, high = (number_text(abs(end), measure.decimals) for end in (lower, upper))
    if lower * upper > 0:
        return f"{low} to {high}" if lower > 0 else f"{high} to {low}"
    words = [number if end == 0 else f"{number} {sides[end > 0]}" for number, end in ((low, lower), (high, upper))]
    return " to ".join(words)


def span_text(low: float, high: float, *, measure: Measure) -> str:
    """From one difference to another, with directions: "1.1 to 3.2 percentage points lower"."""
    if low * high <= 0:
        return f"{side_text(low, measure)} to {side_text(high, measure)}"
    nearer, farther = sorted((low, high), key=abs)
    return f"{number_text(abs(nearer), measure.decimals)} to {side_text(farther, measure)}"


def joined(*clauses: str) -> str:
    """One sentence of the clauses that say something."""
    return "; ".join(clause for clause in clauses if clause) + "."


def _number(count: float) -> str:
    return "none" if count <= 0 else about(count)
