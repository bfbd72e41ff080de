"""p, u, p' and u' charts: a published example, plain loops, large denominators, edges, noise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.control_chart import Rebase, Settings

NA = float("nan")
# Montgomery DC (2013) Introduction to Statistical Quality Control, table 7.1: 30 samples of 50 cans.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]


def limits(chart, point=0, area=0):
    return tuple(float(part[area, point]) for part in (chart.mean, chart.lower, chart.upper))


def test_published_p_chart():
    """Mean 0.2313, limits 0.0524 and 0.4102; samples 15 and 23 are outside."""
    assert sum(CANS) == 347
    chart = attribute_chart([CANS], [[50] * 30], kind=Attribute.P, multiplier=1)
    assert limits(chart) == pytest.approx((0.2313, 0.0524, 0.4102), abs=6e-5)
    assert (np.flatnonzero(chart.marks["outside"][0]) + 1).tolist() == [15, 23]


def reach(chance, mean):
    """The smallest count with so much of a Poisson distribution at or below it, added up."""
    count, term, total = 0, math.exp(-mean), math.exp(-mean)
    while total < chance:
        count += 1
        term *= mean / count
        total += term
    return count


def slow(x, n, kind):
    pairs = [(a, b) for a, b in zip(x, n, strict=True)]
    mean = sum(a for a, _ in pairs) / sum(b for _, b in pairs)
    errors = [math.sqrt(mean * (1 - mean) / b) if kind.startswith("p") else math.sqrt(mean / b) for _, b in pairs]
    if kind.endswith("prime"):
        z = [(a / b - mean) / e for (a, b), e in zip(pairs, errors, strict=True)]
        moves = [abs(z[i] - z[i - 1]) for i in range(1, len(z))]
        middle = sum(moves) / len(moves)
        kept = [one for one in moves if one <= 3.267 * middle]
        errors = [e * (sum(kept) / len(kept)) / 1.128 for e in errors]
    if kind == "u_exact":
        return [(mean, reach(0.00135, mean * b) / b, reach(0.99865, mean * b) / b) for _, b in pairs]
    top = 1.0 if kind.startswith("p") else math.inf
    return [(mean, max(mean - 3 * e, 0), min(mean + 3 * e, top)) for e in errors]


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(51, 400)), min_size=4, max_size=14),
    st.sampled_from(list(Attribute)),
)
def test_in_plain_loops(points, kind):
    x, n = zip(*points, strict=True)
    chart = attribute_chart([x], [n], kind=kind, multiplier=1)
    for place, expected in enumerate(slow(x, n, str(kind))):
        assert limits(chart, place) == pytest.approx(expected, abs=1e-9)


def test_large_denominators_make_p_too_narrow_and_p_prime_right():
    draw = np.random.default_rng(2)
    n = np.full((50, 30), 200_000)
    x = draw.binomial(n, np.clip(draw.normal(0.2, 0.01, n.shape), 0, 1))
    plain = attribute_chart(x, n, kind=Attribute.P).marks["outside"] != 0
    prime = attribute_chart(x, n, kind=Attribute.P_PRIME).marks["outside"] != 0
    assert plain.mean() > 0.5 and prime.mean() < 0.02


def test_edges_are_no_points_and_leave_the_rest_alone():
    x = [[5, NA, -1, 5, 70, 0, 5, 5], [0] * 8]
    n = [[60, 60, 60, 0, 60, 60, 60, 60], [60] * 8]
    chart = attribute_chart(x, n, kind=Attribute.P)
    assert np.isnan(chart.values[0]).tolist() == [False, True, True, True, True, False, False, False]
    assert chart.mean[0, 0] == pytest.approx(100 * 15 / 240)
    assert limits(chart, area=1) == (0, 0, 0) and not chart.special[1].any()
    assert attribute_chart([[70]], [[60]], kind=Attribute.U).values[0, 0] == pytest.approx(100 * 70 / 60)
    empty = attribute_chart([[NA, NA]], [[NA, NA]], kind=Attribute.U_PRIME)
    assert np.isnan(empty.mean).all() and not empty.special.any()
    same = attribute_chart([[6] * 8], [[60] * 8], kind=Attribute.P_PRIME)
    assert limits(same) == (10, 10, 10) and not same.special.any()


def test_baseline_and_rebase():
    x, n = [[10] * 10 + [30] * 10], [[100] * 20]
    assert attribute_chart(x, n, kind=Attribute.P, settings=Settings(baseline=10)).mean[0, 19] == 10
    moved = attribute_chart(x, n, kind=Attribute.P, settings=Settings(rebases=(Rebase(10, "New test"),)))
    assert (moved.mean[0, 0], moved.mean[0, 19]) == (10, 30) and not moved.special.any()


def test_noise_is_outside_as_often_as_three_sigma_promise():
    draw = np.random.default_rng(4)
    n = draw.integers(200, 2000, (800, 25))
    for x, kind in ((draw.binomial(n, 0.3), Attribute.P), (draw.poisson(0.3 * n), Attribute.U)):
        outside = (attribute_chart(x, n, kind=kind).marks["outside"] != 0).mean()
        assert 0.001 < outside < 0.005
