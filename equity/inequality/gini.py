"""The Gini index: inequality of rates over areas, by the Lorenz curve.

Lives here: the index. Written in numpy: importing pysal's `inequality` brings matplotlib along. Not here: the
concentration index, which ranks people by deprivation (`equity.inequality.concentration`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.inequality.sets import Sets


def gini_index(values, weights=None, *, sets=None) -> pd.DataFrame:
    """Gini index: 0 where all areas have the same value, near 1 where one small area has everything.

    Parameters
    ----------
    values : array of float
        Rates or amounts per person, not negative; missing ones do not count.
    weights : array of float, optional
        People behind each value; without it every area weighs the same.
    sets : array, optional
        One index for each; without it one for all.

    Returns
    -------
    DataFrame
        One row per set: `equity.result.RESULT_COLUMNS` without limits, `number` of areas and `missing` ones. Withheld:
        fewer than two areas, a negative value, nothing but zeros.

    References
    ----------
    Gini C (1912) Variabilita e mutabilita, Cuppini. Lerman RI, Yitzhaki S (1989) J Econometrics 42:43-47 (weights).
    """
    found = Sets.of(values, weights, sets=sets)
    order = np.lexsort((found.values, found.places))
    place, weight, value = found.places[order], found.weights[order], found.values[order]
    people, amount = found.total(found.weights), found.total(found.values * found.weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, held = weight / people[place], weight * value / amount[place]
        rank = _running(share, place) - share / 2
        index = 2 * np.bincount(place, weights=held * rank, minlength=len(people)) - 1
    return found.framed(np.maximum(index, 0.0))


def _running(shares: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Running totals that begin anew with every set; rows of a set stand together."""
    return pd.Series(shares).groupby(place).cumsum().to_numpy()
