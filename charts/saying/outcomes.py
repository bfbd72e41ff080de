"""Words for every reason and every outcome that a measure of `equity` can answer with: none reaches a reader as a code.

Lives here: sentences for reasons why there is no value, and short words for outcomes that no other file words. Not
here: outcomes that stand in a longer sentence and are worded there (`SAID` names all of them), marks (`charts.marks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from charts.marks import comparison_words
from charts.saying import before_after, similar_places
from equity.change.assurance import Assurance
from equity.change.before_after import Missing
from equity.change.programme import Phase
from equity.change.signal import Level
from equity.comparing.comparison import Comparison
from equity.comparing.funnel import Place
from equity.comparing.judging import Judgement
from equity.comparing.quintiles import Fifth
from equity.comparing.trend import Direction
from equity.result import Reason
from equity.similar.balance import Balance
from equity.similar.contrasts import Basis
from equity.similar.reasons import Dropped, Withheld

REASONS = {
    Reason.NUMERATOR_MISSING: "The number counted is not in this pack.",
    Reason.DENOMINATOR_MISSING: "The number of people it is counted among is not in this pack.",
    Reason.DENOMINATOR_NOT_POSITIVE: "Nobody lives or is registered here, so there is nothing to divide by.",
    Reason.NUMERATOR_NEGATIVE: "The published count is below zero, so it is not used.",
    Reason.NUMERATOR_ABOVE_DENOMINATOR: "More are counted than there are people, so the count is not used.",
    Reason.TOO_FEW_EVENTS: "There are too few events for a dependable value.",
    Reason.STRATUM_MISSING: "An age band has no figures.",
    Reason.STRATUM_SUPPRESSED: "The count of an age band is withheld to protect people.",
    Reason.STRATUM_WITHOUT_PEOPLE: "An age band has no people.",
    Reason.NO_EXPECTED_EVENTS: "No events are to be expected here, so there is nothing to compare with.",
    Reason.NOT_PUBLISHED: "No value is published for it.",
    Reason.SMALL_COUNT: "The number of people is small, so it is withheld to protect them.",
    Reason.FEW_PEOPLE: "Fewer people are counted here than its source allows figures for.",
    Reason.SECONDARY: "Withheld so that a small number nearby cannot be worked out.",
    Reason.POOLED: "Three years together are still a small number here, or would give away a year that is withheld.",
    Reason.LINKED: "Withheld so that a small number of another period or group cannot be worked out.",
    Reason.VALUE_MISSING: "There is no value.",
    Reason.LIMITS_MISSING: "Its 95 % interval is not known.",
    Reason.SPREAD_NEGATIVE: "The published spread is below zero, so it is not used.",
    Reason.POPULATION_TOO_SMALL: "Fewer than 5,000 people live here: too few for a life expectancy.",
    Reason.NO_DEATHS_IN_LAST_BAND: "Nobody died in the oldest age band, so no life expectancy can be worked out.",
    Reason.INTERVAL_TOO_WIDE: "The value is too uncertain to show: its interval is too wide.",
    Reason.NUMBER_OF_QUANTILES: "There are too few areas, or groups of them, to compare groups.",
    Reason.NOT_ON_SCALE: "A group has a value of zero or of all its people, which this method cannot use.",
    Reason.LINE_NEAR_ZERO: "One end of the line is too close to zero to divide by.",
    Reason.ZERO_CELL: "One side has no events, so there is no ratio.",
    Reason.TOO_FEW_GROUPS: "At least two groups with a value are needed.",
    Reason.NO_EVENTS: "No event was counted.",
    Reason.COVERAGE_TOO_LOW: "Too few of its people live in areas with a value.",
}
JUDGED = {
    Judgement.MUCH_BETTER: "Much better",
    Judgement.MUCH_WORSE: "Much worse",
    Judgement.MUCH_LOWER: "Much lower",
    Judgement.MUCH_HIGHER: "Much higher",
    Judgement.SUPPRESSED: "Suppressed (small number)",
} | {Judgement(one): comparison_words(one) for one in Comparison}
FIFTHS = {one: f"{one.capitalize()} fifth" for one in Fifth if one is not Fifth.NOT_COMPARED}
FIFTHS |= {Fifth.NOT_COMPARED: "Not compared: fewer than five areas"}
FUNNEL = {
    Place.HIGH_998: "Far above what chance allows (99.8 %)",
    Place.HIGH_95: "Above what chance allows (95 %)",
    Place.INSIDE: "Within what chance allows",
    Place.LOW_95: "Below what chance allows (95 %)",
    Place.LOW_998: "Far below what chance allows (99.8 %)",
    Place.NOT_APPLICABLE: "Not placed",
}
DIRECTIONS = {
    Direction.INCREASING: "Increasing",
    Direction.DECREASING: "Decreasing",
    Direction.NO_CHANGE: "No clear change",
    Direction.NOT_CALCULATED: "Could not be calculated",
}
ASSURED = {
    Assurance.PASS: "The target is met in every ordinary period",
    Assurance.FAIL: "The target is missed in every ordinary period",
    Assurance.INCONSISTENT: "The target is met or missed by ordinary ups and downs",
    Assurance.NOT_ASSESSED: "Not held against a target",
}
PHASES = {
    Phase.BEFORE: "Before the start",
    Phase.STRADDLES: "The start lies inside this period",
    Phase.DURING: "While it ran",
    Phase.AFTER: "After the end",
}
LEVELS = {
    Level.RED: "Its own past and other areas both say so",
    Level.AMBER: "Either its own past or other areas say so, not both",
}
BALANCES = {
    Balance.BALANCED: "Alike",
    Balance.NOTED: "Somewhat different (standardised difference above 0.1)",
    Balance.WARNED: "Different (standardised difference above 0.25)",
    Balance.NOT_COMPUTABLE: "Could not be compared",
}
BASES = {
    Basis.AREAS: "From how differently areas changed",
    Basis.COUNTING: "From counting error, as areas changed more alike than chance alone",
}
# Every kind of reason and outcome of `equity`, with its words; an empty member means that nothing is wrong.
SAID: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Reason: REASONS,
    Withheld: similar_places.REASONS,
    Dropped: similar_places.DROPPED,
    Missing: before_after.REASONS,
    Comparison: {one: comparison_words(one) for one in Comparison},
    Judgement: JUDGED,
    Fifth: FIFTHS,
    Place: FUNNEL,
    Direction: DIRECTIONS,
    Assurance: ASSURED,
    Phase: PHASES,
    Level: LEVELS,
    Balance: BALANCES,
    Basis: BASES,
}
_CODES = {str(reason): words for reason, words in REASONS.items()}


def reason_words(reason: str) -> str:
    """Why there is no value, as a sentence; what is a sentence already stays as it is."""
    return _CODES.get(reason, reason)
