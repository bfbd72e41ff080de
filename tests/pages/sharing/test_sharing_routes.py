"""Short links reopen their view below any base path; the panel hands them out; a wrong one is one clear page."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from charts.sharing import share_sheet, share_style
from pages.parts.serving import sharing_routes
from pages.parts.serving.document import sharing_script
from pages.parts.serving.document.front_page import FrontPage
from pages.parts.sharing import panel, short_link
from tests.pages.asgi import Answer, ask

HOST = {"host": "equity.example"}


def asked(path: str, *, base: str = "", monkeypatch: pytest.MonkeyPatch, query: str = "", **headers: str) -> Answer:
    """What the routes answer with a base path."""
    monkeypatch.setattr(sharing_routes, "base_path", lambda: base)
    return ask(Starlette(routes=sharing_routes.routes()), base + path, query=query, headers=HOST | headers)


@pytest.mark.parametrize("base", ["", "/equity"])
def test_a_link_from_the_panel_reopens_its_view(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = {"place": "pl-gyw", "date": "2022-06-30", "density": "floor"}
    given = urlencode({"page": "board", "query": urlencode(view | {"present": "3"}), "at": "https://equity.example"})
    shown = asked("/r/share.html", base=base, monkeypatch=monkeypatch, query=given).body.decode()
    link = html.unescape(re.search(r'id="hs-link" readonly value="([^"]+)"', shown)[1])
    assert link.startswith(f"https://equity.example{base}/s/")
    opened = asked(urlsplit(link).path.removeprefix(base), base=base, monkeypatch=monkeypatch)
    to = urlsplit(opened.headers["location"])
    assert (opened.status, to.path, dict(parse_qsl(to.query))) == (307, f"{base}/board", view)


def test_where_the_browser_says_another_host_the_asked_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    given = urlencode({"page": "", "query": "", "at": "https://other.example"})
    shown = asked("/r/share.html", monkeypatch=monkeypatch, query=given).body.decode()
    assert "other.example" not in shown and "http://equity.example/s/" in shown
    behind = {"x-forwarded-host": "public.example", "x-forwarded-proto": "https"}
    proxied = asked("/r/share.html", monkeypatch=monkeypatch, query=given, **behind).body.decode()
    assert "https://public.example/s/" in proxied


@pytest.mark.parametrize("wrong", ["vmtss8", "board-please", "2", "%3Cscript%3E", "vmtss9/x", "ö"])
def test_wrong_letters_are_one_clear_page(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(f"/s/{quote(wrong, safe='%/')}".replace("%3Cscript%3E", "<script>"), monkeypatch=monkeypatch)
    words = answer.body.decode()
    assert answer.status == 404
    assert "<h1>This short link cannot be read</h1>" in words and 'href="/"' in words and "<script" not in words


def test_picture_is_of_a_link_of_this_server_only(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = short_link.shortened("board", {})
    answer = asked("/r/qr.svg", monkeypatch=monkeypatch, query=f"letters={letters}&at=https://equity.example")
    assert (
        answer.status == 200 and answer.body.startswith(b"<svg") and answer.headers["content-type"] == "image/svg+xml"
    )
    assert asked("/r/qr.svg", monkeypatch=monkeypatch, query="letters=https://bad.example").status == 404


def test_a_view_too_long_for_letters_gives_the_full_link_with_the_reason() -> None:
    own = "1.a1B2c3." + "Ab-_9" * 100
    found = panel.shared("", {"own": own, "level": "lsoa"}, root="https://equity.example")
    assert found.link == f"https://equity.example/?{urlencode({'own': own, 'level': 'lsoa'})}"
    shown = share_sheet.panel(found)
    assert "letters, so the full link is given" in shown and "Full link" in shown and "<img" not in shown


def test_a_footprint_that_is_in_the_browser_alone_is_not_shared_as_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    given = urlencode({"page": "", "query": "own=local"})
    shown = asked("/r/share.html", monkeypatch=monkeypatch, query=given).body.decode()
    assert "lives in this browser alone" in shown and "/s/" not in shown
    nowhere = asked("/r/share.html", monkeypatch=monkeypatch, query="page=nowhere").body.decode()
    assert "There is no such page." in nowhere


def test_documents_fetch_the_panel_by_address_only() -> None:
    assert "share.bundle.mjs" in sharing_script.script() and sharing_script.css_address() in sharing_script.script()
    assert ".he-share" in share_style.panel_css()


@pytest.mark.parametrize("base", ["", "/equity"])
def test_page_of_a_wrong_link_stands_alone(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No navigation, no scripts of the app's own document: nothing on it leads nowhere."""
    monkeypatch.setattr(sharing_routes, "base_path", lambda: base)
    routes = Starlette(routes=sharing_routes.routes(), middleware=[Middleware(FrontPage, base=base)])
    words = ask(routes, f"{base}/s/vmtss8", headers=HOST).body.decode()
    assert "<h1>This short link cannot be read</h1>" in words and "<script" not in words and "<nav" not in words
