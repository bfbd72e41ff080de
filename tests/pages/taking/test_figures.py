"""The figures of a view leave the server as the page shows them: same words, same numbers, source and day."""

import csv
import io

import pytest
from lxml import etree
from starlette.applications import Starlette

from pages.parts.serving import page_files
from pages.parts.taking import figures, files
from tests.pages.asgi import ask
from tests.pages.taking.whole import whole

APP = Starlette(routes=page_files.routes())


def test_a_board_with_its_tiles_is_one_picture_with_the_numbers_of_the_page_and_its_file():
    every = figures.taken("/board", "")
    found = every[0]
    page, rows = page_files.board_csv({})
    values = {
        row["value"] for row in csv.DictReader(io.StringIO(rows.decode("utf-8-sig"))) if row["what"] == "Footprint"
    }
    shown = " ".join(" ".join(row) for one in every for row in one.rows)
    assert [one.name for one in every] == ["board", "board-more-outcomes-1", "board-strips"]
    assert {row[0] for row in every[1].rows} == {"MMR, two doses by age 5", "Stroke admissions, number"}
    assert figures.taken("/board", "", figure="board-more-outcomes")[0].rows == every[1].rows
    for value in values - {""}:
        assert f"{float(value):,.1f}".removesuffix(".0") in shown or f"{float(value):,.0f}" in shown
    drawn = " ".join(etree.fromstring(found.svg.encode()).itertext())
    for words in (found.title, "COVID-19 vaccination", "No indicator loaded", "Open Government Licence v3.0"):
        assert words in drawn
    assert found.name == "board" and page.endswith(".csv")


def test_a_figure_is_asked_for_by_its_name_and_its_own_route_sends_it():
    svg = ask(APP, "/r/figure.svg", query="path=/compare&view=funnel&figure=compare-funnel")
    assert svg.status == 200 and svg.headers["content-type"].startswith("image/svg+xml")
    assert 'filename="compare-funnel.svg"' in svg.headers["content-disposition"]
    root = etree.fromstring(svg.body)
    assert root.findtext("{*}title").endswith("further from average than chance explains")
    name, png = files.figure_png({"path": "/compare", "view": "funnel"})
    assert name == "compare-funnel.png" and png.startswith(b"\x89PNG")


def test_a_view_without_that_figure_says_so():
    with pytest.raises(ValueError, match="no figure here"):
        figures.taken("/compare", "view=box", figure="compare-funnel")
    with pytest.raises(ValueError, match="no figures to take away at /deck"):
        figures.taken("/deck", "")
    answer = ask(APP, "/r/figure.svg", query="path=/nowhere")
    assert answer.status == 404 and b"page says why" in answer.body


def test_small_trends_have_sources_of_their_own():
    found = figures.taken("/trend", "view=all")[0]
    assert found.name == "trend-all" and found.source.startswith("Source: UKHSA") and "v3.0" in found.licence


@pytest.mark.parametrize(
    ("path", "query", "names"),
    [
        ("/board", "density=floor", ["board-areas"]),
        *(
            ("/compare", f"view={one}", [f"compare-{one}", "compare-where"])
            for one in ("ranked", "heat", "box", "scatter")
        ),
        ("/trend", "", ["trend"]),
        ("/trend", "view=usual", ["trend"]),
        ("/tier", "", ["tier"]),
        ("/misfit", "", ["misfit-map", "misfit-matrix", "misfit-catchment"]),
    ],
)
def test_every_figure_of_a_view_is_whole(path, query, names):
    assert whole(path, query) == names


def test_the_leading_figure_alone_is_the_same_drawing_and_its_rows_are_those_of_the_first_screen():
    every, (alone,) = figures.taken("/gradient", ""), figures.taken("/gradient", "", leading=True)
    assert (alone.name, alone.svg, alone.source, alone.notes) == tuple(
        getattr(every[0], name) for name in ("name", "svg", "source", "notes")
    )
    assert 0 < len(alone.rows) < len(every[0].rows) and set(alone.rows) <= set(every[0].rows)
    assert figures.taken("/compare", "", leading=True) == figures.taken("/compare", "")[:1]
