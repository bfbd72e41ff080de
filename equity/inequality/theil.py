"""Theil's index: inequality of rates over areas, and how much of it lies between groups of areas.

Lives here: the index and its two parts. Written in numpy: importing pysal's `inequality` brings matplotlib along.
Not here: the Gini index (`equity.inequality.gini`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.inequality.sets import Sets


def theil_index(values, weights=None, *, groups=None, sets=None) -> pd.DataFrame:
    """Theil's T: 0 where all areas have the same value, up to the log of the inverse of the smallest weight's share.

    Parameters
    ----------
    values : array of float
        Rates or amounts per person, not negative; missing ones do not count.
    weights : array of float, optional
        People behind each value; without it every area weighs the same.
    groups : array, optional
        Group of each area (its place, its system): the index is then split.
    sets : array, optional
        One index for each; without it one for all.

    Returns
    -------
    DataFrame
        One row per set: `equity.result.RESULT_COLUMNS` without limits, `between` (differences of the groups' means)
        and `within` (inside groups), which add up to the value, `number` of areas and `missing` ones. Withheld: fewer
        than two areas, a negative value, nothing but zeros.

    References
    ----------
    Theil H (1967) Economics and Information Theory, North-Holland, ch 4. Conceicao P, Ferreira P (2000) UTIP Working
    Paper 14 (between and within).
    """
    found = Sets.of(values, weights, sets=sets)
    total = _theil(found, found.values)
    if groups is None:
        return found.framed(total).assign(between=np.nan, within=np.nan)
    pairs = pd.MultiIndex.from_arrays([found.places, pd.factorize(np.asarray(groups))[0][found.rows]])
    group = pd.factorize(pairs)[0]
    mean = np.bincount(group, weights=found.values * found.weights) / np.bincount(group, weights=found.weights)
    between = np.where(found.reason == "", _theil(found, mean[group]), np.nan)
    return found.framed(total).assign(between=between, within=np.where(found.reason == "", total - between, np.nan))


def _theil(found: Sets, values: np.ndarray) -> np.ndarray:
    """The index of each set if its members had these values."""
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = found.total(values * found.weights) / found.total(found.weights)
        ratio = values / mean[found.places]
        part = found.weights * np.where(ratio > 0, ratio * np.log(ratio), 0.0)
        return found.total(part) / found.total(found.weights)
