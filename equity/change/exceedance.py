"""How surprising a count is: the chance of as many events or more.

Lives here: tails of Poisson counts, with more spread where asked. Not here: many tests at once (`multiplicity`), where
the expectation comes from.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, gammainc


def exceedance(count, expected, *, overdispersion=1.0) -> np.ndarray:
    """P(X >= count) for a Poisson count, or a negative binomial one where events spread more.

    Parameters
    ----------
    count, expected : float or array of float
        A count need not be whole (apportioned events).
    overdispersion : float or array of float
        Variance in expected events; 1 is Poisson.

    Returns
    -------
    array of float
        1 where the count is 0; NaN where something is missing, negative or infinite, or nothing is expected.

    References
    ----------
    Richardson S et al (2004) Interpreting posterior relative risk estimates in disease-mapping studies. Environ Health
    Perspect 112:1016-1025 (exceedance). Cameron AC, Trivedi PK (2013) Regression Analysis of Count Data, ch 3 (negative
    binomial with variance proportional to the mean).
    """
    x, m, spread = np.broadcast_arrays(*(np.asarray(part, "float64") for part in (count, expected, overdispersion)))
    sound = (x >= 0) & (m > 0) & (spread >= 1) & np.isfinite(x) & np.isfinite(m) & np.isfinite(spread)
    x, m, spread = np.where(sound, x, 0.0), np.where(sound, m, 1.0), np.where(sound, spread, 1.0)
    some, wide = np.where(x > 0, x, 1.0), spread > 1 + 1e-9
    more = np.where(wide, spread, 2.0)
    tail = np.where(wide, betainc(some, m / (more - 1), 1 - 1 / more), gammainc(some, m))
    return np.where(sound, np.where(x > 0, tail, 1.0), np.nan)
