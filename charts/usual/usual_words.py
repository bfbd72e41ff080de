"""The view of usual variation in plain words: finding, lead, subtitle, paragraph, alternative text.

Lives here: sentences made from the same numbers as figure, table and file. Not here: verdicts, rules and reasons
(`charts.saying.usual`).
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.saying.usual import (
    KINDS,
    assurance_sentence,
    limits_sentence,
    middle_word,
    standing_out,
    target_text,
    unfit_sentence,
    variation_sentence,
)
from charts.trend.trend_words import FOOTPRINT_WORDS, LONGEST
from charts.usual.usual_evidence import UsualEvidence
from charts.words import (
    interval_text,
    mid_sentence,
    number_text,
    period_phrase,
    period_words,
    sentence_case,
    value_text,
)
from data.schema import Polarity
from equity.change.assurance import Assurance
from equity.change.usual import Kind, Variation

_LATEST = {
    Variation.USUAL: "within its usual variation",
    Variation.IMPROVING: "better than usual",
    Variation.CONCERNING: "worse than usual",
    Variation.HIGHER: "higher than usual",
    Variation.LOWER: "lower than usual",
}
_TARGET = {
    Assurance.PASS: "the {target} target will be met",
    Assurance.FAIL: "the {target} target will not be met",
    Assurance.INCONSISTENT: "the {target} target is met by chance only",
}
METHOD = (
    "Usual variation",
    "Mean and limits are worked out from the series itself, not from people’s intervals. Proportions with counts: "
    "p-chart, or p′ from 2,000 people a period; rates with counts: u′, with fewer than ten events in a usual period u "
    "with exact Poisson limits, and where most periods have no event a g-chart of the event-free periods between; all "
    "others: XmR, mean ± 2.66 mean moving ranges, ranges beyond 3.267 times their mean left out once. A period stands "
    "out beyond a limit, in a run of seven on one side of the mean or each rising or falling, or where two in three "
    "lie close to a limit. At least ten periods; limits on fewer than 13 are on trial. Where members change, mean and "
    "limits start anew. A t-chart needs the day of every event, which no measure here has. NHS England, Making Data "
    "Count.",
)


def special_kind(special: int, measure: Measure) -> Variation:
    """What a marked period is called: by the measure's good direction, else by its side."""
    if special == 0:
        return Variation.USUAL
    polarity = Polarity(measure.polarity)
    if polarity == Polarity.NONE:
        return Variation.HIGHER if special > 0 else Variation.LOWER
    return Variation.IMPROVING if (special > 0) == (polarity == Polarity.HIGH_IS_GOOD) else Variation.CONCERNING


def finding(evidence: UsualEvidence) -> str:
    """The headline: what the latest period says, and whether the target can be relied on."""
    measure, usual, name = evidence.trend.measure, evidence.usual, evidence.line.name
    if usual.chart is None:
        return f"{measure.short_name}: no chart of usual variation for {name}"
    start = f"{name}: {measure.short_name} {_LATEST[usual.variation]}"
    said = _TARGET.get(usual.assurance, "").format(target=target_text(evidence.target, measure))
    when = f"{start} in {period_words(usual.periods[-1])}"
    choices = [f"{start}; {said}", when] if said else [when, start]
    return next((words for words in choices if len(words) <= LONGEST), start)


def lead(evidence: UsualEvidence) -> str:
    """The latest value beside mean and limits; or why there is no chart."""
    measure, usual = evidence.trend.measure, evidence.usual
    if usual.chart is None:
        return unfit_sentence(usual, evidence.line.name)
    last = evidence.charted[-1]
    value = value_text(last.point.value, measure)
    limits = interval_text(last.lower, last.upper, measure=measure)
    mean = number_text(last.mean, measure.decimals)
    when = sentence_case(period_phrase(measure, last.point.period))
    middle = f"The {mid_sentence(middle_word(usual))} is {mean}"
    return f"{when} {mid_sentence(measure.noun)} was {value}. {middle}; usual variation alone gives {limits}."


def subtitle(evidence: UsualEvidence) -> str:
    """Measure, unit, periods, whose members, kind of chart."""
    measure, usual = evidence.trend.measure, evidence.usual
    people = f" of {measure.people}" if measure.unit == "%" and measure.people else ""
    span = ""
    if usual.periods:
        first, last = (period_words(usual.periods[place]) for place in (0, -1))
        span = f"{first} to {last}" if first != last else first
    kind = KINDS[Kind(usual.kind)][0] if usual.kind else ""
    parts = [measure.name, f"{measure.unit}{people}", span, FOOTPRINT_WORDS[evidence.trend.footprint], kind]
    return ", ".join(part for part in parts if part)


def paragraph(evidence: UsualEvidence) -> str:
    """Variation, limits, target, every run that stands out, and the changes; "" without a chart."""
    usual, measure = evidence.usual, evidence.trend.measure
    if usual.chart is None:
        return ""
    runs = standing_out(usual)
    told = f"Periods that stand out: {'; '.join(runs)}." if runs else "No period stands out."
    changes = [f"{period_words(one.day)}: {one.words}." for one in evidence.trend.breaks]
    return " ".join(
        [
            variation_sentence(usual, evidence.line.name),
            limits_sentence(usual, measure),
            assurance_sentence(usual, measure, target=evidence.target),
            told,
            *changes,
        ]
    )


def alt_text(evidence: UsualEvidence) -> str:
    """What the figure shows, for readers who do not see it."""
    usual, measure = evidence.usual, evidence.trend.measure
    first, last = (period_words(usual.periods[place]) for place in (0, -1))
    marked = sum(one.special != 0 for one in evidence.charted)
    stand = {0: "no period stands out", 1: "one period stands out"}.get(marked, f"{marked} periods stand out")
    return (
        f"Line of {measure.name} in {evidence.line.name}, {first} to {last}, with mean and limits of usual variation: "
        f"{stand}. {limits_sentence(usual, measure)} The table holds the same numbers."
    )
