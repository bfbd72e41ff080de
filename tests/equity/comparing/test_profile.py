"""A profile's arrays against the tests of one measure at a time: benchmark, trend and gap."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.schema import Polarity, ValueType
from equity.comparing.comparison import compared
from equity.comparing.gap import Estimate, gap
from equity.comparing.profile import NO_SERIES, NOT_ALIKE, NOT_TESTED, Fifths, FiveYears, against_benchmarks, profiled
from equity.comparing.trend import recent_trend
from equity.values.valuation import valued

KINDS = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.COUNT, ValueType.INDEX)
MULTIPLIER = {ValueType.PROPORTION: 100.0, ValueType.CRUDE_RATE: 1000.0}


def drawn(measures: int, seed: int = 1) -> tuple[pd.DataFrame, FiveYears, Fifths, list[pd.DataFrame]]:
    """Measures of all kinds with five years each, and each one's own series as a frame."""
    draw, years, series = np.random.default_rng(seed), FiveYears.none(measures), []
    rows = []
    for place in range(measures):
        kind = KINDS[place % len(KINDS)]
        people = draw.integers(200, 2000, 5).astype(float)
        share = np.clip(0.4 + draw.normal(0, 0.04) * np.arange(5) + draw.normal(0, 0.02, 5), 0.02, 0.98)
        events = np.floor(people * share)
        status = np.where(draw.random(5) < 0.03, "not_comparable", "ok")
        frame = pd.DataFrame({"numerator": events, "denominator": people, "value": np.nan, "lower_ci": np.nan})
        frame = frame.assign(upper_ci=np.nan, status="ok")
        worked = valued(frame, ValueType.PROPORTION, multiplier=MULTIPLIER.get(kind, 1.0)).assign(status=status)
        worked = worked.assign(end=[f"{year}-03-31" for year in range(2015, 2020)], months=12, basis="one")
        if draw.random() < 0.2:
            worked.loc[2, ["numerator", "value", "lower_ci", "upper_ci"]] = np.nan
        for name in years.numbers:
            years.numbers[name][place] = worked[name]
        years.unlike[place] = (worked["status"] == "not_comparable").any()
        series.append(worked)
        last = worked.iloc[-1]
        polarity = list(Polarity)[place % 3]
        rows.append({**last[["lower_ci", "upper_ci", "status"]], "benchmark": last["value"] * draw.uniform(0.9, 1.1),
                     "polarity": str(polarity), "value_type": str(kind)})  # fmt: skip
    value = draw.uniform(10, 90, (2, measures))
    fifths = Fifths(
        *((side, side - draw.uniform(1, 5, measures), side + draw.uniform(1, 5, measures)) for side in value)
    )
    return pd.DataFrame(rows).astype({"status": "str"}), years, fifths, series


def test_every_row_is_what_the_test_of_one_measure_says() -> None:
    frame, years, fifths, series = drawn(120)
    found = profiled(frame, years=years, fifths=fifths)
    for place, row in enumerate(frame.itertuples()):
        alone = compared(frame.iloc[[place]], row.benchmark, polarity=Polarity(row.polarity)).iloc[0]
        expected = "not_compared" if row.value_type == ValueType.COUNT else alone
        assert found["compared"].iloc[place] == expected
        trend = recent_trend(series[place], ValueType(row.value_type))
        assert found["direction"].iloc[place] == str(trend.direction), (place, trend, found.iloc[place])
        most, least = (Estimate(*(side[number][place] for number in range(3))) for side in (fifths.most, fifths.least))
        wanted = gap(most, least)
        got = found.loc[place, ["gap", "gap_lower", "gap_upper"]].to_numpy("float64")
        np.testing.assert_allclose(got, [wanted.value, wanted.lower, wanted.upper])


@pytest.mark.parametrize(("kind", "reason"), [(ValueType.INDEX, NOT_TESTED), (ValueType.PROPORTION, NO_SERIES)])
def test_no_series_and_no_test_are_told_apart(kind: ValueType, reason: str) -> None:
    frame = pd.DataFrame({"lower_ci": [1.0], "upper_ci": [2.0], "status": "ok", "benchmark": [3.0],
                          "polarity": "high_is_good", "value_type": str(kind)})  # fmt: skip
    found = profiled(frame, years=FiveYears.none(1), fifths=Fifths.none(1)).iloc[0]
    assert (found["compared"], found["direction"], found["trend_reason"]) == ("worse", "not_calculated", reason)
    assert np.isnan(found["gap"])


def test_one_year_that_is_not_comparable_keeps_the_trend_back() -> None:
    frame, years, fifths, _ = drawn(8)
    held = FiveYears(years.numbers, np.ones(8, dtype=bool))
    told = profiled(frame, years=held, fifths=fifths)
    assert set(told.loc[told["trend_reason"] == NOT_ALIKE, "direction"]) == {"not_calculated"}
    assert (told["trend_reason"] == NOT_ALIKE).any()


def test_benchmark_on_a_limit_is_similar_and_none_is_not_compared() -> None:
    frame = pd.DataFrame({"lower_ci": [10.0, 10.0], "upper_ci": [20.0, 20.0], "status": "ok",
                          "benchmark": [20.0, np.nan], "polarity": "none", "value_type": "proportion"})  # fmt: skip
    assert list(against_benchmarks(frame)) == ["similar", "not_compared"]


def test_rows_of_one_name_are_judged_each_by_its_own_benchmark():
    """A measure that stands twice (two groups) is two rows; with counts on both sides they are two samples."""
    frame = pd.DataFrame(
        {
            "numerator": [60.0, 54.0], "denominator": [100.0, 100.0], "lower_ci": [50.2, 44.3],
            "upper_ci": [69.1, 63.4],
            "status": "ok", "benchmark": [40.0, 40.0], "benchmark_numerator": [4000.0, 8.0],
            "benchmark_denominator": [10_000.0, 20.0], "overlap": 0.0, "polarity": "high_is_good",
            "value_type": "proportion",
        },
        index=["m", "m"],
    )  # fmt: skip
    assert list(against_benchmarks(frame)) == ["better", "similar"]
