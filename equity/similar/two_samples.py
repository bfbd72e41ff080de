"""Two pooled groups against each other: the difference of two proportions, the ratio of two rates.

Lives here: Newcombe's limits and the log rate ratio. Not here: a comparison with a fixed benchmark
(`equity.comparing.comparison`), or which areas make up a group (`equity.similar.level`).
"""

from __future__ import annotations

import numpy as np

from equity.result import Z95
from equity.values.proportion import wilson_limits

Triple = tuple[np.ndarray, np.ndarray, np.ndarray]


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
    (lower1, upper1), (lower2, upper2) = wilson_limits(x1, n1, z=z), wilson_limits(x2, n2, z=z)
    difference = share1 - share2
    below = np.sqrt((share1 - lower1) ** 2 + (upper2 - share2) ** 2)
    above = np.sqrt((upper1 - share1) ** 2 + (share2 - lower2) ** 2)
    return difference, difference - below, difference + above


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
