"""What every document carries for the presenter: the buttons, the key, the facts of the pack; and its files."""

from __future__ import annotations

import json
import re

from starlette.applications import Starlette

from charts.presenting.presenting_style import presenting_css
from data import browser_code
from pages.parts import opened_pack
from pages.parts.presenting import deck_file
from pages.parts.serving import presenting_routes
from pages.parts.serving.document import front_page, presenting_script
from pages.parts.showing import navigation
from tests.pages.asgi import ask


def test_every_page_offers_to_present_and_to_keep_its_view() -> None:
    for page in navigation.PAGES:
        line = navigation.header(page.path)
        offered = re.findall(r'data-present="(\w+)"[^>]*>([^<]+)<', line)
        keep = [("keep", "Add to deck")] if page.path != navigation.DECK else []  # a deck is no view of itself
        assert offered == [*keep, ("this", "Present")]


def test_document_knows_the_pack_the_pages_and_where_the_presenter_is() -> None:
    text = presenting_script.script()
    facts = json.loads(re.search(r"globalThis\.hePresent = (\{.*?\});", text)[1])
    pack = opened_pack.pack()
    assert facts["pack"] == {"id": pack.id, "version": str(pack.version), "title": pack.title}
    assert facts["pages"]["board"] == "Board" and len(facts["pages"]) == len(navigation.PAGES)
    assert facts["library"].endswith(browser_code.version())
    assert browser_code.asset("presenter.bundle.mjs") is not None
    scope = {"path": "/board", "query_string": b"", "type": "http"}
    document = front_page.FrontPage(None).written(b"<html><head></head><body></body></html>", scope).decode()
    assert "globalThis.hePresent" in document


def test_style_sheet_and_deck_are_answered_at_their_addresses() -> None:
    app = Starlette(routes=presenting_routes.routes())
    sheet = ask(app, presenting_script.css_address().partition("?")[0])
    assert sheet.body.decode() == presenting_css() and "immutable" in sheet.headers["cache-control"]
    assert sheet.headers["content-type"].startswith("text/css")
    told = ask(app, "/r/deck", method="POST")
    assert json.loads(told.body)["faults"] == ["The file is not JSON: line 1, column 1."]
    assert told.headers["cache-control"] == "no-store"
    assert presenting_routes.answer(b"x" * (deck_file.MOST_BYTES + 1))["faults"][0].startswith("The file is larger")
