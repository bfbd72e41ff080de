"""Many tests at once: what to flag, and how many flags are false.

Lives here: Benjamini and Hochberg's adjusted p-values and the expected number of false flags. Not here: the tests.
"""

from __future__ import annotations

import numpy as np


def adjusted(p_values) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p-values: flag what is at most q, and at most a share q of the flags is false.

    Parameters
    ----------
    p_values : array of float
        NaN where nothing was tested; such rows do not count among the tests.

    Returns
    -------
    array of float
        In the order given, NaN where nothing was tested.

    References
    ----------
    Benjamini Y, Hochberg Y (1995) Controlling the false discovery rate. J R Stat Soc B 57:289-300.
    """
    p = np.asarray(p_values, "float64")
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    answer = np.full(p.shape, np.nan)
    answer[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return answer


def expected_false_flags(flags: int, share: float) -> float:
    """At most so many of the flags are false on average, if they were chosen at this share."""
    return flags * share


def expected_by_chance(tests: int, level: float) -> float:
    """Flags that chance alone gives if every test is flagged at this level, unadjusted (33,000 at 0.1 %: 33)."""
    return tests * level
