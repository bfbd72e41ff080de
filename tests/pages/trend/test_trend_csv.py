"""The trend's file as the route gives it: the same choice as the page, named and guarded."""

import csv
import io
from datetime import date

from starlette.applications import Starlette

from pages.parts.serving import page_files, view_api
from tests.pages.asgi import ask


def rows(**query):
    name, content = view_api.csv({"page": "trend", **query})
    return name, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_file_holds_the_choice():
    name, found = rows(footprint="today", area="E10000020", second="none")
    assert name == "mmr2_5y-trend-norfolk-today.csv"
    assert {row["footprint"] for row in found} == {"today’s footprint"}
    assert {row["line"] for row in found} == {"Norfolk", "England"}
    assert next(row for row in found if row["period"] == "2015/16")["value"] == "95.0"


def test_measures_without_a_series_give_an_empty_line_not_a_fault():
    _, found = rows(indicator="covid_dose1", area="sys-nw-icb")
    assert [row["period"] for row in found if row["role"] == "first"] == ["2021-07-08"]


def test_picture_has_a_route_and_nothing_to_draw_is_said():
    app = Starlette(routes=page_files.routes())
    given = ask(app, "/r/trend.svg", query="footprint=today")
    assert given.status == 200
    assert given.headers["content-type"].startswith("image/svg+xml")
    assert 'filename="mmr2_5y-trend-norfolk-suffolk-today.svg"' in given.headers["content-disposition"]
    assert "today’s footprint" in given.body.decode() and f"Picture made on {date.today().day} " in given.body.decode()
    nothing = ask(app, "/r/trend.svg", query="indicator=imd2019_decile&area=pl-gyw&compare=none")
    assert nothing.status == 404 and "nothing to draw" in nothing.body.decode()
