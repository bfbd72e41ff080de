"""The recent trend: a published example, a slow second way, every reason not to test, and properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import ValueType
from equity.comparing.trend import CRITICAL, Direction, recent_trend, trend_in_counts, trend_in_values
from equity.values.crude_rate import crude_rate

# England, MMR two doses by five, 2017/18 to 2021/22 (UKHSA COVER): counts are published for these years.
ENGLAND = [(619486, 710674), (600906, 695248), (598626, 689561), (601053, 693928), (588853, 687218)]


def series(counts, *, months=12, basis="a", status="ok", last=2024):
    years = range(last - len(counts) + 1, last + 1)
    frame = pd.DataFrame(counts, columns=["numerator", "denominator"], index=[f"{y - 1}/{y % 100:02d}" for y in years])
    rate = 100 * frame["numerator"] / frame["denominator"]
    return frame.assign(
        value=rate, lower_ci=rate - 1, upper_ci=rate + 1, status=status, months=months, basis=basis,
        end=[f"{year}-03-31" for year in years],
    )  # fmt: skip


def test_published_example_of_the_chi_squared_for_trend():
    """Fleiss (1981): smokers in four groups of patients; R's prop.trend.test gives 8.2249."""
    chi_squared, slope = trend_in_counts(np.array([[83, 90, 129, 70], [86, 93, 136, 82]], dtype=float))
    assert chi_squared == pytest.approx(8.2249, abs=5e-5)
    assert slope < 0


def slow_chi_squared(counts):
    events = sum(x for x, _ in counts)
    people = sum(n for _, n in counts)
    p = events / people
    top = sum(i * (x - n * p) for i, (x, n) in enumerate(counts))
    square, plain = sum(n * i * i for i, (_, n) in enumerate(counts)), sum(n * i for i, (_, n) in enumerate(counts))
    return top**2 / (p * (1 - p) * (square - plain**2 / people))


def test_england_fell_in_five_years_of_published_counts():
    found = recent_trend(series(ENGLAND, last=2022), ValueType.PROPORTION)
    assert found.direction == Direction.DECREASING
    assert found.chi_squared == pytest.approx(slow_chi_squared(ENGLAND))
    assert found.periods == ("2017/18", "2018/19", "2019/20", "2020/21", "2021/22")


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(901, 2000)), min_size=5, max_size=5))
def test_counts_agree_with_plain_loops_and_turn_with_time(counts):
    chi_squared, slope = trend_in_counts(np.array(counts, dtype=float).T)
    back, fall = trend_in_counts(np.array(counts[::-1], dtype=float).T)
    assert chi_squared == pytest.approx(slow_chi_squared(counts), abs=1e-9, rel=1e-9)
    assert (back, fall) == (pytest.approx(chi_squared, abs=1e-9), pytest.approx(-slope, abs=1e-12))


@given(st.integers(1, 99))
def test_equal_shares_have_no_trend(x):
    found = recent_trend(series([(x, 100)] * 5), ValueType.PROPORTION)
    assert found.direction == Direction.NO_CHANGE
    assert found.chi_squared == pytest.approx(0, abs=1e-9)


def test_one_jump_carries_no_direction():
    """A chi-squared above the threshold that hangs on one year alone is not a trend."""
    counts = [(5000, 10000), (5010, 10000), (4990, 10000), (4995, 10000), (5600, 10000)]
    found = recent_trend(series(counts), ValueType.PROPORTION)
    assert found.chi_squared > CRITICAL
    assert found.direction == Direction.NO_CHANGE


def test_rates_use_values_and_limits():
    frame = series([(x, 100_000) for x in (900, 800, 700, 600, 500)])
    rates = crude_rate(frame["numerator"], frame["denominator"], multiplier=100_000)
    frame = frame.assign(**rates[["value", "lower_ci", "upper_ci"]])
    assert recent_trend(frame, ValueType.CRUDE_RATE).direction == Direction.DECREASING
    weights = [(3.92 / (u - low)) ** 2 for low, u in zip(frame["lower_ci"], frame["upper_ci"], strict=True)]
    mean = sum(w * i for i, w in enumerate(weights)) / sum(weights)
    spread = sum(w * (i - mean) ** 2 for i, w in enumerate(weights))
    slope = sum(w * (i - mean) * v for i, (w, v) in enumerate(zip(weights, frame["value"], strict=True))) / spread
    chi_squared, found = trend_in_values(frame[["value", "lower_ci", "upper_ci"]].to_numpy().T)
    assert math.isclose(found, slope) and math.isclose(chi_squared, slope**2 * spread)


def test_a_break_withholds_the_trend_with_its_words():
    frame = series(ENGLAND)
    frame["basis"] = ["a", "a", "b", "b", "b"]
    found = recent_trend(frame, ValueType.PROPORTION, breaks=("1 Jul 2022: Bassetlaw joined",))
    assert found.direction == Direction.NOT_CALCULATED
    assert found.reason == (
        "the footprint's members change within the five years (1 Jul 2022: Bassetlaw joined), "
        "and the series is not reconciled."
    )
    assert "(" not in recent_trend(frame, ValueType.PROPORTION).reason


def test_a_break_before_the_five_years_does_not_matter():
    frame = series([(80, 100), *ENGLAND])
    frame["basis"] = ["old", *"aaaaa"]
    assert recent_trend(frame, ValueType.PROPORTION).direction == Direction.DECREASING


def bare(**changes):
    return series(ENGLAND).assign(**changes)


@pytest.mark.parametrize(
    ("frame", "value_type", "words"),
    [
        (series([]), "proportion", "no value to test"),
        (bare(value=np.nan), "proportion", "no value to test"),
        (bare(months=0), "proportion", "add up to each date"),
        (bare(months=36), "proportion", "pooled and overlap"),
        (series(ENGLAND[:4]), "proportion", "five years in a row are needed, 4 of the last five have a value"),
        (bare(status="not_comparable"), "proportion", "not comparable"),
        (bare(numerator=np.nan), "proportion", "are here for none of them."),
        (bare(numerator=[np.nan] * 4 + [588853]), "proportion", "are here for 2023/24 only"),
        (bare(numerator=0), "proportion", "nobody or everybody"),
        (bare(upper_ci=np.nan), "crude_rate", "limits are missing"),
        (bare(), "index", "no test of trend for this kind"),
    ],
)
def test_every_reason_not_to_test(frame, value_type, words):
    found = recent_trend(frame, ValueType(value_type))
    assert found.direction == Direction.NOT_CALCULATED
    assert words in found.reason


def test_a_gap_is_not_bridged():
    frame = series([*ENGLAND, *ENGLAND])
    assert "4 of the last five" in recent_trend(frame.drop("2021/22"), ValueType.PROPORTION).reason


def test_months_that_end_in_a_leap_february_find_their_forerunners():
    frame = series(ENGLAND, months=1).assign(end=[f"{y}-02-{29 if y == 2024 else 28}" for y in range(2020, 2025)])
    frame.iloc[0, frame.columns.get_loc("end")] = "2020-02-28"
    assert recent_trend(frame, ValueType.PROPORTION).direction == Direction.DECREASING
