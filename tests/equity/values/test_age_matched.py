"""Proportions matched for age: loops, properties, edges, a published picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.result import Reason
from equity.values.age_matched import age_matched_proportion
from equity.values.proportion import proportion
from tests.equity.shared_cases import facts
from tests.equity.values.bands import counted, standard, wide


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
