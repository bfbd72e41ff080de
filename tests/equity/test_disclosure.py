"""The gate: rules as data, what is wiped, and an outsider who tries to work a withheld count out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Status, ValueType
from equity.disclosure import PUBLIC_COLUMNS, RULES, ReleaseRule, released, small_counts, withheld_parents
from equity.result import Z95, Z998, Reason
from equity.values.crude_rate import byars_limits
from equity.values.valuation import valued
from tests.equity.outsider import possible

STRICT = ReleaseRule("strict", largest=7, secondary=True)
RATE, SHARE = ValueType.CRUDE_RATE, ValueType.PROPORTION


def counted(counts, people=1000.0, *, status="ok", kind=RATE):
    frame = pd.DataFrame({"numerator": counts, "denominator": people, "status": status}, dtype="object")
    frame = frame.astype({"numerator": "float64", "denominator": "float64", "status": "str"})
    frame.index = [f"area {place}" for place in range(len(frame))]
    return valued(frame, kind)


def one_parent(frame, code="P"):
    return pd.Series(code, index=frame.index)


def test_hes_shows_zero_hides_one_to_seven_and_rounds_the_rest():
    frame = counted([0, 1, 7, 8, 12, 13, 38])
    result = released(frame, "hes", value_type=RATE, multiplier=100)
    assert result["status"].tolist() == ["ok", "suppressed", "suppressed", "ok", "ok", "ok", "ok"]
    shown = result[result["status"] == "ok"]
    assert shown["numerator"].tolist() == [0, 10, 10, 15, 40]
    assert shown["value"].tolist() == [0, 1, 1, 1.5, 4]
    assert set(result.loc[result["status"] == "suppressed", "reason"]) == {Reason.SMALL_COUNT}


def test_values_and_limits_come_from_the_controlled_counts():
    frame = counted([13, 42])
    result = released(frame, "hes", value_type=RATE, multiplier=100)
    expected = valued(counted([15, 40])[["numerator", "denominator", "status"]], RATE)
    for column in ("value", "lower_ci", "upper_ci", "lower_998", "upper_998"):
        np.testing.assert_allclose(result[column], expected[column])


def test_a_proportion_rounds_its_people_too_and_hides_small_groups():
    frame = counted([13, 3, 0], [101, 50, 4], kind=SHARE)
    result = released(frame, "hes", value_type=SHARE)
    assert result["numerator"].iloc[0] == 15
    assert result["denominator"].iloc[0] == 100
    assert result["status"].tolist() == ["ok", "suppressed", "suppressed"]
    assert np.isnan(result["denominator"].iloc[2])  # four people in all: their number is small itself


def test_without_rounding_few_people_not_counted_are_hidden_as_well():
    frame = counted([98, 50, 100], [100, 100, 100], kind=SHARE)
    result = released(frame, STRICT, value_type=SHARE)
    assert result["status"].tolist() == ["suppressed", "ok", "ok"]


@pytest.mark.parametrize("rule", ["published", "none"])
def test_published_rows_stay_but_a_hidden_one_keeps_no_number(rule):
    frame = counted([3, 40, 5])
    frame["status"] = ["ok", "ok", "suppressed"]
    frame["expected"] = [1.0, 2.0, 3.0]
    result = released(frame, rule, value_type=RATE)
    pd.testing.assert_frame_equal(result.iloc[:2], frame.iloc[:2], check_dtype=False)
    numbers = result.select_dtypes("number").drop(columns="denominator").iloc[2]
    assert numbers.isna().all()


def test_means_of_few_people_are_hidden():
    frame = pd.DataFrame({"numerator": np.nan, "denominator": [5.0, 50.0], "value": [3.0, 4.0], "status": "ok"})
    result = released(frame, "hes", value_type=ValueType.MEAN)
    assert result["status"].tolist() == ["suppressed", "ok"]
    assert result["value"].iloc[1] == 4


def test_a_published_rate_without_counts_passes():
    frame = pd.DataFrame({"numerator": np.nan, "denominator": np.nan, "value": [205.1], "status": ["ok"]})
    assert released(frame, "hes", value_type=RATE)["value"].tolist() == [205.1]


def test_counts_are_rounded_without_people():
    frame = pd.DataFrame({"numerator": [13.0], "denominator": [np.nan], "status": ["ok"]})
    assert released(frame, "hes", value_type=ValueType.COUNT)["value"].tolist() == [15]


@pytest.mark.parametrize("rule", ["hes", "small7", "small7_round5"])
@pytest.mark.parametrize("kind", [RATE, SHARE])
def test_a_rate_with_its_people_is_judged_by_the_count_that_it_implies(rule, kind):
    """0.6 per 100 of 500 people are three of them."""
    frame = pd.DataFrame({"numerator": np.nan, "denominator": 500.0, "value": [0.6, 12.34, 0.0, 0.05], "status": "ok"})
    result = released(valued(frame, kind), rule, value_type=kind, multiplier=100)
    assert result["status"].tolist() == ["suppressed", "ok", "ok", "suppressed"]
    assert result["numerator"].isna().all()
    assert result["value"].iloc[1] == (12.34 if rule == "small7" else 12)  # 61.7 would be read back: 60 of 500


def test_limits_of_a_standardised_rate_tell_only_the_rounded_count():
    """Their distances from the rate stand in a ratio that belongs to one count alone."""
    counts = np.arange(8, 120)
    value, stretch = 300.0 + counts % 7, 0.3
    frame = pd.DataFrame({"numerator": counts.astype(float), "denominator": 9000.0, "value": value, "status": "ok"})
    for z, names in ((Z95, ("lower_ci", "upper_ci")), (Z998, ("lower_998", "upper_998"))):
        for name, limit in zip(names, byars_limits(counts, z=z), strict=True):
            frame[name] = value + stretch * (limit - counts)
    result = released(frame, "hes", value_type=ValueType.DSR)
    assert result["status"].eq("ok").all()
    every = np.arange(1, 200)
    for low, high, z in (("lower_ci", "upper_ci", Z95), ("lower_998", "upper_998", Z998)):
        lower, upper = byars_limits(every, z=z)
        ratio = (result[high] - result["value"]) / (result["value"] - result[low])
        read = every[np.abs(((upper - every) / (every - lower))[:, None] - ratio.to_numpy()).argmin(axis=0)]
        assert read.tolist() == result["numerator"].tolist() == (np.floor(counts / 5 + 0.5) * 5).tolist()


def test_a_withheld_row_keeps_no_number_whatever_the_type_of_its_columns():
    frame = pd.DataFrame(
        {"numerator": [3, 50], "denominator": [500, 500], "value": [0.6, 10.0], "expected": [4, 48],
         "note": ["a", "b"], "period": ["2020", "2021"], "status": ["ok", "ok"]},
        dtype=object,
    )  # fmt: skip
    for given_ in (frame, frame.assign(numerator=["3", "50"]), frame.assign(value=[pd.NA, 10.0])):
        result = released(given_, "small7", value_type=SHARE)
        assert result["status"].tolist() == ["suppressed", "ok"]
        assert result.loc[0, ["numerator", "value", "expected"]].isna().all()
        assert result["period"].tolist() == ["2020", "2021"] and result["note"].tolist() == ["a", "b"]
        assert result.loc[1, "numerator"] == 50


@pytest.mark.parametrize("column", ["class_index", "compared"])
def test_classes_and_comparisons_made_too_early_are_refused(column):
    with pytest.raises(ValueError, match="release before classing"):
        released(counted([5]).assign(**{column: 1}), "hes", value_type=RATE)


def test_the_caller_s_frame_is_not_changed():
    frame = counted([3, 40, 50])
    before = frame.copy()
    released(frame, "hes", value_type=RATE, parents=one_parent(frame))
    pd.testing.assert_frame_equal(frame, before)


def test_one_hidden_area_of_a_parent_takes_the_smallest_other_with_it():
    frame = counted([3, 40, 12, 90, 0])
    result = released(frame, STRICT, value_type=RATE, parents=one_parent(frame))
    assert result["reason"].tolist() == ["small_count", "", "secondary", "", ""]
    assert result["status"].iloc[2] == Status.SUPPRESSED


def test_two_hidden_ones_need_another_where_the_rest_gives_them_away():
    frame = counted([1, 1, 40, 30])  # total minus shown is 2: both must be 1
    result = released(frame, STRICT, value_type=RATE, parents=one_parent(frame))
    assert result["reason"].tolist() == ["small_count", "small_count", "", "secondary"]


def test_a_second_kind_of_parent_is_protected_from_the_first_one_s_help():
    frame = counted([3, 12, 40, 50, 60, 70])
    parents = pd.DataFrame({"district": list("aaabbb"), "place": list("xyxyxy")}, index=frame.index)
    hidden = released(frame, STRICT, value_type=RATE, parents=parents)["status"].eq("suppressed")
    for name in parents:
        per_parent = hidden.groupby(parents[name]).sum()
        assert (per_parent[per_parent > 0] >= 2).all()


def test_a_parent_all_of_whose_areas_must_go_is_named():
    frame = counted([1.0] * 9)
    parents = one_parent(frame)
    assert withheld_parents(frame, STRICT, value_type=RATE, parents=parents) == {"P"}
    assert withheld_parents(frame, "published", value_type=RATE, parents=parents) == set()
    assert withheld_parents(counted([3, 40, 50]), STRICT, value_type=RATE, parents=parents.iloc[:3]) == set()


def test_areas_without_a_parent_are_left_alone():
    frame = counted([3, 40, 50])
    parents = pd.Series([None, "P", "P"], index=frame.index)
    assert released(frame, STRICT, value_type=RATE, parents=parents)["status"].tolist() == ["suppressed", "ok", "ok"]


def test_a_count_that_is_not_whole_is_small_below_eight():
    frame = counted([7.5, 0.2, 8.0])
    assert small_counts(frame, RULES["hes"], value_type=RATE).tolist() == [True, True, False]


counts = st.lists(st.integers(0, 20), min_size=2, max_size=6)


@settings(max_examples=120)
@given(counts, st.sampled_from([STRICT, RULES["hes"]]))
def test_no_withheld_count_follows_from_its_row_or_from_the_total_minus_the_others(numbers, rule):
    frame = counted(numbers)
    parents = one_parent(frame)
    result = released(frame, rule, value_type=RATE, multiplier=100, parents=parents)
    hidden = (result["status"] == Status.SUPPRESSED).to_numpy()
    leaking = result.loc[hidden].select_dtypes("number").drop(columns=list(PUBLIC_COLUMNS), errors="ignore")
    assert leaking.isna().all(axis=None)
    assert all(hidden[place] for place, number in enumerate(numbers) if 1 <= number <= 7)
    if sum(numbers) <= 7 or withheld_parents(frame, rule, value_type=RATE, parents=parents):
        return  # the total is not shown either
    for place in np.flatnonzero(hidden):
        assert len(possible(numbers, result, place, rule=rule)) >= 2


@settings(max_examples=40)
@given(counts)
def test_a_shown_rate_leads_back_to_the_rounded_count_only(numbers):
    result = released(counted(numbers), "hes", value_type=RATE, multiplier=100)
    shown = result[result["status"] == Status.OK]
    back = shown["value"] * shown["denominator"] / 100
    np.testing.assert_allclose(back % 5, np.where(np.isclose(back % 5, 5), 5, 0), atol=1e-9)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=6))
def test_proportions_protect_people_as_well_as_events(rows):
    events = [min(row) for row in rows]
    people = [float(max(row)) for row in rows]
    frame = counted(events, people, kind=SHARE)
    parents = one_parent(frame)
    result = released(frame, STRICT, value_type=SHARE, parents=parents)
    if sum(people) <= 7 or withheld_parents(frame, STRICT, value_type=SHARE, parents=parents):
        return
    unknown = result["denominator"].isna().to_numpy()
    assert unknown.sum() != 1  # one unknown group of people would be the total minus the others
    for place, (count, all_people) in enumerate(zip(events, people, strict=True)):
        if 1 <= count <= 7 or 1 <= all_people <= 7 or 1 <= all_people - count <= 7:
            assert result["status"].iloc[place] != Status.OK
