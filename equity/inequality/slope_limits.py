"""Simulated limits of slope indices: the lines through many sets of values, drawn with the errors of the quantiles.

Lives here: the weights of the line, the two indices of its ends, their percentiles over the draws. Not here: what goes
in (`equity.inequality.slope_inputs`) and the frames that come out (`equity.inequality.slope_index`).
"""

from __future__ import annotations

import numpy as np

from equity.inequality.slope_inputs import BACK, SEED, Quantiles, Scale, SlopeSettings

TAILS = (0.025, 0.975, 0.001, 0.999)  # of the 95 % and 99.8 % limits
BOUNDLESS = 1e300  # stands for a ratio whose lower part is not above zero; percentiles need a number
SAMPLES = 10  # simulations behind the reliability statistic


def weighted_line(people: np.ndarray) -> np.ndarray:
    """What each quantile's value adds to the two ends of the weighted line: areas x quantiles x (0, 1)."""
    share = people / people.sum(axis=1, keepdims=True)
    place = np.cumsum(share, axis=1) - share / 2  # middle of the quantile on the scale from 0 to 1
    centre = (share * place).sum(axis=1, keepdims=True)
    slope = share * (place - centre)
    slope /= (slope * place).sum(axis=1, keepdims=True)
    return np.stack([share - centre * slope, share + (1 - centre) * slope], axis=2)


def indices(low: np.ndarray, high: np.ndarray, *, multiplier: float) -> np.ndarray:
    """Slope index and relative index of the two ends of a line; an end that is not above zero makes a ratio 0 or huge.

    So the percentiles of the ratio stay in order, and those that meet such a line are known (`boundless`).
    """
    top, bottom = (low, high) if multiplier < 0 else (high, low)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.minimum(np.maximum(top, 0.0) / bottom, BOUNDLESS)
    return np.stack([multiplier * (high - low), np.where(bottom > 0, ratio, BOUNDLESS)])


def boundless(ratio: np.ndarray) -> np.ndarray:
    """Whether a percentile of the relative index rests on a line with an end that is not above zero."""
    return (ratio <= 0) | (ratio > np.sqrt(BOUNDLESS))


def simulated_tails(
    given: Quantiles, line: np.ndarray, *, settings: SlopeSettings, tails: tuple[float, ...] = TAILS
) -> np.ndarray:
    """Percentiles of both indices over simulated values, as samples x percentiles x indices x areas.

    Every area meets the same normal numbers, so that its limits do not hang on the others. With a transform the line is
    turned about its middle to the percentiles of the slope on the other scale.

    Parameters
    ----------
    given : Quantiles
    line : array, areas x quantiles x 2
        From `weighted_line`.
    settings : SlopeSettings
    tails : tuple of float
        Pairs of a lower and an upper percentile.

    References
    ----------
    Low A, Low A (2004) J Public Health 26:388-395. Office for Health Improvement and Disparities, Fingertips public
    health technical guidance: slope index of inequality (limits by simulation).
    """
    samples = SAMPLES if settings.reliability else 1
    areas, quantiles = given.values.shape
    found = np.full((samples, len(tails), 2, areas), np.nan)
    for sample in range(samples):
        normal = np.random.default_rng(SEED + sample).standard_normal((quantiles, settings.draws))
        for area in np.flatnonzero(given.reason == ""):
            drawn = normal * given.error[area][:, None]
            drawn += given.centre[area][:, None]
            if settings.transform:
                found[sample, ..., area] = _turned(
                    drawn, given.centre[area], line[area], tails=tails, settings=settings
                )
            else:
                scale = Scale(settings.scale) if given.noise[area] else Scale.NONE
                ends = np.einsum("qe,qd->ed", line[area], BACK[scale](drawn, out=drawn))
                found[sample, ..., area] = np.quantile(indices(*ends, multiplier=settings.multiplier), tails, axis=1)
    return found


def _turned(
    drawn: np.ndarray, centre: np.ndarray, line: np.ndarray, *, tails: tuple[float, ...], settings: SlopeSettings
) -> np.ndarray:
    """Percentiles of indices fitted on another scale: the fitted line turned about its middle to simulated slopes."""
    slopes = np.quantile(np.einsum("q,qd->d", line[:, 1] - line[:, 0], drawn), tails)
    middle = (centre @ line).mean()
    ends = (BACK[Scale(settings.scale)](middle + side * slopes) for side in (-0.5, 0.5))
    found = indices(*ends, multiplier=settings.multiplier).T
    return np.sort(found.reshape(-1, 2, 2), axis=1).reshape(-1, 2)  # each pair in order, whatever the direction
