"""Hover texts, the method panel, the turning table and the page's frame say what card and table say."""

import re

import pytest

from charts import theme
from charts.frame import layout_style
from charts.map.hover import hover_columns
from charts.method import METHODS, Method, method_html
from charts.table_page import table_page
from charts.tables import PAGE, SORTS, Order, sorted_codes, table_rows
from data.schema import ValueType
from tests.charts.views import CODES, view

SOURCE = {
    "publisher": "NHS England",
    "title": "Weekly <tables>",
    "published": "8 July 2021",
    "retrieved": "2026-11-21",
    "licence": "OGL v3.0",
    "attribution": "Contains public sector information.",
    "vintage": "MSOA 2011",
}


def test_hover_says_what_the_table_says():
    shown = view()
    columns = hover_columns(shown, shown.frame)
    rows = {row["code"]: row for row in table_rows(shown)}
    for place, code in enumerate(shown.frame.index):
        if rows[code]["value"] is not None:
            assert columns["text"][place].startswith(rows[code]["value_text"])
            assert columns["value"][place] == rows[code]["value"]
        else:
            assert columns["value"][place] is None
            assert columns["text"][place] not in ("", "nan", "0")
        assert rows[code]["interval_text"] in columns["interval"][place]
    assert {len(column) for column in columns.values()} == {len(shown.frame)}


def test_hover_of_an_area_outside_the_view_is_empty():
    shown = view()
    frame = shown.frame.iloc[:0].reindex(["E99999999"])
    columns = hover_columns(shown, frame)
    assert columns["text"] == [""]
    assert columns["value"] == [None]


@pytest.mark.parametrize("value_type", list(ValueType))
def test_method_panel_names_definition_cautions_and_source(value_type):
    html = method_html(Method("A & B", "What is counted", value_type, ("Take care",), SOURCE, (("Footprint", "x"),)))
    for words in (
        "A &amp; B",
        "What is counted",
        "Take care",
        "Weekly &lt;tables&gt;",
        "MSOA 2011",
        "OGL v3.0",
        "Footprint",
    ):
        assert words in html
    assert METHODS[value_type].split(".")[0].replace(" %", "")[:20] in html


@pytest.mark.parametrize("sort", [*SORTS, "need"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_keeps_every_area_and_puts_the_unknown_last(sort, descending):
    shown = view()
    codes = sorted_codes(shown, Order(sort, descending))
    assert sorted(codes) == sorted(CODES)
    if sort in ("value", "name"):
        known = shown.frame.loc[codes, sort].dropna()
        assert list(known) == sorted(known, reverse=descending)
        assert shown.frame.loc[codes[: len(known)], sort].notna().all()


def test_table_page_has_buttons_that_sort_and_choose():
    html = table_page(view(), Order("name", True, 0))
    assert 'data-sort="value"' in html
    assert html.count("data-area=") == len(CODES)
    assert 'aria-sort="descending"><button type="button" data-sort="name"' in html
    assert "he-pager" not in html


def test_long_table_is_paged_and_a_page_beyond_the_last_is_the_last(monkeypatch):
    monkeypatch.setattr("charts.table_page.PAGE", 3)
    monkeypatch.setattr("charts.tables.PAGE", 3)
    pages = [table_page(view(), Order("name", False, page)) for page in (0, 1, 99)]
    found = [re.findall(r'data-area="([^"]+)"', page) for page in pages]
    assert len(found[0]) == 3
    assert found[2]
    assert set(found[0]).isdisjoint(found[1])
    assert "Next</button>" in pages[0]
    assert PAGE > 100


def test_frame_holds_the_drawer_and_takes_its_colours_from_the_theme():
    css = layout_style.frame_css()
    assert ".he-drawer" in css
    known = {value for value in vars(theme).values() if isinstance(value, str) and value.startswith("#")}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", css)) <= known
