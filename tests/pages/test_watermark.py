"""Every answer of a server with a synthetic pack carries the mark, whoever made it; geometry and code do not."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from charts.watermark import WORDS
from pages.parts.serving.watermark import HEADER, Watermark
from tests.pages.asgi import Answer, ask

DRAWING = '<svg viewBox="0 0 836 348"><path d="M0,0"/></svg>'


def answer(request: Request) -> Response:
    name = request.path_params["name"]
    made = {
        "r/a.csv": Response("code,value\r\nE01,5\r\n", media_type="text/csv"),
        "r/a.svg": Response(DRAWING, media_type="image/svg+xml"),
        "r/view/1/values": JSONResponse({"block": 0}),
        "r/view/1/method": HTMLResponse("<p>words</p>" + DRAWING),
        "r/absent.csv": PlainTextResponse("nothing", 404),
        "r/map/a.json": JSONResponse({"type": "FeatureCollection"}),
        "r/deck.pptx": Response(b"PK", media_type="application/zip"),
        "healthz": JSONResponse({"status": "ok"}),
        "board": HTMLResponse("<html><body><div id='root'></div></body></html>"),
    }
    return made[name]


@pytest.fixture
def app() -> Watermark:
    """The middleware before an app that compresses what it may."""
    inner = Starlette(routes=[Route("/{name:path}", answer)], middleware=[Middleware(GZipMiddleware, minimum_size=1)])
    return Watermark(inner)


def asked(app: Watermark, path: str) -> Answer:
    found = ask(app, path, headers={"Accept-Encoding": "gzip"})
    assert int(found.headers["content-length"]) == len(found.body)
    return found


@pytest.mark.parametrize("path", ["/r/a.csv", "/r/a.svg", "/r/view/1/values", "/r/view/1/method", "/healthz"])
def test_every_kind_of_answer_is_marked(app: Watermark, path: str) -> None:
    found = asked(app, path)
    assert WORDS in found.body.decode() and found.headers[HEADER.lower()] == WORDS


def test_figures_stay_what_they_were(app: Watermark) -> None:
    assert asked(app, "/r/a.csv").body.decode("utf-8-sig").splitlines()[1] == "synthetic,E01,5"
    assert json.loads(asked(app, "/r/view/1/values").body)["block"] == 0


def test_a_file_that_cannot_be_written_into_says_it_in_its_head(app: Watermark) -> None:
    found = asked(app, "/r/deck.pptx")
    assert found.body == b"PK" and found.headers[HEADER.lower()] == WORDS
    assert asked(app, "/r/absent.csv").body == b"nothing"


def test_every_page_has_the_line(app: Watermark) -> None:
    body = asked(app, "/board").body.decode()
    assert body.count('class="he-synthetic"') == 1 and body.index("he-synthetic") < body.index("</body>")


def test_geometry_is_real_and_stays_as_it_is(app: Watermark) -> None:
    found = ask(app, "/r/map/a.json", headers={"Accept-Encoding": "gzip"})
    assert found.headers["content-encoding"] == "gzip" and HEADER.lower() not in found.headers


def test_an_app_with_the_embedded_pack_has_no_mark() -> None:
    from pages.parts.serving import house

    assert Watermark not in [one.cls for one in house.parts()["middleware"]]
