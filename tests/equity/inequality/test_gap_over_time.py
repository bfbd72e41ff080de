"""Gaps over time: change since the first period, simulation, edges."""

import math

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from equity.inequality.gap import gap_of_counts
from equity.inequality.gap_over_time import gap_over_time
from equity.result import Z95, Reason


def gaps(most, least, index):
    sides = [
        pd.DataFrame(rows, columns=["numerator", "denominator"], index=index, dtype="float64") for rows in (most, least)
    ]
    return gap_of_counts(*sides, value_type=ValueType.PROPORTION, multiplier=100)


def test_change_since_the_first_period_with_a_gap():
    periods = pd.Index(["2020", "2021", "2022", "2023"], name="period")
    given = gaps([(None, 200), (120, 200), (100, 200), (90, 200)], [(60, 200)] * 4, periods)
    found = gap_over_time(given)
    change = found.difference_change
    assert found.difference["value"].tolist()[1:] == pytest.approx([30, 20, 15])
    assert change["value"].tolist()[1:] == pytest.approx([0, -10, -15])
    assert change["reason"].tolist() == [Reason.NUMERATOR_MISSING, "", "", ""]
    assert change["lower_ci"].isna().tolist() == [True, True, False, False]
    assert found.ratio_change["value"].tolist()[1:] == pytest.approx([1, 100 / 120, 90 / 120])


def test_limits_of_changes_by_hand():
    found = gap_over_time(gaps([(120, 200), (100, 200)], [(60, 200)] * 2, pd.Index([1, 2])))
    first, later = (found.difference.iloc[place] for place in (0, 1))
    down = math.hypot(later["value"] - later["lower_ci"], first["upper_ci"] - first["value"])
    assert found.difference_change["lower_ci"].iloc[1] == pytest.approx(-10 - down)
    error = math.sqrt(1 / 120 + 1 / 100 + 2 / 60 - 4 / 200)
    assert found.ratio_change["upper_ci"].iloc[1] == pytest.approx(100 / 120 * math.exp(Z95 * error))


def test_limits_cover_the_change_of_simulated_periods():
    rng, number = np.random.default_rng(4), 3000
    shares, people = (0.6, 0.5, 0.3, 0.28), 250
    drawn = [rng.binomial(people, share, number) for share in shares]
    index = pd.MultiIndex.from_product([range(number), ["first", "later"]], names=["area_code", "period"])
    sides = [
        np.column_stack([np.ravel(np.column_stack(drawn[k : k + 2])), np.full(2 * number, people)]) for k in (0, 2)
    ]
    found = gap_over_time(gaps(*sides, index))
    for change, truth in ((found.difference_change, 100 * (0.5 - 0.28 - 0.3)), (found.ratio_change, 0.5 / 0.28 / 2)):
        later = change.xs("later", level="period")
        assert later["lower_ci"].le(truth).mul(later["upper_ci"].ge(truth)).mean() == pytest.approx(0.95, abs=0.012)


def test_places_begin_apart():
    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1), ("b", 2)], names=["area_code", "period"])
    given = gaps([(80, 100), (70, 100), (50, 100), (60, 100)], [(40, 100)] * 4, index)
    assert gap_over_time(given).difference_change["value"].tolist() == pytest.approx([0, -10, 0, 10])


def test_a_ratio_that_is_not_there_leaves_the_difference():
    found = gap_over_time(gaps([(0, 100), (5, 100)], [(5, 100)] * 2, pd.Index([1, 2])))
    assert found.difference_change["value"].tolist() == pytest.approx([0, 5])
    assert found.ratio_change["reason"].tolist() == [Reason.ZERO_CELL, ""]
    assert found.ratio_change["value"].iloc[1] == 1  # the first ratio there is


def test_a_place_without_any_gap_has_no_change():
    found = gap_over_time(gaps([(None, 100)] * 2, [(5, 100)] * 2, pd.Index([1, 2])))
    assert found.difference_change["value"].isna().all()
    assert found.ratio_change["value"].isna().all()
