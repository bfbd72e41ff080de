"""Direct and indirect standardisation: reference numbers, loops, properties, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from data.schema import Status
from equity.result import Reason
from equity.values.proportion import proportion
from equity.values.standardised import (
    age_matched_proportion,
    directly_standardised_rate,
    expected_events,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)
from tests.equity.shared_cases import assert_agrees, cases, facts, name, needed

BANDS = ["young", "middle", "old"]
counted = st.lists(st.tuples(st.integers(5, 400), st.integers(500, 5000)), min_size=3, max_size=3)


def wide(*rows):
    return pd.DataFrame(list(rows), columns=BANDS, dtype="float64")


def standard(*people):
    return pd.Series(people, index=BANDS, dtype="float64")


def loop_dsr(counts, people, weights, k):
    """The same from the formula, in plain loops, with exact or Byar's limits written out again."""
    total = sum(weights)
    rate = sum(w * x / n for x, n, w in zip(counts, people, weights, strict=True)) / total
    variance = sum(w * w * x / n**2 for x, n, w in zip(counts, people, weights, strict=True)) / total**2
    o = sum(counts)
    if o < 10:
        ends = (chi2.ppf(0.025, 2 * o) / 2, chi2.ppf(0.975, 2 * o + 2) / 2)
    else:
        z = 1.959963984540054
        ends = (
            o * (1 - 1 / (9 * o) - z / (3 * math.sqrt(o))) ** 3,
            (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * math.sqrt(o + 1))) ** 3,
        )
    return k * rate, *(k * (rate + math.sqrt(variance / o) * (end - o)) for end in ends)


@given(counted, st.tuples(*[st.integers(1, 9)] * 3))
def test_dsr_is_the_formula_in_loops(rows, weights):
    counts, people = [x for x, _ in rows], [n for _, n in rows]
    result = directly_standardised_rate(wide(counts), wide(people), standard=standard(*weights)).iloc[0]
    value, low, high = loop_dsr(counts, people, weights, 100_000)
    assert result["value"] == pytest.approx(value)
    assert result["lower_ci"] == pytest.approx(max(low, 0), abs=1e-6)
    assert result["upper_ci"] == pytest.approx(high)


@given(st.integers(1, 50), st.tuples(*[st.integers(1, 9)] * 3))
def test_equal_rates_give_that_rate_whatever_the_standard(events, weights):
    people = [1000.0, 2000.0, 500.0]
    counts = [events * n / 100 for n in people]
    value = directly_standardised_rate(wide(counts), wide(people), standard=standard(*weights), multiplier=100)["value"]
    assert value.iloc[0] == pytest.approx(events)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("dsr_dobson"), ids=name)
def test_reference_dsr(case):
    needed(case)
    counts, people = (pd.DataFrame([case["inputs"][part]], dtype="float64") for part in ("count", "pop"))
    weights = pd.Series(case["inputs"]["stdpop"], dtype="float64")
    assert_agrees(
        directly_standardised_rate(counts, people, standard=weights, multiplier=case["inputs"]["multiplier"]), case
    )


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("indirect_ratio", "indirect_rate"), ids=name)
def test_reference_indirect(case):
    needed(case)
    given_, k = case["inputs"], case["inputs"]["multiplier"]
    reference = pd.DataFrame({"x": given_["ref_count"], "n": given_["ref_pop"]}, dtype="float64")
    expected = expected_events(pd.DataFrame([given_["pop"]], dtype="float64"), reference["x"] / reference["n"])
    assert expected.iloc[0] == pytest.approx(case["expected"]["expected"])
    observed = [np.nansum(np.array(given_["count"], dtype="float64"))]
    if case["method"] == "indirect_ratio":
        assert_agrees(indirectly_standardised_ratio(observed, expected, multiplier=k), case)
    else:
        crude = k * reference["x"].sum() / reference["n"].sum()
        assert_agrees(indirectly_standardised_rate(observed, expected, reference_rate=crude), case)


