"""Exceedance, many tests at once, and the funnel on change: published examples, scipy, plain loops, the null."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, false_discovery_control, nbinom, poisson

from equity.change.change_funnel import binomial_tails, change_funnel
from equity.change.exceedance import exceedance
from equity.change.multiplicity import adjusted, expected_by_chance, expected_false_flags

NA = float("nan")
# Benjamini and Hochberg (1995), section 4: fifteen tests, of which four are rejected at 0.05.
FIFTEEN = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


@given(st.integers(0, 60), st.floats(0.05, 40), st.floats(1.05, 9))
def test_exceedance_is_the_upper_tail(count, expected, spread):
    assert exceedance(count, expected) == pytest.approx(poisson.sf(count - 1, expected), rel=1e-8, abs=1e-300)
    size = expected / (spread - 1)
    tail = nbinom.sf(count - 1, size, 1 / spread)
    assert exceedance(count, expected, overdispersion=spread) == pytest.approx(tail, rel=1e-6, abs=1e-300)


def test_exceedance_by_hand_and_at_the_edges():
    assert exceedance(2, 1) == pytest.approx(1 - 2 * math.exp(-1))
    found = exceedance([0, 5, -1, NA, 5, 5], [3, 0, 3, 3, NA, 3], overdispersion=[1, 1, 1, 1, 1, 0.5])
    assert found[0] == 1 and np.isnan(found[1:]).all()
    assert exceedance(2.5, 1) == pytest.approx((exceedance(2, 1) * exceedance(3, 1)) ** 0.5, rel=0.1)
    close = exceedance(7, 3, overdispersion=1 + 1e-7)
    assert close == pytest.approx(exceedance(7, 3), rel=1e-4)


def test_exceedance_never_flags_more_than_promised_under_the_null():
    draw = np.random.default_rng(3)
    counts = draw.poisson(6.0, 100_000)
    found = exceedance(counts, 6.0)
    for level in (0.2, 0.05, 0.01):
        assert (found <= level).mean() <= level * 1.05
    wide = exceedance(draw.negative_binomial(6.0, 0.5, 100_000), 6.0, overdispersion=2)
    assert 0.025 < (wide <= 0.05).mean() <= 0.0525


def test_benjamini_and_hochbergs_own_example():
    assert (adjusted(FIFTEEN) <= 0.05).sum() == 4
    np.testing.assert_allclose(adjusted(FIFTEEN), false_discovery_control(FIFTEEN))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.randoms())
def test_adjusted_agrees_with_scipy_in_any_order_and_skips_what_was_not_tested(p, chance):
    np.testing.assert_allclose(adjusted(p), false_discovery_control(p))
    order = list(range(len(p)))
    chance.shuffle(order)
    np.testing.assert_allclose(adjusted(np.array(p)[order]), adjusted(p)[order])
    np.testing.assert_allclose(adjusted([*p, NA])[:-1], adjusted(p))


def test_expected_false_flags():
    assert expected_by_chance(33_000, 0.001) == pytest.approx(33)
    assert expected_false_flags(40, 0.05) == 2
    assert np.isnan(adjusted([NA])).all() and adjusted([]).size == 0


def areas(x, n=1000.0):
    return pd.DataFrame({"numerator": x, "denominator": n}, dtype="float64")


def test_change_by_hand():
    """Nine areas that stay at 10, one that goes from 10 to 30: 30 of 40 where half is expected."""
    before, after = areas([10.0] * 10), areas([30.0, *[10.0] * 9])
    found = change_funnel(before, after, widened=False)
    assert found["p_rise"].iloc[0] == pytest.approx(binom.sf(29, 40, 0.5))
    assert (found["ratio"].iloc[0], found["others"].iloc[0], found["expected"].iloc[0]) == (3, 1, 20)
    assert found["place"].iloc[0] == "high_95" if found["p_rise"].iloc[0] > 0.001 else "high_998"
    assert set(found["place"].iloc[1:]) == {"inside"}
    assert (found["others"].iloc[1:] > 1).all()  # the one that rose is among the others of the rest
    down = change_funnel(after, before, widened=False)
    assert down["p_fall"].iloc[0] == pytest.approx(found["p_rise"].iloc[0])
    assert down["place"].iloc[0].startswith("low")


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.05, 0.95))
def test_tails_are_the_binomial_ones(count, rest, share):
    up, down = binomial_tails(np.array([count]), np.array([count + rest]), share=np.array([share]))
    assert up[0] == pytest.approx(binom.sf(count - 1, count + rest, share), rel=1e-8, abs=1e-300)
    assert down[0] == pytest.approx(binom.cdf(count, count + rest, share), rel=1e-8, abs=1e-300)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ((NA, 1000), (5, 1000), "numerator_missing"),
        ((5, 1000), (NA, 1000), "numerator_missing"),
        ((5, 0), (5, 1000), "denominator_not_positive"),
        ((5, 1000), (-5, 1000), "numerator_negative"),
        ((0, 1000), (0, 1000), "too_few_events"),
    ],
)
def test_edges_of_change_leave_the_others_alone(before, after, reason):
    rest = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0]
    first = areas([*rest, before[0]], [*[1000] * 6, before[1]])
    second = areas([*rest[::-1], after[0]], [*[1000] * 6, after[1]])
    found, alone = change_funnel(first, second), change_funnel(areas(rest), areas(rest[::-1]))
    assert found["reason"].tolist() == [*[""] * 6, reason]
    assert found["place"].iloc[-1] == "not_applicable" and np.isnan(found["p_rise"].iloc[-1])
    columns = ["ratio", "others", "p_rise", "place"]
    if reason != "too_few_events":  # people without events belong to the others
        pd.testing.assert_frame_equal(found[columns].iloc[:6], alone[columns])


def test_new_events_have_no_ratio_but_a_chance_and_few_areas_are_not_judged():
    found = change_funnel(areas([0.0, *[10.0] * 8]), areas([12.0, *[10.0] * 8]))
    assert np.isnan(found["ratio"].iloc[0]) and found["p_rise"].iloc[0] < 0.001
    few = change_funnel(areas([10.0] * 5), areas([12.0] * 5))
    assert set(few["reason"]) == {"too_few_events"}
    none = change_funnel(areas([0.0] * 9), areas([12.0] * 9))
    assert set(none["reason"]) == {"too_few_events"}


def test_change_of_noise_is_outside_as_often_as_promised_even_with_more_spread():
    draw = np.random.default_rng(5)
    n = draw.integers(2000, 20_000, 4000).astype(float)
    before, after = areas(draw.poisson(0.01 * n), n), areas(draw.poisson(0.013 * n), n)
    found = change_funnel(before, after)
    assert found["others"].iloc[0] == pytest.approx(1.3, rel=0.02)
    assert 0.03 < (found["place"] != "inside").mean() < 0.055
    spread = [areas(draw.negative_binomial(rate * n / 2, 1 / 3), n) for rate in (0.01, 0.013)]
    wide, plain = change_funnel(*spread), change_funnel(*spread, widened=False)
    assert wide["factor"].iloc[0] > 1.7
    assert (plain["place"] != "inside").mean() > 0.15 > 0.11 > (wide["place"] != "inside").mean()
