"""A trend in words: the finding of the design's picture, and what is said where less is known."""

from dataclasses import replace

import pytest

from charts.evidence import NAN
from charts.trend import trend_words
from charts.trend.trend_evidence import Break
from data.schema import Polarity
from equity.comparing.trend import Direction, Trend
from tests.charts.trends import ENGLAND, MEASURE, NORFOLK, empty_trend, line, trend

LEEDS = (line("Leeds", "first", (80, 81, 79)), line("England", "benchmark", (88, 87, 86)))


def test_the_finding_of_the_picture_follows_from_the_points():
    assert trend_words.finding(trend()) == "Norfolk and Suffolk have held MMR above 88 % while England fell to 83.7 %"
    alone = trend(lines=(line("Norfolk", "first", NORFOLK), line("England", "benchmark", ENGLAND)))
    assert trend_words.finding(alone) == "Norfolk has held MMR above 88 % while England fell to 83.7 %"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((line("Norfolk", "first", NORFOLK),), "MMR, two doses: Norfolk up from 88.4 to 90.4 %"),
        ((line("Norfolk", "first", NORFOLK[::-1]),), "MMR, two doses: Norfolk down from 90.4 to 88.4 %"),
        ((line("Norfolk", "first", (90.0, 91, 90.0)),), "MMR, two doses: Norfolk 90.0 %, as in 2013/14"),
        ((line("Norfolk", "first", (90.0,)),), "MMR, two doses: Norfolk 90.0 % in 2013/14"),
        ((line("A" * 60, "first", NORFOLK),), "A" * 60 + " up from 88.4 to 90.4 %"),
        (LEEDS, "MMR, two doses: Leeds down from 80.0 to 79.0 %"),
    ],
)  # fmt: skip
def test_other_findings_say_first_and_last(lines, words):
    assert trend_words.finding(trend(lines=lines)) == words


def test_a_line_without_a_clear_change_is_not_called_up_or_down():
    tested = Trend(Direction.NO_CHANGE, ("2020/21", "2024/25"), 1.0)
    one = replace(line("Norfolk", "first", NORFOLK), trend=tested)
    assert trend_words.finding(trend(lines=(one,))) == ("MMR, two doses: Norfolk 90.4 %, no clear change since 2020/21")
    risen = replace(one, trend=replace(tested, direction=Direction.INCREASING))
    assert trend_words.finding(trend(lines=(risen,))) == "MMR, two doses: Norfolk up from 88.4 to 90.4 %"


def test_nothing_to_show_is_said_with_its_reason():
    assert trend_words.finding(empty_trend()) == "MMR, two doses: no series to show for Frimley"
    assert trend_words.lead(empty_trend()) == "No period has a value for these areas."
    told = trend(lines=(line("Frimley", "first", (NAN, NAN), note="Published as a rate only."),))
    assert trend_words.lead(told) == "Published as a rate only."
    assert "Frimley has no value to show in any period." in trend_words.paragraph(told)


def test_lead_puts_the_benchmark_of_the_same_period_beside():
    assert trend_words.lead(trend()) == (
        "In 2024/25 coverage was 90.4 % in Norfolk and 91.4 % in Suffolk; in England it was 83.7 %."
    )
    short = (line("Norfolk", "first", NORFOLK), line("Suffolk", "second", (*NORFOLK[:-1], NAN)))
    assert trend_words.lead(trend(lines=short)).endswith("90.4 % in Norfolk and 90.3 % in Suffolk (2023/24).")


def test_subtitle_says_whose_members():
    assert trend_words.subtitle(trend()).endswith("2013/14 to 2024/25, footprint at the time")
    assert trend_words.subtitle(trend(footprint="today")).endswith("today’s footprint")
    assert "2013/14, footprint" in trend_words.subtitle(trend(lines=(line("Norfolk", "first", (90.0,)),)))


def test_paragraph_has_ends_limits_extremes_tests_and_changes():
    words = trend_words.paragraph(trend())
    assert "In Norfolk coverage was 88.4 % in 2013/14 and 90.4 % (95 % interval 89.7 to 91.0 %) in 2024/25" in words
    assert "whether it is changing could not be calculated: counts are needed for five years" in words
    assert "Its highest value was 95.0 % in 2015/16, its lowest 88.4 % in 2013/14." in words
    assert words.endswith("1 April 2026: Norfolk and Suffolk began, part of Suffolk and North East Essex joined.")
    alone = trend_words.paragraph(trend(lines=(line("Norfolk", "first", (90.0,)),), breaks=()))
    assert alone == "In Norfolk coverage was 90.0 % in 2013/14, the only period with a value."


def outcome(direction, polarity=Polarity.HIGH_IS_GOOD):
    one = replace(line("Norfolk", "first", NORFOLK), trend=Trend(direction, ("2020/21", "2024/25"), 12.0))
    return trend_words.trend_words(one, replace(MEASURE, polarity=polarity))


def test_result_of_the_test_in_words():
    assert outcome(Direction.INCREASING) == "Norfolk: increasing, getting better, 2020/21 to 2024/25."
    assert (
        outcome(Direction.INCREASING, Polarity.LOW_IS_GOOD) == "Norfolk: increasing, getting worse, 2020/21 to 2024/25."
    )
    assert outcome(Direction.DECREASING, Polarity.NONE) == "Norfolk: decreasing, 2020/21 to 2024/25."
    assert outcome(Direction.NO_CHANGE) == "Norfolk: no clear change, 2020/21 to 2024/25."
    assert trend_words.trend_words(line("Norfolk", "first", NORFOLK), MEASURE) == (
        "Norfolk: could not be calculated: counts are needed for five years and are here for 2024/25 only."
    )
    bare = replace(line("Norfolk", "first", NORFOLK), trend=None)
    assert trend_words.trend_words(bare, MEASURE).endswith("there is no value to test.")


def test_only_the_point_that_stands_out_on_both_sides_is_noted():
    ((code, period, words),) = trend_words.jumps(line("Norfolk", "first", NORFOLK), MEASURE)
    assert (code, period) == ("norfolk", "2015/16")
    assert words.startswith("Norfolk 2015/16 (95.0 %) stands 3.9 above the period before and 4.3 above the one after.")
    fallen = tuple(180 - value for value in NORFOLK)
    assert "below the period before" in trend_words.jumps(line("N", "first", fallen), MEASURE)[0][2]
    assert trend_words.jumps(line("N", "first", NORFOLK[:4]), MEASURE) == []
    assert trend_words.jumps(line("N", "first", ENGLAND), MEASURE) == []


def test_axis_words():
    assert trend_words.axis_title(trend()) == "% who had two doses of MMR"
    assert trend_words.axis_title(trend(measure=replace(MEASURE, numerator_name=""))) == "MMR, two doses, %"
    assert trend_words.axis_title(trend(measure=replace(MEASURE, unit="", numerator_name=""))) == "MMR, two doses"
    assert trend_words.axis_start(trend()) == "Axis starts at 82 %."
    assert trend_words.axis_start(trend(lines=(line("N", "first", (0, 5, 9)),))) == ""
    assert trend_words.axis_start(empty_trend()) == ""
    assert trend_words.short_day("2022-07-01") == "1 Jul 2022"
    assert Break("2022-07-01", "x").day == "2022-07-01"
