"""When a total is withheld or flagged, in which words, and what the counts may look like."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from equity.totals.aggregate import aggregated
from equity.totals.counts import STATUS_CODES, Counts, Settings, rebuilt_counts
from equity.totals.coverage import coverage_words, not_computable, share_words
from geo.membership import membership
from tests.equity.hand_made import over


def test_missing_is_never_zero_and_zero_is_never_missing() -> None:
    counts = Counts(np.array([0.0, np.nan, 5.0]), np.array([100.0, 100.0, 100.0]))
    frame = aggregated(over([[1, 0, 0], [0, 1, 0], [1, 1, 1]]), counts)
    assert frame["numerator"].tolist()[0] == 0 and frame["status"].tolist() == ["ok", "missing", "missing"]
    assert frame["numerator"].isna().tolist() == [False, True, True]
    assert frame["reason"].iloc[2] == "Values for 2 of 3 areas, 66 % of the people counted; at least 90 % is needed."


def test_coverage_at_the_threshold_is_enough() -> None:
    counts = Counts(np.array([50.0, np.nan]), np.array([90.0, 10.0]))
    row = aggregated(over([[1, 1]]), counts).iloc[0]
    assert (row["status"], row["numerator"], row["coverage"]) == ("ok", 50.0, 0.9)
    assert aggregated(over([[1, 1]]), counts, settings=Settings(minimum_coverage=0.91)).iloc[0]["status"] == "missing"


def test_a_missing_denominator_is_measured_by_residents_then_by_what_all_have() -> None:
    counts = Counts(np.array([5.0, np.nan]), np.array([50.0, np.nan]))
    row = aggregated(over([[1, 1]], [950.0, 50.0]), counts).iloc[0]
    assert (row["coverage"], row["coverage_of"], row["status"]) == (0.95, "population", "ok")
    made = over([[1, 1]], [950.0, np.nan])
    made.sizes["areas"] = [1.0, 3.0]
    row = aggregated(made, counts).iloc[0]
    assert (row["coverage"], row["coverage_of"], row["status"]) == (0.25, "areas", "missing")
    assert row["reason"] == "Values for 1 of 2 areas, 25 % of small areas (LSOA); at least 90 % is needed."


def test_a_group_with_unknown_sizes_is_withheld() -> None:
    row = aggregated(over([[1, 1]], [np.nan, 5.0]), Counts(np.array([5.0, np.nan]), np.array([50.0, np.nan]))).iloc[0]
    assert (row["status"], row["coverage_of"]) == ("missing", "")
    assert row["reason"] == "Values for 1 of 2 areas, an unknown share of its people; at least 90 % is needed."


def test_lsoas_outside_every_block_lower_the_coverage() -> None:
    blocks = pd.DataFrame({"lsoa": ["a", "b"], "block": ["x", "y"]})
    made = membership(blocks, pd.DataFrame({"lsoa": ["a", "b", "c"], "group": "g"}))
    row = aggregated(made, Counts(pd.Series({"x": 1.0, "y": 2.0}), pd.Series({"x": 9.0, "y": 9.0}))).iloc[0]
    assert row["status"] == "missing" and row["coverage"] == pytest.approx(2 / 3)


def test_a_group_without_areas_says_so() -> None:
    row = aggregated(over([[0, 0]]), Counts(np.array([1.0, 2.0]), np.array([5.0, 5.0]))).iloc[0]
    assert (row["status"], row["reason"], row["areas_of"]) == ("missing", "No area of this kind lies in it.", 0)


@pytest.mark.parametrize(("share", "status"), [(0.1, "ok"), (0.11, "estimated"), (0.5, "estimated"), (0.51, "missing")])
def test_apportioned_shares_flag_and_withhold(share: float, status: str) -> None:
    """A group of one whole area and half of another; `share` of its people come from the cut one."""
    counts = Counts(np.array([10.0, 10.0]), np.array([1000 * (1 - share), 2000 * share]))
    row = aggregated(over([[1, 0.5]]), counts).iloc[0]
    assert (row["status"], round(row["apportioned"], 9)) == (status, share)


def test_the_reason_for_too_much_apportioning() -> None:
    counts = Counts(np.array([10.0, 10.0]), np.array([495.0, 1010.0]))
    words = "51 % of its people are in areas that lie across its edge; at most 50 % may be apportioned."
    assert aggregated(over([[1, 0.5]]), counts).iloc[0]["reason"] == words


def test_bounds_of_a_cut_area() -> None:
    """60 of 100, with 0.7 of the people inside: 42 if alike, at least 30 and at most 60; events may lie anywhere."""
    counts, free = Counts(np.array([60.0]), np.array([100.0])), Settings(withhold_apportioned=1.0)
    made = aggregated(over([[0.7]]), counts, settings=free).iloc[0]
    assert made[["numerator", "numerator_lower", "numerator_upper"]].round(6).tolist() == [42, 30, 60]
    events = aggregated(over([[0.7]]), counts, settings=Settings(withhold_apportioned=1.0, proportion=False)).iloc[0]
    assert events[["numerator_lower", "numerator_upper"]].tolist() == [0, 60]


def test_suppressed_members_are_intervals_not_zeros() -> None:
    status = np.array(["ok", "suppressed"])
    counts = Counts(np.array([2000.0, np.nan]), np.array([5000.0, 60.0]), status)
    row = aggregated(over([[1, 1]]), counts).iloc[0]
    assert row[["numerator", "numerator_lower", "numerator_upper"]].tolist() == [2004, 2001, 2007]
    assert (row["status"], row["suppressed"], row["areas"], row["coverage"]) == ("estimated", 1, 2, 1.0)


def test_many_suppressed_members_withhold_the_total() -> None:
    status = np.array(["ok"] + ["suppressed"] * 9)
    counts = Counts(np.array([5.0] + [np.nan] * 9), np.full(10, 60.0), status)
    row = aggregated(over([[1.0] * 10]), counts).iloc[0]
    assert row["status"] == "suppressed" and math.isnan(row["numerator_lower"]) and math.isnan(row["numerator_upper"])
    words = "9 of 10 areas are suppressed (small numbers), which leaves the total less certain than chance does."
    assert row["reason"] == words


def test_a_suppressed_count_is_not_read_even_where_it_is_there() -> None:
    made = [
        aggregated(
            over([[1, 1]]), Counts(np.array([2000.0, x]), np.array([5000.0, 60.0]), np.array(["ok", "suppressed"]))
        )
        for x in (np.nan, 1.0, 7.0)
    ]
    pd.testing.assert_frame_equal(made[0], made[1])
    pd.testing.assert_frame_equal(made[0], made[2])


def test_suppressed_ranges_stop_at_the_denominator_and_may_be_given() -> None:
    status = np.array(["ok", "suppressed"])
    counts = Counts(np.array([2000.0, np.nan]), np.array([5000.0, 3.0]), status)
    assert aggregated(over([[1, 1]]), counts).iloc[0]["numerator_upper"] == 2003
    given_bounds = Counts(
        np.array([2000.0, np.nan]), np.array([5000.0, 90.0]), status, np.array([1998, 0]), np.array([2002, 4])
    )
    row = aggregated(over([[1, 1]]), given_bounds).iloc[0]
    assert row[["numerator", "numerator_lower", "numerator_upper"]].tolist() == [2002, 1998, 2006]


def test_not_comparable_members_stay_in_the_total_and_are_counted() -> None:
    counts = Counts(np.array([3.0, 4.0]), np.array([10.0, 10.0]), np.array(["ok", "not_comparable"]))
    row = aggregated(over([[1, 1]]), counts).iloc[0]
    assert (row["numerator"], row["not_comparable"], row["status"]) == (7, 1, "ok")


def test_counts_without_a_denominator() -> None:
    made = over([[1, 1], [1, 0.5]], [100.0, 300.0])
    frame = aggregated(made, Counts(np.array([3.0, 4.0])))
    assert frame["numerator"].iloc[0] == 7 and frame["denominator"].isna().all()
    assert frame["coverage_of"].tolist() == ["population", "population"]
    assert frame["apportioned"].tolist() == [0.0, 0.6] and frame["status"].tolist() == ["ok", "missing"]


def test_what_cannot_be_added_up_says_why() -> None:
    assert not_computable(ValueType.INDEX, "lsoa11").startswith("Ranks")
    assert not_computable(ValueType.MEAN, "lsoa11").startswith("Means cannot be added up")
    assert not_computable(ValueType.DSR, "lsoa11").startswith("Standardised rates")
    assert not_computable(ValueType.CRUDE_RATE, "").startswith("Published as a rate only")
    assert not_computable(ValueType.PROPORTION, "msoa11") == ""


def test_counts_rebuilt_from_rates_carry_the_rounding() -> None:
    value = pd.Series({"b0": 90.0, "b1": 0.0, "b2": np.nan})
    people = pd.Series({"b0": 1000.0, "b1": 2000.0, "b2": 10.0})
    counts = rebuilt_counts(value, people, multiplier=100, decimals=1)
    row = aggregated(over([[1, 1, 1]]), counts).iloc[0]
    assert row[["numerator", "numerator_lower", "numerator_upper"]].tolist() == pytest.approx([900, 899.5, 901.5])
    assert (row["status"], row["areas"]) == ("estimated", 2)


def test_many_columns_at_once_equal_one_at_a_time() -> None:
    columns = pd.MultiIndex.from_product([["a", "b"], ["2019", "2020"]], names=["indicator_id", "period"])
    dice = np.random.default_rng(3)
    blocks = [f"b{i}" for i in range(6)]
    numerator = pd.DataFrame(dice.integers(0, 50, (6, 4)), index=blocks, columns=columns).astype(float)
    status = pd.DataFrame(dice.choice(["ok", "ok", "suppressed", "missing"], (6, 4)), index=blocks, columns=columns)
    people = pd.Series(dice.integers(60, 90, 6), index=blocks)
    made = over(dice.integers(0, 2, (3, 6)).tolist())
    frame = aggregated(made, Counts(numerator, people, status))
    assert frame.index.names == ["indicator_id", "period", "group"] and len(frame) == 12
    for column in columns:
        alone = aggregated(made, Counts(numerator[column], people, status[column]))
        pd.testing.assert_frame_equal(frame.loc[column], alone, check_names=False)
    plain = aggregated(made, Counts(numerator.to_numpy(), people, status.map(lambda s: STATUS_CODES[s]).to_numpy()))
    assert plain.index.names == ["column", "group"]
    assert plain.reset_index(drop=True).equals(frame.reset_index(drop=True))


def test_bad_shapes_and_words_are_refused() -> None:
    with pytest.raises(ValueError, match="3 rows of counts for 2 building blocks"):
        aggregated(over([[1, 1]]), Counts(np.ones(3)))
    with pytest.raises(ValueError, match="stand twice in the counts: b0"):
        aggregated(over([[1, 1]]), Counts(pd.Series([1.0, 2.0], index=["b0", "b0"])))
    with pytest.raises(ValueError, match="perhaps"):
        aggregated(over([[1, 1]]), Counts(np.ones(2), np.ones(2), np.array(["ok", "perhaps"])))


@pytest.mark.parametrize(
    ("share", "down", "up"),
    [
        (1.0, "100 %", "100 %"),
        (0.9996, "over 99 %", "over 99 %"),
        (0.8999, "89 %", "90 %"),
        (0.9, "90 %", "90 %"),
        (0.004, "under 1 %", "under 1 %"),
        (0.0, "0 %", "0 %"),
        (float("nan"), "an unknown share", "an unknown share"),
    ],
)
def test_shares_in_words(share: float, down: str, up: str) -> None:
    assert (share_words(share), share_words(share, up=True)) == (down, up)


def test_coverage_in_words() -> None:
    assert coverage_words(125, 125, share=1.0) == "125 of 125 areas, 100 % of residents"
    assert coverage_words(32, 34, share=0.971, people="people") == "32 of 34 areas, 97 % of people"


def test_suppressed_counts_without_a_denominator() -> None:
    counts = Counts(np.array([500.0, np.nan]), status=np.array(["ok", "suppressed"]))
    row = aggregated(over([[1, 1]]), counts, settings=Settings(suppressed_low=0, suppressed_high=4)).iloc[0]
    assert row[["numerator", "numerator_lower", "numerator_upper"]].tolist() == [502, 500, 504]
    assert (row["status"], row["coverage_of"]) == ("estimated", "population")


@pytest.mark.parametrize("status", ["missing", "not_collected"])
def test_a_member_without_a_value_does_not_count_whatever_number_it_carries(status: str) -> None:
    counts = Counts(np.array([50.0, 0.0]), np.array([95.0, 5.0]), np.array(["ok", status]))
    row = aggregated(over([[1, 1]]), counts).iloc[0]
    assert row[["numerator", "denominator", "areas", "coverage"]].tolist() == [50, 95, 1, 0.95]
