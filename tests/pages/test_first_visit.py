"""The tour's place in the document, and the box of a page that could not be made."""

from __future__ import annotations

import gzip
import re

import pytest

from charts import empty
from charts.frame.glossary_style import glossary_css
from data import browser_code
from pages.parts.serving import first_visit
from pages.parts.serving.document import front_page
from pages.parts.showing import frame, navigation


def test_the_document_pays_little_for_the_tour_and_fetches_it_only_when_it_is_shown() -> None:
    script = first_visit.script()
    assert len(script) < 1000 and len(gzip.compress(script.encode())) < 600
    address = re.search(r'import\("([^"]+)"\)', script)[1]
    assert address.endswith(f"/r/lib/{browser_code.version()}/tour.mjs")
    assert browser_code.asset("tour.mjs") is not None
    assert "modulepreload" not in script and "navigator.webdriver" in script
    assert not any(b"he-tour-box" in browser_code.sources()[name] for name in browser_code.BUNDLES)


def test_the_tour_can_be_asked_for_from_every_page() -> None:
    for page in navigation.PAGES:
        assert navigation.header(page.path).count('he-tour"') == 1


def test_a_failed_page_says_what_to_do_and_shows_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(frame.st, "html", drawn.append)
    assert frame.failed(ValueError("secret")) is True
    assert drawn == [empty.failed_box()] and "secret" not in drawn[0]
    assert 'role="alert"' in drawn[0] and "Load the page again" in drawn[0] and "address" in drawn[0]


def test_terms_and_waiting_bars_are_on_every_page() -> None:
    for path in front_page.STYLES:
        sheet = front_page.sheet(path)
        assert glossary_css() in sheet and "#root:empty" in sheet


def test_the_map_s_card_of_a_footprint_leads_to_its_board(asked) -> None:
    from pages.parts.showing.pieces import pieces

    def way(**changes: str) -> str:
        found = re.search(r'href="(\./board[^"]*)"', pieces(asked(**changes)[0]).card)
        return found[1] if found else ""

    assert way() == "./board"  # the card of a small area leads to its place's
    assert way(area="none") == "./board"
    assert way(level="place", area="pl-nw-norwich") == "./board?place=pl-nw-norwich"
    assert way(level="neighbourhood", area="nb-gorleston") == "./board?place=nb-gorleston"
