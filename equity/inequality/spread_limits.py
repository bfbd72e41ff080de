"""Limits of measures of spread over areas by resampling the areas: Theil, Gini, between-group variance, disparity.

Lives here: the bootstrap, the same for every measure of `equity.inequality.sets`. Not here: the measures themselves.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from equity.inequality.sets import Sets
from equity.result import LIMIT_COLUMNS

DRAWS = 2_000
SEED = 20_260_401  # fixed: the same areas have the same limits every day
FEWEST_AREAS = 10  # of fewer the same few come up again and again
TAILS = (0.025, 0.975, 0.001, 0.999)  # in the order of LIMIT_COLUMNS


def with_limits(
    measure: Callable[..., pd.DataFrame], values, *, weights=None, sets=None, draws: int = DRAWS
) -> pd.DataFrame:
    """A measure of spread with limits at 95 % and 99.8 %: percentiles over areas drawn anew with replacement.

    Parameters
    ----------
    measure : callable
        `theil_index`, `gini_index`, `between_group_variance` or `index_of_disparity`.
    values, weights, sets
        As the measure takes them.
    draws : int
        How often each set's areas are drawn.

    Returns
    -------
    DataFrame
        As the measure's, with limits where a set has ten areas or more and a value. The order of areas changes
        nothing. The limits say how far the figure hangs on which areas there are; chance in each area's own value is
        a part of its spread and makes the figure itself too large where areas are small.

    References
    ----------
    Efron B, Tibshirani RJ (1993) An Introduction to the Bootstrap, ch 13 (percentile limits). Mills JA, Zandvakili S
    (1997) J Appl Econometrics 12:133-150 (of inequality measures).
    """
    frame = measure(values, weights, sets=sets)
    found = Sets.of(values, weights, sets=sets)
    for place, name in enumerate(found.sets):
        inside = np.flatnonzero(found.places == place)
        if len(inside) < FEWEST_AREAS or found.reason[place] != "":
            continue
        inside = inside[np.lexsort((found.weights[inside], found.values[inside]))]
        drawn = inside[np.random.default_rng(SEED).integers(0, len(inside), (draws, len(inside)))]
        each = np.repeat(np.arange(draws), len(inside))
        told = measure(found.values[drawn].ravel(), found.weights[drawn].ravel(), sets=each)["value"].dropna()
        frame.loc[name, list(LIMIT_COLUMNS)] = np.quantile(told, TAILS)
    return frame
