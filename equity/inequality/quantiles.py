"""Quantiles: areas put into fifths, tenths or any number of groups by rank.

Lives here: the ranking rule of English public health practice. Not here: deprivation (`equity.inequality.deprivation`)
or class breaks for maps (`equity.breaks`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Reason, first_reason, floats, index_of


def quantiles(values, groups=None, *, number: int = 10, highest_first: bool = False) -> pd.DataFrame:
    """The quantile of each value, 1 to `number`, within its group; ties share the better rank's quantile.

    q = floor((k + 1) - ceil((N + 1 - rank) / (N / k))), at least 1, with N the values that are not missing. Not the
    same as cutting at percentiles.

    Parameters
    ----------
    values : array or Series of float
        Missing values stay missing and do not count.
    groups : array or Series, optional
        Values are ranked among those of the same group (region, system); without it among all.
    number : int
        10 for tenths, 5 for fifths.
    highest_first : bool
        True: quantile 1 holds the highest values.

    Returns
    -------
    DataFrame
        One row per value, index of the input: `quantile` (Int64), `number`, `reason`. A group with fewer values than
        quantiles has none.

    Raises
    ------
    ValueError
        If `number` is below 1.

    References
    ----------
    Office for Health Improvement and Disparities, Fingertips public health technical guidance: Assigning deprivation
    categories.
    """
    if number < 1:
        raise ValueError("at least one quantile is needed")
    given = floats(values)
    ranked = pd.Series(-given if highest_first else given)
    group = np.zeros(len(given)) if groups is None else pd.factorize(np.asarray(groups), use_na_sentinel=False)[0]
    rank = ranked.groupby(group).rank(method="min").to_numpy()
    size = ranked.groupby(group).transform("count").to_numpy()
    reason = first_reason({Reason.VALUE_MISSING: np.isnan(given), Reason.NUMBER_OF_QUANTILES: size < number})
    sound = reason == ""
    from_top = np.where(sound, size + 1 - np.nan_to_num(rank), 1).astype("int64")
    quantile = number + 1 + (-from_top * number) // np.maximum(size, 1)  # whole numbers: no rounding at the borders
    found = pd.array(np.where(sound, np.maximum(quantile, 1), 0), dtype="Int64")
    found[~sound] = pd.NA
    frame = pd.DataFrame({"quantile": found, "number": number, "reason": reason}, index=index_of(values, groups))
    return frame.astype({"reason": "str"})
