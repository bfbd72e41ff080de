"""Wilson limits: published numbers, a second implementation, properties, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from data.schema import Status
from equity.result import RESULT_COLUMNS, Z95, Z998, Reason
from equity.values.proportion import proportion, wilson_limits
from tests.equity.shared_cases import assert_agrees, cases, facts, name, needed

# Newcombe RG (1998) Two-sided confidence intervals for the single proportion. Stat Med 17:857-872, table I, method 3.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("count", "people", "lower", "upper"), NEWCOMBE)
def test_published_limits(count, people, lower, upper):
    low, high = wilson_limits(count, people)
    assert (round(float(low), 4), round(float(high), 4)) == (lower, upper)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("proportion_wilson"), ids=name)
def test_reference_numbers(case):
    needed(case)
    given_ = case["inputs"]
    assert_agrees(proportion([given_["numerator"]], [given_["denominator"]], multiplier=given_["multiplier"]), case)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("wilson_ci"), ids=name)
def test_reference_limits(case):
    needed(case)
    z = {0.95: Z95, 0.998: Z998}[case["inputs"]["confidence"]]
    low, high = wilson_limits(case["inputs"]["x"], case["inputs"]["n"], z=z)
    assert float(low) == pytest.approx(case["expected"]["lower"], rel=1e-9)
    assert float(high) == pytest.approx(case["expected"]["upper"], rel=1e-9)


@pytest.mark.shared
def test_published_uptake_of_yarmouth_parade():
    table = facts("covid_first_dose_msoa11_norfolk_waveney.csv").set_index("area_name")
    result = proportion(table["numerator"], table["denominator"]).loc["Yarmouth Parade"]
    assert [round(result[column], 1) for column in ("value", "lower_ci", "upper_ci")] == [55.4, 54.4, 56.4]
    assert table.loc["Yarmouth Parade", "value"] == 55.4


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 5000)), min_size=1, max_size=20))
def test_same_as_statsmodels_row_by_row(pairs):
    pairs = [(min(count, people), people) for count, people in pairs]
    result = proportion([count for count, _ in pairs], [people for _, people in pairs], multiplier=1)
    for row, (count, people) in zip(result.itertuples(), pairs, strict=True):
        low, high = proportion_confint(count, people, alpha=0.05, method="wilson")
        assert row.value == pytest.approx(count / people)
        assert (row.lower_ci, row.upper_ci) == pytest.approx((low, high), abs=1e-9)


@given(st.floats(0, 1), st.floats(1, 1e7))
@example(2.220446049250313e-16, 49005.5)
def test_limits_bracket_the_value_and_nest(share, people):
    row = proportion([share * people], [people]).iloc[0]
    low998, low, value, high, high998 = row[["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]]
    assert 0 <= low998 <= low + 1e-9 <= value + 2e-9
    assert value - 1e-9 <= high <= high998 + 1e-9 <= 100 + 2e-9


def test_every_edge_is_withheld_with_its_reason_and_the_rest_is_computed():
    count = [5, None, 5, 5, 5, -1, 11, 0, 10, 2.5, math.inf]
    people = [10, 10, None, 0, -3, 10, 10, 10, 10, 10, 10]
    result = proportion(count, people)
    assert tuple(result.columns) == RESULT_COLUMNS
    assert result["reason"].tolist() == [
        "",
        Reason.NUMERATOR_MISSING,
        Reason.DENOMINATOR_MISSING,
        Reason.DENOMINATOR_NOT_POSITIVE,
        Reason.DENOMINATOR_NOT_POSITIVE,
        Reason.NUMERATOR_NEGATIVE,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        "",
        "",
        "",
        Reason.NUMERATOR_MISSING,
    ]
    sound = result["reason"] == ""
    assert result.loc[~sound, list(RESULT_COLUMNS[:5])].isna().all(axis=None)
    assert (result.loc[~sound, "status"] == Status.MISSING).all()
    assert (result.loc[sound, "status"] == Status.OK).all()
    assert result["value"].iloc[[0, 7, 8, 9]].tolist() == [50, 0, 100, 25]
    assert result["lower_ci"].iloc[7] == 0
    assert result["upper_ci"].iloc[8] == 100


def test_index_and_inputs_are_kept():
    count = pd.Series([1, pd.NA], index=["a", "b"], dtype="Int64")
    before = count.copy()
    result = proportion(count, np.array([2, 2]))
    assert list(result.index) == ["a", "b"]
    pd.testing.assert_series_equal(count, before)


def test_permuting_areas_changes_nothing():
    count, people = np.arange(50), np.arange(50) + 10
    order = np.random.default_rng(7).permutation(50)
    straight, shuffled = proportion(count, people), proportion(count[order], people[order])
    np.testing.assert_allclose(straight["upper_ci"].to_numpy()[order], shuffled["upper_ci"])
