"""The figure, card, table and file of a trend: the same numbers, nothing outside the picture, no label on another."""

import csv
import io
import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.evidence import NAN
from charts.trend import trend_card, trend_figure, trend_style, trend_table
from charts.trend.trend_evidence import Break
from charts.trend.trend_lanes import fitting
from charts.trend.trend_scales import frame_of, spread
from tests.charts.trends import ENGLAND, NORFOLK, empty_trend, line, trend


def texts(svg):
    root = ElementTree.fromstring(svg)
    return [
        (float(one.get("x")), float(one.get("y")), "".join(one.itertext()), one.get("text-anchor"))
        for one in root.iter("text")
    ]


@pytest.mark.parametrize("width", [trend_figure.WIDE, trend_figure.NARROW])
def test_every_mark_and_word_is_inside_the_picture(width):
    svg = trend_figure.drawing(trend(), width=width)
    root = ElementTree.fromstring(svg)
    _, _, right, bottom = map(float, root.get("viewBox").split())
    assert right == width
    for x, y, words, anchor in texts(svg):
        assert 0 <= x <= right and 0 < y < bottom, words
        room = (right - x) if anchor in (None, "start") else x
        assert room > 5 * len(words) or anchor == "middle", words
    for mark in [*root.iter("circle")]:
        assert 0 <= float(mark.get("cx")) <= right and 0 <= float(mark.get("cy")) <= bottom
    assert len([*root.iter("circle")]) == 12 + 12 + 2  # Norfolk, England, two numbered notes
    assert not [one for one in root.iter("text") if float(one.get("font-size")) < 11]


def test_change_is_a_dashed_line_with_its_day_and_words():
    svg = trend_figure.drawing(trend(), width=836)
    assert "1 Apr 2026" in [words for *_, words, _ in texts(svg)]
    assert 'stroke-dasharray="4 3"' in svg
    assert 'stroke-dasharray="4 3"' not in trend_figure.drawing(trend(breaks=()), width=836)


def test_names_do_not_touch_and_lines_break_at_gaps():
    same = trend(lines=(line("Norfolk", "first", NORFOLK), line("Suffolk", "second", NORFOLK)), notes=())
    at = {
        words: y for _, y, words, _ in texts(trend_figure.drawing(same, width=836)) if words in ("Norfolk", "Suffolk")
    }
    assert abs(at["Norfolk"] - at["Suffolk"]) >= 32
    gap = trend(lines=(line("Norfolk", "first", (88, 89, NAN, NAN, 90, 91, NAN, 92)),), notes=())
    assert trend_figure.drawing(gap, width=836).count('stroke-width="2.6"') == 2


def test_long_names_are_whole_and_inside():
    long = trend(lines=(line("Nottingham and Nottinghamshire", "first", NORFOLK),), notes=(), breaks=())
    found = {words: x for x, _, words, _ in texts(trend_figure.drawing(long, width=836))}
    assert found["Nottinghamshire"] + 14 * 0.55 * 15 < 836


def test_many_changes_have_their_words_below_each_other():
    several = trend(breaks=tuple(Break(f"{year}-04-01", "a district joined") for year in (2014, 2019, 2024)))
    rows = [
        (words, y) for _, y, words, _ in texts(trend_figure.drawing(several, width=836)) if words.startswith("1 Apr")
    ]
    assert len({y for _, y in rows}) == 3


def test_estimated_points_are_hollow_and_nothing_is_drawn_without_values():
    guess = trend(lines=(line("Norfolk", "first", (90, 91), status="estimated"),), notes=())
    assert trend_figure.drawing(guess, width=836).count('fill="#FFFFFF" stroke="#12436D"') == 1
    assert trend_figure.figure(empty_trend()) == ""
    assert trend_figure.figure(trend()).count("<svg") == 2


def test_axis_words_are_short():
    assert [trend_figure.axis_words(p) for p in ("2023/24", "2018/19 Q1", "2021-07-08", "2017-2019")] == [
        "2023/24", "Q1 2018/19", "8 Jul 2021", "2017 to 2019",
    ]  # fmt: skip


