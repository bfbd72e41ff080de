"""What other methods say of a signal: how surprising its latest count is, and what past years lead one to expect.

Lives here: which method is asked of which series, and its answer in a sentence. Not here: the methods
(`equity.change`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts.words import number_text
from equity.change.farrington import MONTHLY, WEEKLY, farrington
from equity.change.signal import Watch
from equity.change.signal_chart import SignalChart

ASKED = 6  # signals; the model of past years takes a while
SETTINGS = {12: MONTHLY, 52: WEEKLY}
RAREST = 1e6


def opinions(
    listed: pd.DataFrame, charts: Mapping[str, SignalChart], *, counts: pd.DataFrame, people: pd.DataFrame, watch: Watch
) -> dict[str, tuple[str, ...]]:
    """Sentences for every area of the list, by code; none for those after the first six."""
    said: dict[str, tuple[str, ...]] = dict.fromkeys(listed.index, ())
    for code in listed.index[:ASKED]:
        found = (_surprise(charts[code]), _past_years(counts.loc[code], people.loc[code], watch=watch))
        said[code] = tuple(words for words in found if words)
    return said


def _surprise(chart: SignalChart) -> str:
    if not chart.surprise > 0 or chart.surprise > 0.05:
        return ""
    odds = 1 / chart.surprise
    often = f"about one in {float(f'{odds:.2g}'):,.0f}" if odds < RAREST else "fewer than one in a million"
    return f"A count as high as the latest would come by chance in {often} such periods."


def _past_years(counts: pd.Series, people: pd.Series, *, watch: Watch) -> str:
    """Farrington and Noufaily, where five past years are known."""
    settings = SETTINGS.get(watch.per_year)
    if settings is None or watch.shares or len(counts) <= settings.years * settings.per_year:
        return ""
    found = farrington(counts.to_numpy(), settings, exposure=people.to_numpy())
    if found.reason:
        return ""
    side = "above" if counts.iloc[-1] > found.upper else "not above"
    return (
        f"Five past years lead one to expect {number_text(found.expected, 0)} in the latest period; its "
        f"{number_text(float(counts.iloc[-1]), 0)} {'is' if counts.iloc[-1] == 1 else 'are'} {side} the alarm at "
        f"{number_text(found.upper, 0)}."
    )
