"""Gaps of groups of one axis from tidy rows."""

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from equity.inequality.axes import Axis, along
from equity.inequality.gap import gap_of_counts
from equity.inequality.gap_over_time import gap_over_time
from equity.inequality.group_gap import REST, group_gap
from equity.result import Reason

KIND = {"value_type": ValueType.PROPORTION, "multiplier": 100}
GIVEN = [
    ("a", "imd_quintile:1", 40, 100),
    ("a", "imd_quintile:3", 30, 100),
    ("a", "imd_quintile:5", 20, 100),
    ("a", "imd_quintile:unknown", 3, 100),
    ("b", "imd_quintile:1", 5, 50),
    ("b", "imd_quintile:5", None, 50),
    ("c", "imd_quintile:1", 5, 50),
]


def grouped(rows=GIVEN, **more):
    frame = pd.DataFrame(rows, columns=["area_code", "category", "numerator", "denominator"])
    frame = frame.astype({"numerator": "Float64", "denominator": "Float64"}).assign(**more)
    return along(frame, Axis.DEPRIVATION, within=[name for name in ("area_code", "period") if name in frame])


def counts(*rows):
    return pd.DataFrame(
        rows, columns=["numerator", "denominator"], index=pd.Index(["a"], name="area_code"), dtype="float64"
    )


def test_two_groups_and_the_share_of_unknown_group():
    found = group_gap(grouped(), ("1", "5"), **KIND)
    expected = gap_of_counts(counts((40, 100)), counts((20, 100)), **KIND)
    for frame, wanted in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(frame.loc[["a"]].drop(columns="unknown_share"), wanted)
    assert found.difference["unknown_share"].tolist() == [0.25, 0, 0]
    assert found.difference["reason"].tolist() == ["", Reason.NUMERATOR_MISSING, Reason.NUMERATOR_MISSING]


def test_the_most_deprived_fifth_against_the_rest():
    found = group_gap(grouped(), ("1", REST), **KIND)
    expected = gap_of_counts(counts((40, 100)), counts((50, 200)), **KIND)
    pd.testing.assert_frame_equal(found.ratio.loc[["a"]].drop(columns="unknown_share"), expected.ratio)
    assert found.ratio["value"].isna().tolist() == [False, True, True]  # a missing member is not zero


def test_order_of_rows_does_not_matter():
    straight, turned = (group_gap(rows, ("1", "5"), **KIND).difference for rows in (grouped(), grouped(GIVEN[::-1])))
    pd.testing.assert_frame_equal(straight, turned.loc[straight.index])


def test_periods_make_a_gap_over_time():
    rows = pd.concat([grouped(GIVEN[:3], period=period) for period in ("2020", "2021")])
    found = gap_over_time(group_gap(rows, ("1", "5"), within=("area_code", "period"), **KIND))
    assert found.difference.index.tolist() == [("a", "2020"), ("a", "2021")]
    assert found.difference_change["value"].tolist() == [0, 0]
    assert np.isfinite(found.ratio_change["upper_998"].iloc[1])


def test_a_group_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        group_gap(pd.concat([grouped(), grouped()]), ("1", "5"), **KIND)
