"""What a room does not need goes; the rest, and the page's own elements, stay as they are."""

from __future__ import annotations

from lxml import html

from charts.taking.fewer import LEFT_OUT, SMALL, fewer
from charts.taking.tree import tree, words


def said(page: str) -> str:
    return " ".join(words(one) for one in fewer([tree(page)]))


def test_second_lines_and_columns_go_and_the_original_keeps_them() -> None:
    page = tree(
        '<section><h3>First dose</h3><p class="hb-sent">Long words.</p> 81.0 %<p class="hb-gap">Gap</p></section>'
    )
    before = html.tostring(page)
    assert [words(one) for one in fewer([page])] == ["First dose 81.0 %"] and html.tostring(page) == before


def test_an_element_that_is_left_out_itself_leaves_nothing() -> None:
    for name in (*LEFT_OUT, *SMALL):
        assert fewer([html.fragment_fromstring(f'<div class="x {name}">Gone</div>')]) == []


def test_headings_over_all_columns_are_over_those_that_are_left() -> None:
    table = (
        '<table class="hc-ranked"><thead><tr><th>Area</th><th class="he-d">District</th><th>%</th></tr></thead><tbody>'
        '<tr><th colspan="3" scope="rowgroup">Worse</th></tr>'
        '<tr><td>Parade</td><td class="he-d">Yarmouth</td><td>55.4</td></tr></tbody></table>'
    )
    (found,) = fewer([tree(table)])
    assert [one.get("colspan") for one in found.iter("th") if one.get("colspan")] == ["2"]
    assert words(found) == "Area%WorseParade55.4"


def test_small_words_of_the_areas_table_go_but_not_those_of_its_measures() -> None:
    row = "".join(f"<td>{place} <small>small {place}</small></td>" for place in range(1, 5))
    assert said(f'<table class="hp-table"><tbody><tr>{row}</tr></tbody></table>') == "1 small 1 2 small 2 3 4"


def test_links_of_tiles_go() -> None:
    assert said('<article class="hs-tile"><h3>MMR</h3><a href="x">Full trend</a></article>') == "MMR"
