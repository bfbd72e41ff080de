"""Recent trends of many rows: Fingertips' published numbers, the one-series functions row by row, judgement, noise."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.schema import Polarity, ValueType
from equity.comparing.trend import Direction, recent_trend, trend_in_counts, trend_in_values
from equity.comparing.trends import trend_judgement, trends_of_counts, trends_of_values
from tests.equity.comparing.test_trend import series
from tests.equity.shared_cases import cases, name, needed

NA = float("nan")
# fingertips-open, TrendMarkerCalculatorTest, set 1, 2014 to 2018: chi-squared 46.77 on limits, 47.9 on counts.
COUNTS = [[994, 1023, 1199, 1332, 1367]]
PEOPLE = [[40299, 41527, 42811, 44064, 44701]]
VALUES = [[24.67, 24.6, 28, 30.2, 30.6]]
LOWER = [[23.16, 23.15, 26.44, 28.63, 28.98]]
UPPER = [[26.25, 26.19, 29.64, 31.9, 32.25]]


def test_published_chi_squared_of_both_versions():
    counts = trends_of_counts(COUNTS, PEOPLE).iloc[0]
    limits = trends_of_values(VALUES, lower=LOWER, upper=UPPER).iloc[0]
    assert (round(counts["chi_squared"], 1), round(limits["chi_squared"], 2)) == (47.9, 46.77)
    assert counts["direction"] == limits["direction"] == "increasing"


def test_a_year_with_everybody_cannot_be_calculated():
    """fingertips-open, set 2 of proportions: 5 of 5 in 2012."""
    found = trends_of_counts([[5, 3, 1, 1, 2]], [[5, 5, 5, 4, 4]]).iloc[0]
    assert (found["direction"], found["reason"]) == ("not_calculated", "nobody_or_everybody_counted")
    assert np.isnan(found["chi_squared"])


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("trend_5pt_weighted"), ids=name)
def test_reference_cases(case):
    needed(case)
    given_, expected = case["inputs"], case["expected"]
    years = given_["year"]
    numbers = {
        key: np.array(given_[key], dtype=float) for key in ("count", "denominator", "value", "lower95", "upper95")
    }
    frame = series(list(zip(numbers["count"], numbers["denominator"], strict=True)))
    frame["end"] = [f"{year}-03-31" for year in years]
    limits = {"value": "value", "lower_ci": "lower95", "upper_ci": "upper95"}
    frame = frame.assign(**{column: numbers[key] for column, key in limits.items()})
    found = [recent_trend(frame, kind).direction for kind in (ValueType.PROPORTION, ValueType.CRUDE_RATE)]
    if years == list(range(years[0], years[0] + 5)):
        x, n, value, lower, upper = (one[None, :] for one in numbers.values())
        tables = [trends_of_counts(x, n), trends_of_values(value, lower=lower, upper=upper)]
        assert [one["direction"].iloc[0] for one in tables] == found
    for direction in found:
        if "significant" in expected:
            assert (direction in ("increasing", "decreasing")) is bool(expected["significant"])
        if "direction" in expected:
            assert direction == (expected["direction"] or "not_calculated")
        if "judgement" in expected:
            assert trend_judgement(direction, polarity=Polarity(given_["polarity"])) == expected["judgement"]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("trend_polarity"), ids=name)
def test_reference_cases_of_polarity(case):
    needed(case)
    given_ = case["inputs"]
    found = trend_judgement(Direction(given_["direction"]), polarity=Polarity(given_["polarity"]))
    assert found == case["expected"]["judgement"]


@pytest.mark.parametrize(
    ("direction", "polarity", "judgement"),
    [
        ("increasing", "high_is_good", "better"),
        ("decreasing", "high_is_good", "worse"),
        ("increasing", "low_is_good", "worse"),
        ("decreasing", "low_is_good", "better"),
        ("increasing", "none", None),
        ("no_change", "high_is_good", None),
        ("not_calculated", "low_is_good", None),
    ],
)
def test_judgement_of_directions(direction, polarity, judgement):
    assert trend_judgement(direction, polarity=polarity) == judgement


YEARS = st.lists(st.tuples(st.integers(1, 900), st.integers(901, 2000)), min_size=5, max_size=5)


@given(st.lists(YEARS, min_size=1, max_size=4))
@example([[(83, 1707), (7, 1515), (7, 1515), (83, 1707), (54, 901)]])  # level without the last year
def test_rows_agree_with_the_one_series_functions(rows):
    table = np.array(rows, dtype=float)
    x, n = table[:, :, 0], table[:, :, 1]
    value, width = x / n, 2 + 1 / x
    found = trends_of_counts(x, n)
    limits = trends_of_values(value, lower=value - width, upper=value + width)
    for row in range(len(rows)):
        chi_squared, slope = trend_in_counts(np.array([x[row], n[row]]))
        assert found["chi_squared"].iloc[row] == pytest.approx(chi_squared, rel=1e-9, abs=1e-9)
        assert found["slope"].iloc[row] == pytest.approx(slope, abs=1e-12)
        one = recent_trend(series(rows[row]), ValueType.PROPORTION)
        assert found["direction"].iloc[row] == one.direction
        two, _ = trend_in_values(np.array([value[row], (value - width)[row], (value + width)[row]]))
        assert limits["chi_squared"].iloc[row] == pytest.approx(two, rel=1e-9, abs=1e-12)


def test_one_bad_row_leaves_the_others_alone():
    x, n = np.array(COUNTS * 3, dtype=float), np.array(PEOPLE * 3, dtype=float)
    x[1, 2], n[2, 0] = NA, 0
    found = trends_of_counts(x, n)
    assert found["reason"].tolist() == ["", "fewer_than_five_points", "fewer_than_five_points"]
    assert found["direction"].tolist() == ["increasing", "not_calculated", "not_calculated"]
    flat = trends_of_values([[1.0] * 5] * 2, lower=[[0.0] * 5, [1.0] * 5], upper=[[2.0] * 5, [1.0] * 5])
    assert flat["direction"].tolist() == ["no_change", "not_calculated"]
    assert flat["reason"].tolist() == ["", "limits_missing"]
    assert trends_of_counts(np.empty((0, 5)), np.empty((0, 5))).empty


def test_other_than_five_years_are_refused():
    with pytest.raises(ValueError, match="5 columns"):
        trends_of_counts([[1, 2, 3, 4]], [[9, 9, 9, 9]])


def test_noise_has_a_trend_about_once_in_five_hundred():
    draw = np.random.default_rng(1)
    n = np.full((20_000, 5), 2000)
    found = trends_of_counts(draw.binomial(n, 0.2), n)
    assert 0.0005 < found["direction"].isin(["increasing", "decreasing"]).mean() < 0.003


def test_a_line_that_is_level_without_one_year_has_no_direction():
    x, n = np.array([[83, 7, 7, 83, 54]]) * 40.0, np.array([[1707, 1515, 1515, 1707, 901]]) * 40.0
    found = trends_of_counts(x, n)
    assert found["chi_squared"].iloc[0] > 9.5495 and found["direction"].iloc[0] == "no_change"


@pytest.mark.parametrize("end", [np.inf, NA])
def test_limits_without_end_are_no_limits(end):
    found = trends_of_values(VALUES, lower=LOWER, upper=[[*UPPER[0][:4], end]]).iloc[0]
    assert (found["direction"], found["reason"]) == ("not_calculated", "limits_missing")
