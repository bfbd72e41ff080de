"""The document a browser gets first: our head in Streamlit's document, and everything else left alone."""

from __future__ import annotations

import gzip
import json
import re

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pages.parts.serving.document import front_page
from pages.parts.serving.document.front_page import FrontPage
from tests.pages.asgi import ask

DOCUMENT = """<!DOCTYPE html><html lang="en"><head><title>Streamlit</title>
<link
      rel="preload"
      href="./static/media/SourceSans.woff2"
      as="font"
      crossorigin
    />
<script type="module" src="./static/js/index.js"></script></head><body><div id="root"></div></body></html>"""
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture
def seen() -> list[dict[str, str]]:
    """Headers of every request that reached the app."""
    return []


@pytest.fixture
def app(seen: list) -> FrontPage:
    """The middleware before a small app."""

    def answer(request) -> Response:
        seen.append(dict(request.headers))
        name = request.path_params["name"]
        if name == "data":
            return JSONResponse({"html": "</head></body>"})
        if name == "bare":
            return HTMLResponse("<p>nothing to hold on to</p>")
        return HTMLResponse(DOCUMENT, headers={"ETag": '"abc"', "Cache-Control": "no-cache"})

    return FrontPage(Starlette(routes=[Route("/{name:path}", answer)]))


def document(app: FrontPage, query: str = "", **headers: str) -> str:
    answer = ask(app, "/", query=query, headers=headers)
    assert answer.headers["content-length"] == str(len(answer.body))
    return UNPACK[answer.headers.get("content-encoding", "")](answer.body).decode()


def early(text: str) -> list[str]:
    """Addresses the document asks for before anything has run."""
    return [file for file, _ in json.loads(re.search(r"of (\[.*?\])\) fetch", text)[1])]


def test_document_has_our_title_style_and_code_and_no_font_that_is_not_used(app: FrontPage) -> None:
    text = document(app)
    head, _, body = text.partition("</head>")
    assert re.findall(r"<title>(.*?)</title>", text) == ["Health equity"]
    assert "SourceSans" not in text
    assert re.search(r'<script async src="/r/lib/\w{12}/maplibre-gl.js"', head)
    assert re.search(r'rel="modulepreload" href="/r/lib/\w{12}/area_map.bundle.mjs"', head)
    # After Streamlit's own styles, which it adds to the head while it runs: of two alike the later one counts.
    assert "<style>" not in head and body.index("</style>") > body.index('<div id="root">')
    assert "./static/js/index.js" in head


def test_document_names_the_files_of_the_view_it_asks_for(app: FrontPage) -> None:
    landing, england = early(document(app)), early(document(app, "system=england&level=district&indicator=mean_income"))
    assert any(re.fullmatch(r"/r/map/msoa11\.sys-nw-icb\.\w+\.json", file) for file in landing)
    assert any("/scene?" in file for file in landing)
    assert not set(landing) & set(england)


def test_other_pages_ask_for_no_map(app: FrontPage) -> None:
    text = UNPACK[""](ask(app, "/trend", query="system=england").body).decode()
    assert "maplibre" not in text and "/r/map/" not in text
    assert "<title>Health equity</title>" in text and "modulepreload" in text and "<style>" in text


def test_tiles_are_not_asked_for_early(app: FrontPage) -> None:
    files = early(document(app, "system=england&level=lsoa&indicator=imd2019_decile"))
    assert any("lsoa11" in file and file.endswith(".names.json") for file in files)
    assert not any("pmtiles" in file for file in files)


def test_a_query_cannot_break_out_of_the_script(app: FrontPage) -> None:
    text = document(app, "place=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E&system=%22%5D")
    nearest = document(app, "system=england")
    assert "alert(1)" not in text and text.count("<script") == nearest.count("<script")


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_document_is_compressed_as_the_browser_can_take_it(app: FrontPage, encoding: str) -> None:
    answer = ask(app, "/", headers={"Accept-Encoding": encoding or "identity"})
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.headers["vary"] == "Accept-Encoding" and answer.headers["cache-control"] == "no-cache"
    assert UNPACK[encoding](answer.body).decode() == document(app)


def test_a_changed_document_is_never_taken_for_the_old_one(app: FrontPage, seen: list) -> None:
    answer = ask(app, "/", headers={"If-None-Match": '"abc"', "Range": "bytes=0-9"})
    assert answer.status == 200 and "etag" not in answer.headers
    assert not {"if-none-match", "range", "accept-encoding"} & set(seen[-1])


@pytest.mark.parametrize("path", ["/data", "/bare", "/static/index.html", "/r/map/x", "/_stcore/health", "/media/x"])
def test_everything_else_passes_as_it_is(app: FrontPage, path: str) -> None:
    assert UNPACK[""](ask(app, path).body) == ask(app.app, path).body


def test_other_methods_pass(app: FrontPage) -> None:
    assert "content-encoding" not in ask(app, "/", method="HEAD", headers={"Accept-Encoding": "br"}).headers


def test_a_pack_that_cannot_be_opened_still_has_a_dressed_document(app: FrontPage, monkeypatch) -> None:
    broken = type("Broken", (), {"faults": ("one",)})()
    monkeypatch.setattr(front_page.opened_pack, "state", lambda: broken)
    text = document(app)
    assert early(text) == [] and "<style>" in text


def test_the_document_asks_for_the_picture_of_its_view_first_and_draws_it_after_its_styles(app: FrontPage) -> None:
    text = document(app, "level=district&place=")
    (asked,) = re.findall(r'<head><link rel="preload" as="script" fetchpriority="high" href="(/r/view/.*?)">', text)
    assert re.fullmatch(r"/r/view/\w+/first\?place=&amp;level=district&amp;v=\w{12}", asked)
    drawn = text.index(f'<script async src="{asked}"></script></body>')
    assert text.index(".he-early{") < drawn and text.count(asked) == 2
    assert "/first?" not in document(app, "system=england&level=lsoa&indicator=imd2019_decile")
    assert "/first?" not in UNPACK[""](ask(app, "/trend").body).decode()
