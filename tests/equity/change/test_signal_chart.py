"""The chart behind a signal: the same series, limits from the earlier periods, the season put back."""

import numpy as np
import pandas as pd
import pytest

from equity.change.exceedance import exceedance
from equity.change.signal import Watch, signals
from equity.change.signal_chart import signal_charts
from equity.change.xmr import xmr

MONTHS = 48


def areas(draw, *, season=0.0, mean=20.0):
    rate = mean * (1 + season * np.cos(2 * np.pi * np.arange(MONTHS) / 12))
    counts = draw.poisson(np.broadcast_to(rate, (40, MONTHS))).astype(float)
    counts[5, -6:] += 25
    return pd.DataFrame(counts), pd.DataFrame(np.full(counts.shape, 8000.0))


def test_limits_are_those_of_the_earlier_periods():
    counts, people = areas(np.random.default_rng(1))
    watch = Watch()
    found = signals(counts, people, watch=watch)
    chart = signal_charts(counts, people, found=found, watch=watch, multiplier=1000.0)[str(5)]
    rates = 1000 * counts.loc[[5]] / people.loc[[5]]
    by_hand = xmr(rates.iloc[:, : MONTHS - chart.recent])
    np.testing.assert_allclose(chart.values, rates.to_numpy()[0])
    np.testing.assert_allclose(chart.upper, by_hand.upper[0, 0])
    np.testing.assert_allclose(chart.lower, max(by_hand.lower[0, 0], 0))
    assert chart.high[-1] and chart.recent in watch.windows
    assert 0 < chart.surprise < exceedance(counts.loc[5].iloc[-1], 20.0, overdispersion=3.0)


def test_what_is_usual_follows_the_season():
    counts, people = areas(np.random.default_rng(2), season=0.5)
    watch = Watch(per_year=12)
    found = signals(counts, people, watch=watch)
    chart = signal_charts(counts, people, found=found, watch=watch, multiplier=1000.0)["5"]
    assert found.season and chart.mean[0] > 1.8 * chart.mean[6]
    assert chart.mean[:12] == pytest.approx(chart.mean[12:24])


def test_shares_and_few_events_have_limits_that_follow_the_people():
    draw = np.random.default_rng(3)
    people = pd.DataFrame(draw.integers(50, 150, (40, MONTHS)).astype(float))
    share = pd.DataFrame(draw.binomial(people.astype(int), 0.1).astype(float))
    share.loc[3, MONTHS - 6 :] = people.loc[3, MONTHS - 6 :] * 0.5
    watch = Watch(shares=True)
    chart = signal_charts(share, people, found=signals(share, people, watch=watch), watch=watch, multiplier=100.0)["3"]
    assert len(set(np.round(chart.upper, 6))) > 5 and np.isnan(chart.surprise)
    few, many = pd.DataFrame(draw.poisson(1.5, (40, MONTHS)).astype(float)), people * 0 + 2000
    few.loc[8, MONTHS - 6 :] = 9.0
    found = signals(few, many)
    assert found.ranked.loc[8, "chart"] == "cusum"
    chart = signal_charts(few, many, found=found, watch=Watch(), multiplier=1000.0)["8"]
    rate = few.loc[8, : MONTHS - chart.recent - 1].sum() / (2000 * (MONTHS - chart.recent))
    assert chart.upper[0] == pytest.approx(1000 * (rate + 3 * np.sqrt(rate / 2000)))
