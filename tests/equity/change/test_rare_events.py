"""g and t charts: gaps from days, plain loops, half the points on either side, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.control_chart import Rebase, Settings
from equity.change.rare_events import g_chart, gaps, t_chart

NA = float("nan")


def test_gaps_of_days_in_any_order_and_of_dates():
    found = gaps([[10, 3, 4, 4], [7], []])
    np.testing.assert_array_equal(found, [[1, 0, 6], [NA] * 3, [NA] * 3])
    dates = pd.to_datetime(["2024-03-01", "2024-02-28"]).to_numpy()
    assert gaps([dates]).tolist() == [[2.0]]
    assert gaps([]).shape == (0, 0)


@given(st.lists(st.integers(0, 200), min_size=3, max_size=20))
def test_in_plain_steps(row):
    chart = g_chart([row])
    mean = sum(row) / len(row)
    assert chart.mean[0, 0] == pytest.approx(math.log(2) * mean)
    assert chart.upper[0, 0] == pytest.approx(mean + 3 * math.sqrt(mean * (mean + 1)))
    assert chart.lower[0, 0] == 0
    turned = [value ** (1 / 3.6) for value in row]
    moves = [abs(turned[i] - turned[i - 1]) for i in range(1, len(turned))]
    middle = sum(moves) / len(moves)
    kept = [one for one in moves if one <= 3.267 * middle]
    spread = 2.66 * sum(kept) / len(kept)
    times = t_chart([row])
    centre = sum(turned) / len(turned)
    assert times.mean[0, 0] == pytest.approx(centre**3.6)
    assert times.lower[0, 0] == pytest.approx(max(centre - spread, 0) ** 3.6)
    assert times.upper[0, 0] == pytest.approx((centre + spread) ** 3.6)


def test_noise_lies_half_on_either_side_and_rarely_outside():
    draw = np.random.default_rng(9)
    days = draw.geometric(0.02, (2000, 25)) - 1
    chart = g_chart(days)
    assert (chart.values > chart.mean).mean() == pytest.approx(0.5, abs=0.02)
    assert (chart.marks["outside"] != 0).mean() < 0.025
    times = t_chart(draw.exponential(50, (2000, 25)))
    assert (times.marks["outside"] != 0).mean() < 0.012
    assert (times.values > times.mean).mean() == pytest.approx(0.5, abs=0.05)


def test_events_that_become_rare_are_marked_high():
    chart = t_chart([[5, 7, 6, 4, 8, 6, 5, 7, 6, 5, 90]])
    assert chart.special[0, -1] == 1
    assert g_chart([[5, 7, 6, 4, 8, 6, 5, 7, 6, 5, 90]], Settings(baseline=10)).special[0, -1] == 1


def test_edges():
    for chart_of in (g_chart, t_chart):
        chart = chart_of([[NA] * 4, [-1, 5, 5, 5], [0] * 4])
        assert np.isnan(chart.mean[0]).all() and not chart.special[0].any()
        assert np.isnan(chart.values[1, 0])
        assert chart.mean[2, 0] == chart.upper[2, 0] == 0 and not chart.special[2].any()
        again = chart_of([[1.0, 2.0] * 4 + [50.0, 60.0] * 4], Settings(rebases=(Rebase(8, "New ward"),)))
        assert again.mean[0, 0] < 2 < 20 < again.mean[0, 15]
        assert chart_of(gaps([[]])).values.shape == (1, 0)
