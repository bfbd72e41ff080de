"""Counts rounded as a source asks, and every number that would tell the exact one made again from the rounded.

Lives here: rounding, and the counts that a rate with its people implies. Not here: which counts are withheld
(`equity.disclosure`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.result import LIMIT_COLUMNS, Z95, Z998, floats
from equity.values.crude_rate import byars_limits
from equity.values.valuation import METHODS, valued

_LEVELS = {Z95: ("lower_ci", "upper_ci"), Z998: ("lower_998", "upper_998")}


def implied(frame: pd.DataFrame, value_type: ValueType, *, multiplier: float) -> pd.DataFrame:
    """The rows with the count that a value and its people give away, where no count is told.

    Parameters
    ----------
    frame : DataFrame
        numerator, denominator and, if published, value in units of `multiplier`.

    Returns
    -------
    DataFrame
        The same rows; a value above zero implies at least one event.
    """
    x, n = floats(frame["numerator"]), floats(frame["denominator"])
    value = floats(frame["value"]) if "value" in frame else np.full(len(frame), np.nan)
    silent = np.isnan(x) & ~np.isnan(n) & ~np.isnan(value)
    if value_type not in METHODS or not silent.any():
        return frame
    events = np.where(value > 0, np.maximum(np.round(value * n / multiplier), 1.0), 0.0)
    return frame.assign(numerator=np.where(silent, events, x))


def rounded(frame: pd.DataFrame, step: int, *, value_type: ValueType, multiplier: float) -> pd.DataFrame:
    """Rows with counts to the nearest `step`, and values and limits that follow from these alone.

    Proportions, rates and counts are made again; of a standardised rate the limits are, since their distances from the
    value tell the count (Dobson's limits are those of the count, stretched).

    Parameters
    ----------
    frame : DataFrame
        numerator, denominator, status; value and limits if known.
    step : int
    value_type : ValueType
    multiplier : float
        Unit of the value.

    References
    ----------
    Dobson AJ, Kuulasmaa K, Eberle E, Scherer J (1991) Stat Med 10:457-462.
    """
    x, n = floats(frame["numerator"]), floats(frame["denominator"])
    people = _nearest(n, step) if value_type == ValueType.PROPORTION else n
    controlled = frame.assign(numerator=_nearest(x, step), denominator=people)
    if value_type == ValueType.DSR:
        return controlled.assign(**_stretched(frame, x, _nearest(x, step)))
    if value_type not in (*METHODS, ValueType.COUNT):
        return controlled
    remade = ~np.isnan(x) & (~np.isnan(n) | (value_type == ValueType.COUNT))
    for name in ("value", *LIMIT_COLUMNS):
        old = floats(frame[name]) if name in frame else np.full(len(frame), np.nan)
        controlled[name] = np.where(remade, np.nan, old)
    return valued(controlled, value_type, multiplier=multiplier)


def _stretched(frame: pd.DataFrame, count: np.ndarray, instead: np.ndarray) -> dict[str, np.ndarray]:
    """Limits of a standardised rate as they would be with another count."""
    value, limits = floats(frame["value"]), {}
    for z, names in _LEVELS.items():
        for name, old, new in zip(names, byars_limits(count, z=z), byars_limits(instead, z=z), strict=True):
            if name in frame:
                with np.errstate(divide="ignore", invalid="ignore"):
                    moved = value + (floats(frame[name]) - value) * (new - instead) / (old - count)
                limits[name] = np.where(np.isnan(count) | (count == instead), floats(frame[name]), moved)
    return limits


def _nearest(count: np.ndarray, step: int) -> np.ndarray:
    return np.floor(count / step + 0.5) * step
