"""Proportions with Wilson score limits.

Lives here: x out of n people. Not here: events per person-years (`equity.values.crude_rate`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, count_faults, first_reason, floats, index_of, result_frame


def wilson_limits(numerator, denominator, *, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Wilson score limits of x/n as shares between 0 and 1.

    A numerator need not be whole (survey weights, apportioned counts).

    Parameters
    ----------
    numerator, denominator : array of float
        0 <= numerator <= denominator, denominator > 0; other rows give NaN or nonsense: `proportion` withholds them.
    z : float
        Normal quantile, 1.96 for 95 %.

    References
    ----------
    Wilson EB (1927) J Am Stat Assoc 22:209-212. Newcombe RG, Altman DG (2000) in Statistics with Confidence, 2nd ed.
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, "float64"), np.asarray(denominator, "float64"))
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
        lower = (2 * x + z**2 - spread) / (2 * (n + z**2))
        upper = (2 * x + z**2 + spread) / (2 * (n + z**2))
    # Exactly 0 and 1 at the ends, never beyond: floating point would leave 1e-17 there.
    return np.where(x == 0, 0.0, np.maximum(lower, 0.0)), np.where(x == n, 1.0, np.minimum(upper, 1.0))


def proportion(numerator, denominator, *, multiplier: float = 100.0) -> pd.DataFrame:
    """Proportion with 95 % and 99.8 % limits, one row per input.

    Parameters
    ----------
    numerator, denominator : array or Series of float
        People counted and people in all.
    multiplier : float
        100 for per cent.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, index of the input. Withheld with a reason: missing, negative, no people,
        more counted than there are.
    """
    x, n = floats(numerator), floats(denominator)
    reason = first_reason({**count_faults(x, n), Reason.NUMERATOR_ABOVE_DENOMINATOR: x > n})
    sound = reason == ""
    x, n = np.where(sound, x, 0.0), np.where(sound, n, 1.0)
    limits = [tuple(multiplier * limit for limit in wilson_limits(x, n, z=z)) for z in (Z95, Z998)]
    return result_frame(multiplier * x / n, limits, reason=reason, index=index_of(numerator, denominator))
