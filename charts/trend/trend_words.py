"""A trend in plain words: finding, lead, subtitle, paragraph, notes, the result of the test.

Lives here: sentences made from the same released points as the figure, the table and the file. Nothing here says why
something is so. Not here: numbers as text (`charts.words`).
"""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

from charts.evidence import Measure
from charts.saying.trend import DIRECTIONS, direction_words, reason_words, trend_sentence
from charts.trend.trend_evidence import Line, TrendEvidence
from charts.words import (
    mid_sentence,
    number_text,
    period_phrase,
    period_words,
    round_ticks,
    sentence_case,
    tick_text,
    value_text,
)
from data.schema import Polarity, ValueType
from equity.comparing.trend import Direction

LONGEST = 80  # characters of a finding
FEW = 3  # points below which nothing is said to have been held
STANDS_OUT = 3  # times the usual step, from both neighbours
FOOTPRINT_WORDS = {"then": "footprint at the time", "today": "today’s footprint"}
METHOD = (
    (
        "Footprint",
        "At the time: each period is summed over the small areas that made up the footprint on the period’s last day. "
        "Today’s: every period is summed over the members on one day. Numerators and denominators are summed once; "
        "areas that lie across the edge are shared out by residents of the measure’s ages, where the pack knows them.",
    ),
    (
        "Trend",
        "Five points a year apart: chi-squared test for trend (Armitage 1955) on counts, or an inverse-variance line "
        "for rates. A direction is named beyond 99.8 % and only if no single year decides it. It is withheld where the "
        "members change among the five points.",
    ),
)


def finding(evidence: TrendEvidence) -> str:
    """The headline: how the lines moved, at most about 80 characters and true of the points shown."""
    measure, known = evidence.measure, [line for line in evidence.subjects if line.known]
    if not known:
        return f"{measure.short_name}: no series to show for {_names(evidence.subjects)}"
    benchmark = evidence.benchmark
    each = "; ".join(_judged(line, measure) for line in known)
    choices = [_held(known, benchmark, measure), f"{measure.short_name}: {each}", _judged(known[0], measure)]
    return next((words for words in choices if 0 < len(words) <= LONGEST), choices[-1])


def _held(known: list[Line], benchmark: Line | None, measure: Measure) -> str:
    """ "Norfolk and Suffolk have held MMR above 88 % while England fell to 83.7 %", "" where that is not so."""
    if benchmark is None or len(known[0].known) < FEW or benchmark.known[-1].value >= benchmark.known[0].value:
        return ""
    lowest = min(point.value for line in known for point in line.known)
    floor, end = math.floor(lowest), benchmark.known[-1].value
    if measure.polarity != Polarity.HIGH_IS_GOOD or not end < floor < lowest:
        return ""
    verb, subject = "have" if len(known) > 1 else "has", measure.short_name.split(",")[0]
    above = f"{tick_text(floor)} {measure.unit}".strip()
    return (
        f"{_names(known)} {verb} held {subject} above {above} while {benchmark.name} fell to {value_text(end, measure)}"
    )


def _judged(line: Line, measure: Measure) -> str:
    """How a line moved; where the test says "no clear change", that, since first and last alone would say more."""
    if line.trend is None or line.trend.direction != Direction.NO_CHANGE:
        return _moved(line, measure)
    end = value_text(line.known[-1].value, measure)
    return f"{line.name} {end}, no clear change since {period_words(line.trend.periods[0])}"


def _moved(line: Line, measure: Measure) -> str:
    first, last = line.known[0], line.known[-1]
    end = value_text(last.value, measure)
    if first is last:
        return f"{line.name} {end} {period_phrase(measure, last.period)}"
    start = number_text(first.value, measure.decimals)
    if start == number_text(last.value, measure.decimals):
        return f"{line.name} {end}, as in {period_words(first.period)}"
    verb = "up" if last.value > first.value else "down"
    return f"{line.name} {verb} from {start} to {end}"


def lead(evidence: TrendEvidence) -> str:
    """The sentence under the headline: the latest values beside the benchmark's of the same period."""
    measure, known = evidence.measure, [line for line in evidence.subjects if line.known]
    if not known:
        reasons = [point.note for line in evidence.subjects for point in line.points if point.note]
        return reasons[-1] if reasons else "No period has a value for these areas."
    last = known[0].known[-1]
    parts = [
        f"{value_text(line.known[-1].value, measure)} in {line.name}{_other_period(line, last.period)}"
        for line in known
    ]
    words = (
        f"{sentence_case(period_phrase(measure, last.period))} {mid_sentence(measure.noun)} was {' and '.join(parts)}"
    )
    benchmark = evidence.benchmark
    same = next((p for p in benchmark.known if p.period == last.period), None) if benchmark else None
    return f"{words}; in {benchmark.name} it was {value_text(same.value, measure)}." if same else f"{words}."


