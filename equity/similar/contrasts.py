"""Weighted sums over periods of the difference between two groups of areas, and how sure they are.

Lives here: the one standard error behind differences of changes, event studies and slopes: the area is the unit.
Not here: which periods and areas are compared (`equity.similar.change`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from data.schema import ValueType
from equity.similar.panel import Panel
from equity.similar.reasons import FEWEST_COMPARATORS

TAILS = {"ci": 0.975, "998": 0.999}


class Basis(StrEnum):
    """Where the standard error comes from."""

    AREAS = "areas"  # how differently areas changed
    COUNTING = "counting"  # counting error, where areas happen to agree more closely than that allows
    NONE = ""


def pooled(panel: Panel, areas: pd.Index) -> np.ndarray:
    """Value of the areas together in every period: sum x / sum n."""
    x, n = panel.arrays(areas)
    return panel.multiplier * x.sum(axis=0) / n.sum(axis=0)


def contrasts(panel: Panel, chosen: pd.Index, *, comparators: pd.Index, weights: np.ndarray) -> pd.DataFrame:
    """Weighted sums over periods of the difference between two groups, with the area as the unit of uncertainty.

    Parameters
    ----------
    panel : Panel
        Complete for both groups.
    chosen, comparators : Index
        At least one and at least two areas.
    weights : array of shape (contrasts, periods)
        Each row adds up to 0: (-1, 1) is the difference of two changes.

    Returns
    -------
    DataFrame
        One row per contrast: estimate, lower_ci, upper_ci, lower_998, upper_998, error, freedom, basis, p_value.

    Notes
    -----
    The variance of a group is that of a ratio of sums, linearised, with the area as the unit; degrees of freedom are
    Satterthwaite's. Fewer than five chosen areas cannot tell their own spread: the spread of single comparators stands
    for it, times the sum of the squared shares of the chosen areas in their people. Counting error (binomial or
    Poisson) is a floor.

    References
    ----------
    Cochran WG (1977) Sampling Techniques, 3rd ed, ch 6. Conley TG, Taber CR (2011) Rev Econ Stat 93:113-125.
    Satterthwaite FE (1946) Biometrics Bull 2:110-114.
    """
    arrays = [panel.arrays(areas) for areas in (chosen, comparators)]
    shares = [x.sum(axis=0) / n.sum(axis=0) for x, n in arrays]
    spread, together = group_variances(arrays, weights=weights)
    counting = sum(
        weights**2 @ (_unit_variance(p, panel) / n.sum(axis=0)) for p, (_, n) in zip(shares, arrays, strict=True)
    )
    error = panel.multiplier * np.sqrt(np.maximum(sum(spread), counting))
    estimate = panel.multiplier * weights @ (shares[0] - shares[1])
    columns = {"estimate": estimate}
    for name, tail in TAILS.items():
        half = scipy.stats.t.ppf(tail, together) * error
        columns |= {f"lower_{name}": estimate - half, f"upper_{name}": estimate + half}
    told = error > 0
    ratio = np.divide(np.abs(estimate), error, out=np.full(len(error), np.nan), where=told)
    basis = np.where(sum(spread) >= counting, str(Basis.AREAS), str(Basis.COUNTING))
    columns |= {"error": error, "freedom": together, "basis": np.where(told, basis, str(Basis.NONE))}
    return pd.DataFrame({**columns, "p_value": 2 * scipy.stats.t.sf(ratio, together)})


def group_variances(
    arrays: list, *, weights: np.ndarray, relative: bool = False
) -> tuple[list[np.ndarray], np.ndarray]:
    """Variance of both groups' contrasts with the area as the unit, and the degrees of freedom of their sum.

    Parameters
    ----------
    arrays : list of (numerators, denominators)
        Of the chosen areas and of the comparators, each of shape (areas, periods).
    weights : array of shape (contrasts, periods)
    relative : bool
        Variances of logarithms: each divided by its group's squared contrast.
    """
    shares = [x.sum(axis=0) / n.sum(axis=0) for x, n in arrays]
    spread = [_spread(x, n, weights=weights) for x, n in arrays]
    freedom = [np.full(len(weights), float(max(len(x) - 1, 1))) for x, _ in arrays]
    few = len(arrays[0][0]) < FEWEST_COMPARATORS
    if few:
        spread[0] = _borrowed(arrays, shares[1], weights=weights)
    if relative:
        own = (weights @ share for share in (shares[1] if few else shares[0], shares[1]))
        spread = [part / size**2 for part, size in zip(spread, own, strict=True)]
    if few:
        return spread, freedom[1]
    parts = sum(part**2 / free for part, free in zip(spread, freedom, strict=True))
    return spread, np.divide(sum(spread) ** 2, parts, out=freedom[1].copy(), where=parts > 0)


def _spread(x: np.ndarray, n: np.ndarray, *, weights: np.ndarray) -> np.ndarray:
    """Linearised variance of a group's contrast, the area as unit; 0 for a single area."""
    total = n.sum(axis=0)
    pull = weights @ ((x - x.sum(axis=0) / total * n) / total).T
    return len(x) / max(len(x) - 1, 1) * (pull**2).sum(axis=1)


def _borrowed(arrays: list, share: np.ndarray, *, weights: np.ndarray) -> np.ndarray:
    """Variance of a few chosen areas' contrast if single areas vary as the comparators do."""
    (_, own), (x, n) = arrays
    apart = weights @ (x / n - share).T
    single = (apart**2).sum(axis=1) / (len(x) - 1)
    size = (own / own.sum(axis=0)).mean(axis=1)
    return single * (size**2).sum()


def _unit_variance(share: np.ndarray, panel: Panel) -> np.ndarray:
    return share * (1 - share) if panel.value_type == ValueType.PROPORTION else share
