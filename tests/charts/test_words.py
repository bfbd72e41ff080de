"""Numbers, periods and kinds of area in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.words import (
    about,
    age_words,
    axis_ticks,
    category_words,
    count_text,
    interval_text,
    level_words,
    mid_sentence,
    number_text,
    period_phrase,
    period_words,
    round_ticks,
    sentence_case,
    sex_words,
    tick_text,
    value_text,
    vintage_words,
)
from data.schema import AREA_TYPES
from tests.charts.views import COUNT, MINUTES, RATE, UPTAKE


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2021-07-08", "8 July 2021"),
        ("2023/24", "2023/24"),
        ("2019", "2019"),
        ("2017-2019", "2017 to 2019"),
        ("2015/16-2017/18", "2015/16 to 2017/18"),
        ("2016/17..2018/19", "2016/17-2018/19 (three years pooled)"),
        ("2021-09", "September 2021"),
        ("2021 Q3", "July to September 2021"),
        ("2024/25 Q1", "quarter 1 of 2024/25"),
        ("winter", "winter"),
    ],
)
def test_periods(period, words):
    assert period_words(period) == words


def test_period_with_its_preposition():
    assert period_phrase(UPTAKE, "2021-07-08") == "by 8 July 2021"
    assert period_phrase(RATE, "2023/24") == "in 2023/24"


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (55.42, 1, "55.4"),
        (1234.5, 0, "1,234"),
        (0, 1, "0"),
        (0.04, 1, "under 0.1"),
        (0.4, 0, "under 1"),
        (-0.04, 1, "above −0.1"),
        (-3.25, 1, "−3.2"),
    ],
)
def test_numbers(value, decimals, words):
    assert number_text(value, decimals) == words


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_only_zero_reads_as_zero(value, decimals):
    assert (number_text(value, decimals) == "0") == (value == 0)
    assert "nan" not in number_text(value, decimals)


def test_values_and_intervals_carry_their_unit():
    assert value_text(55.42, UPTAKE) == "55.4 %"
    assert value_text(205.13, RATE) == "205.1 per 100,000"
    assert value_text(34.4, MINUTES) == "34 minutes"
    assert value_text(12, COUNT) == "12"
    assert value_text(55.42, UPTAKE, unit=False) == "55.4"
    assert interval_text(54.43, 56.42, measure=UPTAKE) == "54.4 to 56.4 %"
    assert interval_text(54.43, 56.42, measure=UPTAKE, unit=False) == "54.4 to 56.4"


def test_counts_in_full_and_to_the_nearest_ten():
    assert [count_text(4267), count_text(2.67), count_text(3.0)] == ["4,267", "2.7", "3"]
    assert [about(4267), about(4265), about(14), about(9), about(0)] == [
        "about 4,270",
        "about 4,270",
        "about 10",
        "9",
        "0",
    ]


def test_case_inside_and_at_the_start_of_a_sentence():
    assert mid_sentence("Uptake") == "uptake"
    assert mid_sentence("MMR uptake") == "MMR uptake"
    assert sentence_case("had a dose") == "Had a dose"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        ("16+", "aged 16 and over"),
        ("40-44", "aged 40 to 44"),
        ("<19", "under 19"),
        ("under 19", "under 19"),
        ("5 years", "aged 5"),
        ("all", ""),
        ("", ""),
    ],
)
def test_ages(age, words):
    assert age_words(age) == words


def test_sexes_and_categories():
    assert [sex_words("female"), sex_words("male"), sex_words("all")] == ["women and girls", "men and boys", ""]
    assert category_words("imd_quintile:1") == "most deprived fifth"
    assert category_words("imd_quintile:3") == "fifth 3 of 5 by deprivation"
    assert category_words("imd_decile:10") == "least deprived tenth"
    assert category_words("imd_decile:4") == "tenth 4 of 10 by deprivation"
    assert category_words("output_area_group:Rural") == "output area group: Rural"
    assert category_words("") == ""


def test_every_area_type_has_a_name_for_one_and_for_many():
    assert level_words("msoa11") == ("MSOA", "MSOAs")
    assert all(len(set(level_words(area_type))) == 2 for area_type in AREA_TYPES)


def test_ticks_of_the_card():
    assert axis_ticks(54.4, 83.7, ceiling=100) == (50, 70, 90)
    assert axis_ticks(0, 83.7, ceiling=100) == (0, 50, 100)
    assert axis_ticks(95, 99.5, ceiling=100)[-1] == 100
    assert [tick_text(tick) for tick in (70.0, 2.5, 1000.0, -5)] == ["70", "2.5", "1,000", "−5"]


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_ticks_hold_the_data_and_are_even(low, width):
    high = low + width
    for ticks in (axis_ticks(low, high), round_ticks(low, high)):
        slack = 1e-6 * max(abs(low), abs(high), 1e-3)
        assert ticks[0] <= low + slack
        assert ticks[-1] >= high - slack
        gaps = {round((b - a) / (ticks[1] - ticks[0]), 3) for a, b in pairwise(ticks)}
        assert gaps == {1.0}
    assert low < 0 or axis_ticks(low, high)[0] >= 0


@given(st.floats(0, 100), st.floats(0, 100))
def test_per_cent_ticks_stay_within_0_and_100(one, other):
    ticks = axis_ticks(min(one, other), max(one, other), ceiling=100)
    assert ticks[0] >= 0
    assert ticks[-1] <= 100


@pytest.mark.parametrize(
    ("vintage", "words"),
    [
        ("msoa11", "MSOAs of 2011"),
        ("lsoa11, msoa11", "LSOAs of 2011; MSOAs of 2011"),
        ("ctyua18, ctyua19, rgn, ctry", "upper-tier authorities of 2018, 2019; regions; England"),
        ("MSOA 2011", "MSOA 2011"),
        ("", ""),
    ],
)
def test_the_geography_of_a_source_is_said_in_words(vintage: str, words: str) -> None:
    assert vintage_words(vintage) == words
