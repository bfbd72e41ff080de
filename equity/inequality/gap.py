"""The gap between two groups: difference and ratio with limits, most deprived minus (over) least deprived.

Lives here: gaps from counts and from values that have limits only. Not here: the gap from all quantiles
(`equity.inequality.slope_index`), gaps over time (`equity.inequality.gap_over_time`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.result import LIMIT_COLUMNS, Z95, Z998, Reason, first_reason, floats, result_frame
from equity.values import two_values
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion

METHODS = {ValueType.PROPORTION: proportion, ValueType.CRUDE_RATE: crude_rate}


class Gaps(NamedTuple):
    """Difference and ratio of two groups: one row per pair each, `equity.result.RESULT_COLUMNS`."""

    difference: pd.DataFrame
    ratio: pd.DataFrame


def gap_of_counts(most: pd.DataFrame, least: pd.DataFrame, *, value_type: ValueType, multiplier: float) -> Gaps:
    """Gap between two groups of people that are counted, with 95 % and 99.8 % limits.

    The difference's limits are the square-and-add of the groups' own (Wilson, or exact and Byar's); the ratio's are
    those of the log ratio.

    Parameters
    ----------
    most, least : DataFrame
        Most and least deprived group (or any two), rows in the same order: `numerator`, `denominator`.
    value_type : ValueType
        Proportion or crude rate.
    multiplier : float
        Unit of the difference: 100 for percentage points, 100,000 for a rate per 100,000.

    Returns
    -------
    Gaps
        Index of `most`. Withheld where a group is; no ratio where a count is 0, or where everyone is counted.

    References
    ----------
    Newcombe RG (1998) Stat Med 17:873-890. Donner A, Zou GY (2012) Stat Methods Med Res 21:347-359 (square and add).
    Katz D et al (1978) Biometrics 34:469-474 (ratio of proportions). Rothman KJ et al (2008) Modern Epidemiology,
    3rd ed, ch 14 (ratio of rates).
    """
    method = METHODS[ValueType(value_type)]
    groups = [
        method(side["numerator"].array, side["denominator"].array, multiplier=multiplier) for side in (most, least)
    ]
    x, n = (np.stack([floats(side[name]) for side in (most, least)]) for name in ("numerator", "denominator"))
    rest = n - x if value_type == ValueType.PROPORTION else np.ones_like(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        doubt = 1 / x - (1 / n if value_type == ValueType.PROPORTION else 0)
        error = np.sqrt(doubt.sum(axis=0))
    return _gaps(groups, error, zero=(x == 0).any(axis=0) | (rest == 0).any(axis=0), index=most.index)


def gap_of_values(most: pd.DataFrame, least: pd.DataFrame) -> Gaps:
    """Gap between two groups of which values and limits are known only (standardised rates, life expectancy).

    Parameters
    ----------
    most, least : DataFrame
        Rows in the same order: `value`, `lower_ci`, `upper_ci`, and `lower_998`, `upper_998` if they are known.

    Returns
    -------
    Gaps
        Index of `most`. No ratio where a value or lower limit is not positive.

    References
    ----------
    Donner A, Zou GY (2012) Stat Methods Med Res 21:347-359. Altman DG, Bland JM (2003) BMJ 326:219 (errors from
    limits).
    """
    groups = []
    for side in (most, least):
        limits = {name: floats(side[name]) if name in side else np.nan for name in LIMIT_COLUMNS}
        groups.append(pd.DataFrame({"value": floats(side["value"]), **limits}, index=most.index).assign(reason=""))
        empty = groups[-1][["value", "lower_ci", "upper_ci"]].isna()
        reasons = first_reason({Reason.VALUE_MISSING: empty["value"], Reason.LIMITS_MISSING: empty.any(axis=1)})
        groups[-1]["reason"] = reasons
    low = np.stack([group["lower_ci"].to_numpy() for group in groups])
    high = np.stack([group["upper_ci"].to_numpy() for group in groups])
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt((((np.log(high) - np.log(low)) / (2 * Z95)) ** 2).sum(axis=0))
    return _gaps(groups, error, zero=~(low > 0).all(axis=0), index=most.index)


def square_and_add(first: pd.DataFrame, second: pd.DataFrame) -> tuple[np.ndarray, list]:
    """Difference of two frames' values, and its 95 % and 99.8 % limits from theirs."""
    limits = []
    for names in (LIMIT_COLUMNS[:2], LIMIT_COLUMNS[2:]):
        sides = [tuple(side[name].to_numpy() for name in ("value", *names)) for side in (first, second)]
        value, below, above = two_values.square_and_add(*sides)
        limits.append((below, above))
    return value, limits


def log_ratio(first: np.ndarray, second: np.ndarray, *, error: np.ndarray) -> tuple[np.ndarray, list]:
    """Ratio of two values, and its 95 % and 99.8 % limits from the standard error of its logarithm."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = first / second
        return ratio, [(ratio / np.exp(z * error), ratio * np.exp(z * error)) for z in (Z95, Z998)]


def _gaps(groups: list[pd.DataFrame], error: np.ndarray, *, zero: np.ndarray, index: pd.Index) -> Gaps:
    """Both gaps of two groups that have values, limits and reasons."""
    most, least = (group.set_axis(index) for group in groups)
    reason = np.where(most["reason"] == "", least["reason"], most["reason"]).astype(object)
    difference = result_frame(*square_and_add(most, least), reason=reason, index=index)
    reason = np.where((reason == "") & zero, str(Reason.ZERO_CELL), reason)
    values = (group["value"].to_numpy() for group in (most, least))
    return Gaps(difference, result_frame(*log_ratio(*values, error=error), reason=reason, index=index))
