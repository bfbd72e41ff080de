"""The recent trend of many areas at once, and whether a direction is good.

Lives here: the five-point tests of `trend` for arrays, and the judgement by polarity. Not here: which five points (and
every reason not to test a series read with its periods): `trend`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Polarity
from equity.comparing.trend import CRITICAL, POINTS, Z95_WIDTH, Direction, level_or
from equity.result import first_reason

TOO_FEW, AT_THE_END, NO_LIMITS = "fewer_than_five_points", "nobody_or_everybody_counted", "limits_missing"


def trend_judgement(direction: Direction, *, polarity: Polarity) -> str | None:
    """ "better" or "worse" for a direction and a polarity; None where nothing is judged.

    No direction, a trend that could not be calculated, and an indicator without polarity are not judged.
    """
    rising = {Direction.INCREASING: True, Direction.DECREASING: False}.get(Direction(direction))
    good = {Polarity.HIGH_IS_GOOD: True, Polarity.LOW_IS_GOOD: False}.get(Polarity(polarity))
    if rising is None or good is None:
        return None
    return "better" if rising is good else "worse"


def trends_of_counts(numerators, denominators) -> pd.DataFrame:
    """The trend of every row of five yearly proportions, tested on counts.

    Parameters
    ----------
    numerators, denominators : arrays of shape (areas, 5), oldest first

    Returns
    -------
    DataFrame
        `direction, chi_squared, slope, reason`, one row per area; a missing point, or nobody or everybody counted in a
        year: not calculated.

    Raises
    ------
    ValueError
        Other than five columns.

    References
    ----------
    Armitage P (1955) Tests for linear trends in proportions and frequencies. Biometrics 11:375-386. Public Health
    England, Fingertips technical guidance: recent trends.
    """
    return _tested(*_by_counts(*_five(numerators, denominators)))


def trends_of_values(values, *, lower, upper) -> pd.DataFrame:
    """The trend of every row of five yearly values with their 95 % limits, for any kind of rate.

    Parameters
    ----------
    values, lower, upper : arrays of shape (areas, 5), oldest first

    Returns
    -------
    DataFrame
        As `trends_of_counts`; limits that are missing or have no width: not calculated.

    Raises
    ------
    ValueError
        Other than five columns.

    References
    ----------
    Public Health England, Fingertips technical guidance: recent trends (inverse-variance slope).
    """
    return _tested(*_by_limits(*_five(values, lower, upper)))


def _five(*tables) -> list[np.ndarray]:
    given = [np.asarray(table, "float64") for table in tables]
    if any(part.ndim != 2 or part.shape[1] != POINTS for part in given):
        raise ValueError(f"a recent trend needs {POINTS} columns, one per year")
    return [np.where(np.isfinite(part), part, np.nan) for part in given]  # what has no end is no figure


def _tested(y: np.ndarray, weight: np.ndarray, pooled: np.ndarray, reason: np.ndarray) -> pd.DataFrame:
    """Direction where chi-squared is large and the slope keeps its sign without any one of the points."""
    sound = reason == ""
    y, weight = np.where(sound[:, None], y, 0.0), np.where(sound[:, None], weight, 1.0)
    slope, chi_squared = _lines(y, weight, pooled)
    kept = np.ones(len(y), dtype=bool)
    for left_out in range(POINTS):
        stay = np.delete(np.arange(POINTS), left_out)
        kept &= np.sign(_lines(y[:, stay], weight[:, stay], pooled, times=stay)[0]) == np.sign(slope)
    clear = kept & (chi_squared > CRITICAL)
    names = [str(Direction.NOT_CALCULATED), str(Direction.INCREASING), str(Direction.DECREASING)]
    direction = np.select([~sound, clear & (slope > 0), clear & (slope < 0)], names, str(Direction.NO_CHANGE))
    numbers = {"chi_squared": np.where(sound, chi_squared, np.nan), "slope": np.where(sound, slope, np.nan)}
    frame = pd.DataFrame({"direction": direction, **numbers, "reason": reason})
    return frame.astype({"direction": "str", "reason": "str"})


def _by_counts(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    missing = np.isnan(x).any(axis=1) | ~(n > 0).all(axis=1)
    ends = ((x <= 0) | (x >= n)).any(axis=1)
    reason = first_reason({TOO_FEW: missing, AT_THE_END: ends})
    sound = (reason == "")[:, None]
    x, n = np.where(sound, x, 1.0), np.where(sound, n, 2.0)
    share = x.sum(axis=1) / n.sum(axis=1)
    return x / n, n, 1 / (share * (1 - share)), reason


def _by_limits(
    value: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    width = upper - lower
    known = ((width > 0) & np.isfinite(width)).all(axis=1)
    reason = first_reason({TOO_FEW: np.isnan(value).any(axis=1), NO_LIMITS: ~known})
    weight = (Z95_WIDTH / np.where((reason == "")[:, None], width, 1.0)) ** 2
    return value, weight, np.ones(len(value)), reason


def _lines(
    y: np.ndarray, weight: np.ndarray, pooled: np.ndarray, times: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Slope and chi-squared of the weighted line of every row."""
    t = np.arange(y.shape[1]) if times is None else times
    centred = t - (weight * t).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    spread = (weight * centred**2).sum(axis=1)
    slope = level_or(weight * centred * y) / spread
    return slope, slope**2 * spread * pooled
