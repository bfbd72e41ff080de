"""Funnels: which areas lie further from the average of all than chance explains, whatever their size.

Lives here: funnel limits and the place of every area for proportions, rates (crude or directly standardised) and
ratios, with limits widened where all areas differ more than chance allows.
Not here: a given benchmark (`judging`, `around`), change between two periods (`equity.change.change_funnel`),
drawing (`charts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtr

from data.schema import ValueType
from equity.comparing.overdispersion import overdispersion, widening_words
from equity.result import Z95, Z998, Reason, count_faults, first_reason, floats, index_of
from equity.values.crude_rate import poisson_limits

FEWEST_EVENTS = 10  # a directly standardised rate is not placed below this
RATIO = "ratio"  # observed over expected events, beside the value types


class Place(StrEnum):
    """Where an area lies in the funnel."""

    HIGH_998 = "high_998"  # above the 99.8 % limit
    HIGH_95 = "high_95"
    INSIDE = "inside"
    LOW_95 = "low_95"
    LOW_998 = "low_998"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, eq=False)
class Funnel:
    """Areas placed in a funnel.

    Attributes
    ----------
    average : float
        Sum of events over sum of people (or 1 for ratios), in the unit of the value.
    factor : float
        Overdispersion; above 1 the limits are wider by its square root.
    areas : DataFrame
        `value, size, place, reason`, one row per area; `size` is the denominator, derived for standardised rates, or
        the expected events of a ratio.
    note : str
        What to tell the reader of widened limits, "" if they are not.
    """

    average: float
    factor: float
    areas: pd.DataFrame
    note: str


def funnel(
    count, denominator, *, value_type: ValueType | str, multiplier: float = 100.0, widened: bool = False
) -> Funnel:
    """Every area against the average of all of them.

    Parameters
    ----------
    count : array or Series of float
        Events, or people counted.
    denominator : array or Series of float
        People or person-years; expected events for "ratio"; for directly standardised rates the one from
        `derived_denominator`.
    value_type : ValueType or "ratio"
    multiplier : float
        Unit of the value.
    widened : bool
        Take overdispersion into account.

    Returns
    -------
    Funnel
        Proportions: normal limits about the average. Rates and ratios: the area's own exact or Byar's limits
        against the average. A row that cannot be placed is "not_applicable" with a reason and does not count in the
        average; so is a directly standardised rate on fewer than 10 events.

    References
    ----------
    Spiegelhalter DJ (2005) Funnel plots for comparing institutional performance. Stat Med 24:1185-1202. Spiegelhalter
    DJ (2005) Qual Saf Health Care 14:347-351 (overdispersion). Eayres D (2008) Technical Briefing 3, APHO.
    """
    x, n = floats(count), floats(denominator)
    reason = _reasons(x, n, value_type)
    sound = reason == ""
    x, n = np.where(sound, x, np.nan), np.where(sound, n, np.nan)
    average = 1.0 if value_type == RATIO else float(np.nansum(x) / np.nansum(n)) if sound.any() else np.nan
    share = value_type == ValueType.PROPORTION
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(average * (1 - average) / n) if share else np.sqrt(average / n)
        score = np.where(error > 0, (x / n - average) / error, 0.0)
    factor = overdispersion(score[sound]) if widened else 1.0
    nearer = average * n + (x - average * n) / np.sqrt(factor)  # the same as widening the limits by the root
    place = _normal(score / np.sqrt(factor)) if share else _by_count(nearer, average * n)
    place = np.where(sound, place, str(Place.NOT_APPLICABLE))
    areas = pd.DataFrame(
        {"value": multiplier * x / n, "size": n, "place": place, "reason": reason}, index=index_of(count, denominator)
    ).astype({"place": "str", "reason": "str"})
    return Funnel(multiplier * average, factor, areas, widening_words(factor))


def funnel_limits(drawn: Funnel, sizes, *, value_type: ValueType | str, multiplier: float = 100.0) -> pd.DataFrame:
    """The curves of a funnel at given sizes.

    Parameters
    ----------
    drawn : Funnel
    sizes : array of float
        Denominators (or expected events for "ratio") above 0.
    value_type : ValueType or "ratio"
    multiplier : float

    Returns
    -------
    DataFrame
        `size, lower_ci, upper_ci, lower_998, upper_998` in the unit of the value. For counts a limit is the value at
        which an area of this size would begin to be outside: the count whose own limit reaches the expected one.
    """
    n, average, stretch = floats(sizes), drawn.average / multiplier, np.sqrt(drawn.factor)
    columns = {"size": n}
    for z, names in ((Z95, ("lower_ci", "upper_ci")), (Z998, ("lower_998", "upper_998"))):
        if value_type == ValueType.PROPORTION:
            spread = z * stretch * np.sqrt(average * (1 - average) / n)
            ends = (np.maximum(average - spread, 0.0), np.minimum(average + spread, 1.0))
        else:
            counts = _outermost(average * n, z=z)
            ends = tuple(np.maximum(average + stretch * (count / n - average), 0.0) for count in counts)
        columns |= {name: multiplier * end for name, end in zip(names, ends, strict=True)}
    return pd.DataFrame(columns)


def expected_at(count, *, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Expected events at which a count is just low, and just high: P(X <= count) and P(X >= count) are the tail.

    These are the ends of the funnel's steps for rates and ratios: at the first expectation the count lies on the lower
    limit, at the second on the upper one.

    References
    ----------
    Dover DC, Schopflocher DP (2011) Using funnel plots in public health surveillance. Popul Health Metr 9:58.
    """
    x, tail = np.asarray(count, "float64"), 1 - ndtr(z)
    return gammaincinv(x + 1, 1 - tail), np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), tail), 0.0)


