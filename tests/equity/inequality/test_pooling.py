"""Counts pooled by group: loops, gaps, and a slope of a footprint from its small areas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.pooling import pooled_by_group
from tests.equity.inequality.memberships import membership

blocks = st.lists(
    st.tuples(
        st.integers(0, 50), st.integers(50, 900), st.sampled_from([1, 2, 3, None]), st.sampled_from([0.0, 0.5, 1.0])
    ),
    min_size=1,
    max_size=12,
)


def table(rows, codes):
    return pd.DataFrame(rows, columns=["numerator", "denominator", "group"], index=codes)


@given(blocks)
def test_same_as_loops(given_):
    codes = [f"E{i}" for i in range(len(given_))]
    weights = [[b[3] for b in given_], [1.0] * len(given_)]
    counts, people = pooled_by_group(
        membership(weights, ["part", "all"], blocks=codes),
        table([b[:3] for b in given_], codes)[::-1],
        groups=[1, 2, 3],
    )
    for name, row in zip(["part", "all"], weights, strict=True):
        for group in (1, 2, 3):
            inside = [(b, w) for b, w in zip(given_, row, strict=True) if b[2] == group]
            assert counts.loc[name, group] == pytest.approx(sum(w * b[0] for b, w in inside))
            assert people.loc[name, group] == pytest.approx(sum(w * b[1] for b, w in inside))


def test_areas_without_a_count_leave_events_and_people_or_make_the_group_missing():
    codes = list("abcd")
    rows = [(10, 950, 1), (None, 50, 1), (10, 500, 2), (None, 500, 2)]
    counts, people = pooled_by_group(membership([[1, 1, 1, 1]], ["x"], blocks=codes), table(rows, codes), groups=[1, 2])
    assert (counts.loc["x", 1], people.loc["x", 1]) == (10, 950)  # 95 % of its people
    assert np.isnan(counts.loc["x", 2]) and np.isnan(people.loc["x", 2])


def test_an_area_without_people_known_makes_its_group_missing_and_an_empty_group_has_none():
    codes = list("ab")
    counts, people = pooled_by_group(
        membership([[1, 1], [1, 0]], ["x", "y"], blocks=codes), table([(3, 90, 1), (4, None, 1)], codes), groups=[1, 2]
    )
    assert np.isnan(counts.loc["x", 1])
    assert (counts.loc["y", 1], people.loc["y", 1], people.loc["y", 2]) == (3, 90, 0)
