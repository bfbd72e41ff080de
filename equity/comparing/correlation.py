"""Whether two indicators go together across areas, and the line that may be drawn.

Lives here: Pearson's and Spearman's correlation with limits, and the regression line with the rule when to withhold it.
Not here: drawing; any claim about why they go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start

from equity.result import Z95, floats

LEAST_R2 = 0.15  # below it the line is not drawn (Fingertips)
FEWEST = 4  # areas; Fisher's limits need more than three


class Kind(StrEnum):
    """How the correlation is measured."""

    PEARSON = "pearson"
    SPEARMAN = "spearman"


@dataclass(frozen=True)
class Correlation:
    """How two indicators go together.

    Attributes
    ----------
    areas : int
        Areas with both values.
    value, lower_ci, upper_ci : float
        Correlation with 95 % limits; NaN if withheld.
    r_squared : float
        Of the straight line, whichever kind was asked for.
    slope, intercept : float
        Of the line y = intercept + slope x; NaN where it is withheld.
    reason : str
        Why there is no correlation, or no line; "" if both stand.
    """

    areas: int
    value: float = float("nan")
    lower_ci: float = float("nan")
    upper_ci: float = float("nan")
    r_squared: float = float("nan")
    slope: float = float("nan")
    intercept: float = float("nan")
    reason: str = ""


def correlation(x, y, *, kind: Kind = Kind.PEARSON) -> Correlation:
    """Correlation of two indicators over the areas that have both.

    Parameters
    ----------
    x, y : array or Series of float
        One value per area, in the same order.
    kind : Kind
        Pearson's, or Spearman's on ranks (ties share their mean rank).

    Returns
    -------
    Correlation

    References
    ----------
    Fisher RA (1921) On the "probable error" of a coefficient of correlation. Metron 1:3-32. Bonett DG, Wright TA (2000)
    Sample size requirements for estimating Pearson, Kendall and Spearman correlations. Psychometrika 65:23-28 (error of
    Spearman's). Fingertips technical guidance, compare indicators: no line under an R2 of 0.15.
    """
    a, b = floats(x), floats(y)
    both = ~np.isnan(a) & ~np.isnan(b)
    a, b, number = a[both], b[both], int(both.sum())
    if number < FEWEST:
        return Correlation(number, reason=f"{number} areas have both figures; four are needed.")
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return Correlation(number, reason="one of the two figures is the same in all areas.")
    straight = _pearson(a, b)
    value = straight if Kind(kind) is Kind.PEARSON else _pearson(scipy.stats.rankdata(a), scipy.stats.rankdata(b))
    error = np.sqrt((1.0 if Kind(kind) is Kind.PEARSON else 1 + value**2 / 2) / (number - 3))
    if abs(value) < 1:
        lower, upper = (float(end) for end in np.tanh(np.arctanh(value) + np.array([-Z95, Z95]) * error))
    else:
        lower = upper = value
    shared = straight**2
    if shared < LEAST_R2:
        words = f"no line is drawn: it would explain {100 * shared:.0f} % of the differences, and 15 % are needed."
        return Correlation(number, value, lower, upper, shared, reason=words)
    slope = straight * b.std() / a.std()
    return Correlation(number, value, lower, upper, shared, float(slope), float(b.mean() - slope * a.mean()))


def _pearson(a: np.ndarray, b: np.ndarray) -> float:
    a, b = a - a.mean(), b - b.mean()
    a, b = a / np.abs(a).max(), b / np.abs(b).max()  # no overflow of squares
    return float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0))
