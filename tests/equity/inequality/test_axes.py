"""Axes: which category belongs where, and the share of people whose group is not known."""

import numpy as np
import pandas as pd
import pytest

from equity.inequality.axes import Axis, along, axis_of, is_unknown


@pytest.mark.parametrize(
    ("category", "axis"),
    [
        ("imd_quintile:1", Axis.DEPRIVATION),
        ("county_ua_deprivation_deciles_in_england_imd2015:1", Axis.DEPRIVATION),
        ("ethnicity:Asian", Axis.ETHNICITY),
        ("rural_urban:Rural town", Axis.RURALITY),
        ("ruc11:D1", Axis.RURALITY),
        ("oac_supergroup:1 Rural residents", Axis.OUTPUT_AREA_GROUP),
        ("religion:None", None),
        ("", None),
    ],
)
def test_categories_find_their_axis(category, axis):
    assert axis_of(category) == axis


def test_every_axis_has_a_label_and_two_are_ordered():
    assert len({axis.label for axis in Axis}) == len(Axis) == 6
    assert [axis for axis in Axis if axis.ordered] == [Axis.DEPRIVATION, Axis.AGE]


def test_unknown_has_many_names():
    names = [
        "Unknown",
        "not stated",
        "Not-known",
        "Not known (refused)",
        None,
        "Z",
        "99",
        "Asian",
        "Other",
        "White (any)",
    ]
    assert is_unknown(names, Axis.ETHNICITY).tolist() == [True] * 7 + [False] * 3
    assert is_unknown(names, Axis.AGE).tolist() == [True] * 5 + [False] * 5  # 99 is an age


def rows(*given):
    columns = ["area_code", "category", "age", "sex", "numerator", "denominator"]
    return pd.DataFrame(given, columns=columns)


def test_share_of_unknown_group_is_carried_and_its_rows_are_not_compared():
    frame = rows(
        ("a", "ethnicity:Asian", "all", "all", 5, 50),
        ("a", "ethnicity:Unknown", "all", "all", 1, 25),
        ("a", "ethnicity:White", "all", "all", 9, 25),
        ("b", "ethnicity:Asian", "all", "all", 5, 50),
        ("b", "imd_quintile:1", "all", "all", 5, 50),
        ("b", "", "all", "all", 5, 50),
    )
    found = along(frame, Axis.ETHNICITY)
    assert found["group"].tolist() == ["Asian", "White", "Asian"]
    assert found["unknown_share"].tolist() == [0.25, 0.25, 0.0]
    assert set(found["axis"]) == {"Ethnic group"}
    assert along(frame, Axis.DEPRIVATION)["group"].tolist() == ["1"]


def test_without_people_the_share_is_of_events_and_a_hidden_count_leaves_it_open():
    frame = rows(
        ("a", "ethnicity:Asian", "all", "all", 30, None),
        ("a", "ethnicity:Not stated", "all", "all", 10, None),
        ("b", "ethnicity:Asian", "all", "all", 30, None),
        ("b", "ethnicity:Not stated", "all", "all", None, None),
    )
    share = along(frame, Axis.ETHNICITY)["unknown_share"].to_numpy()
    assert share[0] == 0.25
    assert np.isnan(share[1])


def test_age_and_sex_have_columns_of_their_own():
    frame = rows(
        ("a", "", "16-39", "all", 1, 10),
        ("a", "", "40+", "all", 1, 10),
        ("a", "", "all", "female", 1, 10),
        ("a", "", "all", "not known", 1, 30),
    )
    assert along(frame, Axis.AGE)["group"].tolist() == ["16-39", "40+"]
    sexes = along(frame, Axis.SEX)
    assert (sexes["group"].tolist(), sexes["unknown_share"].tolist()) == (["female"], [0.75])


def test_comparisons_are_told_apart_by_more_than_the_area():
    frame = rows(("a", "ethnicity:Asian", "all", "all", 1, 10), ("a", "ethnicity:Unknown", "all", "all", 1, 30))
    both = pd.concat([frame.assign(period="2020"), frame.iloc[:1].assign(period="2021")], ignore_index=True)
    found = along(both, Axis.ETHNICITY, within=("area_code", "period"))
    assert found["unknown_share"].tolist() == [0.75, 0.0]
