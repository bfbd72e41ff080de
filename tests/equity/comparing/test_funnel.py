"""Funnels: published limits, the reference case, plain loops, overdispersion, edges, noise."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from data.schema import ValueType
from equity.comparing.funnel import RATIO, derived_denominator, expected_at, funnel, funnel_limits
from equity.comparing.overdispersion import overdispersion, widening_words
from equity.result import Z95, Z998
from tests.equity.shared_cases import cases, name, needed

NA = float("nan")
SIGNIFICANCE = {
    "high_998": "High (0.001)",
    "high_95": "High (0.025)",
    "inside": "Not significant",
    "low_95": "Low (0.025)",
    "low_998": "Low (0.001)",
    "not_applicable": "Not applicable for events less than 10 for dsrs",
}
# PHEindicatormethods, testdata_funnel_ratio_outputs.csv: events, expected at the lower and upper 95 % and 99.8 % limit.
RATIOS = [
    (1, 5.571644585, 0.025317898, 9.233410143, 0.001000547),
    (10, 18.39035799, 4.795387629, 24.13397235, 2.960519925),
    (100, 121.6268111, 81.36400699, 134.9243187, 71.92139974),
    (716, 770.4222128, 664.5083011, 802.60414, 636.1521174),
]
# PHEindicatormethods, testdata_funnel_prop_outputs.csv: people, lower and upper 95 %, lower and upper 99.8 %.
PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (50, 69.691035, 91.593861, 63.375595, 97.909301),
    (1119, 78.327506, 82.95739, 76.992529, 84.292366),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]
# ... and the first areas of testdata_funnel_prop_inputs.csv with their place about the average of all, 80.642448 %.
TRUSTS = [
    (35078.488, 41980, "high_998"),
    (24803.6256, 31824, "low_998"),
    (50050.7443, 61921, "inside"),
    (26789.238, 33012, "high_95"),
    (30277.5312, 37828, "low_95"),
]


@pytest.mark.parametrize(("events", "low", "high", "lowest", "highest"), RATIOS)
def test_published_steps_of_the_ratio_funnel(events, low, high, lowest, highest):
    assert expected_at(events) == (pytest.approx(low, rel=1e-6), pytest.approx(high, rel=1e-5))
    assert expected_at(events, z=Z998) == (pytest.approx(lowest, rel=1e-6), pytest.approx(highest, rel=1e-4))


def with_average(*rows, average):
    """The rows and one very large area that makes the average what it is, whatever they are."""
    x, n = (np.array([row[place] for row in rows], dtype=float) for place in (0, 1))
    people = 1e12
    return np.append(x, average * (people + n.sum()) - x.sum()), np.append(n, people)


def test_published_limits_and_places_of_proportions():
    x, n = with_average(*TRUSTS, average=0.80642448)
    found = funnel(x, n, value_type=ValueType.PROPORTION)
    assert found.average == pytest.approx(80.642448, abs=1e-6)
    assert found.areas["place"].tolist()[:5] == [place for _, _, place in TRUSTS]
    limits = funnel_limits(found, [row[0] for row in PROPORTIONS], value_type=ValueType.PROPORTION)
    np.testing.assert_allclose(limits.to_numpy(), np.array(PROPORTIONS), atol=2e-6)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("funnel_significance_rate"), ids=name)
def test_reference_case_of_standardised_rates(case):
    needed(case)
    given_ = case["inputs"]
    count = np.array(given_["count"], dtype=float)
    rate = np.array([NA if value is None else value for value in given_["rate"]])
    kind = ValueType.DSR if given_["rate_type"] == "dsr" else ValueType.CRUDE_RATE
    people = derived_denominator(count, rate, multiplier=given_["multiplier"])
    found = funnel(count, people, value_type=kind, multiplier=given_["multiplier"])
    assert [SIGNIFICANCE[place] for place in found.areas["place"]] == case["expected"]["significance"]
    assert found.areas["reason"].iloc[-1] == "too_few_events"


def slow_place(x, e):
    """By Poisson tails for few events; the text-book way."""
    if poisson.sf(x - 1, e) < 0.001:
        return "high_998"
    if poisson.cdf(x, e) < 0.001:
        return "low_998"
    return "high_95" if poisson.sf(x - 1, e) < 0.025 else "low_95" if poisson.cdf(x, e) < 0.025 else "inside"


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0.1, 40)), min_size=1, max_size=8))
def test_ratios_of_few_events_agree_with_poisson_tails(rows):
    x, e = (np.array(part, dtype=float) for part in zip(*rows, strict=True))
    found = funnel(x, e, value_type=RATIO, multiplier=100)
    assert found.average == 100
    assert found.areas["place"].tolist() == [slow_place(*row) for row in rows]


def test_drawn_curves_and_places_agree():
    """An area just outside the curve is placed outside, one just inside is not: with and without widening."""
    draw = np.random.default_rng(2)
    n = draw.integers(500, 50_000, 200).astype(float)
    x = draw.poisson(n * draw.gamma(20, 0.01 / 20, 200)).astype(float)
    for widened in (False, True):
        for kind in (ValueType.CRUDE_RATE, ValueType.PROPORTION):
            found = funnel(x, n, value_type=kind, widened=widened)
            curve = funnel_limits(found, n, value_type=kind)
            value, place = found.areas["value"].to_numpy(), found.areas["place"].to_numpy()
            near = (np.abs(value - curve["upper_ci"]) < 1e-6) | (np.abs(value - curve["lower_ci"]) < 1e-6)
            assert ((value > curve["upper_ci"]) == np.isin(place, ["high_95", "high_998"]))[~near].all()
            assert ((value < curve["lower_998"]) == (place == "low_998"))[~near].all()


def test_overdispersion_widens_says_so_and_flags_fewer():
    draw = np.random.default_rng(3)
    n = np.full(300, 5000.0)
    x = draw.poisson(n * draw.gamma(25, 0.02 / 25, 300)).astype(float)
    plain = funnel(x, n, value_type=ValueType.CRUDE_RATE)
    wide = funnel(x, n, value_type=ValueType.CRUDE_RATE, widened=True)
    assert plain.factor == 1 and plain.note == ""
    assert 2 < wide.factor < 8 and f"{math.sqrt(wide.factor):.2f} times as wide" in wide.note
    out = [(found.areas["place"] != "inside").mean() for found in (plain, wide)]
    assert out[0] > 0.2 and out[1] < 0.15
    curves = [funnel_limits(found, [5000.0], value_type=ValueType.CRUDE_RATE).iloc[0] for found in (plain, wide)]
    widths = [curve["upper_998"] - curve["lower_998"] for curve in curves]
    assert widths[1] == pytest.approx(widths[0] * math.sqrt(wide.factor))


def slow_factor(z):
    ordered = sorted(z)

    def quantile(share):
        place = share * (len(ordered) - 1)
        low = math.floor(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])

    low, high = quantile(0.1), quantile(0.9)
    return max(1.0, sum(min(max(value, low), high) ** 2 for value in z) / len(z))


@given(st.lists(st.floats(-20, 20), min_size=5, max_size=40))
def test_factor_in_plain_loops(z):
    assert overdispersion(z) == pytest.approx(slow_factor(z))
    assert overdispersion([*z, NA]) == pytest.approx(overdispersion(z))


def test_factor_of_few_or_quiet_areas_is_one_and_says_nothing():
    assert overdispersion([9, -9, 9, -9]) == 1 and overdispersion([]) == 1
    assert overdispersion(np.zeros(50)) == 1 and widening_words(1.0) == ""


@pytest.mark.parametrize(
    ("count", "people", "kind", "reason"),
    [
        (5, 0, "crude_rate", "denominator_not_positive"),
        (-1, 10, "crude_rate", "numerator_negative"),
        (NA, 10, "crude_rate", "numerator_missing"),
        (5, NA, "ratio", "denominator_missing"),
        (11, 10, "proportion", "numerator_above_denominator"),
        (9, 1000, "directly_standardised_rate", "too_few_events"),
    ],
)
def test_edges_are_left_out_and_leave_the_rest_alone(count, people, kind, reason):
    rest = ([30.0, 40.0, 50.0], [1000.0, 1000.0, 1000.0])
    found = funnel([*rest[0], count], [*rest[1], people], value_type=kind)
    alone = funnel(*rest, value_type=kind)
    assert found.areas["reason"].tolist() == ["", "", "", reason]
    assert found.areas["place"].iloc[-1] == "not_applicable" and math.isnan(found.areas["value"].iloc[-1])
    pd.testing.assert_frame_equal(found.areas.iloc[:3], alone.areas)
    assert found.average == alone.average


def test_none_and_all_equal():
    empty = funnel([NA], [10], value_type=ValueType.CRUDE_RATE)
    assert math.isnan(empty.average) and empty.areas["place"].tolist() == ["not_applicable"]
    same = funnel([10.0] * 6, [100.0] * 6, value_type=ValueType.PROPORTION, widened=True)
    assert set(same.areas["place"]) == {"inside"} and same.factor == 1
    nobody = funnel([0.0] * 6, [100.0] * 6, value_type=ValueType.PROPORTION)
    assert set(nobody.areas["place"]) == {"inside"} and nobody.average == 0
    assert np.isnan(derived_denominator([10, 10], [0, NA])).all()
    small = funnel_limits(same, [1.0, 2.0], value_type=RATIO)
    assert (small["lower_ci"] < 1e-9).all()


def test_noise_is_outside_as_often_as_promised():
    draw = np.random.default_rng(8)
    n = draw.integers(1000, 20_000, 5000).astype(float)
    for x, kind in ((draw.poisson(0.01 * n), "crude_rate"), (draw.binomial(n.astype(int), 0.3), "proportion")):
        place = funnel(x, n, value_type=kind).areas["place"]
        outside = (place != "inside").mean()
        assert 0.03 < outside < 0.055
        assert place.isin(["high_998", "low_998"]).mean() < 0.004
    assert pytest.approx(1.959964, abs=1e-6) == Z95
