"""Crude rates: events over people or person-years, with exact or Byar's limits.

Lives here: the limits of a count and the rate made from it. Not here: proportions of people
(`equity.values.proportion`) or standardised rates (`equity.values.direct_rate`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtr

from equity.result import Z95, Z998, count_faults, first_reason, floats, index_of, result_frame

EXACT_BELOW = 10  # events; from here on Byar's approximation is as good


def byars_limits(count, *, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Byar's approximate limits of a Poisson count; 0 as the lower limit of 0.

    References
    ----------
    Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC, p 69.
    """
    x = np.asarray(count, "float64")
    above = x + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(x > 0, np.maximum(lower, 0.0), 0.0), upper


def exact_limits(count, *, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Exact Poisson limits of a count through the gamma quantile; 0 as the lower limit of 0.

    References
    ----------
    Garwood F (1936) Biometrika 28:437-442.
    """
    x = np.asarray(count, "float64")
    tail = 1 - ndtr(z)
    lower = np.where(x > 0, np.nan_to_num(gammaincinv(np.where(x > 0, x, 1.0), tail)), 0.0)  # NaN below 1e-300
    return lower, gammaincinv(x + 1, 1 - tail)


def poisson_limits(count, *, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Limits of a count: exact below ten events, Byar's from ten on.

    References
    ----------
    Eayres D (2008) Technical Briefing 3: Commonly used public health statistics, APHO.
    """
    x = np.atleast_1d(np.asarray(count, "float64"))
    few = x < EXACT_BELOW
    lower, upper = byars_limits(np.where(few, float(EXACT_BELOW), x), z=z)
    lower[few], upper[few] = exact_limits(x[few], z=z)
    return lower.reshape(np.shape(count)), upper.reshape(np.shape(count))


def crude_rate(count, denominator, *, multiplier: float = 100_000.0) -> pd.DataFrame:
    """Events per `multiplier` people (or person-years) with 95 % and 99.8 % limits, one row per input.

    More events than people is legal: the same person can be admitted twice.

    Parameters
    ----------
    count, denominator : array or Series of float
        Events, and people or person-years.
    multiplier : float
        100,000 for a rate per 100,000.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, index of the input; missing, negative and zero denominators are withheld.
    """
    x, n = floats(count), floats(denominator)
    reason = first_reason(count_faults(x, n))
    sound = reason == ""
    x, scale = np.where(sound, x, 0.0), multiplier / np.where(sound, n, 1.0)
    limits = [tuple(scale * limit for limit in poisson_limits(x, z=z)) for z in (Z95, Z998)]
    return result_frame(scale * x, limits, reason=reason, index=index_of(count, denominator))
