"""Limits by resampling areas: a slow second way, order, sets, too few areas, and how often they hold the truth."""

import numpy as np
import pytest

from equity.inequality.gini import gini_index
from equity.inequality.group_spread import between_group_variance, index_of_disparity
from equity.inequality.spread_limits import SEED, with_limits
from equity.inequality.theil import theil_index
from equity.result import LIMIT_COLUMNS, Reason

MEASURES = [theil_index, gini_index, between_group_variance, index_of_disparity]
RANDOM = np.random.default_rng(5)
VALUES, PEOPLE = RANDOM.gamma(8, 5, 25), RANDOM.integers(200, 2000, 25).astype(float)


@pytest.mark.parametrize("measure", MEASURES)
def test_limits_are_percentiles_over_areas_drawn_one_set_at_a_time(measure):
    order = np.lexsort((PEOPLE, VALUES))
    y, w = VALUES[order], PEOPLE[order]
    drawn = np.random.default_rng(SEED).integers(0, 25, (60, 25))
    slow = [measure(y[one], w[one])["value"].iloc[0] for one in drawn]
    row = with_limits(measure, VALUES, weights=PEOPLE, draws=60).iloc[0]
    assert row[["lower_ci", "upper_ci"]].tolist() == pytest.approx(np.quantile(slow, [0.025, 0.975]).tolist())
    assert row["value"] == measure(VALUES, PEOPLE)["value"].iloc[0]
    assert row["lower_998"] <= row["lower_ci"] <= row["value"] <= row["upper_ci"] <= row["upper_998"]


@pytest.mark.parametrize("measure", MEASURES)
def test_order_changes_nothing_and_sets_do_not_hang_on_each_other(measure):
    shuffled = RANDOM.permutation(25)
    whole = with_limits(measure, VALUES, weights=PEOPLE)
    again = with_limits(measure, VALUES[shuffled], weights=PEOPLE[shuffled])
    both = with_limits(
        measure, [*VALUES, *VALUES[:9], -1.0], weights=[*PEOPLE, *PEOPLE[:9], 1.0], sets=["a"] * 25 + ["b"] * 9 + ["c"]
    )
    numbers = ["value", *LIMIT_COLUMNS]
    assert whole[numbers].iloc[0].tolist() == pytest.approx(again[numbers].iloc[0].tolist())
    assert whole[numbers].iloc[0].tolist() == pytest.approx(both.loc["a", numbers].tolist())
    assert both.loc["b", "value"] > 0 and both.loc["b", list(LIMIT_COLUMNS)].isna().all()  # nine areas
    assert both.loc["c", "reason"] == Reason.TOO_FEW_GROUPS


@pytest.mark.parametrize("measure", MEASURES)
def test_equal_areas_have_no_spread_and_no_doubt(measure):
    row = with_limits(measure, [7.0] * 12, weights=PEOPLE[:12]).iloc[0]
    assert row[["value", *LIMIT_COLUMNS]].tolist() == pytest.approx([0] * 5, abs=1e-9)


def test_limits_hold_the_true_gini_about_as_often_as_they_say():
    """Exponential values have a Gini index of one half; limits of 80 areas hold it nine times in ten or so."""
    held = 0
    for seed in range(120):
        y = np.random.default_rng(seed).exponential(10, 80)
        row = with_limits(gini_index, y, draws=300).iloc[0]
        held += row["lower_ci"] <= 0.5 <= row["upper_ci"]
    assert 0.85 <= held / 120 <= 0.99
