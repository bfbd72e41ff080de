"""How the areas of one kind are spread on many measures at once: lowest, quartiles, highest.

Lives here: the five numbers of a spine chart. Not here: the box of one period (`spread`), tests against a benchmark
(`comparison`), fifths of areas (`quintiles`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.comparing.comparison import COMPARABLE
from equity.comparing.spread import FEWEST

SPREAD = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")


def spreads(frame: pd.DataFrame, *, by: str = "indicator_id") -> pd.DataFrame:
    """Five numbers of the areas that may be ranked, a row per measure.

    Parameters
    ----------
    frame : DataFrame
        One row per area and measure: `by`, `value`, `status`.

    Returns
    -------
    DataFrame
        Index `by`: `areas` (how many may be ranked) and the names of `SPREAD`; quartiles and median are NaN under five
        areas, all five under two.

    References
    ----------
    Hyndman RJ, Fan Y (1996) Sample quantiles in statistical packages. Am Stat 50:361-365 (type 7).
    """
    able = frame["status"].isin([str(one) for one in COMPARABLE]) & frame["value"].notna()
    known = frame.loc[able, [by, "value"]].sort_values([by, "value"], kind="stable")
    names, first, count = np.unique(known[by].to_numpy(dtype=object), return_index=True, return_counts=True)
    value = known["value"].to_numpy("float64")
    columns = {name: _quantile(value, first, count, share=place / 4) for place, name in enumerate(SPREAD)}
    found = pd.DataFrame({"areas": count, **columns}, index=pd.Index(names, name=by))
    found.loc[found["areas"] < FEWEST, list(SPREAD[1:4])] = np.nan
    found.loc[found["areas"] < 2, list(SPREAD)] = np.nan
    return found


def _quantile(value: np.ndarray, first: np.ndarray, count: np.ndarray, *, share: float) -> np.ndarray:
    """Linear interpolation between the neighbours of a share in each run of sorted values."""
    if not len(first):
        return np.zeros(0)
    place = (count - 1) * share
    low = np.floor(place).astype("int64")
    high = np.minimum(low + 1, count - 1)
    part = place - low
    return value[first + low] * (1 - part) + value[first + high] * part
