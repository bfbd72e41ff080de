"""A page's HTML read out: words stay words, tables keep their cells, pictures keep their marks."""

import re

import pytest
from lxml import etree

from charts import watermark
from charts.taking import reading
from charts.taking.letters import FONT_FILES
from charts.taking.raster import png
from charts.taking.reading import ShownPage
from charts.taking.taken import Taken
from charts.taking.tree import table_text, tree, words
from charts.theme import WORSE

EVIL = ("=cmd|' /C calc'!A0", 'He said "no", twice', "<b>bold</b> & co", "#let x = 1 $y$ @z *a*")
HEAD = '<div class="he-head"><h1>Title &lt;1&gt;</h1><p class="he-lead">Lead.</p><p class="he-sub">In 2021</p></div>'
MARK = f'<svg class="he-mark" width="14" height="14" viewBox="-8 -8 16 16"><path d="M0,-7" fill="{WORSE}"/></svg>'


def board(names: tuple[str, ...]) -> str:
    """A floor table with names as the page escapes them."""
    from charts.markup import text

    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th><td class="he-r"><b>55.4</b> <span class="he-badge">{MARK}Worse</span>'
        "</td></tr>"
        for name in names
    )
    return (
        '<table class="he-table hb-floor"><caption class="he-vh">Latest</caption><thead><tr><th>Area</th>'
        f"<th>First dose<small>2021, %</small></th></tr></thead><tbody>{rows}</tbody></table>"
        '<p class="he-src">Source: NHS England, 8 July 2021. Open Government Licence v3.0. '
        '<a href="#method">Method and limits</a></p><details id="method"><dl class="he-method"><div><dt>Trend</dt>'
        "<dd>Not tested.</dd></div></dl></details>"
    )


@pytest.fixture(scope="module")
def taken():
    page = ShownPage("board", "", HEAD, board(EVIL), address="/board", made_on="2026-06-03", synthetic=False)
    return reading.read(page)[0]


def test_a_part_that_a_page_has_not_is_no_figure(taken):
    page = reading.ShownPage("board", "", HEAD, board(EVIL), address="/board", made_on="2026-06-03")
    assert isinstance(taken, Taken)
    assert [one.name for one in reading.read(page)] == ["board-areas"]
    assert reading.read(page, figure="board") == ()


def test_names_that_programs_would_run_stay_text_in_picture_and_table(taken):
    assert [row[0] for row in taken.rows] == list(EVIL)
    drawn = " ".join("".join(one.itertext()) for one in etree.fromstring(taken.svg.encode()).iter("{*}text"))
    for name in EVIL:
        assert name in drawn


def test_cells_keep_number_and_spoken_outcome_under_their_heads(taken):
    assert taken.columns == ("Area", "First dose 2021, %")
    assert {row[1] for row in taken.rows} == {"55.4 Worse"}


def test_source_licence_period_and_notes_come_from_the_page(taken):
    assert taken.source == "Source: NHS England, 8 July 2021. Open Government Licence v3.0."
    assert (taken.licence, taken.period) == ("Open Government Licence v3.0", "In 2021")
    assert taken.notes == ("Trend: Not tested.",)
    assert (taken.title, taken.sentence) == ("Title <1>", "Lead.")


def test_the_sheet_has_title_source_licence_and_day_burned_in_and_the_plain_picture_has_not(taken):
    for words_ in ("Title &lt;1&gt;", "Open Government Licence v3.0.", "Picture made on 3 June 2026."):
        assert words_ in taken.svg
        assert words_ not in taken.plain_svg.replace("<title>Title &lt;1&gt;", "")
    assert taken.svg.count(WORSE) == len(EVIL)


def test_figures_of_a_synthetic_pack_have_the_watermark_once_whoever_sends_them():
    page = ShownPage("board", "", HEAD, board(("A",)), address="/board", made_on="2026-06-03", synthetic=True)
    marked = reading.read(page)[0].svg
    assert marked.count(watermark.WORDS) == 3  # in the description, across it, and at its edge
    assert watermark.on_drawings(marked) == marked


def test_the_picture_is_drawn_with_its_letters(taken):
    with_letters, without = png(taken.svg, scale=1), png(taken.svg, scale=1, fonts=())
    assert with_letters[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(with_letters) > 3 * len(without) > 0
    assert len(FONT_FILES) == 5


def test_what_only_a_phone_shows_and_what_is_folded_away_is_not_in_a_picture():
    root = tree('<div><div class="hc-narrow">phone</div><p>Seen <span class="he-vh">said</span>.</p></div>')
    assert words(root) == "Seen said."
    assert words(root, spoken=False) == "Seen."


def test_a_head_over_several_columns_keeps_cells_in_their_places():
    table = tree(
        "<table><thead><tr><th rowspan=2>Area</th><th colspan=2>Lens</th></tr><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>X</th><td>1</td><td>2</td></tr></tbody></table>"
    ).find("table")
    assert table_text(table) == (("Area", "Lens A", "B"), (("X", "1", "2"),))
    assert not re.search(r"\d", " ".join(table_text(table)[0]))
