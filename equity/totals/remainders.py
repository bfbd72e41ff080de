"""Parts rounded so that they still sum to their rounded total: the method of the largest remainder.

Lives here: that one rounding. Not here: which rows are parts of what, and how a count is written.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

WHOLE_FROM = 100  # smaller counts that are not whole (yearly means) keep one decimal
NOISE = 6  # decimals of a step beyond which a difference is one of floating point only


def rounded_parts(parts: Sequence[float], total: float) -> tuple[float, ...]:
    """Parts in whole people (tenths where the total is below 100) that sum exactly to the total so rounded.

    Parameters
    ----------
    parts : sequence of float
        Counts from 0; they sum to `total`.
    total : float

    Returns
    -------
    tuple of float
        In the order of `parts`, each less than a step from its own; `parts` as they are where one is missing or where
        they do not sum to the total.

    References
    ----------
    Balinski, M. L. and Young, H. P. (2001). Fair Representation, 2nd edition. Brookings Institution Press, chapter 3.
    """
    given = np.asarray(parts, dtype=float)
    decimals = 0 if total >= WHOLE_FROM else 1
    steps = 10**decimals
    if not np.isclose(given.sum(), total, rtol=1e-9, atol=1e-6):  # never so where one is missing
        return tuple(given.tolist())
    exact = np.round(given * steps, NOISE)
    floors = np.floor(exact)
    left = int(round(round(total, decimals) * steps) - floors.sum())
    floors[np.argsort(floors - exact, kind="stable")[:left]] += 1
    return tuple((floors / steps).tolist())
