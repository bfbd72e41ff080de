"""From a predicted mean to an upper bound: Farrington's and Noufaily's thresholds.

Lives here: bounds, p-values and exceedance scores for a prediction with its error. Not here: the model that predicts
(`farrington`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start
from scipy.special import ndtr, ndtri

PLAIN = 1 + 1e-9  # an overdispersion up to here is Poisson


class Transform(StrEnum):
    """What makes counts nearly normal."""

    NONE = "none"
    ROOT = "1/2"
    TWO_THIRDS = "2/3"


POWERS = {Transform.NONE: 1.0, Transform.ROOT: 0.5, Transform.TWO_THIRDS: 2 / 3}


class Variant(StrEnum):
    """Noufaily's mean: the predicted one, or its own upper bound."""

    PLUG_IN = "nbPlugin"
    MUAN = "muan"


def farrington_threshold(
    mean, error, *, overdispersion=1.0, transform: Transform = Transform.TWO_THIRDS, alpha: float = 0.01
) -> pd.DataFrame:
    """Bounds of a count from a predicted mean, by a power transformation.

    Parameters
    ----------
    mean, error : float or array of float
        Predicted count and the standard error of that mean.
    overdispersion : float or array of float
        Variance in means.
    transform : Transform
    alpha : float
        One-sided level of each bound.

    Returns
    -------
    DataFrame
        `mean, lower, upper, spread, power`: what `exceedance_scores` needs too. NaN where nothing is predicted.

    References
    ----------
    Farrington CP et al (1996) A statistical algorithm for the early detection of outbreaks of infectious disease. J R
    Stat Soc A 159:547-563.
    """
    parts = (np.atleast_1d(np.asarray(part, "float64")) for part in (mean, error, overdispersion))
    m, e, phi = np.broadcast_arrays(*parts)
    m = np.where(m > 0, m, np.nan)
    power = POWERS[Transform(transform)]
    # Variance of the difference of count and mean is m tau; the delta method carries it over.
    spread = power * m ** (power - 1) * np.sqrt(m * (phi + e**2 / m))
    z = ndtri(1 - alpha)
    ends = [np.maximum(m**power + side * z * spread, 0.0) ** (1 / power) for side in (-1, 1)]
    return pd.DataFrame({"mean": m, "lower": ends[0], "upper": ends[1], "spread": spread, "power": power})


def exceedance_scores(observed, bounds: pd.DataFrame) -> pd.DataFrame:
    """How far counts go beyond Farrington's bound.

    Parameters
    ----------
    observed : float or array of float
    bounds : DataFrame
        From `farrington_threshold`.

    Returns
    -------
    DataFrame
        `p_value` (one-sided) and `score` = (count - mean) / (upper - mean): above 1 is beyond the bound.
    """
    y = np.broadcast_to(np.asarray(observed, "float64"), len(bounds))
    mean, power = bounds["mean"].to_numpy(), bounds["power"].to_numpy()
    p = 1 - ndtr((y**power - mean**power) / bounds["spread"].to_numpy())
    return pd.DataFrame({"p_value": p, "score": (y - mean) / (bounds["upper"].to_numpy() - mean)}, index=bounds.index)


def noufaily_threshold(
    log_mean, log_error, *, overdispersion=1.0, variant: Variant = Variant.PLUG_IN, alpha: float = 0.01
) -> pd.DataFrame:
    """Bounds of a count by quantiles of the negative binomial (Poisson without overdispersion).

    Parameters
    ----------
    log_mean, log_error : float or array of float
        Logarithm of the predicted count, and its standard error.
    overdispersion : float or array of float
        Variance in means.
    variant : Variant
        "nbPlugin" takes the predicted mean as it is, "muan" its upper 1 - alpha bound.
    alpha : float

    Returns
    -------
    DataFrame
        `mean` (the predicted one), `used` (the one behind the quantiles), `lower, upper, overdispersion`.

    References
    ----------
    Noufaily A et al (2013) An improved algorithm for outbreak detection in multiple surveillance systems. Stat Med
    32:1206-1222. Salmon M, Schumacher D, Hoehle M (2016) Monitoring count time series in R. J Stat Softw 70(10).
    """
    parts = (np.atleast_1d(np.asarray(part, "float64")) for part in (log_mean, log_error, overdispersion))
    m, e, phi = np.broadcast_arrays(*parts)
    used = np.exp(m + ndtri(1 - alpha) * e) if Variant(variant) is Variant.MUAN else np.exp(m)
    ends = [_quantile(share, used, phi) for share in (alpha, 1 - alpha)]
    return pd.DataFrame({"mean": np.exp(m), "used": used, "lower": ends[0], "upper": ends[1], "overdispersion": phi})


def tail_scores(observed, bounds: pd.DataFrame) -> pd.DataFrame:
    """How far counts go beyond Noufaily's bound: `p_value` = P(X >= count), and `score` as in `exceedance_scores`.

    The score is taken from the predicted mean in counts.
    """
    y = np.broadcast_to(np.asarray(observed, "float64"), len(bounds))
    used, phi = bounds["used"].to_numpy(), bounds["overdispersion"].to_numpy()
    wide = phi > PLAIN
    more = np.where(wide, phi, 2.0)
    p = np.where(wide, scipy.stats.nbinom.sf(y - 1, used / (more - 1), 1 / more), scipy.stats.poisson.sf(y - 1, used))
    mean = bounds["mean"].to_numpy()
    return pd.DataFrame({"p_value": p, "score": (y - mean) / (bounds["upper"].to_numpy() - mean)}, index=bounds.index)


def _quantile(share: float, mean: np.ndarray, phi: np.ndarray) -> np.ndarray:
    wide = phi > PLAIN
    more = np.where(wide, phi, 2.0)
    return np.where(
        wide, scipy.stats.nbinom.ppf(share, mean / (more - 1), 1 / more), scipy.stats.poisson.ppf(share, mean)
    )
