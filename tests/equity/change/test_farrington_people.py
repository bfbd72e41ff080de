"""Rates under surveillance where nobody is known to live there; series that never change."""

import math

import numpy as np
import pytest

from equity.change.farrington import MONTHLY, farrington


@pytest.mark.parametrize("last", [0.0, -1.0, math.nan, math.inf])
def test_a_latest_period_without_people_has_a_reason_and_no_numbers(last):
    people = np.full(90, 1_000.0)
    people[-1] = last
    found = farrington(np.tile([3.0, 5, 4, 6, 2, 7], 15), MONTHLY, exposure=people)
    assert found.reason == "the number of people of the latest period is missing."
    assert math.isnan(found.expected) and math.isnan(found.upper)


@pytest.mark.parametrize("count", [5.0, 50.0])
def test_a_series_that_never_changes_has_its_own_count_as_expected_and_no_word_of_alarm(count):
    for exposure in (None, np.full(80, 1000.0)):
        found = farrington(np.full(80, count), MONTHLY, exposure=exposure)  # a warning would be an error here
        assert found.expected == pytest.approx(count) and found.upper > count and not found.flagged
