"""Gaps of two groups: published numbers, statsmodels, properties, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import confint_proportions_2indep

from data.schema import ValueType
from equity.inequality.gap import gap_of_counts, gap_of_values
from equity.result import Reason
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion

NA = math.nan
SHARE, RATE = ValueType.PROPORTION, ValueType.CRUDE_RATE
ORDER = ["lower_998", "lower_ci", "value", "upper_ci", "upper_998"]
pairs = st.tuples(st.integers(1, 400), st.integers(1, 400)).map(lambda p: (p[0], p[0] + p[1]))


def group(*rows):
    return pd.DataFrame(list(rows), columns=["numerator", "denominator"], dtype="float64")


def gap(first, second, kind=SHARE, multiplier=1.0):
    return gap_of_counts(group(first), group(second), value_type=kind, multiplier=multiplier)


# Newcombe RG (1998) Stat Med 17:873-890, table II, method 10 (score without correction).
@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_published_limits_of_differences(first, second, lower, upper):
    row = gap(first, second).difference.iloc[0]
    assert (round(row["lower_ci"], 4), round(row["upper_ci"], 4)) == (lower, upper)


@given(pairs, pairs)
def test_proportions_agree_with_statsmodels(first, second):
    difference, ratio = (frame.iloc[0] for frame in gap(first, second))
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert difference["value"] == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (difference["lower_ci"], difference["upper_ci"]) == pytest.approx((low, high), abs=1e-9)
    table = Table2x2([[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]])
    assert ratio["value"] == pytest.approx(table.riskratio)
    assert (ratio["lower_ci"], ratio["upper_ci"]) == pytest.approx(table.riskratio_confint(0.05))
    assert (ratio["lower_998"], ratio["upper_998"]) == pytest.approx(table.riskratio_confint(0.002))


def test_published_rate_ratio():
    """Breast cancer after fluoroscopy (Boice and Monson 1977; Rothman, Modern Epidemiology): 1.86 (1.03 to 3.35)."""
    row = gap((41, 28_010), (15, 19_017), RATE).ratio.iloc[0]
    assert [round(row[name], 2) for name in ("value", "lower_ci", "upper_ci")] == [1.86, 1.03, 3.35]


def test_limits_of_rates_cover_as_often_as_they_should():
    rng, people = np.random.default_rng(3), np.full(4000, 1000.0)
    sides = [pd.DataFrame({"numerator": rng.poisson(mean, 4000), "denominator": people}) for mean in (60, 25)]
    found = gap_of_counts(*sides, value_type=RATE, multiplier=1)
    for frame, truth in ((found.difference, 0.035), (found.ratio, 2.4)):
        assert (frame["lower_ci"].le(truth) & frame["upper_ci"].ge(truth)).mean() == pytest.approx(0.95, abs=0.012)


@given(pairs, pairs, st.sampled_from([SHARE, RATE]), st.floats(0.5, 1e5))
def test_limits_bracket_and_turn_with_the_groups(first, second, kind, multiplier):
    one, other = gap(first, second, kind, multiplier), gap(second, first, kind, multiplier)
    for frame in one:
        assert (np.diff(frame[ORDER].to_numpy("float64")) >= 0).all()
    swapped = -other.difference[ORDER].to_numpy("float64")[:, ::-1]
    np.testing.assert_allclose(one.difference[ORDER].to_numpy("float64"), swapped, rtol=1e-9, atol=1e-9 * multiplier)
    inverse = 1 / other.ratio[ORDER].to_numpy("float64")[:, ::-1]
    np.testing.assert_allclose(one.ratio[ORDER].to_numpy("float64"), inverse, rtol=1e-9)


@given(pairs, st.floats(1.5, 1000))
def test_equal_groups_have_no_gap_and_unit_only_scales(same, factor):
    one, other = gap(same, same), gap(same, same, multiplier=factor)
    assert one.difference["value"].iloc[0] == 0
    assert one.ratio["value"].iloc[0] == 1
    np.testing.assert_allclose(other.difference[ORDER], factor * one.difference[ORDER])
    np.testing.assert_allclose(other.ratio[ORDER], one.ratio[ORDER])


def test_counts_edges():
    most = group((0, 10), (10, 10), (5, 10), (5, 0), (None, 10), (11, 10), (-1, 10))
    least = group((5, 10), (5, 10), (0, 10), *[(5, 10)] * 4)
    difference, ratio = gap_of_counts(most, least, value_type=SHARE, multiplier=100)
    assert difference["reason"].tolist() == [
        "",
        "",
        "",
        Reason.DENOMINATOR_NOT_POSITIVE,
        Reason.NUMERATOR_MISSING,
        Reason.NUMERATOR_ABOVE_DENOMINATOR,
        Reason.NUMERATOR_NEGATIVE,
    ]
    assert ratio["reason"].tolist()[:3] == [Reason.ZERO_CELL] * 3
    assert difference["value"].tolist()[:3] == [-50, 50, 50]
    assert ratio["value"].isna().all()
    events = gap_of_counts(group((11, 10), (0, 10)), group((5, 10), (5, 10)), value_type=RATE, multiplier=1)
    assert events.ratio["reason"].tolist() == ["", Reason.ZERO_CELL]
    assert events.ratio["value"].iloc[0] == pytest.approx(2.2)


@given(pairs, pairs)
def test_gap_of_values_is_that_of_the_counts_they_came_from(first, second):
    for kind, method in ((SHARE, proportion), (RATE, crude_rate)):
        sides = [method([x], [n], multiplier=100) for x, n in (first, second)]
        expected = gap_of_counts(group(first), group(second), value_type=kind, multiplier=100).difference
        pd.testing.assert_frame_equal(gap_of_values(*sides).difference, expected)


def test_ratio_of_values_recovers_errors_from_limits():
    most = pd.DataFrame({"value": [20.0], "lower_ci": [20 / 1.2], "upper_ci": [20 * 1.2]})
    least = pd.DataFrame({"value": [10.0], "lower_ci": [10 / 1.1], "upper_ci": [10 * 1.1]})
    ratio = gap_of_values(most, least).ratio.iloc[0]
    width = math.hypot(math.log(1.2), math.log(1.1))
    assert (ratio["value"], ratio["upper_ci"]) == pytest.approx((2, 2 * math.exp(width)))
    assert ratio["upper_998"] == pytest.approx(2 * math.exp(width * 3.0902323 / 1.959964))
    assert gap_of_values(most, least).difference[["lower_998", "upper_998"]].isna().all(axis=None)  # not given


def test_values_edges():
    columns = ["value", "lower_ci", "upper_ci"]
    most = pd.DataFrame([(5, 4, 6), (NA, 4, 6), (5, NA, 6), (5, 0, 6)], columns=columns, index=list("abcd"))
    least = pd.DataFrame([(3, 2, 4)] * 4, columns=columns, index=list("abcd"))
    difference, ratio = gap_of_values(most, least)
    assert difference["reason"].tolist() == ["", Reason.VALUE_MISSING, Reason.LIMITS_MISSING, ""]
    assert ratio["reason"].tolist() == ["", Reason.VALUE_MISSING, Reason.LIMITS_MISSING, Reason.ZERO_CELL]
    assert list(difference.index) == list("abcd")
