"""Tiles, lines, table, dance floor and files: the same numbers everywhere, every state with mark and word."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from charts.board.board_style import board_css
from charts.board.floor import floor_csv, floor_finding, floor_key, floor_lead, floor_subtitle, floor_table, sorted_by
from charts.board.lenses import LENSES, Absent
from charts.board.numbers import COLUMNS, csv_bytes, csv_name, figures, numbers_table
from charts.board.sheet import balcony, dance_floor
from charts.board.spark import spark, spark_alt
from charts.board.tile import bars, empty_lens, tile_html
from charts.markup import NBSP
from equity.comparing.trend import Direction, Trend
from tests.charts.board.boards import COUNCILS, COUNTED, OWN, RATES, REACH, board, floor, line, many, row
from tests.charts.map.test_card import Page


def words_of(html: str) -> str:
    return " ".join(Page(html).text.replace(NBSP, " ").split())


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_lenses_stand_in_their_fixed_order_and_the_empty_one_stays() -> None:
    html = balcony(board())
    heads = re.findall(r'<h2 id="hb-(\w+)">', html)
    assert heads == ["outcomes", "quality", "finance"] == list(LENSES)
    assert "No indicator loaded" in words_of(html) and 'class="hb-tile hb-empty"' in html
    assert 'href="./data" target="_self">How to add an indicator</a>' in html
    assert words_of(html).index("Standards of care") < words_of(html).index("Over 30 minutes away")


def test_first_row_has_two_outcomes_and_the_rest_follow_the_strips() -> None:
    html = balcony(board())
    first, rest = html.split("hb-strip")
    assert first.count("<article") == 3 and rest.count("<article") == 2
    assert "Health and wellbeing outcomes: 2 more measures<" in rest
    assert "Health and wellbeing outcomes: 1 more measure<" in balcony(board(OWN, RATES, COUNCILS))


def test_lens_with_measures_but_no_figure_says_which() -> None:
    given = board(absent=(Absent("finance", "Cost <b>", "cost", "No value here."),))
    html = empty_lens("finance", given)
    assert words_of(html) == "No figure for Great Yarmouth Cost <b>: no value here."


def test_tile_has_value_mark_word_sentence_parts_gap_and_ways_on() -> None:
    html = tile_html(OWN)
    said = words_of(html)
    for part in ("By 8 July 2021", "70.0 %", "69.0 to 71.0", "Worse than the system (81.7 %)", "About 300 of 1,000",
                 "Norfolk part", "Trend could not be calculated: one period.", "22.5 points", "64.6 %", "87.1 %",
                 "Fifths of its 28 MSOAs", "Map of First dose", "Trend of First dose"):  # fmt: skip
        assert part in said, part
    assert 'href="./trend?indicator=dose"' in html and 'aria-labelledby="hb-dose"' in html
    assert "he-mark" in html


def test_tile_escapes_what_comes_from_outside() -> None:
    evil = replace(OWN, measure=replace(OWN.measure, name="<script>"), rows=(replace(OWN.rows[0], name="<i>"),))
    assert "<script>" not in tile_html(evil) and "<script>" not in numbers_table(board(evil))


def test_mixed_outcomes_each_have_their_mark() -> None:
    said = words_of(tile_html(many("worse", "worse", "better", "not_compared")))
    assert "2 worse" in said and "1 better" in said and "1 not compared" in said and "against England 83.7 %" in said


def test_estimated_and_suppressed_say_so() -> None:
    estimated = replace(OWN, rows=(replace(OWN.rows[0], status="estimated"),))
    assert "(estimated)" in words_of(tile_html(estimated))
    hidden = (row("1", "Most deprived fifth", float("nan"), status="suppressed"), row("5", "Least", 80.0))
    drawn = bars(hidden, OWN.measure, colour="#000000")
    assert "Suppressed (small number)" in words_of(drawn) and 'style="width:0.0%' in drawn
    assert 'style="width:100.0%' in drawn


def test_places_of_a_system_are_bars_and_rows_of_their_own() -> None:
    places = (row("pl-a", "Aylsham", 70.0, role="place"), row("pl-b", "Bungay", 90.0, role="place"))
    tile = replace(OWN, parts=places)
    assert "One period: no line. Its places: Aylsham 70.0 %" in words_of(tile_html(tile))
    filed = [one for one in rows_of(csv_bytes(board(tile))) if one["what"] == "Place"]
    assert [(one["area"], one["value"], one["compared"]) for one in filed] == [
        ("Aylsham", "70.0", ""),
        ("Bungay", "90.0", ""),
    ]


def test_bars_of_nothing_but_zero_have_no_length() -> None:
    assert bars((row("1", "A", 0.0), row("2", "B", 0.0)), REACH.measure, colour="#000000").count("width:0.0%") == 2


def test_line_has_first_and_last_label_key_and_every_point_in_words() -> None:
    html = spark(COUNCILS.lines, COUNCILS.measure)
    said = words_of(html)
    assert "2020/21: 91.7" in said and "2024/25: 91.4" in said and "England 83.7" in said
    assert html.count("<path d=") >= 4 and 'stroke-dasharray="4 3"' in html
    alt = spark_alt(list(COUNCILS.lines), COUNCILS.measure)
    assert all(f"{at.value:.1f}" in alt for each in COUNCILS.lines for at in each.points)
    flat = spark((line("first", "Here", 5.0, 5.0, 5.0),), OWN.measure)
    assert "nan" not in flat and "hb-key" not in flat
    assert spark(OWN.lines, OWN.measure) == "" == spark((), OWN.measure)


def test_trend_has_an_arrow_only_where_there_is_one() -> None:
    up = Trend(Direction.INCREASING, ("2020/21", "2024/25"), 20.0)
    tile = replace(COUNCILS, lines=(line("first", "Suffolk", 90, 91, trend=up),))
    assert '<svg width="14" height="15"' in tile_html(tile) and '<svg width="14" height="15"' not in tile_html(OWN)


def test_file_holds_every_number_of_the_page_once() -> None:
    found = rows_of(csv_bytes(board()))
    assert list(found[0]) == list(COLUMNS)
    own = [one for one in found if one["indicator_id"] == "dose"]
    assert [one["what"] for one in own] == [
        "Footprint", "Compared with", "Part", "Part", "Fifth", "Fifth", "Equity gap",
    ]  # fmt: skip
    assert (own[0]["value"], own[0]["numerator"], own[0]["compared"]) == ("70.0", "700", "Worse")
    assert (own[-1]["value"], own[-1]["lower_95"], own[-1]["upper_95"]) == ("-22.5", "-23.9", "-21.1")
    councils = [one for one in found if one["indicator_id"] == "mmr"]
    earlier = [one for one in councils if one["what"] == "Earlier"]
    assert len(earlier) == 3 * 4 and earlier[0]["value"] == "91.7"
    assert councils[0]["change"].startswith("MMR since 2023/24")
    assert [one["lens"] for one in found][-1] == "Finance and use of resources"
    assert found[-1]["what"] == "No indicator loaded"
    flu = next(one for one in found if one["indicator_id"] == "flu")
    assert flu["note"].startswith("Published for England only") and flu["value"] == ""


def test_table_and_file_have_the_same_rows() -> None:
    table, found = numbers_table(board()), figures(board())
    assert table.count("<tr>") == len(found) + 1 == len(rows_of(csv_bytes(board()))) + 1
    said = words_of(table)
    assert "Most minus least deprived fifth 8 July 2021 −22.5 % −23.9 to −21.1" in said
    assert "No data" in said and "nan" not in said.lower().split()


def test_formulas_are_not_run_and_names_are_safe() -> None:
    evil = board(replace(OWN, rows=(replace(OWN.rows[0], name="=1+1"),)))
    assert rows_of(csv_bytes(evil))[0]["area"] == "'=1+1"
    assert csv_name("King's Lynn & West", "floor") == "three-lenses-king_s_lynn_west-floor.csv"


def test_floor_has_lenses_over_columns_and_a_word_beside_each_mark() -> None:
    html = floor_table(floor())
    said = words_of(html)
    order = [said.index(title) for title in LENSES.values()]
    assert order == sorted(order) and html.count('scope="colgroup"') == 3
    for part in ("55.4", "Worse", "Suppressed (small number)", "No data", "Better", "Harbour & Quay",
                 "No indicator loaded", "Compared with", "Norfolk and Waveney"):  # fmt: skip
        assert part in said, part
    assert 'aria-sort="ascending"' in html and html.count("aria-sort") == 1


def test_floor_says_how_it_is_sorted() -> None:
    assert 'aria-sort="descending"' in floor_table(floor(last_first=True))
    assert 'aria-sort="descending"' in floor_table(floor(sort="minutes"))
    by_name = floor(sort="name")
    assert sorted_by(by_name) is None and 'rowspan="2" aria-sort="ascending"' in floor_table(by_name)
    assert 'rowspan="2" aria-sort="descending"' in floor_table(floor(sort="name", last_first=True))


def test_lens_without_a_column_says_whether_the_pack_has_one() -> None:
    only = floor(columns=floor().columns[:1], whole=floor().whole[:1], rows=tuple(
        replace(one, cells=one.cells[:1]) for one in floor().rows))  # fmt: skip
    assert words_of(floor_table(only)).count("No figure at this level") >= 2
    assert any(one["what"] == "No figure at this level" for one in rows_of(floor_csv(only)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (floor(), "First dose: greatest need in Central, 55.4 %"),
        (floor(sort="name"), "3 MSOAs of Great Yarmouth, latest figures"),
        (floor(last_first=True), "3 MSOAs of Great Yarmouth, latest figures"),
        (floor(rows=floor().rows[2:], total=1), "1 MSOA of Great Yarmouth, latest figures"),
        (floor(columns=(), rows=(), whole=()), "No figures for the MSOAs of Great Yarmouth in this pack"),
    ],
)
def test_floor_finding_is_true_of_its_first_row(given, said: str) -> None:
    assert floor_finding(given) == said


def test_floor_counts_who_is_worse_and_says_what_is_left_out() -> None:
    assert floor_lead(floor()) == "First dose: 1 of 2 worse than the system."
    assert floor_lead(floor(rows=floor().rows[2:])).startswith("None of these MSOAs can be compared")
    one = floor().columns[0]
    many = tuple(
        replace(one, measure=replace(one.measure, indicator_id=f"m{at}", short_name=f"M{at}")) for at in range(5)
    )
    wide = floor(columns=many, rows=tuple(replace(row, cells=row.cells[:1] * 5) for row in floor().rows), sort="m3")
    assert floor_lead(wide).startswith("M3: 1 of 2 worse than the system; M0: ")
    assert floor_lead(wide).endswith("; 2 more measures in the table.") and floor_lead(wide).count(" worse than ") == 3
    assert "the first 3 are shown" in floor_subtitle(floor(total=900))
    assert "the first" not in floor_subtitle(floor())


def test_floor_file_has_a_row_per_area_and_measure_in_the_order_shown() -> None:
    found = rows_of(floor_csv(floor()))
    areas = [one for one in found if one["what"] == "Area"]
    assert [one["area_code"] for one in areas] == ["A1", "A1", "A3", "A3", "A2", "A2"]
    assert areas[0]["value"] == "55.4" and areas[4]["symbol"] == "*" and areas[4]["value"] == ""
    assert [one["what"] for one in found[6:]] == ["Footprint", "Footprint", "Compared with", "No indicator loaded"]


def test_floor_keeps_a_value_that_is_not_ranked_and_compares_no_count() -> None:
    barracks = row("A1", "Barracks", 91.0, status="not_comparable")
    counted = row("A1", "Barracks", 30.0)
    columns = (floor().columns[0], replace(floor().columns[1], measure=COUNTED.measure, benchmark=COUNCILS.benchmark))
    given = floor(
        columns=columns, rows=(replace(floor().rows[0], name="Barracks", cells=(barracks, counted)),), sort="count"
    )
    said = words_of(floor_table(given))
    assert "91.0 Not ranked: register unreliable" in said and "Nothing" in said
    assert floor_finding(given) == "3 MSOAs of Great Yarmouth, latest figures"
    assert sum(one["what"] == "Compared with" for one in rows_of(floor_csv(given))) == 1


def test_marks_of_the_floor_are_explained() -> None:
    said = words_of(floor_key(floor()))
    assert "Worse interval wholly on the unfavourable side" in said and "Similar" not in said
    assert floor_key(floor(rows=())) == ""


def test_sheets_have_source_method_and_style() -> None:
    for html in (balcony(board()), dance_floor(floor())):
        assert "NHS England, Vaccinations" in words_of(html) and 'id="method"' in html
    assert board_css().startswith("<style>") and "subgrid" in board_css()
    assert "Counts" not in words_of(tile_html(COUNTED)) and "1,305" in words_of(tile_html(COUNTED))
