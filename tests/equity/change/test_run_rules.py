"""The rules for points: published runs, reference cases, plain loops, settings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.run_rules import (
    RunLengths,
    completes_run,
    completes_trend,
    near_limit_windows,
    part_of,
    side_of,
    special_causes,
)
from tests.equity.shared_cases import cases, name, needed

NA = float("nan")


def row(values, kind=float):
    return np.array([values], dtype=kind)


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_shift_completes"), ids=name)
def test_reference_shifts(case):
    needed(case)
    found = completes_run(row(case["inputs"]["relative_to_mean"], "int8"), 7)[0]
    assert np.abs(found).tolist() == case["expected"]["completes_run_of_7"]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_trend_completes"), ids=name)
def test_reference_trends(case):
    needed(case)
    assert completes_trend(row(case["inputs"]["values"]), 7)[0].tolist() == case["expected"]["completes_trend_of_7"]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("spc_two_in_three"), ids=name)
def test_reference_two_in_three(case):
    needed(case)
    near = row(case["inputs"]["close_to_limit"], bool)
    inside = near_limit_windows(near, row(case["inputs"]["relative_to_mean"], "int8"))
    assert inside[0].astype(int).tolist() == case["expected"]["in_window"]
    assert (inside & near)[0].astype(int).tolist() == case["expected"]["flagged"]


@pytest.mark.parametrize(
    ("side", "ends"),
    [
        ([], []),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [0] * 6 + [1, 1, 0]),
        ([-1] * 8 + [1], [0] * 6 + [-1, -1, 0]),
        ([1, 1, 1, 0, 1, 1, 1, 1], [0] * 8),  # a point on the mean breaks the run
    ],
)
def test_published_shifts(side, ends):
    """NHSRplotthedots, test-ptd_calculate_point_type.R; a run below carries its sign here."""
    assert completes_run(row(side, "int8"), 7)[0].tolist() == ends


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [0] * 6 + [1]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] * 7 + [1, 0]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] * 7 + [-1, 0]),
        ([1, 2, 3, NA, 4, 5, 6, 7], [0] * 8),
    ],
)
def test_published_trends(values, ends):
    assert completes_trend(row(values), 7)[0].tolist() == ends


@pytest.mark.parametrize(
    ("near", "side", "inside"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 1, 1]),
        ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 1, 1, 1, 1, 0, 0]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([0, 0, 1, 0, 1, 0, 0], [1, -1, 1, -1, 1, -1, 1], [0] * 7),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([], [], []),
        ([1, 1], [1, 1], [0, 0]),
    ],
)
def test_published_two_in_three_on_one_side(near, side, inside):
    assert near_limit_windows(row(near, bool), row(side, "int8"))[0].astype(int).tolist() == inside


def test_members_of_a_run_are_marked_with_it():
    assert part_of(row([0, 0, 0, 1, 0, 0, -1], "int8"), 3)[0].astype(int).tolist() == [0, 1, 1, 1, 1, 1, 1]


def test_lengths_are_settings_and_must_make_sense():
    eight = RunLengths(shift=8)
    assert not completes_run(row([1] * 7, "int8"), eight.shift).any()
    for wrong in ({"shift": 1}, {"trend": 2}, {"near": 4}, {"near": 0}):
        with pytest.raises(ValueError, match="a run needs"):
            RunLengths(**wrong)


def slow_rules(values, middle, low, high, lengths):
    """One series, point by point, from the words of the rules."""
    size = len(values)
    side = [0 if v != v or v == middle else 1 if v > middle else -1 for v in values]
    outside = [1 if v > high else -1 if v < low else 0 for v in values]
    shift, trend, two = [0] * size, [0] * size, [0] * size
    for sign in (1, -1):  # a turning point of two runs is told with the falling one
        for end in range(size):
            run = range(end - lengths.shift + 1, end + 1)
            if run[0] >= 0 and all(side[i] == sign for i in run):
                for i in run:
                    shift[i] = sign
            run = range(end - lengths.trend + 1, end + 1)
            if run[0] >= 0 and all((values[i] - values[i - 1]) * sign > 0 for i in run[1:]):
                for i in run:
                    trend[i] = sign
            run = range(end - lengths.among + 1, end + 1)
            third = middle + (high - middle) * 2 / 3 if sign == 1 else middle - (middle - low) * 2 / 3
            near = [i for i in run if i >= 0 and not outside[i] and (values[i] - third) * sign > 0]
            if run[0] >= 0 and all(side[i] == sign for i in run) and len(near) >= lengths.near:
                for i in near:
                    two[i] = sign
    return {"outside": outside, "shift": shift, "trend": trend, "two_in_three": two}


POINT = st.one_of(st.integers(-6, 6).map(float), st.just(NA))


@given(
    st.lists(POINT, min_size=1, max_size=25),
    st.integers(-1, 1),
    st.builds(RunLengths, shift=st.integers(2, 8), trend=st.integers(3, 8), near=st.just(2), among=st.integers(2, 4)),
)
def test_all_rules_in_plain_loops(values, middle, lengths):
    table, mean = row(values), row([middle])
    found = special_causes(table, mean, lower=mean - 4, upper=mean + 5, lengths=lengths)
    expected = slow_rules(values, middle, middle - 4, middle + 5, lengths)
    assert {rule: marks[0].tolist() for rule, marks in found.items()} == expected


@given(st.lists(st.lists(st.integers(-6, 6), min_size=12, max_size=12), min_size=1, max_size=5))
def test_rows_do_not_see_each_other_and_turning_over_turns_the_marks(rows):
    table, zero = np.array(rows, dtype=float), np.zeros((len(rows), 1))
    together = special_causes(table, zero, lower=zero - 4, upper=zero + 4)
    turned = special_causes(-table, zero, lower=zero - 4, upper=zero + 4)
    for rule, marks in together.items():
        alone = []
        for place in range(len(rows)):
            one, middle = table[[place]], zero[[place]]
            alone.append(special_causes(one, middle, lower=middle - 4, upper=middle + 4)[rule][0])
        assert (marks == np.array(alone)).all() and (turned[rule] == -marks).all()


def test_on_the_mean_means_to_twelve_digits():
    assert side_of(row([0.1 + 0.2, 0.3 + 1e-9]), row([0.3])).tolist() == [[0, 1]]
