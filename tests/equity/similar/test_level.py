"""Pooled comparison: published limits, plain loops, an edge table, and properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from data.schema import ValueType
from equity.result import Z95
from equity.similar.level import level_comparison, with_value
from equity.similar.reasons import Withheld
from equity.values.two_values import difference_of_proportions, ratio_of_rates
from tests.equity.similar.drawn import codes

# Newcombe (1998) Stat Med 17:873-890, table II, method 10.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def rows(*counts, start=0):
    frame = pd.DataFrame(counts, columns=["numerator", "denominator"], dtype="float64")
    return frame.assign(status="ok").set_index(codes(start + len(counts))[start:])


@pytest.mark.parametrize(("first", "second", "lower", "upper"), NEWCOMBE)
def test_newcombes_published_limits(first, second, lower, upper):
    found = difference_of_proportions(first, second)
    assert [float(end) for end in found[1:]] == pytest.approx([lower, upper], abs=5e-5)


def slow_wilson(x, n, z):
    middle, spread = (x + z * z / 2) / (n + z * z), z / (n + z * z) * math.sqrt(x * (n - x) / n + z * z / 4)
    return middle - spread, middle + spread


@settings(max_examples=25)
@given(st.lists(COUNTS, min_size=5, max_size=9), st.lists(COUNTS, min_size=1, max_size=4))
def test_difference_in_plain_loops(others, own):
    found = level_comparison(rows(*own), rows(*others, start=50), value_type=ValueType.PROPORTION)
    (x1, n1), (x2, n2) = ((sum(x for x, _ in group), sum(n for _, n in group)) for group in (own, others))
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = slow_wilson(x1, n1, Z95), slow_wilson(x2, n2, Z95)
    assert found.estimate == pytest.approx(100 * (p1 - p2), abs=1e-9)
    assert found.lower_ci == pytest.approx(100 * (p1 - p2 - math.hypot(p1 - l1, u2 - p2)), abs=1e-6)
    assert found.upper_ci == pytest.approx(100 * (p1 - p2 + math.hypot(u1 - p1, p2 - l2)), abs=1e-6)
    assert found.lower_998 <= found.lower_ci <= found.estimate + 1e-9
    assert found.estimate - 1e-9 <= found.upper_ci <= found.upper_998
    values = sorted(100 * x / n for x, n in others)
    assert (found.spread[0], found.spread[2], found.spread[4]) == pytest.approx(
        (values[0], float(np.median(values)), values[-1])
    )
    assert (found.kind, found.chosen.value, found.comparators.areas) == (
        "difference",
        pytest.approx(100 * p1),
        len(others),
    )


@settings(max_examples=25)
@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 10**6), st.integers(1, 10**6))
def test_ratio_in_plain_words(x1, x2, n1, n2):
    ratio, lower, upper = (float(end) for end in ratio_of_rates((x1, n1), (x2, n2)))
    middle, width = math.log(x1) - math.log(n1) - math.log(x2) + math.log(n2), 1.959964 * math.sqrt(1 / x1 + 1 / x2)
    assert (math.log(ratio), math.log(lower), math.log(upper)) == pytest.approx(
        (middle, middle - width, middle + width), abs=1e-5
    )
    turned = [float(end) for end in ratio_of_rates((x2, n2), (x1, n1))]
    assert turned == pytest.approx([1 / ratio, 1 / upper, 1 / lower])


def test_rates_are_compared_by_their_ratio():
    own, others = rows((30, 1_000)), rows(*[(20, 1_000)] * 6, start=9)
    found = level_comparison(own, others, value_type=ValueType.CRUDE_RATE, multiplier=100_000)
    assert (found.kind, found.estimate) == ("ratio", pytest.approx(1.5))
    assert (found.chosen.value, found.comparators.value) == (pytest.approx(3_000), pytest.approx(2_000))
    assert found.lower_ci < 1.5 < found.upper_ci


@settings(max_examples=25)
@given(st.lists(COUNTS, min_size=5, max_size=9), COUNTS)
def test_turning_the_sides_turns_the_difference(others, own):
    there = level_comparison(rows(*[own] * 5), rows(*others), value_type=ValueType.PROPORTION)
    back = level_comparison(rows(*others), rows(*[own] * 5), value_type=ValueType.PROPORTION)
    assert (back.estimate, back.lower_ci, back.upper_ci) == pytest.approx(
        (-there.estimate, -there.upper_ci, -there.lower_ci), abs=1e-9
    )


@settings(max_examples=25)
@given(st.integers(0, 50), st.integers(51, 99))
def test_equal_areas_differ_by_nothing(x, n):
    found = level_comparison(rows((x, n)), rows(*[(x, n)] * 6), value_type=ValueType.PROPORTION)
    assert found.estimate == pytest.approx(0, abs=1e-12)
    assert found.lower_ci <= 0 <= found.upper_ci
    assert len(set(np.round(found.spread, 9))) == 1


@settings(max_examples=25)
@given(st.lists(COUNTS, min_size=5, max_size=12), st.lists(COUNTS, min_size=1, max_size=9))
def test_limits_between_areas_in_plain_loops(others, own):
    found = level_comparison(rows(*own), rows(*others, start=50), value_type=ValueType.PROPORTION)
    variances, degrees = [], []
    for group in (own, others):
        total = sum(n for _, n in group)
        share = sum(x for x, _ in group) / total
        m = len(group)
        variances.append(m / max(m - 1, 1) * sum(((x - share * n) / total) ** 2 for x, n in group))
        degrees.append(m - 1)
    freedom = len(others) - 1
    if len(own) < 5:
        share = sum(x for x, _ in others) / sum(n for _, n in others)
        single = sum((x / n - share) ** 2 for x, n in others) / (len(others) - 1)
        variances[0] = single * sum((n / sum(n for _, n in own)) ** 2 for _, n in own)
    elif sum(variances) > 1e-30:
        freedom = sum(variances) ** 2 / sum(v * v / d for v, d in zip(variances, degrees, strict=True))
    half = 100 * student.ppf(0.975, freedom) * math.sqrt(sum(variances))
    assert found.lower_between == pytest.approx(min(found.lower_ci, found.estimate - half))
    assert found.upper_between == pytest.approx(max(found.upper_ci, found.estimate + half))


def test_limits_between_areas_of_a_ratio():
    """Areas alike: counting alone is left. Areas apart: wider, and symmetric about the ratio on the log scale."""
    alike = level_comparison(rows((30, 1_000)), rows(*[(20, 1_000)] * 6, start=9), value_type=ValueType.CRUDE_RATE)
    assert (alike.lower_between, alike.upper_between) == (alike.lower_ci, alike.upper_ci)
    others = [(50, 1_000), (150, 1_000), (80, 1_000), (120, 1_000), (100, 1_000), (100, 1_000)]
    apart = level_comparison(rows((200, 1_000)), rows(*others, start=9), value_type=ValueType.CRUDE_RATE)
    rates = np.array([x / n for x, n in others])
    error = math.sqrt(rates.var(ddof=1) + rates.var(ddof=1) / 6) / rates.mean()
    assert math.log(apart.upper_between / 2) == pytest.approx(student.ppf(0.975, 5) * error)
    assert apart.lower_between * apart.upper_between == pytest.approx(4)


FIVE = [(10, 100)] * 5


@pytest.mark.parametrize(
    ("own", "others", "value_type", "reason"),
    [
        (rows((10, 100)), rows(*FIVE[:4]), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((10, 100)), rows(*FIVE[:4], (np.nan, 100)), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((10, 100)), rows(*FIVE[:4], (5, 0)), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((10, 100)), rows(*FIVE[:4], (101, 100)), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((10, 100)), rows(*FIVE[:4], (-1, 100)), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((10, 100)), rows(), "proportion", Withheld.TOO_FEW_COMPARATORS),
        (rows((np.nan, 100)), rows(*FIVE), "proportion", Withheld.CHOSEN_WITHOUT_VALUE),
        (rows(), rows(*FIVE), "proportion", Withheld.CHOSEN_WITHOUT_VALUE),
        (rows((0, 100)), rows(*FIVE), "crude_rate", Withheld.NO_EVENTS),
        (rows((5, 100)), rows(*[(0, 100)] * 5), "crude_rate", Withheld.NO_EVENTS),
        (rows((5, 100)), rows(*FIVE), "mean", Withheld.NO_COUNTS),
        (rows((0, 100)), rows(*[(0, 100)] * 5), "proportion", Withheld.NONE),
        (rows((100, 100)), rows(*[(100, 100)] * 5), "proportion", Withheld.NONE),
        (rows((150, 100)), rows(*[(120, 100)] * 5), "crude_rate", Withheld.NONE),
    ],
)
def test_edges(own, others, value_type, reason):
    found = level_comparison(own, others, value_type=value_type)
    assert (found.status, found.reason) == ("missing" if reason else "ok", reason)
    assert math.isnan(found.estimate) == bool(reason)
    assert bool(found.spread) != bool(reason)


def test_suppressed_and_incomparable_areas_are_left_out_and_counted():
    others = rows(*FIVE, (3, 100), (90, 100), (20, 100))
    others["status"] = ["ok"] * 5 + ["suppressed", "not_comparable", "estimated"]
    found = level_comparison(rows((10, 100)), others, value_type=ValueType.PROPORTION)
    assert (found.comparators.areas, found.comparators.without_value) == (6, 2)
    assert found.comparators.numerator == 70
    assert with_value(others, ValueType.PROPORTION).tolist() == [True] * 5 + [False, False, True]
