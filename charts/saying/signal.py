"""An unusual change in one sentence: from, to, what was expected, how many events, how many false alarms.

Lives here: the figures of a signal as a sentence needs them, and the sentence. Not here: the charts and rules that
raise it (`equity.change`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import NAN, Measure
from charts.saying.clauses import joined
from charts.words import about, count_text, interval_text, mid_sentence, number_text, period_phrase, value_text
from data.schema import ValueType


@dataclass(frozen=True)
class SignalFigure:
    """What is said of one area's latest point; every number released.

    Attributes
    ----------
    name, period : str
        The area and the period of the point.
    value, usual : float
        The point, and the usual value before (mean of the chart), in the unit of the measure.
    lower, upper : float
        What was to be expected of the point.
    numerator, denominator : float
        Events and people of the point; NaN where not known.
    periods : int
        Periods the expectation rests on.
    rule : str
        What raised the signal, in words: "one point outside the limits", "seven points on one side"; "" for no signal.
    agrees : bool
        Whether the comparison with other areas at the same time says so too.
    compared : bool
        Whether there was such a comparison; else nothing is said of other areas.
    trial : bool
        Whether limits are provisional because there are few periods.
    false_flags : float
        False signals to be expected among all areas looked at; NaN if not told.
    """

    name: str
    period: str
    value: float
    usual: float
    lower: float
    upper: float
    numerator: float = NAN
    denominator: float = NAN
    periods: int = 0
    rule: str = ""
    agrees: bool = False
    compared: bool = True
    trial: bool = False
    false_flags: float = NAN


def signal_sentence(measure: Measure, figure: SignalFigure) -> str:
    """From what to what, what was expected, events, the rule, agreement, false signals.

    "In Earley the rate rose from 12.3 to 19.8 per 1,000 in 2023; expected range 9.1 to 15.4 per 1,000 from 12 periods;
    42 events among 10,200 people; signal: one point outside the limits; it also stands out among other areas of the
    same period."
    """
    when, value = period_phrase(measure, figure.period), value_text(figure.value, measure)
    noun = mid_sentence(measure.noun)
    if figure.value != figure.value:
        return f"{figure.name} has no value to show {when}."
    usual = number_text(figure.usual, measure.decimals)
    verb = "rose" if figure.value > figure.usual else "fell"
    same = usual == number_text(figure.value, measure.decimals)
    moved = f"stayed at {value} {when}" if same else f"{verb} from {usual} to {value} {when}"
    return joined(
        f"In {figure.name} {noun} {moved}",
        f"expected range {interval_text(figure.lower, figure.upper, measure=measure)}{_basis(figure)}",
        _events(measure, figure),
        _raised(figure),
        _false(figure),
    )


def _basis(figure: SignalFigure) -> str:
    if not figure.periods:
        return ""
    trial = ", which is few: the limits are provisional" if figure.trial else ""
    return f" from {figure.periods:,} periods{trial}"


def _events(measure: Measure, figure: SignalFigure) -> str:
    if figure.numerator != figure.numerator:
        return ""
    known = figure.denominator == figure.denominator
    people = f"{count_text(figure.denominator)} {measure.people_short or measure.people or 'people'}" if known else ""
    if measure.value_type == ValueType.PROPORTION:
        counted = about(figure.numerator) if figure.numerator else "none"
        return f"{counted} of {people} {measure.numerator_name}".rstrip() if known else ""
    number = count_text(figure.numerator) if figure.numerator else "no"
    among = f" among {people}" if known else ""
    return f"{number} {measure.numerator_name or 'events'}{among}"


def _raised(figure: SignalFigure) -> str:
    if not figure.rule:
        return "no signal"
    if not figure.compared:
        return f"signal: {figure.rule}"
    among = "also stands out" if figure.agrees else "does not stand out"
    return f"signal: {figure.rule}; it {among} among other areas of the same period"


def _false(figure: SignalFigure) -> str:
    if not figure.false_flags >= 0:
        return ""
    if 0 < figure.false_flags < 0.95:
        return "among all areas looked at, chance alone would give fewer than one such signal"
    number = number_text(figure.false_flags, 0)
    return f"among all areas looked at, chance alone would give {number} such signal{'' if number == '1' else 's'}"
