"""Fifths of the areas by value: a position among others, without any test.

Lives here: Fingertips' quintile benchmark (NTILE within the area type) and its words. Not here: deprivation quintiles
(their ranking is another), comparison by limits (`judging`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Polarity
from equity.comparing.comparison import COMPARABLE

FIFTHS = 5


class Fifth(StrEnum):
    """Where an area stands; worst to best where a direction is good, else lowest to highest."""

    WORST = "worst"
    WORSE = "worse"
    MIDDLE = "middle"
    BETTER = "better"
    BEST = "best"
    LOWEST = "lowest"
    LOW = "low"
    HIGH = "high"
    HIGHEST = "highest"
    NOT_COMPARED = "not_compared"


_JUDGED = (Fifth.WORST, Fifth.WORSE, Fifth.MIDDLE, Fifth.BETTER, Fifth.BEST)
_PLAIN = (Fifth.LOWEST, Fifth.LOW, Fifth.MIDDLE, Fifth.HIGH, Fifth.HIGHEST)
WORDS = {Polarity.HIGH_IS_GOOD: _JUDGED, Polarity.LOW_IS_GOOD: _JUDGED[::-1], Polarity.NONE: _PLAIN}


def ntile(values, groups: int = FIFTHS) -> np.ndarray:
    """SQL's NTILE: the number, from 1 (lowest), of the group each value falls into.

    Groups differ by one area at most, the lower ones being larger; equal values stand in the order given, so they can
    fall on both sides of a break.

    Returns
    -------
    array of float
        NaN where the value is missing or infinite, and everywhere if there are fewer values than groups.
    """
    x = np.asarray(values, "float64")
    known = np.flatnonzero(np.isfinite(x))
    found = np.full(x.shape, np.nan)
    if len(known) < groups:
        return found
    order = known[np.argsort(x[known], kind="stable")]
    size, larger = divmod(len(order), groups)
    sizes = np.full(groups, size) + (np.arange(groups) < larger)
    found[order] = np.repeat(np.arange(1, groups + 1), sizes)
    return found


def quintiles(frame: pd.DataFrame, *, polarity: Polarity) -> pd.Series:
    """The fifth each area stands in, among all areas of its type.

    Parameters
    ----------
    frame : DataFrame
        `value, status, area_type`, index area_code, one row per area.
    polarity : Polarity

    Returns
    -------
    Series of str
        `Fifth` values, name "quintile". Not compared: no value, a status that must not be ranked, or fewer than five
        areas of the type. Ties are ordered by area code, so that the answer does not depend on the order of rows.

    References
    ----------
    Fingertips technical guidance, comparing with a benchmark: quintiles.
    """
    words = np.array([str(Fifth.NOT_COMPARED), *map(str, WORDS[Polarity(polarity)])], dtype=object)
    rankable = frame["status"].isin([str(status) for status in COMPARABLE])
    ordered = frame["value"].where(rankable).astype("float64").sort_index()
    places = ordered.groupby(frame["area_type"].sort_index(), sort=False).transform(ntile)
    codes = places.reindex(frame.index).fillna(0).astype(int).to_numpy()
    return pd.Series(words[codes], index=frame.index, name="quintile", dtype="str")
