"""Usual variation in words: variation, assurance, rules, kinds of chart, and why there is no chart.

Lives here: the words for everything `equity.change.usual` can answer. Not here: headline and card of the view
(`charts.usual.usual_words`), icons (`charts.usual.usual_icons`).
"""

from __future__ import annotations

from itertools import groupby

from charts.evidence import Measure
from charts.words import mid_sentence, period_words, sentence_case, tick_text, value_text
from data.schema import Polarity
from equity.change.assurance import Assurance
from equity.change.control_chart import FIRM_FROM
from equity.change.usual import FEWEST_POINTS, Kind, Unfit, Usual, Variation

REASONS = {
    Unfit.NO_VALUE: "no period has a value that can be compared",
    Unfit.ADDS_UP: "the figures add up to each date, so later ones cannot be lower",
    Unfit.OVERLAPS: "the periods are pooled and overlap, so that years would count twice",
    Unfit.UNEQUAL: "the periods are of different lengths",
    Unfit.TOO_FEW: f"it needs at least {FEWEST_POINTS} periods with a value, and there {{are}} {{points}}",
    Unfit.TOO_FEW_OF_ONE: (
        f"the footprint’s members change, and one side of the change has {{points}} of the {FEWEST_POINTS} periods it "
        "needs; today’s footprint has no such change"
    ),
    Unfit.RARE: (
        f"most periods have no event, so the waits between events are looked at, and there {{are}} {{points}} of the "
        f"{FEWEST_POINTS} waits it needs"
    ),
    Unfit.NO_VARIATION: "all values are the same, so there is no variation to judge by",
}
VARIATION = {
    Variation.USUAL: "Usual variation",
    Variation.IMPROVING: "Better than usual",
    Variation.CONCERNING: "Worse than usual",
    Variation.HIGHER: "Higher than usual",
    Variation.LOWER: "Lower than usual",
}
KEY = {  # in a figure's key
    Variation.USUAL: "Usual",
    Variation.IMPROVING: "Better",
    Variation.CONCERNING: "Worse",
    Variation.HIGHER: "Higher",
    Variation.LOWER: "Lower",
}
ASSURANCE = {
    Assurance.PASS: "Target will be met",
    Assurance.FAIL: "Target will not be met",
    Assurance.INCONSISTENT: "Target met by chance only",
    Assurance.NOT_ASSESSED: "Not assessed",
}
_WIDENED = "widened by how much periods differ (Laney)"
KINDS = {
    Kind.XMR: ("XmR chart", "limits from how far neighbouring periods lie apart"),
    Kind.P: ("p-chart", "limits from the number of people in each period"),
    Kind.P_PRIME: ("p′-chart", f"limits from the number of people in each period, {_WIDENED}"),
    Kind.U_EXACT: ("u-chart", "exact limits, because fewer than ten events are counted in a usual period"),
    Kind.G: (
        "g-chart",
        "limits from the waits between periods with an event; the middle line is the median",
    ),
    Kind.U_PRIME: ("u′-chart", f"limits from the number of events expected in each period, {_WIDENED}"),
}
RULES = {  # (rule, 1 high or rising, -1 low or falling): of one period; of several
    ("outside", 1): ("above the upper limit", "each above the upper limit"),
    ("outside", -1): ("below the lower limit", "each below the lower limit"),
    ("shift", 1): ("part of seven or more in a row above the mean", "seven or more in a row above the mean"),
    ("shift", -1): ("part of seven or more in a row below the mean", "seven or more in a row below the mean"),
    ("trend", 1): ("part of seven or more that each rise", "seven or more in a row that each rise"),
    ("trend", -1): ("part of seven or more that each fall", "seven or more in a row that each fall"),
    ("two_in_three", 1): ("one of two in three close to the upper limit", "two in three close to the upper limit"),
    ("two_in_three", -1): ("one of two in three close to the lower limit", "two in three close to the lower limit"),
}


def unfit_sentence(usual: Usual, name: str) -> str:
    """Why no chart is drawn: "Usual variation cannot be told for Norfolk: it needs at least 10 periods ..."."""
    reason = REASONS[Unfit(usual.reason)].format(are="is" if usual.points == 1 else "are", points=usual.points)
    return f"Usual variation cannot be told for {name}: {reason}."


def variation_sentence(usual: Usual, name: str) -> str:
    """What the latest point says, with the rule that says so."""
    last = len(usual.periods) - 1
    when = period_words(usual.periods[last])
    told = [rule_words(usual, mark) for mark in usual.rules(last)]
    if not told:
        return f"In {when} {name} moved no more than it usually does."
    return f"{when} stands out in {name}: it is {' and '.join(told)}."


def assurance_sentence(usual: Usual, measure: Measure, *, target: float) -> str:
    """Whether the target can be relied on, from where it lies against the limits."""
    if target != target:
        return "No target is recorded for this measure in this pack."
    if Polarity(measure.polarity) == Polarity.NONE:
        return "This measure has no good direction, so a target is not assessed."
    value = target_text(target, measure)
    told = {
        Assurance.PASS: "will be met as long as nothing changes: it lies beyond the limits",
        Assurance.FAIL: "will not be met unless something changes: it lies beyond the limits",
        Assurance.INCONSISTENT: "lies between the limits: usual variation alone meets it or misses it",
        Assurance.NOT_ASSESSED: "is not assessed: there are no limits",
    }
    return f"The {value} target {told[usual.assurance]}."


def target_text(target: float, measure: Measure) -> str:
    """A target as it was set: "95 %"."""
    return f"{tick_text(target)} {measure.unit}".strip()


def limits_sentence(usual: Usual, measure: Measure) -> str:
    """Mean and limits of the latest stretch, and how firm they are."""
    chart = usual.chart
    mean, lower, upper = (float(part[0, -1]) for part in (chart.mean, chart.lower, chart.upper))
    low = value_text(lower, measure, unit=False)
    firm = (
        f" The limits rest on fewer than {FIRM_FROM} periods and are on trial: read them with care."
        if chart.trial[0, -1]
        else ""
    )
    usually = f"usual variation alone gives {low} to {value_text(upper, measure)}"
    return f"{middle_word(usual)} {value_text(mean, measure)}; {usually}.{firm}"


def standing_out(usual: Usual) -> list[str]:
    """Every run of periods that a rule marks, oldest first: "2012/13 to 2020/21: seven or more in a row above ..."."""
    found = []
    for rule, side in RULES:
        marked = [int(mark) == side for mark in usual.chart.marks[rule][0]]
        for is_so, run in groupby(range(len(marked)), key=marked.__getitem__):
            places = list(run)
            if is_so:
                first, last = (period_words(usual.periods[place]) for place in (places[0], places[-1]))
                alone = len(places) == 1
                when = first if alone else f"{first} to {last}"
                found.append((places[0], f"{sentence_case(when)}: {rule_words(usual, (rule, side), alone=alone)}"))
    return [words for _, words in sorted(found, key=lambda one: one[0])]


def middle_word(usual: Usual) -> str:
    """What the middle line is: the mean, or of a chart of waits the median."""
    return "Median" if usual.kind == Kind.G else "Mean"


def rule_words(usual: Usual, mark: tuple[str, int], *, alone: bool = True) -> str:
    """Why a period stands out, or with `alone` false several: "part of seven or more in a row above the mean"."""
    return RULES[mark][0 if alone else 1].replace("mean", mid_sentence(middle_word(usual)))


def kind_words(usual: Usual) -> str:
    """ "XmR chart: limits from how far neighbouring periods lie apart"."""
    name, limits = KINDS[Kind(usual.kind)]
    return f"{name}: {mid_sentence(limits)}"
