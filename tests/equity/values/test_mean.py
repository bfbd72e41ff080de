"""Means: published numbers, scipy, properties, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from equity.result import Reason
from equity.values.mean import mean_of_summaries, mean_of_values
from tests.equity.shared_cases import assert_agrees, cases, name, needed

some = st.lists(st.floats(-1e4, 1e4).map(lambda x: round(x, 3)), min_size=2, max_size=30)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("mean_t"), ids=name)
def test_reference_mean(case):
    needed(case)
    result = mean_of_values(case["inputs"]["values"])
    assert_agrees(result, case)
    assert result["deviation"].iloc[0] == pytest.approx(case["expected"]["stdev"])


def test_published_interval():
    """Heights of 8: t(7) = 2.365 (Armitage and Berry, table A3), mean 10, sd 2: 10 -/+ 2.365 x 2 / sqrt 8."""
    row = mean_of_summaries([8], [10.0], deviations=[2.0]).iloc[0]
    assert row["upper_ci"] - 10 == pytest.approx(2.365 * 2 / np.sqrt(8), abs=5e-4)


@given(some)
def test_same_as_scipy(values):
    row = mean_of_values(values).iloc[0]
    assert row["value"] == pytest.approx(np.mean(values), abs=1e-6)
    spread = stats.sem(values)
    for level, low, high in ((0.95, "lower_ci", "upper_ci"), (0.998, "lower_998", "upper_998")):
        width = stats.t.ppf(0.5 + level / 2, len(values) - 1) * spread
        assert (row[low], row[high]) == pytest.approx((np.mean(values) - width, np.mean(values) + width), abs=1e-5)


@given(some, st.floats(0.1, 100))
def test_scale_free_and_order_free(values, factor):
    one = mean_of_values(values).iloc[0, :5].to_numpy("float64")
    other = mean_of_values([factor * x for x in reversed(values)]).iloc[0, :5].to_numpy("float64")
    np.testing.assert_allclose(other, factor * one, rtol=1e-7, atol=1e-5 * factor)


def test_groups_stand_in_order_and_missing_values_do_not_count():
    result = mean_of_values([3, None, 1, 5, 7, np.inf], ["b", "b", "a", "b", "c", "d"])
    assert list(result.index) == ["b", "a", "c", "d"]
    assert result["number"].tolist() == [2, 1, 1, 0]
    assert result["value"].iloc[:3].tolist() == [4, 1, 7]
    assert result["lower_ci"].notna().tolist() == [True, False, False, False]  # one value has no interval
    assert result["reason"].tolist() == ["", "", "", Reason.DENOMINATOR_NOT_POSITIVE]


def test_edges():
    frame = pd.DataFrame(
        {"n": [10, 1, 0, None, 10, 10, 10, 10], "mean": [5, 5, 5, 5, None, 5, 5, 5], "sd": [2, 2, 2, 2, 2, -1, 0, None]}
    )
    result = mean_of_summaries(frame["n"], frame["mean"], deviations=frame["sd"])
    assert result["reason"].tolist() == [
        "",
        "",
        Reason.DENOMINATOR_NOT_POSITIVE,
        Reason.DENOMINATOR_MISSING,
        Reason.VALUE_MISSING,
        Reason.SPREAD_NEGATIVE,
        "",
        "",
    ]
    assert result["lower_ci"].isna().tolist() == [False, True, True, True, True, True, False, True]
    assert result.loc[6, ["lower_ci", "value", "upper_998"]].tolist() == [5, 5, 5]  # all equal: no doubt
