"""XmR charts: what is usual for a series, from how far neighbouring points lie apart.

Lives here: mean and natural process limits of one or thousands of series. Not here: the rules that mark points
(`run_rules`), charts for counts with a known denominator (`attribute_charts`) or rare events (`rare_events`).
"""

from __future__ import annotations

import numpy as np

from equity.change.control_chart import USUAL, ControlChart, Settings, charted, stretches, table

SCALE = 2.66  # 3 / 1.128, the mean range of two in standard deviations
SCREEN = 3.267  # upper limit of moving ranges, in their mean
FEWEST = 2  # points; one range is the least that gives limits


def xmr(series, settings: Settings = USUAL) -> ControlChart:
    """XmR charts of many series.

    Parameters
    ----------
    series : array or DataFrame of shape (areas, points)
        One row per area, oldest point first. A missing point has no moving range on either side.
    settings : Settings
        Screening of moving ranges, a fixed baseline, run lengths, rebases with their reasons.

    Returns
    -------
    ControlChart
        Mean -/+ 2.66 mean moving range, with the points the rules mark. A series without a single moving range in a
        stretch has no limits there.

    References
    ----------
    Nelson LS (1982) Control charts for individual measurements. J Qual Technol 14:172-173 (screening). Provost LP,
    Murray SK (2011) The Health Care Data Guide. NHS England, Making Data Count.
    """
    values, index = table(series)
    limits = []
    for part in stretches(values.shape[1], settings.rebases):
        known = values[:, part][:, : settings.baseline]
        mean, spread, number = process_limits(known, screened=settings.screened)
        limits.append((mean[:, None], (mean - spread)[:, None], (mean + spread)[:, None], number[:, None]))
    return charted(values, limits, settings=settings, index=index)


def process_limits(values: np.ndarray, *, screened: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, distance of the limits from it, and number of points, per row of `values`.

    Returns
    -------
    three arrays of shape (areas,)
        Mean and distance are NaN where no two neighbouring points are known.
    """
    number = (~np.isnan(values)).sum(axis=1)
    mean = _mean(values)
    ranges = np.abs(np.diff(values, axis=1))
    middle = _mean(ranges)
    if screened:
        with np.errstate(invalid="ignore"):
            ranges[ranges > SCREEN * middle[:, None]] = np.nan
        middle = _mean(ranges)
    mean = np.where(np.isnan(middle), np.nan, mean)
    return mean, SCALE * middle, number


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean of the known values of each row; NaN where there are none."""
    missing = np.isnan(values)
    known = values.shape[1] - missing.sum(axis=1)
    total = np.where(missing, 0.0, values).sum(axis=1)
    return np.where(known > 0, total / np.maximum(known, 1), np.nan)
