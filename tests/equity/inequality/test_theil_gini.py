"""Theil, Gini, between-group variance, index of disparity: published numbers, loops, properties, edges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.gini import gini_index
from equity.inequality.group_spread import between_group_variance, index_of_disparity
from equity.inequality.sets import Sets
from equity.inequality.theil import theil_index
from equity.result import Reason

MEASURES = [theil_index, gini_index, between_group_variance, index_of_disparity]
members = st.lists(st.tuples(st.floats(0.01, 90), st.integers(1, 900)), min_size=2, max_size=10)


def sides(given_):
    return [g[0] for g in given_], [g[1] for g in given_]


def only(frame):
    return frame["value"].iloc[0]


@given(members)
def test_theil_in_loops(given_):
    y, w = sides(given_)
    mean = sum(a * b for a, b in given_) / sum(w)
    expected = sum(b * a / mean * math.log(a / mean) for a, b in given_) / sum(w)
    assert only(theil_index(y, w)) == pytest.approx(expected, abs=1e-9)


@given(members)
def test_gini_is_half_the_mean_difference_of_all_pairs(given_):
    y, w = sides(given_)
    mean, people = sum(a * b for a, b in given_) / sum(w), sum(w)
    pairs = sum(b * d * abs(a - c) for a, b in given_ for c, d in given_)
    assert only(gini_index(y, w)) == pytest.approx(pairs / (2 * people**2 * mean), abs=1e-9)


@given(members)
def test_group_spread_in_loops(given_):
    y, w = sides(given_)
    mean = sum(a * b for a, b in given_) / sum(w)
    assert only(between_group_variance(y, w)) == pytest.approx(sum(b * (a - mean) ** 2 for a, b in given_) / sum(w))
    distance = sum(abs(a - mean) for a in y) / len(y)
    assert only(index_of_disparity(y, w)) == pytest.approx(100 * distance / mean)


def test_published_and_known_values():
    """Incomes 1 to 5: Gini 4/15 (Cowell FA 2011, Measuring Inequality). One of n has all: 1 - 1/n and log n."""
    assert only(gini_index([1, 2, 3, 4, 5])) == pytest.approx(4 / 15)
    assert only(gini_index([0, 0, 0, 8])) == pytest.approx(0.75)
    assert only(theil_index([0, 0, 0, 8])) == pytest.approx(math.log(4))


@pytest.mark.parametrize("measure", MEASURES)
@given(given_=members, factor=st.floats(0.1, 50))
def test_equal_values_are_0_and_order_does_not_matter(measure, given_, factor):
    y, w = sides(given_)
    assert only(measure([factor] * len(w), w)) == pytest.approx(0, abs=1e-6)
    one = only(measure(y, w))
    assert one >= -1e-12
    assert only(measure(y[::-1], w[::-1])) == pytest.approx(one, abs=1e-9)
    power = 2 if measure is between_group_variance else 0
    assert only(measure([factor * a for a in y], w)) == pytest.approx(one * factor**power, rel=1e-6, abs=1e-9)


@given(members, st.data())
def test_parts_of_theil_add_up_and_a_weight_is_so_many_equal_areas(given_, data):
    y, w = sides(given_)
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=len(y), max_size=len(y)))
    row = theil_index(y, w, groups=groups).iloc[0]
    assert row["between"] + row["within"] == pytest.approx(row["value"])
    assert row["between"] >= -1e-9
    assert row["within"] >= -1e-9
    assert theil_index(y, w, groups=range(len(y)))["within"].iloc[0] == pytest.approx(0, abs=1e-9)
    small = [min(b, 5) for b in w]
    repeated = [a for a, b in zip(y, small, strict=True) for _ in range(b)]
    if len(repeated) > 1:
        for measure in (theil_index, gini_index):
            assert only(measure(repeated)) == pytest.approx(only(measure(y, small)), abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_sets_are_measured_apart_and_faults_stay_with_them(measure):
    y = [1, 3, 5, None, 5, -1, 4, 0, 0, 7]
    sets = ["a", "a", "b", "b", "c", "c", "c", "d", "d", "e"]
    result = measure(y, [1] * 10, sets=sets)
    assert result.index.tolist() == list("abcde")
    assert result["reason"].tolist() == [
        "",
        Reason.TOO_FEW_GROUPS,
        Reason.NUMERATOR_NEGATIVE,
        Reason.NO_EVENTS,
        Reason.TOO_FEW_GROUPS,
    ]
    assert result.loc["a", "value"] == pytest.approx(only(measure([1, 3], [1, 1])))
    assert result["value"].isna().tolist() == [False, True, True, True, True]
    assert result["number"].tolist() == [2, 1, 3, 2, 1]
    assert result["missing"].tolist() == [0, 1, 0, 0, 0]


def test_people_who_are_not_there_do_not_count():
    found = Sets.of([1, 2, 3], [5, 0, None])
    assert (found.number.tolist(), found.missing.tolist()) == ([1], [2])
    assert np.isnan(theil_index([1, 2], groups=["x", "y"], sets=["a", "b"])["between"]).all()
