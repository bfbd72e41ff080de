"""Class breaks and class codes: hand-made tables, properties, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Status
from equity.breaks import (
    COMPARISON_CLASSES,
    MISSING_CLASS,
    NOT_COLLECTED_CLASS,
    NOT_COMPARABLE_CLASS,
    SUPPRESSED_CLASS,
    class_breaks,
    class_index,
    comparison_index,
)
from equity.comparing.comparison import Comparison
from tests.equity.shared_cases import facts

values = st.lists(st.floats(-1e6, 1e6).map(lambda number: round(number, 1)), max_size=80)


def test_round_breaks_of_plain_numbers():
    assert class_breaks(np.arange(101.0)) == (20, 40, 60, 80)


def test_breaks_chosen_by_hand_win_and_must_ascend():
    assert class_breaks([1, 2, 3], fixed=[60, 70, 80, 85]) == (60, 70, 80, 85)
    assert class_breaks([1, 2, 3], fixed=[]) == ()
    for wrong in ([2, 1], [1, 1]):
        with pytest.raises(ValueError, match="ascend"):
            class_breaks([1.0], fixed=wrong)


def test_unknown_method_is_refused():
    with pytest.raises(ValueError, match="unknown method"):
        class_breaks([1.0, 2.0], method="equal")


@pytest.mark.parametrize("nothing", [[], [np.nan], [5.0, 5.0, 5.0]])
@pytest.mark.parametrize("method", ["quantiles", "jenks"])
def test_no_breaks_without_two_different_values(nothing, method):
    assert class_breaks(nothing, method=method) == ()


def test_a_value_that_fills_several_classes_gets_its_own():
    breaks = class_breaks(np.r_[np.zeros(500), np.arange(1, 101)])
    codes = np.searchsorted(breaks, [0, 1, 100], side="right")
    assert codes[0] == 0
    assert codes[1] > 0
    assert len(breaks) == 4
    assert class_breaks([0.0] * 9 + [7.0]) != ()


def test_two_clusters_are_kept_apart_by_natural_breaks():
    both = np.r_[np.linspace(1, 2, 60), np.linspace(90, 99, 40)]
    breaks = class_breaks(both, classes=2, method="jenks")
    assert len(breaks) == 1
    assert 2 < breaks[0] <= 90


@settings(max_examples=60)
@given(values, st.sampled_from(["quantiles", "jenks"]), st.integers(2, 5))
def test_breaks_ascend_are_inside_and_leave_no_class_empty(numbers, method, classes):
    breaks = class_breaks(numbers, method=method, classes=classes)
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) <= classes - 1
    if len(set(numbers)) > 1:
        assert len(breaks) >= 1
        counts = np.bincount(np.searchsorted(breaks, numbers, side="right"), minlength=len(breaks) + 1)
        assert (counts > 0).all()
    assert class_breaks(list(reversed(numbers)), method=method, classes=classes) == breaks


@pytest.mark.shared
def test_breaks_of_published_uptake_have_two_digits():
    table = facts("covid_first_dose_msoa11_norfolk_waveney.csv")
    breaks = class_breaks(table["value"])
    assert len(breaks) == 4
    assert all(edge == int(edge) for edge in breaks)


def test_class_of_every_status_and_of_the_value_as_shown():
    frame = pd.DataFrame(
        {
            "value": [59.94, 59.96, 60, 84.96, 99, 0, np.nan, np.nan, np.nan, 96, np.nan, 70],
            "status": ["ok"] * 6 + ["suppressed", "missing", "not_collected", "not_comparable", "ok", "estimated"],
        },
        index=list("abcdefghijkl"),
    )
    codes = class_index(frame, (60, 70, 80, 85))
    assert codes.dtype == "uint8"
    assert codes.tolist() == [
        *[0, 1, 1, 4, 4, 0],
        SUPPRESSED_CLASS,
        MISSING_CLASS,
        NOT_COLLECTED_CLASS,
        NOT_COMPARABLE_CLASS,
        MISSING_CLASS,
        2,
    ]
    assert list(codes.index) == list(frame.index)


def test_class_against_a_benchmark():
    outcomes = pd.Series([str(outcome) for outcome in Comparison])
    codes = comparison_index(outcomes, pd.Series(["ok"] * len(outcomes)))
    assert codes.tolist() == [20, 21, 22, 24, 25, 23, COMPARISON_CLASSES[Comparison.NOT_COMPARED], 26, 27, 28, 29]
    hidden = comparison_index(outcomes, pd.Series([str(Status.SUPPRESSED)] * len(outcomes)))
    assert set(hidden) == {SUPPRESSED_CLASS}


def test_values_one_digit_apart_are_split_at_the_upper_one():
    assert class_breaks([0.2, 0.3]) == (0.3,)
    assert 0.3 - 0.2 < 0.1  # in floating point: no step is that small
