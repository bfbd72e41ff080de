"""Directly standardised rates: reference numbers, loops, properties, edges, repeat events."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from data.schema import Status
from equity.result import Reason
from equity.values.direct_rate import directly_standardised_rate, repeat_event_rate
from tests.equity.shared_cases import assert_agrees, cases, name, needed
from tests.equity.values.bands import BANDS, counted, standard, wide


def loop_dsr(counts, people, weights, k):
    """The same from the formula, in plain loops, with exact or Byar's limits written out again."""
    total = sum(weights)
    rate = sum(w * x / n for x, n, w in zip(counts, people, weights, strict=True)) / total
    variance = sum(w * w * x / n**2 for x, n, w in zip(counts, people, weights, strict=True)) / total**2
    o = sum(counts)
    if o < 10:
        ends = (chi2.ppf(0.025, 2 * o) / 2, chi2.ppf(0.975, 2 * o + 2) / 2)
    else:
        z = 1.959963984540054
        ends = (
            o * (1 - 1 / (9 * o) - z / (3 * math.sqrt(o))) ** 3,
            (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * math.sqrt(o + 1))) ** 3,
        )
    return k * rate, *(k * (rate + math.sqrt(variance / o) * (end - o)) for end in ends)


@given(counted, st.tuples(*[st.integers(1, 9)] * 3))
def test_dsr_is_the_formula_in_loops(rows, weights):
    counts, people = [x for x, _ in rows], [n for _, n in rows]
    result = directly_standardised_rate(wide(counts), wide(people), standard=standard(*weights)).iloc[0]
    value, low, high = loop_dsr(counts, people, weights, 100_000)
    assert result["value"] == pytest.approx(value)
    assert result["lower_ci"] == pytest.approx(max(low, 0), abs=1e-6)
    assert result["upper_ci"] == pytest.approx(high)


@given(st.integers(1, 50), st.tuples(*[st.integers(1, 9)] * 3))
def test_equal_rates_give_that_rate_whatever_the_standard(events, weights):
    people = [1000.0, 2000.0, 500.0]
    counts = [events * n / 100 for n in people]
    value = directly_standardised_rate(wide(counts), wide(people), standard=standard(*weights), multiplier=100)["value"]
    assert value.iloc[0] == pytest.approx(events)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("dsr_dobson"), ids=name)
def test_reference_dsr(case):
    needed(case)
    counts, people = (pd.DataFrame([case["inputs"][part]], dtype="float64") for part in ("count", "pop"))
    weights = pd.Series(case["inputs"]["stdpop"], dtype="float64")
    assert_agrees(
        directly_standardised_rate(counts, people, standard=weights, multiplier=case["inputs"]["multiplier"]), case
    )


def test_dsr_edges_withhold_one_row_each():
    fine = [20, 30, 40]
    counts = wide(fine, [1, 2, 3], [20, None, 40], [20, 30, -1], fine, [None] * 3, [20, None, 40])
    people = wide(*[[1000, 1000, 1000]] * 4, [1000, 0, 1000], *[[1000, 1000, 1000]] * 2)
    hidden = pd.DataFrame(False, index=counts.index, columns=BANDS)
    hidden.loc[6, "middle"] = True
    result = directly_standardised_rate(counts, people, standard=standard(1, 1, 1), suppressed=hidden)
    assert result["reason"].tolist() == [
        "",
        Reason.TOO_FEW_EVENTS,
        "",  # a missing stratum is none
        Reason.NUMERATOR_NEGATIVE,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.NUMERATOR_MISSING,
        Reason.STRATUM_SUPPRESSED,  # a suppressed one is not
    ]
    assert result["status"].iloc[6] == Status.SUPPRESSED
    assert result.loc[result["reason"] != "", "value":"upper_998"].isna().all(axis=None)
    assert result["value"].iloc[0] == pytest.approx(3000)


