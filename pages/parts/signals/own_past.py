"""Signals where only values are published: each area against its own past, on an XmR chart.

Lives here: which latest values lie beyond the limits of the earlier ones, on the unwanted side. Not here: measures with
counts (`signals.answer`), the chart (`equity.change.xmr`).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from charts.signals.figures import AMBER, Series, Signal, SignalBoard
from data.schema import Polarity
from equity.change.control_chart import ControlChart, Settings
from equity.change.xmr import xmr
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.answering.view import measure_of
from pages.parts.asking.selection import Selection
from pages.parts.signals.links import links, others
from pages.parts.signals.released_series import FEWEST_VALUES, Released

MOST_SHOWN = 12
TOO_FEW = "There are too few periods to say what is usual: {has} here, and at least {needs} are needed."
NO_FIGURES = "No area of this footprint has figures for enough periods."


def by_values(told: SignalBoard, found: Released, *, view: Selection, inside: pd.Index) -> SignalBoard:
    """Where only values are published: each area against its own past, on an XmR chart."""
    told = replace(told, measure=measure_of(opened_pack.pack().indicators[view.indicator]), by_values=True)
    values = found.values.loc[inside]
    able = values.notna().sum(axis=1).ge(FEWEST_VALUES) & values.iloc[:, -1].notna()
    if not able.any():
        reason = TOO_FEW.format(has=len(told.periods), needs=FEWEST_VALUES)
        reason = reason if len(told.periods) < FEWEST_VALUES else NO_FIGURES
        return replace(told, reason=reason, others=others(view))
    values = values[able]
    side = -1 if told.measure.polarity == Polarity.HIGH_IS_GOOD else 1
    chart = xmr(values, Settings(baseline=values.shape[1] - 1))
    beyond = side * (values.iloc[:, -1].to_numpy() - (chart.upper if side > 0 else chart.lower)[:, -1])
    marked = np.flatnonzero(beyond > 0)
    places = marked[np.argsort(-beyond[marked], kind="stable")][:MOST_SHOWN]
    names = groups.labels(view, tuple(values.index[places]))
    listed = tuple(
        replace(
            _of_values(values.iloc[place], chart, place=place, side=side),
            name=name,
            district=district,
            links=links(view, str(values.index[place])),
        )
        for place, name, district in zip(places, names["name"], names["district"], strict=True)
    )
    short = int((~able).sum())
    return replace(
        told,
        signals=listed,
        found=len(marked),
        tested=len(values),
        withheld=(("too few periods with a value", short),) if short else (),
    )


def _of_values(series: pd.Series, chart: ControlChart, *, place: int, side: int) -> Signal:
    """The signal of one series of values; its name and links are the page's."""
    parts = (chart.values[place], chart.mean[place], chart.lower[place], chart.upper[place])
    numbers = [tuple(float(value) for value in part) for part in parts]
    high = tuple(bool(flag) for flag in (parts[0] > parts[3] if side > 0 else parts[0] < parts[2]))
    return Signal(
        code=str(series.name),
        name="",
        district="",
        level=AMBER,
        own_past=True,
        others=False,
        before=float(np.nanmean(parts[0][:-1])),
        after=float(parts[0][-1]),
        lower=float(parts[2][-1]),
        upper=float(parts[3][-1]),
        series=Series(tuple(series.index), *numbers, high, 1),
    )
