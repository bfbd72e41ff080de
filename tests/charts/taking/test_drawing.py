"""Lines, blocks, tables and sheets: nothing is cut off, nothing lies upon another, columns are as wide as they need."""

import re

from lxml import etree

from charts import sheet_words
from charts.markup import text_width
from charts.taking import cells, flow, runs, sheet
from charts.taking.parts import PARTS
from charts.taking.runs import Look
from charts.taking.tree import tree

LONG = "Most deprived fifth of the residents of Great Yarmouth and Waveney"


def drawn_texts(svg: str) -> list[str]:
    """Every text of a drawing."""
    return ["".join(one.itertext()) for one in etree.fromstring(f"<svg>{svg}</svg>").iter("text")]


def test_words_break_between_words_and_a_longer_one_stays_whole():
    found = runs.pieces(tree(f"<p>{LONG}</p>")[0], Look(14))
    made = runs.lines(found, 150)
    assert " ".join(one.word for line in made for one in line) == LONG
    assert all(runs.length(line) <= 150 for line in made)
    assert runs.lines(runs.pieces(tree("<p>Fleggburgh</p>")[0], Look(14)), 10)[0][0].word == "Fleggburgh"


def test_a_mark_stands_before_its_word_in_the_same_line():
    cell = tree('<div><span><svg width="14" height="14" viewBox="-8 -8 16 16"><circle r="5"/></svg>Worse</span></div>')
    svg = runs.written(runs.lines(runs.pieces(cell, Look()), 200), at=(10, 0), width=200)
    assert float(re.search(r'<svg x="([\d.]+)"', svg)[1]) + 14 < float(re.search(r'<text x="([\d.]+)"', svg)[1])
    assert drawn_texts(svg) == ["Worse"]


def test_a_table_keeps_to_its_width_and_its_rows_below_each_other():
    rows = "".join(f"<tr><th>{LONG}</th><td class='he-r'>{n},000</td></tr>" for n in range(4))
    table = tree(f"<table><thead><tr><th>Area</th><th>People</th></tr></thead><tbody>{rows}</tbody></table>").find(
        "table"
    )
    svg, width, height = cells.table_drawing(table, most=320)
    assert width <= 320
    tops = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)" text-anchor="end"', svg)]
    assert tops == sorted(tops) and len(tops) == 4 and tops[-1] < height
    assert " ".join(drawn_texts(svg)).count("Waveney") == 4


def test_bars_have_the_lengths_of_the_page_and_a_withheld_value_none():
    bars = tree(
        '<ul class="hb-bars"><li><span>Norfolk</span><em><i style="width:50%;background:#505A5F"></i></em><b>1</b></li>'
        '<li><span>Suffolk</span><em><i style="width:100.0%;background:#505A5F"></i></em><b>20</b></li>'
        "<li><span>Essex</span><em></em><b>Withheld</b></li></ul>"
    )[0]
    svg, _, _ = flow.block(bars, 400)
    half, whole = (float(one) for one in re.findall(r'<rect [^>]*width="([\d.]+)"', svg))
    assert abs(whole - 2 * half) < 0.2
    assert "Withheld" in drawn_texts(svg)


def test_tiles_of_a_row_are_equally_high():
    tiles = tree(
        f'<div class="hs-tiles"><article class="hs-tile"><p>{LONG} {LONG}</p></article>'
        '<article class="hs-tile"><p>Short</p></article></div>'
    )[0]
    svg, width, _ = flow.block(tiles, 600)
    heights = re.findall(r'<rect x=".5" y=".5" width="[\d.]+" height="([\d.]+)"', svg)
    assert len(heights) == 2 and len(set(heights)) == 1 and width == 600


def test_a_small_figure_is_not_lost_on_its_sheet_and_a_large_one_is_not_cut():
    above = sheet_words.heading("T", "S", under="U")
    small, large = sheet.Figure("<g/>", 376, 300), sheet.Figure("<g/>", 1600, 300)
    widths = [
        float(re.search(r'width="([\d.]+)"', sheet.sheet(one, above=above, below=[], alt=""))[1])
        for one in (small, large)
    ]
    assert widths == [760, 1648]


def test_parts_of_a_page_have_names_of_their_own():
    for parts in PARTS.values():
        assert len({(part.name, part.tiles) for part in parts}) == len(parts)


def test_words_of_a_sheet_keep_inside_it_in_letters_as_wide_as_arial_s():
    """Most programs that open the SVG do not have our letters; lines were cut at the right edge there."""
    said = "2 below and 0 above the 99.8 % limits about the average of all 122 MSOAs of Norfolk and Waveney, 82.0 %; "
    above, end = sheet_words.heading(LONG, said * 2, under=said * 2), sheet.closing(said * 4, "2026-11-22")
    made = etree.fromstring(sheet.sheet(sheet.Figure("<g/>", 836, 300), above=above, below=[end], alt="").encode())
    width = float(made.get("width"))
    texts = [one for one in made.iter("{*}text") if one.text]
    assert len(texts) > 8
    for one in texts:
        bold = one.get("font-weight") == "700"
        reach = 24 + text_width(one.text, float(one.get("font-size")), bold=bold)
        assert reach <= width - 24 + 0.01, one.text