def test_a_standard_without_people_and_areas_in_another_order_are_refused():
    counts = wide([20, 30, 40])
    with pytest.raises(ValueError, match="standard population"):
        directly_standardised_rate(counts, counts, standard=standard(0, 0, 0))
    with pytest.raises(ValueError, match="same areas"):
        directly_standardised_rate(counts, counts.set_axis(["x"]), standard=standard(1, 1, 1))


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("dsr_nonindependent"), ids=name)
def test_reference_repeat_events(case):
    needed(case)
    given_ = case["inputs"]
    people = {int(f): pd.DataFrame([row], dtype="float64") for f, row in given_["persons_by_frequency"].items()}
    populations, weights = pd.DataFrame([given_["pop"]], dtype="float64"), pd.Series(given_["stdpop"], dtype="float64")
    result = repeat_event_rate(people, populations, standard=weights, multiplier=given_["multiplier"])
    assert_agrees(result, case)


@given(counted, counted, st.tuples(*[st.integers(1, 9)] * 3))
def test_repeat_events_are_the_formula_in_loops(once, thrice, weights):
    people, total = [n for _, n in once], sum(weights)
    rate = variance = events = 0.0
    for f, rows in ((1, once), (3, thrice)):
        for (x, _), n, w in zip(rows, people, weights, strict=True):
            rate, events = rate + w * f * x / n / total, events + f * x
            variance += f * f * w * w * x / n**2 / total**2
    z = 1.959963984540054
    upper = (events + 1) * (1 - 1 / (9 * (events + 1)) + z / (3 * math.sqrt(events + 1))) ** 3
    frames = {1: wide([x for x, _ in once]), 3: wide([x for x, _ in thrice])}
    row = repeat_event_rate(frames, wide(people), standard=standard(*weights), multiplier=1).iloc[0]
    assert row["value"] == pytest.approx(rate)
    assert row["upper_ci"] == pytest.approx(rate + math.sqrt(variance / events) * (upper - events))
    flat = directly_standardised_rate(
        frames[1] + 3 * frames[3], wide(people), standard=standard(*weights), multiplier=1
    )
    assert row["value"] == pytest.approx(flat["value"].iloc[0])
    assert (
        row["upper_ci"] - row["lower_ci"] >= (flat["upper_ci"] - flat["lower_ci"]).iloc[0]
    )  # same events, fewer people


def test_repeat_events_need_a_positive_number():
    frame = wide([20, 20, 20])
    for people in ({}, {0: frame}):
        with pytest.raises(ValueError, match="positive"):
            repeat_event_rate(people, frame, standard=standard(1, 1, 1))


def test_repeat_events_count_events_not_people_for_the_ten():
    people, populations = {1: wide([1, 0, 0]), 3: wide([1, 1, 1])}, wide([1000, 1000, 1000])
    assert repeat_event_rate(people, populations, standard=standard(1, 1, 1))["reason"].tolist() == [""]
    assert repeat_event_rate({1: people[1]}, populations, standard=standard(1, 1, 1))["reason"].tolist() == [
        Reason.TOO_FEW_EVENTS
    ]


def test_infinite_and_nullable_numbers_are_missing():
    counts = wide([20, 30, 40], [20, 30, 40]).astype("Float64")
    counts.loc[0, "old"] = pd.NA
    people = wide([1000, 1000, 1000], [1000, math.inf, 1000])
    result = directly_standardised_rate(counts, people, standard=standard(1, 1, 1))
    assert result["reason"].tolist() == ["", Reason.STRATUM_WITHOUT_PEOPLE]


@given(counted, counted)
def test_permuting_areas_changes_nothing(first, second):
    counts, people = (wide([r[k] for r in first], [r[k] for r in second]) for k in (0, 1))
    straight = directly_standardised_rate(counts, people, standard=standard(1, 2, 3))
    turned = directly_standardised_rate(counts[::-1], people[::-1], standard=standard(1, 2, 3))
    pd.testing.assert_frame_equal(straight, turned[::-1])