def _other_period(line: Line, period: str) -> str:
    own = line.known[-1].period
    return "" if own == period else f" ({period_words(own)})"


def subtitle(evidence: TrendEvidence) -> str:
    """Measure, unit, areas, periods, and whose members."""
    measure, (first, last) = evidence.measure, evidence.span
    span = f"{period_words(first)} to {period_words(last)}" if first != last else period_words(first)
    people = f" of {measure.people}" if measure.unit == "%" and measure.people else ""
    parts = [measure.name, f"{measure.unit}{people}", span, FOOTPRINT_WORDS[evidence.footprint]]
    return ", ".join(part for part in parts if part)


def paragraph(evidence: TrendEvidence) -> str:
    """The paragraph under the figure: each line from first to latest with its test, its extremes, and the changes."""
    sentences = []
    for line in evidence.lines:
        sentences += [trend_sentence(evidence.measure, line), *_extremes(line, evidence.measure)]
    sentences += [f"{period_words(one.day)}: {one.words}." for one in evidence.breaks]
    return " ".join(sentences)


def _extremes(line: Line, measure: Measure) -> list[str]:
    """The highest and the lowest value of a line of three periods or more."""
    if len(line.known) < FEW:
        return []
    low, high = min(line.known, key=lambda p: p.value), max(line.known, key=lambda p: p.value)
    ends = [f"{value_text(one.value, measure)} in {period_words(one.period)}" for one in (high, low)]
    return [f"Its highest value was {ends[0]}, its lowest {ends[1]}."]


def trend_words(line: Line, measure: Measure) -> str:
    """The result of the test in a sentence, or why there is none."""
    trend = line.trend
    if trend is None or trend.direction == Direction.NOT_CALCULATED:
        return f"{line.name}: {DIRECTIONS[Direction.NOT_CALCULATED]}: {reason_words(trend)}"
    span = f"{period_words(trend.periods[0])} to {period_words(trend.periods[-1])}"
    return f"{line.name}: {direction_words(trend.direction, polarity=Polarity(measure.polarity))}, {span}."


def jumps(line: Line, measure: Measure) -> list[tuple[str, str, str]]:
    """Points that stand out from both neighbours by far more than the line's usual step."""
    known = line.known
    if len(known) < 6 or measure.value_type == ValueType.COUNT:
        return []
    usual = median(abs(b.value - a.value) for a, b in pairwise(known))
    found = []
    for before, at, after in zip(known, known[1:], known[2:], strict=False):
        up, down = at.value - before.value, at.value - after.value
        if up * down > 0 and min(abs(up), abs(down)) > STANDS_OUT * usual:
            side = "above" if up > 0 else "below"
            steps = [number_text(abs(step), measure.decimals) for step in (up, down)]
            at_words = f"{line.name} {period_words(at.period)} ({value_text(at.value, measure)})"
            told = f"{at_words} stands {steps[0]} {side} the period before and {steps[1]} {side} the one after."
            found.append((line.code, at.period, f"{told} Check before quoting."))
    return found


def alt_text(evidence: TrendEvidence) -> str:
    """What the figure shows, for readers who do not see it."""
    first, last = evidence.span
    moved = "; ".join(_moved(line, evidence.measure) for line in evidence.lines if line.known)
    span = f"{period_words(first)} to {period_words(last)}"
    return f"Lines of {evidence.measure.name}, {span}: {moved}. The table holds the same numbers."


def axis_title(evidence: TrendEvidence) -> str:
    """What the vertical axis counts."""
    measure = evidence.measure
    unit = f"{measure.unit} " if measure.unit else ""
    counted = f"{unit}who {measure.numerator_name}" if measure.value_type == ValueType.PROPORTION else ""
    return sentence_case(
        counted if counted and measure.numerator_name else f"{measure.short_name}, {unit}".rstrip(", ")
    )


def axis_start(evidence: TrendEvidence) -> str:
    """ "Axis starts at 82 %.", "" where it starts at zero or nothing is drawn."""
    points = [point for line in evidence.lines for point in line.known]
    if not any(line.known for line in evidence.subjects):
        return ""
    ends = [end for p in points for end in ((p.lower, p.upper) if p.has_interval else (p.value,))]
    first = round_ticks(min(ends), max(ends), most=8)[0]
    return f"Axis starts at {tick_text(first)} {evidence.measure.unit}".strip() + "." if first else ""


def short_day(day: str) -> str:
    """ "1 Jul 2022" of an ISO day."""
    date, month, year = period_words(day).split(" ")
    return f"{date} {month[:3]} {year}"


def _names(lines: list[Line]) -> str:
    return " and ".join(line.name for line in lines)
