"""Shared clauses, gap, before and after, and trend in words: exact sentences, edges, the same numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.evidence import NAN, AreaRow
from charts.saying import before_after, clauses, gap, trend
from charts.saying.clauses import range_text, side_text
from equity.change.before_after import Missing
from equity.change.before_after import before_and_after as compared
from equity.change.programme import CAUTION, Programme
from equity.comparing.trend import Direction, Trend
from tests.charts.saying.told import DAY, HARBOUR, SYSTEM, plain
from tests.charts.trends import MEASURE, NORFOLK, line
from tests.charts.views import COUNT, MINUTES, RATE, RURAL, UPTAKE
from tests.equity.change.test_before_after import series

PROGRAMME = Programme(
    "a", "Good Neighbours", "E1", "2017-09-01", "2019-03-31", "20,000 calls", "Board paper 2020", ("x",)
)


@pytest.mark.parametrize(
    ("measure", "row", "words"),
    [
        (
            UPTAKE,
            replace(HARBOUR, numerator=NAN),
            "In Harbour 55.4 % of people aged 16 and over on the NHS register had",
        ),
        (RATE, HARBOUR, "In Harbour there were 55.4 emergency stroke admissions for every 100,000 people in 2021"),
        (COUNT, HARBOUR, "In Harbour there were 55 emergency stroke admissions in 2021"),
        (MINUTES, HARBOUR, "In Harbour travel time was 55 minutes in 2021 (95 % interval 54 to 56 minutes)"),
        (UPTAKE, AreaRow("E", "Island", status="suppressed"), "Island has no value to show by 2021: suppressed (small"),
        (UPTAKE, AreaRow("E", "Island", reason="No area lies in it."), "by 2021: no area lies in it."),
    ],
)
def test_openings(measure, row, words):
    assert words in plain(clauses.opening(measure, row, period="2021"))


def test_people_behind_a_value():
    assert clauses.people_behind(UPTAKE, HARBOUR) == "about 4,270 had no first dose"
    assert clauses.people_behind(UPTAKE, replace(HARBOUR, numerator=9573)) == "none had no first dose"
    assert clauses.people_behind(RURAL, HARBOUR) == "about 5,310 live in a rural area"
    assert clauses.people_behind(RATE, replace(HARBOUR, numerator=0)) == (
        "no emergency stroke admissions among 9,573 people"
    )
    for measure, row in ((MINUTES, HARBOUR), (UPTAKE, SYSTEM), (replace(RURAL, numerator_name=""), HARBOUR)):
        assert clauses.people_behind(measure, row) == ""


@given(st.floats(-50, 50), st.floats(0, 30), st.floats(0, 30))
def test_ranges_of_differences_can_be_read_back(middle, below, above):
    lower, upper = round(middle - below, 1), round(middle + above, 1)
    words = range_text(lower, upper, measure=UPTAKE)
    first, second = words.split(" to ")
    signs = {"lower": -1, "higher": 1}
    if lower * upper > 0:
        assert (float(first), float(second)) == tuple(sorted((abs(lower), abs(upper))))
    else:
        read = [float(end.split()[0]) * signs.get(end.split()[-1], 1) for end in (first, second)]
        assert read == [lower, upper]


def test_sides():
    assert side_text(0, UPTAKE) == "the same"
    assert side_text(-0.04, UPTAKE) == "under 0.1 percentage points lower"
    assert side_text(12, MINUTES) == "12 minutes higher"


MOST = AreaRow("1", "most", value=71.0, lower_ci=70.5, upper_ci=71.5, numerator=7100, denominator=10_000)
LEAST = AreaRow("10", "least", value=85.5, lower_ci=85.1, upper_ci=85.9, numerator=8550, denominator=10_000)
GAP = gap.GapFigure("Norfolk and Waveney", DAY, MOST, LEAST, lower=-15.1, upper=-13.9)


def test_the_gap_in_one_sentence():
    figure = replace(GAP, slope=16.2, slope_lower=15.0, slope_upper=17.5, unknown=0.004)
    assert plain(gap.gap_sentence(UPTAKE, figure)) == (
        "In Norfolk and Waveney by 8 July 2021 uptake among people living in England’s most deprived tenth of areas "
        "was "
        "71.0 % (95 % interval 70.5 to 71.5 %), in the least deprived tenth 85.5 % (95 % interval 85.1 to 85.9 %): "
        "14.5 "
        "percentage points lower among people in the most deprived tenth (95 % interval 13.9 to 15.1), which stands "
        "for "
        "about 1,450 of the people aged 16 and over on the NHS register there; over the whole range of deprivation "
        "it is "
        "16.2 percentage points higher at the least deprived end (95 % interval 15.0 to 17.5); under 1 % of people "
        "are "
        "left out because their group is not known."
    )


def test_gaps_that_are_unclear_or_cannot_be_told():
    unclear = replace(GAP, lower=-15.0, upper=1.0, groups=5, national=False, slope=-1, slope_lower=-3, slope_upper=1.2)
    words = plain(gap.gap_sentence(UPTAKE, unclear))
    assert "among people living in its own most deprived fifth was" in words
    assert "which is within what chance alone would give" in words and "stands for" not in words
    assert "no clear slope (95 % interval 3.0 at the most deprived end to 1.2 at the least deprived end)" in words
    hidden = replace(GAP, least=AreaRow("10", "least", status="suppressed"))
    assert gap.gap_sentence(UPTAKE, hidden).endswith("least deprived tenth: suppressed (small number).")
    few = replace(MOST, denominator=100)  # not one event stands behind it
    rates = plain(gap.gap_sentence(RATE, replace(GAP, most=few, unknown=0.12)))
    assert "12 % of people are left out" in rates and "stands for" not in rates
    many = replace(GAP, most=replace(MOST, value=710.0, denominator=10**6), lower=600, upper=650)
    assert "which stands for about 6,250 emergency stroke admissions there" in gap.gap_sentence(RATE, many)
    assert "stands for" not in gap.gap_sentence(MINUTES, replace(many, slope=-2, slope_lower=-3, slope_upper=-1))


def test_a_gap_without_limits_is_told_without_them():
    words = plain(gap.gap_sentence(UPTAKE, replace(GAP, lower=NAN, upper=NAN)))
    assert "14.5 percentage points lower among people in the most deprived tenth, which stands for about 1,450" in words


def test_markers_are_read_out():
    assert before_after.marker_sentence(PROGRAMME) == (
        "Good Neighbours, from 1 September 2017 to 31 March 2019. Reached: 20,000 calls. Source: Board paper 2020."
    )
    assert before_after.marker_sentence(replace(PROGRAMME, end="", reach="")) == (
        "Good Neighbours, since 1 September 2017. Source: Board paper 2020."
    )


def before(values, measure, **changes):
    frame = series(values).assign(**changes)
    told = compared(frame, PROGRAMME, value_type=measure.value_type, multiplier=measure.multiplier)
    return plain(before_after.before_after_sentence(measure, "Harbour", programme=PROGRAMME, told=told))


def test_before_and_after_in_one_sentence_and_the_caution():
    words = before([(50 + 2 * place, 100) for place in range(9)], UPTAKE)
    assert words == (
        "In Harbour uptake was 53.0 % (95 % interval 48.1 to 57.8 %, about 210 of 400 people aged 16 and over on "
        "the NHS "
        "register) in 4 periods to 2017 and 63.0 % (95 % interval 58.2 to 67.6 %, about 250 of 400 people aged 16 "
        "and over "
        "on the NHS register) in 4 periods from 2019, after “Good Neighbours” began on 1 September 2017: 10.0 "
        "percentage "
        f"points higher (95 % interval 3.2 to 16.7). 2018 is left out: the start falls into it. {CAUTION}"
    )
    assert "about 200 emergency stroke admissions) in 4 periods" in before([(50, 9000)] * 9, RATE)


def test_before_and_after_without_counts_or_without_a_difference():
    words = before([50.0, 54, 52, 49, 40, 51, 54, 49, 50], MINUTES)
    assert before_after.PERIODS_COUNT_ONCE in words and "within what chance alone would give" in words
    assert words.endswith(CAUTION)
    gone = before([50.0, 54, 52, 49, 40, 51, NAN, 49, 50], MINUTES)
    assert "2018 is left out: the start falls into it; 2020 has no value to compare." in gone
    short = before([50.0, 54, 52, 49, 40, 51], MINUTES)
    assert short == (
        "In Harbour travel time before and after “Good Neighbours” began on 1 September 2017 is not compared: fewer "
        "than 3 "
        "periods with a value lie wholly after the start."
    )
    assert set(before_after.REASONS) == set(Missing) - {Missing.NONE}
    for words in before_after.REASONS.values():
        plain(words)


PERIODS = ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25")
COUNTS = {"lower": 89.73, "upper": 91.01, "numerator": 7689.0, "denominator": 8508.0}


def test_a_trend_in_one_sentence():
    measure = replace(MEASURE, complement="had not had both doses")
    norfolk = line("Norfolk", "first", NORFOLK, **COUNTS, coverage="27 of 28 areas, 98 % of people")
    falling = replace(norfolk, trend=Trend(Direction.DECREASING, PERIODS, 20.0))
    assert plain(trend.trend_sentence(measure, falling)) == (
        "In Norfolk coverage was 88.4 % in 2013/14 and 90.4 % (95 % interval 89.7 to 91.0 %) in 2024/25, 2.0 "
        "percentage "
        "points higher; about 820 had not had both doses; over five points it is decreasing and getting worse "
        "(2020/21 to "
        "2024/25, beyond 99.8 %); the latest value covers 27 of 28 areas, 98 % of people."
    )
    assert "could not be calculated: counts are needed" in plain(trend.trend_sentence(measure, norfolk))
    still = replace(norfolk, trend=Trend(Direction.NO_CHANGE, PERIODS))
    assert "over five points there is no clear change (2020/21 to 2024/25)" in trend.trend_sentence(measure, still)
    neutral = trend.trend_sentence(replace(measure, polarity="none"), falling)
    assert "it is decreasing (2020/21" in neutral


def test_a_trend_of_one_point_or_none():
    alone = trend.trend_sentence(MEASURE, replace(line("Norfolk", "first", (NAN, 90.0)), trend=None))
    assert plain(alone) == "In Norfolk coverage was 90.0 % in 2014/15, the only period with a value."
    assert trend.trend_sentence(MEASURE, line("Frimley", "first", (NAN,))) == (
        "Frimley has no value to show in any period."
    )
    assert "it is" not in plain(trend.trend_sentence(MEASURE, replace(line("A", "first", (90.0, 90.0)), trend=None)))
