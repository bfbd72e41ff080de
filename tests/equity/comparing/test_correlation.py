"""Correlation: Anscombe's four published sets, plain loops, the withheld line, edges, coverage of the limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.comparing.correlation import Kind, correlation

X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE = [
    (X, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    (X, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
    (X, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
    ([8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8], [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]),
]


@pytest.mark.parametrize(("x", "y"), ANSCOMBE)
def test_anscombe_1973(x, y):
    """r 0.816, y = 3.00 + 0.500 x, R2 0.67 (Anscombe FJ, Am Stat 27:17-21)."""
    found = correlation(x, y)
    assert (round(found.value, 2), round(found.r_squared, 2)) == (0.82, 0.67)
    assert (round(found.intercept, 1), round(found.slope, 2)) == (3.0, 0.5)
    assert found.areas == 11 and found.reason == ""


def test_spearmans_example_with_ties():
    """By hand: ranks 1, 2.5, 2.5, 4, 5 and 1, 3, 2, 5, 4 give 8.5 / sqrt(9.5 * 10)."""
    found = correlation([1, 2, 2, 3, 4], [1, 3, 2, 5, 4], kind=Kind.SPEARMAN)
    assert found.value == pytest.approx(8.5 / math.sqrt(95))


def slow(x, y):
    n = len(x)
    mx, my = sum(x) / n, sum(y) / n
    top = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    r = top / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))
    z = 0.5 * math.log((1 + r) / (1 - r))
    ends = [z + side * 1.959963984540054 / math.sqrt(n - 3) for side in (-1, 1)]
    return r, *[(math.exp(2 * end) - 1) / (math.exp(2 * end) + 1) for end in ends]


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=5, max_size=30))
def test_pearson_in_plain_loops_and_scale_free(rows):
    x, y = zip(*rows, strict=True)
    found = correlation(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert math.isnan(found.value) and "the same in all areas" in found.reason
        return
    if abs(found.value) < 0.999999:
        assert (found.value, found.lower_ci, found.upper_ci) == pytest.approx(slow(x, y), abs=1e-7)
    assert found.lower_ci <= found.value <= found.upper_ci
    scaled = correlation(np.array(x) * 1e150 + 5, np.array(y) * 0.01)
    assert scaled.value == pytest.approx(found.value, abs=1e-9)
    assert correlation(y, x).value == pytest.approx(found.value)


def test_a_weak_one_has_limits_but_no_line():
    x, y = [1, 2, 3, 4, 5, 6], [2, 1, 3, 1, 2, 2]
    found = correlation(x, y)
    assert not math.isnan(found.value) and found.lower_ci < found.value < found.upper_ci
    assert math.isnan(found.slope) and math.isnan(found.intercept)
    assert "would explain 1 % of the differences, and 15 % are needed" in found.reason


def test_a_perfect_one_and_too_few_areas():
    found = correlation([1, 2, 3, 4], [2, 4, 6, 8], kind=Kind.SPEARMAN)
    assert (found.value, found.lower_ci, found.upper_ci, found.slope) == (1, 1, 1, pytest.approx(2))
    few = correlation([1, 2, 3, float("nan"), 5], [1, 2, 3, 4, None])
    assert few.areas == 3 and "3 areas have both" in few.reason and math.isnan(few.value)


def test_the_limits_hold_the_truth_as_often_as_they_say():
    draw = np.random.default_rng(4)
    inside = {Kind.PEARSON: 0, Kind.SPEARMAN: 0}
    truth = {Kind.PEARSON: 0.6, Kind.SPEARMAN: 6 / math.pi * math.asin(0.3)}  # of the bivariate normal
    for _ in range(600):
        x = draw.normal(size=40)
        y = 0.6 * x + 0.8 * draw.normal(size=40)
        for kind in Kind:
            found = correlation(x, y, kind=kind)
            inside[kind] += found.lower_ci <= truth[kind] <= found.upper_ci
    assert all(0.92 < count / 600 < 0.98 for count in inside.values())
