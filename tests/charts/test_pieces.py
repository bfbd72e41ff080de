"""Head, source line, boxes, style sheet."""

import re

from charts.empty import MOST_FAULTS, empty_box, error_box, notice, refused_box, waiting_box
from charts.evidence import SourceItem
from charts.frame.head import head, head_html
from charts.frame.style import page_css
from charts.sentences import finding, lead, subtitle
from charts.source_line import source_line, source_text
from tests.charts.map.test_card import Page
from tests.charts.views import view


def test_head_holds_the_three_sentences():
    shown = view()
    words = Page(head(shown)).words
    assert words == [finding(shown), lead(shown), subtitle(shown)]
    assert head(shown).startswith('<div class="he-head"><h1>')
    assert Page(head_html("<x>", "")).words == ["<x>"]


def test_source_line_names_publisher_title_date_and_each_licence_once():
    items = (
        SourceItem("NHS England", "COVID-19 Vaccinations", "2021-07-08", derived=True),
        SourceItem("ONS", "Boundaries", note="approximate"),
        SourceItem("X", "", licence="CC BY 4.0"),
    )
    assert source_text(items) == (
        "Source: NHS England, COVID-19 Vaccinations, 8 July 2021; derived. ONS, Boundaries; approximate. X. "
        "OGL v3.0. CC BY 4.0."
    )
    html = source_line(items, method_href='?m="1"', tail="Extent approximate.")
    assert "Extent approximate." in Page(html).text
    assert "&quot;1&quot;" in html
    first = source_line(items, method_href="#m", links_first=True)
    assert first.index("What this means") < first.index("Source: ") and first.count("<a ") == html.count("<a ")
    assert "Method" not in source_line(items)
    assert source_text(()) == ""


def test_boxes_say_what_and_why_and_are_escaped():
    assert "<script>" not in empty_box("<script>", "x", link=("<a>", "javascript'"))
    assert "How" in Page(empty_box("None", "here", link=("How", "#"))).text
    assert "<a" not in empty_box("None", "here")
    assert 'role="status"' in refused_box("Not released", "Too few people.")
    assert 'aria-label="Loading"' in waiting_box(height=480)
    assert "480px" in waiting_box(height=480)
    assert Page(notice("ended", title="Code")).words == ["Code", " ended"]
    assert Page(notice("ended")).words == ["ended"]


def test_errors_are_listed_and_the_rest_is_counted():
    words = Page(error_box("Broken", [f"fault {place}" for place in range(MOST_FAULTS + 3)], advice="Mend it.")).text
    assert f"fault {MOST_FAULTS - 1}" in words
    assert f"fault {MOST_FAULTS} " not in words
    assert "and 3 more" in words
    assert "Mend it." in words
    assert "more" not in Page(error_box("Broken", ["one"])).text


def test_style_sheet_is_whole_and_holds_the_measures_of_the_design():
    sheet = page_css()
    assert sheet.count("{") == sheet.count("}")
    assert sheet.startswith("<style>")
    assert sheet.endswith("</style>")
    assert "</" not in sheet.removesuffix("</style>")
    assert "@media(max-width:700px)" in sheet
    assert re.search(r"outline:3px solid #0B0C0C", sheet)
    assert "http" not in sheet  # nothing is fetched from outside


def test_every_class_of_the_pieces_has_a_style():
    from charts.map.card import card
    from charts.map.legend import legend_html
    from charts.tables import area_table

    html = (
        card(view()) + head(view()) + legend_html(view()) + area_table(view()) + waiting_box() + error_box("x", ["y"])
    )
    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
    unstyled = {name for name in used if f".{name}" not in page_css()}
    marks = {f"he-m-{word}" for word in ("better", "similar", "worse")}  # coloured only when asked for
    assert unstyled <= {"he-mark", "he-swatch", "he-dots", "he-right", "he-n", "he-along"} | marks
