"""More spread than chance alone gives: how much, and what it does to limits.

Lives here: the winsorised overdispersion factor. Not here: the funnels it widens (`funnel`, `equity.change`).
"""

from __future__ import annotations

import numpy as np

WINSORISED = 0.1  # share of the scores pulled in at either end
FEWEST_AREAS = 5  # below this no spread is estimated


def overdispersion(scores, *, share: float = WINSORISED) -> float:
    """Mean of the squared z-scores after the outer ones are pulled in; 1 where chance alone explains the spread.

    Parameters
    ----------
    scores : array of float
        How far each area is from its expectation, in standard errors. Missing ones are left out.
    share : float
        Share of the scores set to the quantile at either end, so that true outliers do not widen the limits.

    Returns
    -------
    float
        Never below 1; 1 with fewer than five areas.

    References
    ----------
    Spiegelhalter DJ (2005) Handling over-dispersion of performance indicators. Qual Saf Health Care 14:347-351.
    """
    z = np.asarray(scores, "float64")
    z = z[np.isfinite(z)]
    if len(z) < FEWEST_AREAS:
        return 1.0
    low, high = np.quantile(z, [share, 1 - share])
    return max(1.0, float(np.mean(np.clip(z, low, high) ** 2)))


def widening_words(factor: float) -> str:
    """What a reader is told of the widening, "" if there is none."""
    if factor <= 1:
        return ""
    return (
        f"The areas differ more than chance alone would make them, so the limits are {np.sqrt(factor):.2f} times as "
        "wide as chance alone gives."
    )
