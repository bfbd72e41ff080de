"""Means with limits from Student's t distribution.

Lives here: the mean of values, and of areas that give number, mean and spread only. Not here: shares of people
(`equity.values.proportion`). A mean of a footprint needs the sums behind it: means are never averaged.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from equity.result import Z95, Z998, Reason, first_reason, floats, index_of, result_frame

FEWEST_VALUES = 2  # one value says nothing of its spread: it has no interval


def mean_of_values(values, groups=None) -> pd.DataFrame:
    """Mean of the values of each group with 95 % and 99.8 % limits; missing values do not count.

    Parameters
    ----------
    values : array or Series of float
    groups : array or Series, optional
        The area of each value; without it all are one group, 0.

    Returns
    -------
    DataFrame
        One row per group in the order of their first value: `equity.result.RESULT_COLUMNS`, `number` of values and
        their standard `deviation` (n - 1). A group without a value is withheld.
    """
    given = floats(values)
    rows = pd.DataFrame({"value": given, "group": 0 if groups is None else np.asarray(groups)})
    found = rows.groupby("group", sort=False, dropna=False)["value"].agg(["count", "mean", "std"])
    return mean_of_summaries(found["count"], found["mean"], deviations=found["std"])


def mean_of_summaries(numbers, means, *, deviations) -> pd.DataFrame:
    """Limits of means that are given with the number of values behind them and their standard deviation.

    Parameters
    ----------
    numbers, means, deviations : array or Series of float
        Values behind each mean, the means, and standard deviations with n - 1 in the unit of the mean.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, `number` and `deviation`; index of the input. Fewer than two values, or no
        standard deviation: the mean stands without limits.

    References
    ----------
    Armitage P, Berry G, Matthews JNS (2002) Statistical Methods in Medical Research, 4th ed, Blackwell, section 4.4.
    """
    n, mean, spread = floats(numbers), floats(means), floats(deviations)
    faults = {
        Reason.DENOMINATOR_MISSING: np.isnan(n),
        Reason.DENOMINATOR_NOT_POSITIVE: ~(n > 0),
        Reason.VALUE_MISSING: np.isnan(mean),
        Reason.SPREAD_NEGATIVE: spread < 0,
    }
    reason = first_reason(faults)
    enough = (n >= FEWEST_VALUES) & (reason == "")
    free = np.where(enough, n - 1, 1.0)
    error = np.where(enough, spread / np.sqrt(free + 1), np.nan)
    limits = [(mean - width * error, mean + width * error) for width in (stdtrit(free, ndtr(z)) for z in (Z95, Z998))]
    frame = result_frame(mean, limits, reason=reason, index=index_of(numbers, means, deviations))
    return frame.assign(number=n, deviation=spread)
