"""The gradient: values of every deprivation group with limits, and the slope through them, from counts.

Lives here: bars and slope made together, so that neither is shown without the other. Not here: the slope itself
(`equity.inequality.slope_index`) or counts by group (`equity.inequality.pooling`, `equity.values.strata`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.inequality.gap import METHODS
from equity.inequality.slope_index import DEFAULTS, Slopes, slope_index
from equity.inequality.slope_inputs import Scale, SlopeSettings

SCALES = {ValueType.PROPORTION: Scale.LOGIT, ValueType.CRUDE_RATE: Scale.LOG}


class Gradient(NamedTuple):
    """Values of every group, index (area, group), `equity.result.RESULT_COLUMNS`; and the two indices by area."""

    bars: pd.DataFrame
    slopes: Slopes


def gradient(
    counts: pd.DataFrame,
    people: pd.DataFrame,
    *,
    value_type: ValueType,
    multiplier: float,
    settings: SlopeSettings = DEFAULTS,
) -> Gradient:
    """Values of all groups and the slope and relative index through them.

    Parameters
    ----------
    counts, people : DataFrame
        One row per area, one column per quantile from the most deprived on.
    value_type : ValueType
        Proportion (Wilson limits, errors on the logit scale) or crude rate (exact or Byar's, log scale).
    multiplier : float
        Unit of the bars and of the slope index.
    settings : SlopeSettings
        Its scale and multiplier are set here.

    Returns
    -------
    Gradient

    References
    ----------
    As for `equity.inequality.slope_index.slope_index` and the value's own method.
    """
    kind = ValueType(value_type)
    levels = [counts.index, counts.columns]
    index = pd.MultiIndex.from_product(levels, names=[counts.index.name or "area_code", counts.columns.name or "group"])
    flat = [frame.to_numpy("float64", na_value=np.nan).ravel() for frame in (counts, people)]
    bars = METHODS[kind](*flat, multiplier=multiplier).set_axis(index)

    def grid(column: str) -> pd.DataFrame:
        numbers = bars[column].to_numpy().reshape(counts.shape) / multiplier
        return pd.DataFrame(numbers, index=counts.index, columns=counts.columns)

    how = replace(settings, scale=SCALES[kind], multiplier=multiplier)
    return Gradient(bars, slope_index(grid("value"), people, limits=(grid("lower_ci"), grid("upper_ci")), settings=how))
