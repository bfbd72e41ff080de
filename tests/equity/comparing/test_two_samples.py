"""Two-sample comparison: Newcombe's and Rothman's published examples, plain loops, edges, noise."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity, ValueType
from equity.comparing.judging import Confidence
from equity.comparing.two_samples import difference, judged_against_rest, rate_ratio, rest_of

NA = float("nan")


def counts(*rows):
    return pd.DataFrame(rows, columns=["numerator", "denominator"], dtype="float64")


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe_1998_table_ii(first, second, lower, upper):
    found = difference(counts(first), counts(second), multiplier=1).iloc[0]
    assert (found["lower_ci"], found["upper_ci"]) == (pytest.approx(lower, abs=6e-5), pytest.approx(upper, abs=6e-5))


def test_rothman_breast_cancer_and_fluoroscopy():
    """41 cases in 28,010 woman-years against 15 in 19,017 (Rothman and Greenland 1998): 1.86, 1.0 to 3.4."""
    found = rate_ratio(counts((41, 28010)), counts((15, 19017))).iloc[0]
    spread = 1.959963984540054 * math.sqrt(1 / 41 + 1 / 15)
    assert found["value"] == pytest.approx(1.8558, abs=1e-4)
    assert found["lower_ci"] == pytest.approx(math.exp(math.log(41 / 28010 / (15 / 19017)) - spread))
    assert (round(found["lower_ci"], 1), round(found["upper_ci"], 1)) == (1.0, 3.4)


def test_area_against_the_rest_takes_the_area_out():
    area, whole = counts((80, 100)), counts((500, 1000))
    assert rest_of(area, whole).iloc[0].tolist() == [420, 900]
    found = judged_against_rest(area, whole, value_type=ValueType.PROPORTION, polarity=Polarity.HIGH_IS_GOOD)
    assert found["compared"].iloc[0] == "much_better"
    assert found["value"].iloc[0] == pytest.approx(80 - 100 * 420 / 900)
    rates = judged_against_rest(area, whole, value_type=ValueType.CRUDE_RATE, polarity=Polarity.LOW_IS_GOOD)
    assert rates["value"].iloc[0] == pytest.approx(0.8 / (420 / 900))
    assert rates["compared"].iloc[0] == "much_worse"


@pytest.mark.parametrize(
    ("area", "whole", "reason"),
    [
        ((0, 100), (50, 1000), "too_few_events"),
        ((50, 100), (50, 1000), "too_few_events"),
        ((5, 0), (50, 1000), "denominator_not_positive"),
        ((-1, 10), (50, 1000), "numerator_negative"),
        ((NA, 10), (50, 1000), "numerator_missing"),
        ((60, 100), (50, 1000), "numerator_missing"),  # the whole has fewer than its part
        ((50, 1000), (500, 1000), "denominator_not_positive"),  # the area is the whole
    ],
)
def test_edges_of_rates(area, whole, reason):
    found = judged_against_rest(
        counts(area), counts(whole), value_type=ValueType.CRUDE_RATE, polarity=Polarity.NONE
    ).iloc[0]
    assert (found["reason"], found["compared"]) == (reason, "not_compared")
    assert math.isnan(found["value"])


def test_edges_of_proportions_and_of_other_kinds():
    area, whole = counts((0, 10), (10, 10), (20, 10)), counts((50, 100), (60, 100), (60, 100))
    found = judged_against_rest(area, whole, value_type=ValueType.PROPORTION, polarity=Polarity.NONE)
    assert found["reason"].tolist() == ["", "", "numerator_above_denominator"]
    assert found["compared"].tolist() == ["much_lower", "higher", "not_compared"]
    with pytest.raises(ValueError, match="counts of both sides"):
        judged_against_rest(area, whole, value_type=ValueType.DSR, polarity=Polarity.NONE)


def test_a_suppressed_area_gives_nothing_away():
    area = counts((3, 100)).assign(status="suppressed")
    found = judged_against_rest(area, counts((50, 1000)), value_type=ValueType.PROPORTION, polarity=Polarity.NONE)
    assert found["compared"].iloc[0] == "suppressed"
    assert found[["value", "lower_ci", "upper_ci", "lower_998", "upper_998"]].isna().all(axis=None)


def slow_wilson(x, n, z):
    middle, spread = (x + z * z / 2) / (n + z * z), z * math.sqrt(x * (1 - x / n) + z * z / 4) / (n + z * z)
    return middle - spread, middle + spread


@given(st.integers(0, 50), st.integers(50, 90), st.integers(0, 50), st.integers(50, 90))
def test_difference_in_plain_steps_and_turned_round(x, n, y, m):
    found = difference(counts((x, n)), counts((y, m)), multiplier=1).iloc[0]
    (l1, u1), (l2, u2) = slow_wilson(x, n, 1.959963984540054), slow_wilson(y, m, 1.959963984540054)
    p, q = x / n, y / m
    assert found["lower_ci"] == pytest.approx(p - q - math.sqrt((p - l1) ** 2 + (u2 - q) ** 2), abs=1e-9)
    assert found["upper_ci"] == pytest.approx(p - q + math.sqrt((u1 - p) ** 2 + (q - l2) ** 2), abs=1e-9)
    back = difference(counts((y, m)), counts((x, n)), multiplier=1).iloc[0]
    assert back["upper_998"] == pytest.approx(-found["lower_998"])
    assert found["lower_998"] <= found["lower_ci"] <= found["value"] <= found["upper_ci"] <= found["upper_998"]


def test_under_the_null_about_one_in_twenty_differs():
    draw = np.random.default_rng(5)
    area, whole = draw.binomial(400, 0.3, 4000), None
    rest = draw.binomial(3000, 0.3, 4000)
    whole = pd.DataFrame({"numerator": area + rest, "denominator": 3400})
    frame = pd.DataFrame({"numerator": area, "denominator": 400})
    for kind in (ValueType.PROPORTION, ValueType.CRUDE_RATE):
        found = judged_against_rest(frame, whole, value_type=kind, polarity=Polarity.NONE, confidence=Confidence.ONE)
        share = (found["compared"] != "similar").mean()
        # Poisson limits on binomial counts are wider than need be, so rates differ less often.
        assert 0.01 < share < (0.06 if kind == ValueType.PROPORTION else 0.05)
