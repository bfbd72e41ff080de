"""Rounded parts sum to their rounded total, and none moves by a step."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.totals.remainders import rounded_parts

COUNTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("parts", "total", "wanted"),
    [
        ((61_794.5, 77_747.6), 139_542.1, (61_794.0, 77_748.0)),
        ((61_794.6, 77_747.9), 139_542.5, (61_794.0, 77_748.0)),  # halves to the even, as everywhere
        ((5.14, 7.14), 12.28, (5.1, 7.2)),
        ((40.0, 60.0), 100.0, (40.0, 60.0)),
        ((0.0, 250.5, 0.5), 251.0, (0.0, 251.0, 0.0)),
        ((), 0.0, ()),
        ((3.25, 4.25), 9.0, (3.25, 4.25)),  # not its parts
    ],
)
def test_remainders_go_to_the_largest(parts: tuple, total: float, wanted: tuple) -> None:
    assert rounded_parts(parts, total) == wanted


@pytest.mark.parametrize(("parts", "total"), [((1.5, math.nan), 3.0), ((1.5, 1.5), math.nan)])
def test_what_is_missing_leaves_all_as_they_are(parts: tuple, total: float) -> None:
    assert rounded_parts(parts, total)[0] == 1.5


@given(COUNTS)
def test_parts_sum_to_the_rounded_total_and_stay_near(parts: list[float]) -> None:
    total = math.fsum(parts)
    found = rounded_parts(parts, total)
    decimals = 0 if total >= 100 else 1
    assert round(math.fsum(found), 1) == pytest.approx(round(total, decimals), abs=1e-9)
    assert all(abs(one - before) <= 1 + 1e-5 for one, before in zip(found, parts, strict=True))
