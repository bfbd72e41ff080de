"""Shares of people over small areas, against plain loops over the people themselves."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.people_beyond import median_of_people, people_beyond, share_by_step, share_by_tenth

AREAS = st.lists(st.tuples(st.integers(1, 10), st.integers(0, 60), st.integers(0, 40)), min_size=1, max_size=25)
STEPS = (5.0, 10.0, 20.0, 60.0)


@given(AREAS)
def test_shares_are_those_of_the_people_counted_one_by_one(areas: list[tuple[int, int, int]]) -> None:
    tenths, minutes, people = (list(column) for column in zip(*areas, strict=True))
    tenth_of = [tenth for tenth, _, many in areas for _ in range(many)]
    minutes_of = sorted(time for _, time, many in areas for _ in range(many))
    beyond, everyone = people_beyond(minutes, people, limit=20)
    assert everyone == len(minutes_of) and beyond == sum(time > 20 for time in minutes_of)
    shares, steps = share_by_tenth(tenths, people), share_by_step(minutes, people, steps=STEPS)
    if not minutes_of:
        assert np.isnan(shares).all() and np.isnan(steps).all() and math.isnan(median_of_people(minutes, people))
        return
    np.testing.assert_allclose(shares, [tenth_of.count(one) / len(tenth_of) for one in range(1, 11)])
    ends = zip((-math.inf, *STEPS[:-1]), STEPS, strict=True)
    wanted = [sum(low < time <= high for time in minutes_of) / len(minutes_of) for low, high in ends]
    np.testing.assert_allclose(steps, wanted)
    assert median_of_people(minutes, people) == minutes_of[(len(minutes_of) - 1) // 2]


def test_nothing_is_told_of_people_who_are_not_known() -> None:
    for values, people in (([1.0, np.nan], [5, 5]), ([1.0, 2.0], [5, np.nan]), ([], [])):
        assert np.isnan(share_by_tenth(values, people)).all()
        assert np.isnan(share_by_step(values, people, steps=STEPS)).all()
        assert math.isnan(people_beyond(values, people, limit=1)[0]) and math.isnan(median_of_people(values, people))


def test_value_beyond_the_last_step_and_a_tenth_off_the_scale_are_refused() -> None:
    assert np.isnan(share_by_step([61.0], [1], steps=STEPS)).all() and np.isnan(share_by_tenth([11], [1])).all()
