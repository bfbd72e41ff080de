"""Indirect standardisation: reference numbers, loops, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.result import Reason
from equity.values.indirect_ratio import expected_events, indirectly_standardised_rate, indirectly_standardised_ratio
from tests.equity.shared_cases import assert_agrees, cases, name, needed
from tests.equity.values.bands import BANDS, counted, wide


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


@given(counted, st.tuples(*[st.floats(0.001, 0.2)] * 3))
def test_expected_events_are_the_sum_in_loops(rows, rates):
    people = [n for _, n in rows]
    expected = expected_events(wide(people), pd.Series(rates, index=BANDS))
    assert expected.iloc[0] == pytest.approx(sum(n * r for n, r in zip(people, rates, strict=True)))


@given(counted)
def test_an_area_standardised_by_its_own_rates_is_100_and_bracketed(rows):
    counts, people = wide([x for x, _ in rows]), wide([n for _, n in rows])
    expected = expected_events(people, (counts / people).iloc[0])
    row = indirectly_standardised_ratio(counts.sum(axis=1), expected).iloc[0]
    assert row["value"] == pytest.approx(100)
    assert row["lower_998"] < row["lower_ci"] < 100 < row["upper_ci"] < row["upper_998"]


def test_a_missing_population_withholds_the_ratio():
    expected = expected_events(wide([100, None, 100]), pd.Series([0.1] * 3, index=BANDS))
    assert indirectly_standardised_ratio([5], expected)["reason"].tolist() == [Reason.NO_EXPECTED_EVENTS]