def test_dsr_edges_withhold_one_row_each():
    fine = [20, 30, 40]
    counts = wide(fine, [1, 2, 3], [20, None, 40], [20, 30, -1], fine, [None] * 3, [20, None, 40])
    people = wide(*[[1000, 1000, 1000]] * 4, [1000, 0, 1000], *[[1000, 1000, 1000]] * 2)
    hidden = pd.DataFrame(False, index=counts.index, columns=BANDS)
    hidden.loc[6, "middle"] = True
    result = directly_standardised_rate(counts, people, standard=standard(1, 1, 1), suppressed=hidden)
    assert result["reason"].tolist() == [
        "",
        Reason.TOO_FEW_EVENTS,
        "",  # a missing stratum is none
        Reason.NUMERATOR_NEGATIVE,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NUMERATOR_MISSING,
        Reason.STRATUM_SUPPRESSED,  # a suppressed one is not
    ]
    assert result["status"].iloc[6] == Status.SUPPRESSED
    assert result.loc[result["reason"] != "", "value":"upper_998"].isna().all(axis=None)
    assert result["value"].iloc[0] == pytest.approx(3000)


def test_a_standard_without_people_and_areas_in_another_order_are_refused():
    counts = wide([20, 30, 40])
    with pytest.raises(ValueError, match="standard population"):
        directly_standardised_rate(counts, counts, standard=standard(0, 0, 0))
    with pytest.raises(ValueError, match="same areas"):
        directly_standardised_rate(counts, counts.set_axis(["x"]), standard=standard(1, 1, 1))


@given(counted)
def test_matching_an_area_with_its_own_ages_changes_nothing(rows):
    counts, people = wide([x for x, _ in rows]), wide([n for _, n in rows])
    matched = age_matched_proportion(counts, people, standard=people.iloc[0])
    plain = proportion(counts.sum(axis=1), people.sum(axis=1))
    assert matched["value"].iloc[0] == pytest.approx(plain["value"].iloc[0])
    width = matched["upper_ci"] - matched["lower_ci"]
    assert width.iloc[0] <= (plain["upper_ci"] - plain["lower_ci"]).iloc[0] * 1.001  # strata take variance away


@given(counted, st.tuples(*[st.integers(1, 9)] * 3))
def test_matched_proportion_is_the_weighted_mean_and_bracketed(rows, weights):
    counts, people = [x for x, _ in rows], [n for _, n in rows]
    row = age_matched_proportion(wide(counts), wide(people), standard=standard(*weights)).iloc[0]
    mean = 100 * sum(w * x / n for x, n, w in zip(counts, people, weights, strict=True)) / sum(weights)
    assert row["value"] == pytest.approx(mean)
    assert 0 <= row["lower_998"] <= row["lower_ci"] <= mean <= row["upper_ci"] <= row["upper_998"] <= 100


def test_matched_proportion_edges():
    counts = wide([0, 0, 0], [10, 10, 10], [5, None, 5], [11, 1, 1], [1, 1, 1])
    people = wide(*[[10, 10, 10]] * 4, [10, 0, 10])
    result = age_matched_proportion(counts, people, standard=standard(1, 1, 1))
    assert result["reason"].tolist() == [
        "",
        "",
        Reason.NUMERATOR_MISSING,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.STRATUM_WITHOUT_PEOPLE,
    ]
    assert (result["value"].iloc[0], result["lower_ci"].iloc[0]) == (0, 0)
    assert (result["value"].iloc[1], result["upper_ci"].iloc[1]) == (100, 100)
    assert result["upper_ci"].iloc[0] == pytest.approx(proportion([0], [30])["upper_ci"].iloc[0])


@pytest.mark.shared
def test_yarmouth_parade_if_ages_matched_the_system():
    table = facts("covid_first_dose_msoa11_norfolk_waveney_by_age.csv").set_index(["msoa11_code", "age_band"])
    counts = table["first_dose_people"].unstack().astype("float64")
    people = table["nims_population_1jul2021"].unstack().astype("float64")
    result = age_matched_proportion(counts, people, standard=people.sum())
    assert round(result.loc["E02005543", "value"], 1) == 62.3
    assert result["value"].idxmin() == "E02005543"


def test_indirect_edges():
    result = indirectly_standardised_ratio([5, 5, None, -1, 0], [10, 0, 10, 10, 10])
    assert result["reason"].tolist() == [
        "",
        Reason.NO_EXPECTED_EVENTS,
        Reason.NUMERATOR_MISSING,
        Reason.NUMERATOR_NEGATIVE,
        "",
    ]
    assert result["value"].iloc[[0, 4]].tolist() == [50, 0]
