"""Limits of counts and crude rates: published numbers, statsmodels, properties, edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson
from statsmodels.stats.rates import confint_poisson

from equity.result import Z998, Reason
from equity.values.crude_rate import EXACT_BELOW, byars_limits, crude_rate, exact_limits, poisson_limits
from tests.equity.shared_cases import assert_agrees, cases, name, needed

# Ulm K (1990) Am J Epidemiol 131:373-375 and standard tables of exact Poisson limits (95 %).
EXACT = [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)]


@pytest.mark.parametrize(("count", "lower", "upper"), EXACT)
def test_published_exact_limits(count, lower, upper):
    low, high = exact_limits(count)
    assert (round(float(low), 4), round(float(high), 4)) == (lower, upper)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("byars_ci"), ids=name)
def test_reference_byars(case):
    needed(case)
    low, high = byars_limits(case["inputs"]["x"])
    assert float(low) == pytest.approx(case["expected"]["lower"], rel=1e-9)
    assert float(high) == pytest.approx(case["expected"]["upper"], rel=1e-9)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("crude_rate"), ids=name)
def test_reference_rates(case):
    needed(case)
    given_ = case["inputs"]
    assert_agrees(crude_rate([given_["numerator"]], [given_["denominator"]], multiplier=given_["multiplier"]), case)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("aggregate_crude_rate"), ids=name)
def test_reference_sum(case):
    needed(case)
    members = case["inputs"]["members"]
    count, people = (sum(member[part] for member in members) for part in ("numerator", "denominator"))
    assert_agrees(crude_rate([count], [people], multiplier=case["inputs"]["multiplier"]), case)


def test_zero_events_run_from_zero_to_3_689():
    row = crude_rate([0], [1], multiplier=1).iloc[0]
    assert (row["value"], row["lower_ci"], round(row["upper_ci"], 3)) == (0, 0, 3.689)


@given(st.integers(0, EXACT_BELOW - 1))
def test_few_events_have_exact_limits(count):
    low, high = poisson_limits(count)
    expected = confint_poisson(count, 1, method="exact-c", alpha=0.05)
    assert (float(low), float(high)) == pytest.approx((np.nan_to_num(expected[0]), expected[1]), abs=1e-9)


@given(st.integers(EXACT_BELOW, 100_000))
def test_byars_stays_close_to_exact(count):
    low, high = poisson_limits(count)
    assert poisson.sf(count - 1, float(low)) == pytest.approx(0.025, abs=0.0012)
    assert poisson.cdf(count, float(high)) == pytest.approx(0.025, abs=0.0012)


@given(st.floats(0, 1e6), st.floats(1, 1e7))
def test_limits_bracket_and_nest(count, people):
    row = crude_rate([count], [people]).iloc[0]
    order = row[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]].to_numpy("float64")
    assert (np.diff(order) >= -1e-6 * max(order[-1], 1)).all()
    assert order[0] >= 0


@given(st.just(0) | st.floats(0.01, 1e5), st.floats(1, 1e6), st.sampled_from([2.0, 10.0, 1000.0]))
def test_scale_free(count, people, factor):
    base, scaled = crude_rate([count], [people], multiplier=1), crude_rate([count], [people], multiplier=factor)
    np.testing.assert_allclose(scaled.iloc[:, :5].to_numpy("float64"), factor * base.iloc[:, :5].to_numpy("float64"))


def test_edges():
    result = crude_rate([3, 5, None, 5, -1, 5], [10, 2, 10, 0, 10, None], multiplier=10)
    assert result["reason"].tolist() == [
        "",
        "",  # more events than people is legal
        Reason.NUMERATOR_MISSING,
        Reason.DENOMINATOR_NOT_POSITIVE,
        Reason.NUMERATOR_NEGATIVE,
        Reason.DENOMINATOR_MISSING,
    ]
    assert result["value"].iloc[:2].tolist() == [3, 25]
    assert result.iloc[2:, :5].isna().all(axis=None)


def test_998_is_wider():
    assert byars_limits(50, z=Z998)[0] < byars_limits(50)[0]
    assert byars_limits(0)[0] == 0
