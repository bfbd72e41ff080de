"""All measures as small trends: tiles, table, words and file from the same points."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from charts.evidence import NAN
from charts.saying import trend as saying
from charts.trend import small, small_table, small_words, trend_table
from charts.trend.many import Many, Small, Without
from charts.trend.trend_evidence import Break
from data.schema import Polarity
from equity.comparing.trend import Direction, Trend
from equity.comparing.trends import AT_THE_END, NO_LIMITS, TOO_FEW, trends_of_counts, trends_of_values
from tests.charts.saying.told import plain
from tests.charts.trends import ENGLAND, MEASURE, NORFOLK, SUFFOLK, line, trend

PERIODS = ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25")


def one(direction, *, polarity=Polarity.HIGH_IS_GOOD, name="MMR, two doses by age 5", reason="", **changes):
    tested = Trend(direction, PERIODS if direction != Direction.NOT_CALCULATED else (), reason=reason)
    lines = (replace(line("Norfolk", "first", NORFOLK), trend=tested), line("England", "benchmark", ENGLAND))
    measure = replace(MEASURE, polarity=polarity, name=name)
    return Small(
        "outcomes",
        trend(**({"lines": lines, "measure": measure, "notes": (), "breaks": ()} | changes)),
        "./trend?a=1&b=2",
    )


MANY = Many(
    ("Norfolk",),
    "then",
    "2026-03-31",
    (
        one(Direction.INCREASING),
        one(Direction.DECREASING, name="Second"),
        one(Direction.DECREASING, name="Third"),
        one(Direction.NO_CHANGE, name="Fourth"),
        one(Direction.INCREASING, polarity=Polarity.NONE, name="Fifth"),
        one(Direction.NOT_CALCULATED, reason="limits are missing for some of the five years.", name="Sixth"),
    ),
    (Without("Flu", "Fewer than 3 periods."), Without("Stroke", "Fewer than 3 periods.")),
)  # fmt: skip


def said(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def test_headline_and_lead_count_the_tiles():
    assert small_words.finding(MANY) == "Norfolk: of 6 measures, 1 getting better and 2 getting worse"
    assert plain(small_words.lead(MANY)) == (
        "1 with no clear change, 1 changing, without a good direction, 1 not tested. 2 more cannot be followed here, "
        "each listed with the reason."
    )
    assert sum(small_words.counted(MANY).values()) == len(MANY.shown)
    falling = replace(MANY, shown=MANY.shown[1:3], without=())
    assert small_words.finding(falling) == "Norfolk: of 2 measures, none getting better and 2 getting worse"
    assert small_words.lead(falling) == ""
    alone = replace(MANY, shown=MANY.shown[3:4])
    assert small_words.finding(alone) == "Norfolk: of 1 measure, none is clearly getting better or worse"
    assert small_words.finding(replace(MANY, shown=())) == "No measure of this pack has a trend for Norfolk"
    assert "footprint at the time" in small_words.subtitle(MANY)


def test_a_tile_has_name_values_picture_test_and_the_way_on():
    html = small.tile(MANY.shown[0])
    words = plain(said(html))
    assert "Norfolk 90.4 %, 2024/25: better than England" in words and "England 83.7 %, 2024/25" in words
    assert "Increasing, getting better" in words and "Full trend of MMR, two doses by age 5" in words
    assert 'href="./trend?a=1&amp;b=2"' in html and "hs-arrow" in html
    root = ElementTree.fromstring(re.search(r"<svg viewBox.*?</svg>", html)[0])
    assert "Norfolk: 88.4 % in 2013/14, 90.4 % in 2024/25" in root.get("aria-label").replace("\u00a0", " ")
    for mark in root.iter("circle"):
        assert 0 <= float(mark.get("cx")) <= small.WIDTH and 0 <= float(mark.get("cy")) <= small.HEIGHT
    untested = said(small.tile(MANY.shown[5]))
    assert "Not tested: limits are missing" in untested and "hs-arrow" not in small.tile(MANY.shown[5])


def test_two_lines_are_named_gaps_break_them_and_changes_are_dashed():
    lines = (line("Norfolk", "first", (*NORFOLK[:5], NAN, *NORFOLK[6:])), line("Suffolk", "second", SUFFOLK))
    lines = (lines[0], replace(lines[1], trend=None), line("Frimley", "benchmark", (NAN,) * 12))
    both = one(Direction.NO_CHANGE, lines=lines, breaks=(Break("2019-04-01", "a district joined"),)).trend
    svg = small.drawing(both)
    assert svg.count('stroke-width="2"') == 3 and svg.count('stroke-dasharray="4 3"') == 1
    assert "1 April 2019: a district joined." in svg
    later = replace(both, breaks=(Break("2030-04-01", "x"),))
    assert 'stroke-dasharray="4 3"' not in small.drawing(later)
    assert small_words.tested_words(both.lines[0], both).startswith("Norfolk: not tested: counts are needed")
    assert small_words.tested_words(both.lines[1], both) == "Suffolk: not tested: there is no value to test."
    alone = replace(both, lines=(line("Norfolk", "first", (90.0,)),))
    assert "<circle" in small.drawing(alone)


def test_tiles_table_and_list_hold_every_measure():
    html = small.tiles(MANY)
    assert html.count("<article") == 6 and "Health and wellbeing outcomes" in html
    other = replace(MANY, shown=(replace(MANY.shown[0], lens="context"),))
    assert "<h2>Context</h2>" in small.tiles(other)
    table = said(small_table.table(MANY))
    assert table.count("Benchmark") == 6 and "Decreasing, getting worse" in table
    listed = said(small_table.absent(MANY))
    assert "2 measures have no trend here, and why" in listed and "Flu; Stroke" in listed
    assert "1 measure has" in small_table.absent(replace(MANY, without=MANY.without[:1]))
    assert small_table.absent(replace(MANY, without=())) == ""
    with_limits = one(Direction.NO_CHANGE, lines=(line("Norfolk", "first", NORFOLK, lower=89.73, upper=91.01),))
    assert "89.7 to 91.0" in said(small_table.table(replace(MANY, shown=(with_limits,))))


def test_the_file_holds_every_point_of_every_measure():
    text = trend_table.csv_bytes(*(each.trend for each in MANY.shown)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == sum(len(each.trend.lines) * 12 for each in MANY.shown)
    assert small_words.csv_name(MANY) == "all-measures-trend-norfolk-then.csv"


def test_there_are_words_for_everything_the_tests_of_trend_can_answer():
    counts = trends_of_counts([[1, 2, 3, 4, NAN], [0, 2, 3, 4, 5]], [[9] * 5, [9] * 5])
    values = trends_of_values([[1, 2, 3, 4, 5]], lower=[[1, 2, 3, 4, 5]], upper=[[1, 2, 3, 4, 5]])
    codes = {*counts["reason"], *values["reason"]}
    assert codes == {TOO_FEW, AT_THE_END, NO_LIMITS} == set(saying.REASONS)
    assert set(saying.DIRECTIONS) == set(Direction)
    for code in codes:
        words = plain(saying.reason_words(Trend(Direction.NOT_CALCULATED, reason=code)))
        assert words == saying.REASONS[code] and words.endswith(".")
    assert saying.reason_words(None) == saying.reason_words(Trend(Direction.NOT_CALCULATED)) == saying.NO_VALUE
    assert saying.reason_words(Trend(Direction.NO_CHANGE, PERIODS)) == ""


@pytest.mark.parametrize(
    ("direction", "polarity", "words"),
    [
        (Direction.INCREASING, Polarity.HIGH_IS_GOOD, "increasing, getting better"),
        (Direction.INCREASING, Polarity.LOW_IS_GOOD, "increasing, getting worse"),
        (Direction.DECREASING, Polarity.LOW_IS_GOOD, "decreasing, getting better"),
        (Direction.DECREASING, Polarity.NONE, "decreasing"),
        (Direction.NO_CHANGE, Polarity.HIGH_IS_GOOD, "no clear change"),
        (Direction.NOT_CALCULATED, Polarity.HIGH_IS_GOOD, "could not be calculated"),
    ],
)
def test_directions_in_words(direction, polarity, words):
    assert saying.direction_words(direction, polarity=polarity) == words
