"""A comparison with similar places at one time in words: how they were found, how alike they are, the difference.

Lives here: sentences made from `equity.similar` results, and words for its reasons. Nothing here says what brought a
difference about: `NOT_PROOF` stands beside every comparison. Not here: changes (`similar_change`), tables.
"""

from __future__ import annotations

import math

import pandas as pd

from charts.evidence import AreaRow, Measure
from charts.saying.clauses import covered, joined, opening, people_behind, range_text, side_text, span_text
from charts.words import interval_text, mid_sentence, number_text, value_text
from data.schema import Status
from equity.similar.balance import NOTED, WARNED, Balance
from equity.similar.level import Level
from equity.similar.neighbours import Matches
from equity.similar.reasons import FEWEST_COMPARATORS, Dropped, Withheld

NOT_PROOF = (
    "Similar on what was measured is not similar in everything: a difference is not proof of what brought it about."
)
CHOSEN_FOR_LOW = "Where an area was chosen because its value was poor, later values tend to be better by chance alone."
REASONS = {
    Withheld.NO_CHOSEN_AREA: "none of the chosen areas has every figure that areas are matched on",
    Withheld.TOO_FEW_COMPARATORS: f"fewer than {FEWEST_COMPARATORS} similar areas remain",
    Withheld.CHOSEN_WITHOUT_VALUE: "the chosen areas have no value in every period needed",
    Withheld.NO_COUNTS: "this kind of measure has no counts that could be added up",
    Withheld.NO_EVENTS: "no event was counted on one of the two sides",
    Withheld.NO_VARIATION: "nobody or everybody is counted everywhere",
    Withheld.NO_PERIOD_BEFORE: "no period lies wholly before the start",
    Withheld.NO_PERIOD_AFTER: "no period lies wholly after the start",
    Withheld.TOO_FEW_PERIODS: "at least three periods before the start are needed",
    Withheld.TOO_SHORT_BEFORE: "at least eight periods before the start are needed to weight similar areas",
    Withheld.POOR_FIT: "no mix of similar areas ran like it before the start",
}
DROPPED = {
    Dropped.CHOSEN: "already chosen",
    Dropped.OVERLAPS: "share people with the chosen place",
    Dropped.OUTSIDE: "outside the part of the country asked for",
    Dropped.COVARIATE_MISSING: "without every figure that areas are matched on",
    Dropped.NO_VALUE: "without a value of this measure",
    Dropped.EXCLUDED: "taken out by the reader",
}


def level_sentence(measure: Measure, row: AreaRow, *, period: str, level: Level) -> str:
    """The chosen place beside similar areas at one time; `row` holds the same pooled numbers as `level.chosen`.

    "In Harbour 55.4 % of 9,573 people ... (95 % interval ...); about 4,270 had no first dose; in 15 similar areas
    together it was 58.6 %: 3.2 percentage points lower in Harbour (95 % interval, areas varying as they do, 1.2 to
    5.2)."
    """
    if level.status != Status.OK:
        reason = REASONS[Withheld(level.reason)]
        return joined(opening(measure, row, period=period), f"it is not compared with similar areas: {reason}")
    return joined(
        opening(measure, row, period=period),
        people_behind(measure, row),
        _beside(measure, row.name, level),
        _left_out(level.comparators.without_value),
        covered(row),
    )


def _beside(measure: Measure, name: str, level: Level) -> str:
    value, noun = value_text(level.comparators.value, measure), mid_sentence(measure.noun)
    sure = interval_text(level.comparators.lower_ci, level.comparators.upper_ci, measure=measure)
    others = f"in {level.comparators.areas:,} similar areas together {noun} was {value} ({sure})"
    if level.kind == "ratio":
        limits = f"{number_text(level.lower_between, 2)} to {number_text(level.upper_between, 2)}"
        told = f"the rate in {name} was {number_text(level.estimate, 2)} times theirs"
        chance = within(level.lower_between, level.upper_between, even=1.0)
    else:
        limits = range_text(level.lower_between, level.upper_between, measure=measure)
        told = f"{side_text(level.estimate, measure)} in {name}"
        chance = within(level.lower_between, level.upper_between, even=0.0)
    return f"{others}: {told} (95 % interval, areas varying as they do, {limits}){chance}"


