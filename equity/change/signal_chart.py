"""The chart behind a signal: every period with what was usual for that time of year, and limits.

Lives here: the limits of one area's series as the signal used them, put back into the unit of the measure. Not here:
which areas have a signal (`signal`), drawing (`charts.signals`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.control_chart import Settings, table
from equity.change.exceedance import exceedance
from equity.change.rise import own_spread
from equity.change.season import seasonal_exposures
from equity.change.signal import Signals, Watch
from equity.change.xmr import xmr


@dataclass(frozen=True, eq=False)
class SignalChart:
    """One area's series, all arrays of shape (periods,).

    Attributes
    ----------
    values, mean, lower, upper : array of float
        In the unit; mean and limits follow the season where one was found, and rest on the periods before the rise.
    high : array of bool
        Points that the chart marks as high.
    recent : int
        Latest periods that were held against the others.
    surprise : float
        Chance of as many events or more in the latest period; NaN for shares.
    """

    values: np.ndarray
    mean: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    high: np.ndarray
    recent: int
    surprise: float = float("nan")


def signal_charts(
    counts: pd.DataFrame, exposures: pd.DataFrame, *, found: Signals, watch: Watch, multiplier: float
) -> dict[str, SignalChart]:
    """A chart for every area in the ranked list.

    Parameters
    ----------
    counts, exposures, watch
        What `signals` was asked with.
    found : Signals
        Its answer.
    multiplier : float
        Unit of the values.

    Returns
    -------
    dict of SignalChart
        By area_code, in the order of the list.
    """
    looked = counts.index.difference(found.withheld.index, sort=False)
    (x, index), (n, _) = table(counts.loc[looked]), table(exposures.loc[looked])
    past = x.shape[1] - max(watch.windows_of(x.shape[1]), default=0)
    usual, _ = seasonal_exposures(x, n, per_year=watch.per_year, past=past)
    charts = {}
    for code, row in found.ranked.iterrows():
        place, recent = index.get_loc(code), int(row["periods"])
        earlier = x.shape[1] - recent
        one = slice(place, place + 1)
        chart = _chart(x[one], usual[one], kind=str(row["chart"]), baseline=earlier)
        season, shown = usual[place] / n[place], multiplier * x[place] / n[place]
        mean, lower, upper = (multiplier * season * part[0] for part in (chart.mean, chart.lower, chart.upper))
        surprise = float("nan")
        if not watch.shares:
            rate = np.nansum(x[place, :earlier]) / np.nansum(usual[place, :earlier])
            spread = own_spread(x[:, :earlier], usual[:, :earlier])[place]
            surprise = float(exceedance(x[place, -1], rate * usual[place, -1], overdispersion=spread))
        high = (chart.special[0] == 1) | (shown > upper)
        charts[str(code)] = SignalChart(shown, mean, np.maximum(lower, 0.0), upper, high, recent, surprise)
    return charts


def _chart(x: np.ndarray, n: np.ndarray, *, kind: str, baseline: int):
    """The chart that the signal used; for few events a u chart, because a CUSUM has no limits to draw."""
    settings = Settings(baseline=baseline)
    if kind == "xmr":
        return xmr(x / n, settings)
    attribute = Attribute.U_PRIME if kind == "p_prime" else Attribute.U
    return attribute_chart(x, n, kind=attribute, multiplier=1.0, settings=settings)
