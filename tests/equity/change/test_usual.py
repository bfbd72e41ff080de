"""Usual variation of one series: the chart that belongs, every reason not to draw one, verdicts worked out by hand."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Polarity, ValueType
from equity.change.assurance import Assurance
from equity.change.usual import FEWEST_POINTS, Kind, Process, Unfit, Variation, usual_variation
from equity.change.waits import waits
from tests.equity.change.test_before_after import NAN, series

UPTAKE = Process(ValueType.PROPORTION, Polarity.HIGH_IS_GOOD)
STEADY = [50.0, 52, 49, 51, 50, 48, 52, 51, 49, 50, 51, 50]


def found(values, process=UPTAKE, **columns):
    return usual_variation(series(values, **({"basis": "a"} | columns)), process)


def test_published_rates_make_an_xmr_chart_with_limits_by_hand():
    usual = found(STEADY)
    mean = sum(STEADY) / 12
    ranges = [abs(after - before) for before, after in itertools.pairwise(STEADY)]
    spread = 2.66 * sum(ranges) / 11
    assert (usual.reason, usual.kind, usual.points, usual.variation) == (Unfit.NONE, Kind.XMR, 12, Variation.USUAL)
    assert usual.chart.mean[0, -1] == pytest.approx(mean)
    assert usual.chart.upper[0, -1] == pytest.approx(mean + spread)
    assert usual.chart.trial.all()  # fewer than 13


def test_counts_decide_the_chart():
    small = [(50 + place % 3, 100) for place in range(12)]
    usual = found(small)
    share = sum(x for x, _ in small) / 1200
    assert usual.kind == Kind.P
    assert usual.chart.upper[0, 0] == pytest.approx(100 * (share + 3 * math.sqrt(share * (1 - share) / 100)))
    assert found([(1500 + 30 * (place % 3), 3000) for place in range(12)]).kind == Kind.P_PRIME
    rates = Process(ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD, 100_000)
    assert found([(40 + place % 5, 9000) for place in range(12)], rates).kind == Kind.U_PRIME
    assert found([*small[:-1], 50.0]).kind == Kind.XMR  # counts of one period are missing
    assert found(STEADY, Process(ValueType.MEAN, Polarity.NONE)).kind == Kind.XMR


@pytest.mark.parametrize(
    ("values", "columns", "reason", "points"),
    [
        ([NAN] * 12, {}, Unfit.NO_VALUE, 0),
        (STEADY[: FEWEST_POINTS - 1], {}, Unfit.TOO_FEW, 9),
        (STEADY, {"months": 0}, Unfit.ADDS_UP, 12),
        (STEADY, {"months": 36}, Unfit.OVERLAPS, 12),
        (STEADY, {"months": [12] * 11 + [6]}, Unfit.UNEQUAL, 12),
        ([50.0] * 12, {}, Unfit.NO_VARIATION, 12),
        (STEADY, {"basis": ["a"] * 3 + ["b"] * 9}, Unfit.TOO_FEW_OF_ONE, 3),
        ([*STEADY[:9], NAN, NAN, NAN], {}, Unfit.TOO_FEW, 9),
        (STEADY, {"status": ["ok"] * 9 + ["not_comparable"] * 3}, Unfit.TOO_FEW, 9),
    ],
)
def test_every_reason_not_to_draw(values, columns, reason, points):
    usual = found(values, **columns)
    assert (usual.reason, usual.points, usual.chart) == (reason, points, None)
    assert (usual.variation, usual.assurance) == (Variation.USUAL, Assurance.NOT_ASSESSED)


EVENTS = Process(ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD, 100_000)


def test_few_events_have_exact_limits():
    usual = found([(place % 4, 9000) for place in range(12)], EVENTS)
    assert (usual.reason, usual.kind) == (Unfit.NONE, Kind.U_EXACT)
    most = next(
        k for k in range(99) if sum(math.exp(-1.5) * 1.5**i / math.factorial(i) for i in range(k + 1)) > 0.99865
    )
    assert usual.chart.upper[0, 0] == pytest.approx(100_000 * most / 9000)
    assert usual.chart.lower[0, 0] == 0


def slow_waits(counts):
    """Event-free periods before each period with an event but the first."""
    made, since = [], None
    for count in counts:
        if count > 0:
            made += [] if since is None else [since]
            since = 0
        elif since is not None:
            since += 1
    return made


def test_where_most_periods_have_no_event_the_waits_are_charted():
    counts = [0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0]
    usual = found([(count, 9000) for count in counts], EVENTS)
    slow = slow_waits(counts)
    assert usual.kind == Kind.G and usual.chart.values[0].tolist() == slow
    mean = sum(slow) / len(slow)
    assert usual.chart.upper[0, -1] == pytest.approx(mean + 3 * math.sqrt(mean * (mean + 1)))
    assert usual.chart.mean[0, -1] == pytest.approx(math.log(2) * mean)
    assert (usual.points, usual.variation) == (len(slow), Variation.USUAL)


def test_a_long_wait_is_better_where_events_are_bad_and_few_waits_are_no_chart():
    counts = [1, 0] * 13 + [0] * 40 + [1]
    assert found([(count, 9000) for count in counts], EVENTS).variation == Variation.IMPROVING
    good = Process(ValueType.CRUDE_RATE, Polarity.HIGH_IS_GOOD, 100_000)
    assert found([(count, 9000) for count in counts], good).variation == Variation.CONCERNING
    few = found([(int(place in (3, 9)), 9000) for place in range(12)], EVENTS)
    assert (few.reason, few.points, few.chart) == (Unfit.RARE, 1, None)
    assert found([(0, 9000)] * 12, EVENTS).points == 0


def test_no_wait_runs_over_a_change_of_members_or_an_unknown_period():
    counts = pd.Series([1, 0, 1, 0, NAN, 1, 0, 0, 1, 0, 1.0])
    made = waits(counts, pd.Series(["a"] * 8 + ["b"] * 3))
    assert made["waited"].tolist()[:1] == [1.0] and math.isnan(made["waited"].iloc[1])
    assert made["waited"].tolist()[2:] == [1.0] and made["stretch"].tolist() == ["a", "a", "b"]
    assert list(made.index) == [2, 5, 10]
    both = [1, 0, 0] * 11
    cut = found([(count, 9000) for count in both * 2], EVENTS, basis=["a"] * 33 + ["b"] * 33)
    assert [one.at for one in cut.chart.rebases] == [10] and cut.points == 20


def test_limits_start_anew_where_members_change():
    values = [*STEADY, *(value + 20 for value in STEADY)]
    whole, cut = found(values), found(values, basis=["a"] * 12 + ["b"] * 12)
    assert whole.variation == Variation.IMPROVING  # twelve in a row above the mean
    assert cut.variation == Variation.USUAL and [one.at for one in cut.chart.rebases] == [12]
    assert cut.chart.mean[0, 0] + 20 == pytest.approx(cut.chart.mean[0, -1])


@pytest.mark.parametrize(
    ("polarity", "last", "variation"),
    [
        (Polarity.HIGH_IS_GOOD, 70.0, Variation.IMPROVING),
        (Polarity.HIGH_IS_GOOD, 30.0, Variation.CONCERNING),
        (Polarity.LOW_IS_GOOD, 70.0, Variation.CONCERNING),
        (Polarity.LOW_IS_GOOD, 30.0, Variation.IMPROVING),
        (Polarity.NONE, 70.0, Variation.HIGHER),
        (Polarity.NONE, 30.0, Variation.LOWER),
    ],
)
def test_the_latest_point_is_judged_by_the_good_direction(polarity, last, variation):
    usual = found([*STEADY, last], Process(ValueType.PROPORTION, polarity))
    assert usual.variation == variation
    assert usual.rules(12) == (("outside", 1 if last > 50 else -1),) and usual.rules(0) == ()


@pytest.mark.parametrize(
    ("target", "said"),
    [(20.0, Assurance.PASS), (90.0, Assurance.FAIL), (50.0, Assurance.INCONSISTENT), (NAN, Assurance.NOT_ASSESSED)],
)
def test_a_target_lies_below_above_or_between_the_limits(target, said):
    assert found(STEADY, Process(ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, target=target)).assurance == said


def test_years_before_the_first_value_are_no_part_of_it():
    usual = found([NAN, NAN, *STEADY, NAN])
    assert usual.periods[0] == "2016" and len(usual.periods) == 12
    gap = found([*STEADY[:6], NAN, *STEADY[6:]])
    assert gap.points == 12 and len(gap.periods) == 13 and np.isnan(gap.chart.values[0, 6])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(10, 90), min_size=10, max_size=25), st.floats(0.5, 3), st.floats(-5, 5))
def test_scale_and_shift_change_no_verdict(values, scale, shift):
    first = found(values, Process(ValueType.MEAN, Polarity.NONE))
    second = found([scale * value + shift for value in values], Process(ValueType.MEAN, Polarity.NONE))
    assert first.reason == second.reason or {first.reason, second.reason} == {Unfit.NONE, Unfit.NO_VARIATION}
    if first.chart is not None and second.chart is not None:
        assert second.chart.mean[0, 0] == pytest.approx(scale * first.chart.mean[0, 0] + shift, abs=1e-6)
        assert (second.chart.lower <= second.chart.mean).all()


def test_the_frame_is_left_as_it_was():
    frame = series(STEADY, basis="a")
    before = frame.copy()
    usual_variation(frame, UPTAKE)
    pd.testing.assert_frame_equal(frame, before)
