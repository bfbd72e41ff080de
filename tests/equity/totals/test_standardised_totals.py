"""Standardised values of footprints: a plain second way, parts that sum up, a case that averages get wrong, edges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Status, ValueType
from equity.result import Reason
from equity.totals.counts import Counts
from equity.totals.standardised_totals import standardised_totals
from equity.values.age_matched import age_matched_proportion
from equity.values.direct_rate import directly_standardised_rate
from tests.equity.hand_made import over

BANDS = ["0-19", "20-64", "65+"]
STANDARD = pd.Series([22_000.0, 58_500.0, 19_500.0], index=BANDS)
RATE = {"standard": STANDARD, "value_type": ValueType.CRUDE_RATE, "multiplier": 100_000.0}


def table(*rows: list[float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=BANDS, index=[f"b{n}" for n in range(len(rows))], dtype="float64")


def slow(members: dict[str, float], events: pd.DataFrame, people: pd.DataFrame) -> tuple[float, float, float]:
    """Rate per 100,000 and Dobson's limits, band by band and member by member; plain Byar's for 10 events and more."""
    rate = variance = total = 0.0
    for band in BANDS:
        x = n = 0.0
        for block, share in members.items():
            x += share * events.at[block, band]
            n += share * people.at[block, band]
        weight = STANDARD[band] / sum(STANDARD)
        rate, variance, total = rate + weight * x / n, variance + weight**2 * x / n**2, total + x
    ends = [
        total * (1 - 1 / (9 * total) - 1.959963984540054 / (3 * math.sqrt(total))) ** 3,
        (total + 1) * (1 - 1 / (9 * (total + 1)) + 1.959963984540054 / (3 * math.sqrt(total + 1))) ** 3,
    ]
    return (1e5 * rate, *(1e5 * (rate + math.sqrt(variance / total) * (end - total)) for end in ends))


CELLS = st.lists(st.integers(5, 400), min_size=12, max_size=12)


@settings(max_examples=60)
@given(
    CELLS, st.lists(st.integers(500, 5_000), min_size=12, max_size=12), st.lists(st.booleans(), min_size=4, max_size=4)
)
def test_pooled_strata_a_slow_second_way(cells: list[int], sizes: list[int], inside: list[bool]) -> None:
    events, people = (table(*np.array(numbers, float).reshape(4, 3)) for numbers in (cells, sizes))
    weights = [[float(there) for there in inside], [0.5, 1.0, 0.0, 0.25]]
    if not any(inside):
        weights = weights[1:]
    made = standardised_totals(over(weights), Counts(events, people), **RATE)
    for group, row in zip(made.index, weights, strict=True):
        members = {f"b{n}": share for n, share in enumerate(row) if share}
        expected = slow(members, events, people)
        if made.at[group, "apportioned"] > 0.5:
            assert made.at[group, "reason"] == Reason.STRATUM_MISSING  # too much of a band is shared out
            continue
        assert made.loc[group, ["value", "lower_ci", "upper_ci"]].tolist() == pytest.approx(expected)


@given(CELLS, st.lists(st.integers(500, 5_000), min_size=12, max_size=12), st.permutations(range(4)))
def test_strata_of_parts_sum_to_the_whole_and_order_changes_nothing(
    cells: list[int], sizes: list[int], order: list[int]
) -> None:
    events, people = (table(*np.array(numbers, float).reshape(4, 3)) for numbers in (cells, sizes))
    parts_and_whole = over([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]])
    made = standardised_totals(parts_and_whole, Counts(events, people), **RATE)
    for column in ("numerator", "denominator"):
        assert made.loc[["g0", "g1"], column].sum() == made.at["g2", column]
    low, high = sorted(made.loc[["g0", "g1"], "value"])
    for band in BANDS:  # band by band the whole lies between its parts, so with equal people in every band it does too
        rates = [events[band].iloc[two].sum() / people[band].iloc[two].sum() for two in ([0, 1], [2, 3], [0, 1, 2, 3])]
        assert min(rates[:2]) <= rates[2] + 1e-12 and rates[2] <= max(rates[:2]) + 1e-12
    assert low > 0 and high > 0
    shuffled = standardised_totals(parts_and_whole, Counts(events.iloc[order], people.iloc[order]), **RATE)
    pd.testing.assert_frame_equal(shuffled, made)


def test_a_footprint_of_one_area_has_that_areas_value() -> None:
    events, people = table([10, 40, 90], [3, 5, 8]), table([900, 2_000, 700], [1_000, 800, 400])
    made = standardised_totals(over([[1, 0], [0, 1], [1, 1]]), Counts(events, people), **RATE)
    alone = directly_standardised_rate(events, people, standard=STANDARD)
    for column in ("value", "lower_ci", "upper_ci", "lower_998", "upper_998"):
        assert made[column].tolist()[:2] == alone[column].tolist()
    shares = standardised_totals(
        over([[1, 0]]), Counts(events, people), standard=STANDARD, value_type=ValueType.PROPORTION, multiplier=100
    )
    single = age_matched_proportion(events, people, standard=STANDARD)
    assert shares[["value", "lower_ci", "upper_ci"]].iloc[0].tolist() == single.iloc[0, :3].tolist()


def test_a_footprints_rate_is_not_the_average_of_its_parts_rates() -> None:
    """A young and an old area: ten events among 100 old people of the young one weigh as much as 200 among 10,000."""
    events, people = table([20, 30, 10], [1, 20, 200]), table([10_000, 8_000, 100], [100, 5_000, 10_000])
    made = standardised_totals(over([[1, 0], [0, 1], [1, 1]]), Counts(events, people), **RATE)["value"]
    pooled = 1e5 * sum(STANDARD[band] / 100_000 * events[band].sum() / people[band].sum() for band in BANDS)
    assert made["g2"] == pytest.approx(pooled)
    plain, weighted = made[["g0", "g1"]].mean(), np.average(made[["g0", "g1"]], weights=people.sum(axis=1))
    assert abs(made["g2"] - plain) > 50 and abs(made["g2"] - weighted) > 50


def test_equal_rates_in_all_bands_give_that_rate() -> None:
    people = table([900, 2_000, 700], [100, 800, 4_000])
    made = standardised_totals(over([[1, 1]]), Counts(people * 0.02, people), **RATE)
    assert made["value"].iloc[0] == pytest.approx(2_000)


@pytest.mark.parametrize(
    ("events", "people", "status", "reason"),
    [
        ([4, 3, 2], [900, 900, 900], None, Reason.TOO_FEW_EVENTS),
        ([0, 0, 0], [900, 900, 900], None, Reason.TOO_FEW_EVENTS),
        ([40, math.nan, 20], [900, 900, 900], None, Reason.STRATUM_MISSING),
        ([40, 30, 20], [900, math.nan, 900], None, Reason.STRATUM_MISSING),
        ([40, 0, 20], [900, 0, 900], None, Reason.STRATUM_WITHOUT_PEOPLE),
        ([40, math.nan, 20], [900, 900, 900], "suppressed", Reason.STRATUM_SUPPRESSED),
        ([40, 30, 20], [900, 900, 900], "not_collected", Reason.STRATUM_MISSING),
        ([40, -3, 20], [900, 900, 900], None, Reason.NUMERATOR_NEGATIVE),
        ([40, 0, 20], [900, 900, 900], None, ""),
    ],
)
def test_edges_withhold_with_a_reason_and_leave_the_other_group(
    events: list[float], people: list[float], status: str | None, reason: str
) -> None:
    counts = table(events, [50, 60, 70]), table(people, [900, 900, 900])
    states = pd.DataFrame("ok", index=counts[0].index, columns=BANDS)
    states[counts[0].isna()] = "missing"
    if status:
        states.loc["b0", "20-64"] = status
    made = standardised_totals(over([[1, 0], [0, 1]]), Counts(*counts, states), **RATE)
    assert made.at["g0", "reason"] == reason
    assert made.loc["g0", ["value", "numerator"]].isna().all() == bool(reason)
    expected = {"": Status.OK, Reason.STRATUM_SUPPRESSED: Status.SUPPRESSED}.get(reason, Status.MISSING)
    assert made.at["g0", "status"] == expected
    assert made.at["g1", "status"] == Status.OK and made.at["g1", "reason"] == ""


def test_more_counted_than_people_withholds_a_proportion_and_not_a_rate() -> None:
    counts = Counts(table([40, 910, 20]), table([900, 900, 900]))
    shared = {"standard": STANDARD, "value_type": ValueType.PROPORTION}
    assert standardised_totals(over([[1]]), counts, **shared)["reason"].iloc[0] == Reason.NUMERATOR_ABOVE_DENOMINATOR
    assert standardised_totals(over([[1]]), counts, **RATE)["reason"].iloc[0] == ""


def test_a_suppressed_member_withholds_its_group_and_no_other_though_its_range_is_narrow() -> None:
    events, people = table([400, math.nan, 200], [50, 60, 70]), table([900, 900, 900], [900, 900, 900])
    states = pd.DataFrame("ok", index=events.index, columns=BANDS)
    states.loc["b0", "20-64"] = "suppressed"
    made = standardised_totals(over([[1, 1], [0, 1]]), Counts(events, people, states), **RATE)
    assert made["reason"].tolist() == [Reason.STRATUM_SUPPRESSED, ""]


def test_a_group_without_members_and_shared_out_members() -> None:
    events, people = table([40, 30, 20], [50, 60, 70]), table([900, 900, 900], [900, 900, 900])
    made = standardised_totals(over([[0, 0], [1, 0.2]]), Counts(events, people), **RATE)
    assert made["reason"].tolist() == [Reason.STRATUM_MISSING, ""]
    assert made["status"].tolist() == [Status.MISSING, Status.ESTIMATED]
    assert made.at["g1", "apportioned"] == pytest.approx(0.2 / 1.2)
