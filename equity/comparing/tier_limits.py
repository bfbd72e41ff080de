"""How sure the shares of the tiers are: generalised confidence intervals of nested variance components.

Lives here: solving components from sums of squares, degrees of freedom, draws, and limits of shares. Not here:
the sums of squares themselves (`equity.comparing.tiers`).
"""

from __future__ import annotations

import numpy as np

DRAWS, SEED = 4000, 1951  # the same question always has the same answer
LEVEL = 95.0


def solved(excess: np.ndarray, coefficients: np.ndarray, *, told: int) -> np.ndarray:
    """Components from sums of squares without their noise, from the lowest tier up.

    Parameters
    ----------
    excess : array of shape (tiers,) or (tiers, draws)
        Observed sums of squares minus what counting error gives, from the top tier down.
    coefficients : array of shape (tiers, tiers)
        Expected sum of squares of a tier (row) per unit of variance at a tier (column); upper triangular.
    told : int
        How many tiers, from the lowest up, are solved for; the others are NaN.
    """
    found = np.full(np.shape(excess), np.nan)
    number = len(coefficients)
    for tier in range(number - 1, number - 1 - told, -1):
        below = np.tensordot(coefficients[tier, tier + 1 :], found[tier + 1 :], axes=1)
        found[tier] = (excess[tier] - below) / coefficients[tier, tier]
    return found


def freedom(
    components: np.ndarray, paths: list[np.ndarray], *, sizes: list[np.ndarray], noise: np.ndarray
) -> np.ndarray:
    """Effective degrees of freedom of each tier's sum of squares under the fitted components.

    Parameters
    ----------
    components : array of shape (tiers,)
        Variance at each tier, not below 0 where used.
    paths, sizes : lists of arrays
        Group of every unit, and people of every group, for all together, each tier, each unit.
    noise : array of shape (units,)
        Variance of each unit's count from counting error (squared people times the error variance of its rate).

    Returns
    -------
    array of shape (tiers,)
        Units minus units above, made smaller where a few large units carry the sum.

    References
    ----------
    Satterthwaite (1946) Biometrics Bulletin 2:110-114.
    """
    found = []
    for level in range(1, len(paths)):
        size = sizes[level]
        variance = np.bincount(paths[level], weights=noise) / size**2
        for tier in range(level, len(paths)):
            first = np.zeros(len(sizes[tier]), dtype=int)
            first[paths[tier]] = paths[level]
            variance += np.maximum(components[tier - 1], 0) * np.bincount(first, weights=sizes[tier] ** 2) / size**2
        weight = size * variance
        effective = weight.sum() ** 2 / (weight**2).sum() if weight.any() else float(len(size))
        found.append(max(effective * (1 - len(sizes[level - 1]) / len(size)), 1.0))
    return np.array(found)


def drawn_shares(
    squares: np.ndarray, noise: np.ndarray, *, coefficients: np.ndarray, told: int, spread: np.ndarray
) -> np.ndarray:
    """Shares of the tiers that fit what was observed, one column per draw.

    Each expected sum of squares is drawn as observed * d / chi-squared(d), what counting error gives is taken out, and
    the components are solved for as they are for the estimate; negative ones count as 0.

    Parameters
    ----------
    squares, noise : array of shape (tiers,)
        Observed sums of squares, and the part of each that counting error gives.
    spread : array of shape (tiers,)
        Degrees of freedom (`freedom`).

    Returns
    -------
    array of shape (tiers, draws)
        NaN for tiers that are not told and in draws without any difference.

    References
    ----------
    Weerahandi (1993) Journal of the American Statistical Association 88:899-905 (generalised confidence intervals).
    Hannig, Iyer and Patterson (2006) Journal of the American Statistical Association 101:254-269 (their coverage).
    Burdick, Borror and Montgomery (2005) Design and Analysis of Gauge R&R Studies (ratios of nested components).
    """
    chance = np.random.default_rng(SEED).chisquare(spread[:, None], size=(len(spread), DRAWS))
    expected = squares[:, None] * spread[:, None] / chance
    components = np.maximum(solved(expected - noise[:, None], coefficients, told=told), 0.0)
    total = np.nansum(components, axis=0)
    return components / np.where(total > 0, total, np.nan)


def share_limits(draws: np.ndarray) -> tuple[tuple[float, float], ...]:
    """Lower and upper 95 % limit of each tier's share; NaN where fewer than half of the draws have one.

    Where only one tier is told its share is 1 by definition, and the limits say so.
    """
    found = []
    for shares in draws:
        known = shares[~np.isnan(shares)]
        enough = len(known) and 2 * len(known) >= shares.size
        ends = np.percentile(known, [(100 - LEVEL) / 2, (100 + LEVEL) / 2]) if enough else (np.nan, np.nan)
        found.append((float(ends[0]), float(ends[1])))
    return tuple(found)
