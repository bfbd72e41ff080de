"""The table: the same numbers as the frame, those that need attention first, pinned rows last."""

from dataclasses import replace

import numpy as np

from charts.interval_cell import IntervalScale, interval_head, interval_picture
from charts.tables import area_table, ordered_codes, table_rows
from charts.words import value_text
from tests.charts.map.test_card import Page
from tests.charts.views import CODES, COUNT, MINUTES, RATE, UPTAKE, alone, view


def test_order_is_by_need_then_the_unranked():
    assert ordered_codes(view()) == [CODES[0], CODES[1], CODES[3], CODES[2], *CODES[4:]]
    assert ordered_codes(view(RATE))[0] == CODES[2]
    assert sorted(ordered_codes(view())) == sorted(CODES)


def test_rows_hold_the_numbers_of_the_frame():
    shown = view()
    rows = {row["code"]: row for row in table_rows(shown)}
    for code, area in shown.frame.iterrows():
        row = rows[code]
        if np.isnan(area["value"]):
            assert row["value"] is None
            assert row["value_text"] in ("*", "No data", "Not collected")
            assert row["interval_text"] == row["count_text"] == ""
        else:
            assert row["value"] == area["value"]
            assert row["value_text"] == value_text(area["value"], UPTAKE, unit=False)
    assert rows[CODES[0]]["count_text"] == "4,267"
    assert rows[CODES[0]]["people_text"] == "9,573"
    assert rows[CODES[0]]["selected"]
    assert [row["name"] for row in table_rows(shown) if row["pinned"]] == [
        "Great Yarmouth and Waveney",
        "Norfolk part",
        "Norfolk and Waveney",
    ]
    assert table_rows(shown)[-1]["compared_words"] == "Benchmark"
    assert rows[CODES[3]]["compared_words"] == "Better, estimated"
    assert rows[CODES[4]]["compared_words"] == "Not ranked: register unreliable"


def test_a_limit_keeps_the_pinned_rows():
    rows = table_rows(view(), limit=2)
    assert [row["name"] for row in rows] == [
        "Harbour",
        "Central & Northgate",
        "Great Yarmouth and Waveney",
        "Norfolk part",
        "Norfolk and Waveney",
    ]


def test_html_has_headers_marks_words_and_notes():
    html = area_table(view(), caption="Areas of Norfolk and Waveney")
    page = Page(html)
    assert html.count('scope="row"') == 11
    assert '<th scope="row" class="he-part">Norfolk part</th>' in html
    assert 'aria-sort="ascending"' in html
    assert "Meadow &lt;b&gt;" in html
    for words in (
        "Areas of Norfolk and Waveney",
        "Against system",
        "Had no first dose",
        "People",
        "Armed-forces base.",
    ):
        assert words in page.text
    assert "Not ranked: register unreliable, note 1" in page.text
    assert html.count("he-on") == 1
    assert "nan" not in page.text.lower()


def test_columns_that_would_be_empty_are_left_out():
    assert "interval" not in Page(area_table(view(MINUTES))).text
    assert "Emergency stroke admissions" not in Page(area_table(view(COUNT))).text
    assert 'aria-sort="descending"' in area_table(view(RATE))
    assert "he-notes" not in area_table(alone(view(), CODES[0]))
    assert "Number" in Page(area_table(view(COUNT))).text
    cells = {row.count("<td") for row in area_table(view()).split("<tr")[2:]}
    assert cells == {7}


def test_one_axis_for_all_intervals():
    scale = IntervalScale.of(view())
    assert scale.ticks[0] <= 54.4
    assert scale.ticks[-1] >= 91.1
    assert IntervalScale.of(alone(view(), CODES[6])) is None
    assert "System 78.2" in Page(interval_head(scale, view())).text
    bare = IntervalScale.of(view(benchmark=None))
    assert Page(interval_head(bare, view(benchmark=None))).text.count("System") == 0
    low = view(benchmark=replace(view().benchmark, value=51.0))
    assert (
        'text-anchor="start" ' not in interval_head(IntervalScale.of(low), low)
        or "System 51.0" in Page(interval_head(IntervalScale.of(low), low)).text
    )


def test_a_row_outside_the_axis_or_without_limits_draws_no_wrong_mark():
    scale = IntervalScale.of(view())
    rows = {row["code"]: row for row in table_rows(view())}
    assert "M" in interval_picture(scale, rows[CODES[0]])
    outside = rows[CODES[0]] | {"value": 5.0}
    assert "#C75000" not in interval_picture(scale, outside)
    assert interval_picture(scale, rows[CODES[5]]).count("<path") == len(scale.ticks) + 1
    assert interval_picture(IntervalScale.of(view(benchmark=None)), rows[CODES[5]]).count("<path") == len(scale.ticks)
    no_limits = rows[CODES[0]] | {"lower": None, "upper": None}
    assert "#C75000" in interval_picture(scale, no_limits)
