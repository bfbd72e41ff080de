"""Why a comparison with similar places has no figure, and why an area is no candidate.

Lives here: the two lists of reasons, for machines, and the fewest comparators. Not here: words for the screen
(`charts.saying.similar_places`).
"""

from __future__ import annotations

from enum import StrEnum

FEWEST_COMPARATORS = 5  # with fewer no figure is given


class Withheld(StrEnum):
    """Why there is no figure."""

    NONE = ""
    NO_CHOSEN_AREA = "no_chosen_area"  # none of the chosen areas has all covariates
    TOO_FEW_COMPARATORS = "too_few_comparators"
    CHOSEN_WITHOUT_VALUE = "chosen_without_value"
    NO_COUNTS = "no_counts"  # a kind of value that cannot be added up from counts
    NO_EVENTS = "no_events"  # a ratio of or to nothing
    NO_VARIATION = "no_variation"  # nobody or everybody is counted everywhere: no uncertainty can be told
    NO_PERIOD_BEFORE = "no_period_before"
    NO_PERIOD_AFTER = "no_period_after"
    TOO_FEW_PERIODS = "too_few_periods"
    TOO_SHORT_BEFORE = "too_short_before"  # for a weighted mean of comparators fitted before the start
    POOR_FIT = "poor_fit"  # no weighted mean of comparators runs like the chosen areas before the start


class Dropped(StrEnum):
    """Why an area is not among the candidates; the first that holds."""

    CHOSEN = "chosen"  # it is one of the chosen areas
    OVERLAPS = "overlaps"  # some of its people live in the chosen place
    OUTSIDE = "outside"  # not in the part of the country that was asked for
    COVARIATE_MISSING = "covariate_missing"
    NO_VALUE = "no_value"  # no released value of the outcome
    EXCLUDED = "excluded"  # taken out by the reader
