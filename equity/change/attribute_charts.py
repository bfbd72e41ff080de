"""Charts for counts with a known denominator: p and u, and p' and u' where large denominators make them too narrow.

Lives here: limits from the binomial or Poisson spread of every point. Not here: series without denominators (`xmr`),
events so rare that most points are 0 (`rare_events`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy.special import ndtr, pdtr, pdtrik

from equity.change.control_chart import USUAL, ControlChart, Settings, charted, stretches, table
from equity.change.xmr import natural_limits

SIGMAS = 3
PAIR = 1.128  # mean range of two, in standard deviations
MOVING = 2.66  # what `natural_limits` multiplies the mean moving range with


TAIL = ndtr(-SIGMAS)  # 0.00135


class Attribute(StrEnum):
    """Which spread a point has: binomial or Poisson; plain, exact, or widened by the spread between points (Laney)."""

    P = "p"
    U = "u"
    U_EXACT = "u_exact"
    P_PRIME = "p_prime"
    U_PRIME = "u_prime"


def attribute_chart(
    counts, denominators, *, kind: Attribute, multiplier: float = 100.0, settings: Settings = USUAL
) -> ControlChart:
    """p, u, p' or u' charts of many series.

    Parameters
    ----------
    counts, denominators : arrays or DataFrames of shape (areas, points)
        Oldest point first.
    kind : Attribute
    multiplier : float
        Unit of the values: 100 for per cent.
    settings : Settings
        `screened` matters for p' and u' only.

    Notes
    -----
    `U_EXACT` has the smallest and largest count that a Poisson variable reaches beyond with the chance that a normal
    one has beyond three standard deviations (0.00135): for means of so few events that three standard errors mislead.

    Returns
    -------
    ControlChart
        Mean = summed counts over summed denominators of the stretch; limits of 3 standard errors that follow each
        point's denominator, not below 0 (p: nor above 100 %). A point that is missing, negative, without denominator or
        (p) above it has no value.

    References
    ----------
    Provost LP, Murray SK (2011) The Health Care Data Guide, ch 5. Laney DB (2002) Improved control charts for
    attributes. Qual Eng 14:531-537. Montgomery DC (2013) Introduction to Statistical Quality Control, 7th ed, ch 7
    (probability limits of a c chart).
    """
    kind, (x, index), (n, _) = Attribute(kind), table(counts), table(denominators)
    share = kind in (Attribute.P, Attribute.P_PRIME)
    with np.errstate(invalid="ignore"):
        fault = ~(n > 0) | ~(x >= 0) | (share & (x > n))
    x, n = np.where(fault, np.nan, x), np.where(fault, np.nan, n)
    rate, limits = x / n, []
    for part in stretches(x.shape[1], settings.rebases):
        base = slice(None, settings.baseline)
        total, people = np.nansum(x[:, part][:, base], axis=1), np.nansum(n[:, part][:, base], axis=1)
        mean = np.where(people > 0, total / np.where(people > 0, people, 1.0), np.nan)[:, None]
        error = np.sqrt(mean * (1 - mean) / n[:, part]) if share else np.sqrt(mean / n[:, part])
        if kind in (Attribute.P_PRIME, Attribute.U_PRIME):
            score = (rate[:, part] - mean) / np.where(error > 0, error, np.nan)
            _, spread, _ = natural_limits(score[:, base], screened=settings.screened)
            error = error * (spread / MOVING / PAIR)[:, None]
        lower, upper = np.maximum(mean - SIGMAS * error, 0.0), mean + SIGMAS * error
        if kind == Attribute.U_EXACT:
            lower, upper = (_poisson_quantile(chance, mean * n[:, part]) / n[:, part] for chance in (TAIL, 1 - TAIL))
        upper = np.minimum(upper, 1.0) if share else upper
        number = (~np.isnan(rate[:, part][:, base])).sum(axis=1)[:, None]
        limits.append((multiplier * mean, multiplier * lower, multiplier * upper, number))
    return charted(multiplier * rate, limits, settings=settings, index=index)


def _poisson_quantile(chance: float, mean: np.ndarray) -> np.ndarray:
    """The smallest count that a Poisson variable does not exceed with so much probability; NaN where the mean is."""
    with np.errstate(invalid="ignore"):
        count = np.ceil(pdtrik(chance, np.where(mean > 0, mean, np.nan)))
        below = np.maximum(count - 1, 0.0)
        found = np.where(pdtr(below, mean) >= chance, below, count)
    return np.where(mean == 0, 0.0, np.maximum(np.nan_to_num(found, nan=0.0), 0.0) + 0 * mean)