def test_lane_names_are_whole_words_or_nothing():
    assert fitting("Norfolk and Waveney", 400) == "Norfolk and Waveney"
    assert fitting("Norfolk and Waveney", 90) == "Norfolk ..."
    assert fitting("Norfolk", 10) == ""


def test_a_long_lane_title_is_cut_at_a_word():
    long = trend(lanes=(("NHS footprint over " + "somewhere far away " * 8, (("", "", "x"),)),))
    assert "somewhere far away" in trend_figure.drawing(long, width=358)


def test_the_frame_keeps_room_for_what_is_to_come():
    frame = frame_of(trend(), width=836, height=316, top=24)
    assert frame.right - frame.x("2026-04-01") >= 110
    assert frame.x("") == frame.right and frame.x("1990-01-01") == frame.left
    lone = frame_of(trend(lines=(line("Norfolk", "first", (90.0,)),), breaks=()), width=836, height=316, top=24)
    assert lone.left < lone.x("2013-09-30") < lone.right


@given(st.lists(st.floats(0, 300), max_size=5))
def test_spread_keeps_order_and_distance(wanted):
    found = spread(wanted, gap=20, low=0, high=300)
    ordered = sorted(range(len(wanted)), key=lambda at: (wanted[at], found[at]))
    assert all(found[b] - found[a] >= 20 - 1e-9 for a, b in itertools.pairwise(ordered))


def test_card_has_values_trend_notes_and_footprint():
    html = trend_card.card(trend())
    assert re.findall(r'<th scope="row">(\w+)', html) == ["Suffolk", "Norfolk", "England"]
    assert "89.7 to 91.0" in html and "not published" in html and "Better" in html and "Benchmark" in html
    assert "could not be calculated" in html and "Check" not in html and "Of no point." in html
    assert "No period has a value" in trend_card.card(empty_trend())
    late = trend(lines=(line("Norfolk", "first", NORFOLK), line("Suffolk", "second", (*NORFOLK[:-1], NAN))), notes=())
    assert "Suffolk (2023/24)" in trend_card.card(late) and "Notes on" not in trend_card.card(late)
    assert trend_card.source(trend(), method_href="#method").startswith('<p class="he-src">Axis starts at 82')
    assert "Axis" not in trend_card.source(empty_trend(), method_href="#method")


def test_table_and_file_hold_the_points_of_every_line():
    evidence = trend()
    html = trend_table.table(evidence)
    assert html.count("<tr>") == 1 + 36
    assert "footprint at the time" in html and "7,689" in html and "89.7 to 91.0" in html
    rows = list(csv.DictReader(io.StringIO(trend_table.csv_bytes(evidence).decode("utf-8-sig"), newline="")))
    assert [float(r["value"]) for r in rows if r["line"] == "England"] == [round(v, 1) for v in ENGLAND[::-1]]
    assert {row["footprint"] for row in rows} == {"footprint at the time"}
    assert rows[0]["numerator"] == "7689" and rows[0]["lower_95"] == "89.7"
    assert rows[0]["changes"].startswith("2026-04-01: Norfolk and Suffolk began")
    assert trend_table.csv_name(evidence) == "mmr2_5y-trend-norfolk-suffolk-then.csv"


def test_missing_is_said_and_formulas_are_guarded():
    bad = replace(line("=Norfolk", "first", (NAN, 90.0), note="@note"), name="=Norfolk")
    suppressed = line("Suffolk", "second", (90.0, NAN), status="suppressed")
    html = trend_table.table(trend(lines=(bad, suppressed), notes=()))
    assert "No data" in html and ">*<" in html and "Suppressed (small number)" in html
    text = trend_table.csv_bytes(trend(lines=(bad,), notes=())).decode()
    assert "'=Norfolk" in text and "'@note" in text and "nan" not in text.lower()


def test_style_places_both_drawings():
    assert ".he-trend-narrow{display:none}" in trend_style.trend_css()
