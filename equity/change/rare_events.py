"""Charts for rare events: how long, or how many opportunities, until the next one.

Lives here: gaps from event days, the g chart (opportunities between events) and the t chart (time between events).
Not here: charts of counts per period (`attribute_charts`, `xmr`), alarms on few events (`cusum`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from equity.change.control_chart import USUAL, ControlChart, Settings, charted, stretches, table
from equity.change.xmr import process_limits

SIGMAS = 3
MEDIAN = np.log(2)  # of a geometric or exponential variable, in its mean
POWER = 3.6  # a Weibull variable to 1/3.6 is nearly normal


def gaps(event_days: Sequence) -> np.ndarray:
    """Days between one event and the next, one row per area, padded with missing points.

    Parameters
    ----------
    event_days : sequence of arrays
        Days of the events of each area, in any order, as numbers or datetime64.

    Returns
    -------
    array of shape (areas, longest)
        Events on the same day have a gap of 0. The time since the last event is no gap yet.
    """
    rows = [np.diff(np.sort(np.asarray(days))) for days in event_days]
    rows = [row / np.timedelta64(1, "D") if row.dtype.kind == "m" else row.astype("float64") for row in rows]
    padded = np.full((len(rows), max((len(row) for row in rows), default=0)), np.nan)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded


def g_chart(opportunities, settings: Settings = USUAL) -> ControlChart:
    """g charts: opportunities (days, patients, doses) between events; a high point means rarer events.

    Parameters
    ----------
    opportunities : array or DataFrame of shape (areas, gaps)
        Opportunities without an event before each event; 0 is allowed, negative is missing.
    settings : Settings

    Returns
    -------
    ControlChart
        The middle line is the median, 0.693 of the mean, so that half of the points lie on either side; the upper limit
        mean + 3 sqrt(mean (mean + 1)), the lower one 0.

    References
    ----------
    Benneyan JC (2001) Number-between g-type statistical quality control charts for monitoring adverse events. Health
    Care Manag Sci 4:305-318. Provost LP, Murray SK (2011) The Health Care Data Guide, ch 7.
    """
    values, index = table(opportunities)
    values[values < 0] = np.nan
    limits = []
    for part in stretches(values.shape[1], settings.rebases):
        known = values[:, part][:, : settings.baseline]
        number = (~np.isnan(known)).sum(axis=1)
        mean = np.where(number > 0, np.nansum(known, axis=1) / np.maximum(number, 1), np.nan)
        upper = mean + SIGMAS * np.sqrt(mean * (mean + 1))
        limits.append(tuple(end[:, None] for end in (MEDIAN * mean, 0.0 * mean, upper, number)))
    return charted(values, limits, settings=settings, index=index)


def t_chart(times, settings: Settings = USUAL) -> ControlChart:
    """t charts: time between events; a high point means rarer events.

    Parameters
    ----------
    times : array or DataFrame of shape (areas, gaps)
        Time before each event, in any unit; negative is missing.
    settings : Settings

    Returns
    -------
    ControlChart
        XmR limits of times to the power 1/3.6, turned back; the lower limit is 0 where it would be negative.

    References
    ----------
    Nelson LS (1994) A control chart for parts-per-million nonconforming items. J Qual Technol 26:239-240.
    """
    values, index = table(times)
    values[values < 0] = np.nan
    limits = []
    for part in stretches(values.shape[1], settings.rebases):
        known = values[:, part][:, : settings.baseline] ** (1 / POWER)
        mean, spread, number = process_limits(known, screened=settings.screened)
        ends = (mean**POWER, np.maximum(mean - spread, 0.0) ** POWER, (mean + spread) ** POWER, number)
        limits.append(tuple(end[:, None] for end in ends))
    return charted(values, limits, settings=settings, index=index)
