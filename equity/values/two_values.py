"""Two independent values of one measure against each other: their difference and their ratio, each with limits.

Lives here: the difference from the limits of both (square and add), Newcombe's for two proportions, and the log ratio
of two rates, on plain arrays. Not here: a comparison with a fixed benchmark (`equity.comparing.judging`), whose values
they are (`equity.inequality.gap`, `equity.comparing.two_samples`, `equity.similar.level`).
"""

from __future__ import annotations

import numpy as np

from equity.result import Z95
from equity.values.proportion import wilson_limits

Triple = tuple[np.ndarray, np.ndarray, np.ndarray]


def square_and_add(first: tuple, second: tuple) -> Triple:
    """First minus second value, with limits recovered from the limits of both.

    Parameters
    ----------
    first, second : (value, lower, upper)
        Arrays or numbers of one shape; of people who are not counted in both.

    Returns
    -------
    difference, lower, upper : array
        Limits are NaN where one that is needed is missing.

    References
    ----------
    Newcombe RG (1998) Stat Med 17:873-890 (method 10, with Wilson's limits). Zou GY, Donner A (2008) Construction of
    confidence limits about effect measures: a general approach. Stat Med 27:1693-1702 (any limits).
    """
    (value1, lower1, upper1), (value2, lower2, upper2) = first, second
    difference = value1 - value2
    below = np.hypot(value1 - lower1, upper2 - value2)
    above = np.hypot(upper1 - value1, value2 - lower2)
    return difference, difference - below, difference + above


def difference_of_proportions(first: tuple, second: tuple, *, z: float = Z95) -> Triple:
    """First minus second proportion with Newcombe's hybrid score limits, as shares.

    Parameters
    ----------
    first, second : (numerator, denominator)
        Arrays of float of one shape; 0 <= numerator <= denominator, denominator > 0.
    z : float
        Normal quantile, 1.96 for 95 %.

    Returns
    -------
    difference, lower, upper : array

    References
    ----------
    Newcombe RG (1998) Interval estimation for the difference between independent proportions: comparison of eleven
    methods. Stat Med 17:873-890 (method 10).
    """
    (x1, n1), (x2, n2) = (tuple(np.asarray(part, "float64") for part in pair) for pair in (first, second))
    share1, share2 = x1 / n1, x2 / n2
    return square_and_add((share1, *wilson_limits(x1, n1, z=z)), (share2, *wilson_limits(x2, n2, z=z)))


def ratio_of_rates(first: tuple, second: tuple, *, z: float = Z95) -> Triple:
    """First over second rate with limits on the log scale; NaN where either has no event.

    Parameters
    ----------
    first, second : (events, people or person-years)
        Arrays of float of one shape; denominators > 0.
    z : float
        Normal quantile, 1.96 for 95 %.

    Returns
    -------
    ratio, lower, upper : array

    References
    ----------
    Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC. Kirkwood BR, Sterne JAC (2003) Essential
    Medical Statistics, 2nd ed, ch 23 (error factor of a rate ratio).
    """
    (x1, n1), (x2, n2) = (tuple(np.asarray(part, "float64") for part in pair) for pair in (first, second))
    told = (x1 > 0) & (x2 > 0)
    x1, x2 = np.where(told, x1, np.nan), np.where(told, x2, np.nan)
    ratio, factor = (x1 / n1) / (x2 / n2), np.exp(z * np.sqrt(1 / x1 + 1 / x2))
    return ratio, ratio / factor, ratio * factor