def derived_denominator(count, rate, *, multiplier: float = 100_000.0) -> np.ndarray:
    """The people a crude rate would need to give a standardised rate with this count; NaN without a rate above 0."""
    x, r = floats(count), floats(rate)
    return np.where(r > 0, multiplier * x / np.where(r > 0, r, 1.0), np.nan)


def _reasons(x: np.ndarray, n: np.ndarray, value_type: ValueType | str) -> np.ndarray:
    few = {Reason.TOO_FEW_EVENTS: (x < FEWEST_EVENTS)} if value_type == ValueType.DSR else {}
    faults = {**few, **count_faults(x, n)}
    if value_type == ValueType.PROPORTION:
        faults[Reason.NUMERATOR_ABOVE_DENOMINATOR] = x > n
    return first_reason(faults)


def _normal(score: np.ndarray) -> np.ndarray:
    return _placed(score < -Z998, score < -Z95, above=(score > Z95, score > Z998))


def _by_count(x: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Places by the exact or Byar's limits of a (possibly shrunk) count."""
    x = np.maximum(x, 0.0)
    (low, high), (lowest, highest) = poisson_limits(x, z=Z95), poisson_limits(x, z=Z998)
    return _placed(highest < expected, high < expected, above=(low > expected, lowest > expected))


def _placed(lowest: np.ndarray, low: np.ndarray, *, above: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    names = [str(name) for name in (Place.LOW_998, Place.HIGH_998, Place.LOW_95, Place.HIGH_95)]
    return np.select([lowest, above[1], low, above[0]], names, str(Place.INSIDE))


def _outermost(expected: np.ndarray, *, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts (not whole) whose upper, and whose lower, limit is the expectation: found by bisection."""
    spread = 6 * z * np.sqrt(expected + z**2) + 10
    found = []
    for side in (1, 0):
        low, high = np.maximum(expected - spread, 0.0), expected + spread
        for _ in range(60):
            middle = (low + high) / 2
            short = poisson_limits(middle, z=z)[side] < expected
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        found.append((low + high) / 2)
    return found[0], found[1]