def within(lower: float, upper: float, *, even: float) -> str:
    """A clause for an interval that holds no difference (`even`), "" for any other."""
    return ", which is within what differences between areas alone would give" if lower <= even <= upper else ""


def _left_out(number: int) -> str:
    if not number:
        return ""
    words = "1 similar area has no value and is" if number == 1 else f"{number:,} similar areas have no value and are"
    return f"{words} left out"


def spread_sentence(measure: Measure, level: Level) -> str:
    """The comparators' own values: half of them, and all of them; "" where there is no comparison."""
    if not level.spread:
        return ""
    least, quarter, middle, upper, most = level.spread
    half = interval_text(quarter, upper, measure=measure)
    return (
        f"Among the similar areas the middle value was {value_text(middle, measure)}; half of them ran from {half}, "
        f"all from {interval_text(least, most, measure=measure)}."
    )


def matching_sentence(matches: Matches) -> str:
    """How many areas were matched, how many were not candidates and why."""
    dropped = [f"{len(areas):,} {DROPPED[reason]}" for reason, areas in matches.dropped.items() if len(areas)]
    gone = f" Not among them: {'; '.join(dropped)}." if dropped else ""
    number = len(matches.comparators)
    return (
        f"{number:,} similar {'area' if number == 1 else 'areas'} out of {len(matches.candidates):,} candidates.{gone}"
    )


def few_similar_sentence(matches: Matches) -> str:
    """The warning that few areas are alike, "" where there is none."""
    if not matches.few_similar:
        return ""
    far, number = len(matches.far_from), len(matches.chosen)
    return (
        f"Few similar areas: {far:,} of {number:,} chosen {'area' if number == 1 else 'areas'} differ from the nearest "
        "similar area more than 95 % of areas do from theirs."
    )


def balance_sentence(balance: pd.DataFrame) -> str:
    """How alike chosen and similar areas are on average: the worst figures by name."""
    flags = balance["flag"]
    words = []
    for flag, limit in ((Balance.WARNED, WARNED), (Balance.NOTED, NOTED)):
        names = [str(name) for name in balance.index[flags == flag]]
        if names:
            words.append(f"{', '.join(names)} by more than {limit:g} standard deviations")
    if words:
        return f"After matching, the chosen and the similar areas still differ on {'; '.join(words)}."
    if (flags == Balance.NOT_COMPUTABLE).all():
        return "Whether the chosen and the similar areas are alike cannot be told."
    largest = float(balance["after"].abs().max())
    size = number_text(largest, 2) if not math.isnan(largest) else "0"
    return f"After matching, no figure differs by more than {NOTED:g} standard deviations (most: {size})."


def stability_sentence(measure: Measure, table: pd.DataFrame, *, kind: str) -> str:
    """How far the difference moves with other numbers of neighbours and with one covariate left out.

    `table` is that of `equity.similar.question.stability`; `kind` "difference" or "ratio" (`Level.kind`).
    """
    told = table[table["status"] == str(Status.OK)]
    if len(told) < 2:
        return "How far the result hangs on the choice of similar areas cannot be told."
    low, high = float(told["estimate"].min()), float(told["estimate"].max())
    if kind == "ratio":
        span = f"{number_text(low, 2)} to {number_text(high, 2)} times"
    else:
        span = span_text(low, high, measure=measure)
    sides = low < (1 if kind == "ratio" else 0) < high
    turned = ": the direction hangs on that choice" if sides else ""
    least = float(told["in_common"].min())
    return (
        f"With other numbers of similar areas, or without one of the things matched on, the difference ran from "
        f"{span}{turned}; at least {100 * least:.0f} % of the similar areas stayed the same."
    )
