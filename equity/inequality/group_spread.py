"""How far groups without an order lie from each other: between-group variance and index of disparity.

Lives here: two summaries for axes such as ethnicity or kind of neighbourhood. Not here: measures for ordered groups
(`equity.inequality.slope_index`, `equity.inequality.concentration`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.inequality.sets import Sets


def between_group_variance(values, weights, *, sets=None) -> pd.DataFrame:
    """Variance of groups' values about their mean, each weighted by its people; in the square of the values' unit.

    Parameters
    ----------
    values, weights : array of float
        Value and people of each group; missing ones do not count.
    sets : array, optional
        The comparison (area, period) that each group belongs to; without it all are one.

    Returns
    -------
    DataFrame
        One row per set: `equity.result.RESULT_COLUMNS` without limits, `number` of groups and `missing` ones.

    References
    ----------
    Harper S, Lynch J (2005) Methods for Measuring Cancer Disparities, National Cancer Institute, NIH 05-5777.
    """
    found = Sets.of(values, weights, sets=sets)
    with np.errstate(divide="ignore", invalid="ignore"):
        people = found.total(found.weights)
        mean = found.total(found.values * found.weights) / people
        spread = (found.values - mean[found.places]) ** 2
        return found.framed(found.total(spread * found.weights) / people)


def index_of_disparity(values, weights, *, sets=None) -> pd.DataFrame:
    """Mean distance of groups' values from the value of all people, in per cent of it.

    Parameters
    ----------
    values, weights, sets
        As for `between_group_variance`; every group counts the same, the value of all is weighted by people.

    Returns
    -------
    DataFrame
        As `between_group_variance`.

    References
    ----------
    Pearcy JN, Keppel KG (2002) Public Health Rep 117:273-280.
    """
    found = Sets.of(values, weights, sets=sets)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = found.total(found.values * found.weights) / found.total(found.weights)
        distance = np.abs(found.values - mean[found.places])
        return found.framed(100 * found.total(distance) / found.number / mean)
