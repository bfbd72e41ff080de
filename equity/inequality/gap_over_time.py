"""The gap over time: the same two groups at each period, and whether the gap has grown.

Lives here: gaps by period and their change since the first. Not here: one gap (`equity.inequality.gap`) or a test of
trend (`equity.comparing.trend`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from equity.inequality.gap import Gaps, log_ratio, square_and_add
from equity.result import Z95, Reason, result_frame


class GapsOverTime(NamedTuple):
    """Gaps of every period, and their changes since the first period of the same place that has a gap."""

    difference: pd.DataFrame
    ratio: pd.DataFrame
    difference_change: pd.DataFrame
    ratio_change: pd.DataFrame


def gap_over_time(gaps: Gaps) -> GapsOverTime:
    """Change of a gap since its first period, with 95 % and 99.8 % limits.

    The difference's change is in its own unit (later minus first); the ratio's is a ratio of ratios. The limits take
    periods as independent: not for figures that add up to a date, whose periods share people.

    Parameters
    ----------
    gaps : Gaps
        Of rows in order of time; index of periods, or of levels with the period last (area_code, period).

    Returns
    -------
    GapsOverTime
        Four frames with the same index. The first period with a gap has change 0 (1) and no limits.

    References
    ----------
    Altman DG, Bland JM (2003) BMJ 326:219 (interaction: comparing two estimates). Donner A, Zou GY (2012) Stat Methods
    Med Res 21:347-359.
    """
    difference, ratio = gaps
    began, first = _since(difference)
    change, limits = square_and_add(difference, began)
    reason = difference["reason"].to_numpy(object)
    differences = result_frame(change, _blank(limits, first), reason=reason, index=difference.index)
    began, first = _since(ratio)
    error = np.hypot(_log_error(ratio), _log_error(began))
    change, limits = log_ratio(ratio["value"].to_numpy(), began["value"].to_numpy(), error=error)
    reason = ratio["reason"].to_numpy(object)
    ratios = result_frame(change, _blank(limits, first), reason=reason, index=ratio.index)
    return GapsOverTime(difference, ratio, differences, ratios)


def _since(frame: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """For each row the first row of its place that has a gap, and where that is the row itself."""
    places = frame.index.droplevel(-1) if frame.index.nlevels > 1 else np.zeros(len(frame))
    place = pd.factorize(places)[0]
    sound = (frame["reason"] == str(Reason.NONE)).to_numpy()
    rows = pd.Series(np.where(sound, np.arange(len(frame)), np.nan))
    began = rows.groupby(place).transform("first").to_numpy()
    first = began == np.arange(len(frame))
    return frame.iloc[np.nan_to_num(began).astype("int64")].set_axis(frame.index), first


def _log_error(frame: pd.DataFrame) -> np.ndarray:
    return ((np.log(frame["upper_ci"]) - np.log(frame["lower_ci"])) / (2 * Z95)).to_numpy()


def _blank(limits: list, where: np.ndarray) -> list:
    return [tuple(np.where(where, np.nan, end) for end in pair) for pair in limits]
