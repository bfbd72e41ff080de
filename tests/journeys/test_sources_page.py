"""The definitions page as a reader meets it: from a figure's source line, by search, on a phone, with axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]


def opened(visit: Visit, server: Server, query: str = "sources", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.locator(".he-sources-sheet").wait_for(state="attached")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def test_from_a_board_s_source_line_to_the_measure_and_back_to_the_map(visit: Visit, server: Server) -> None:
    page = visit(f"{server.url}/board?indicator=mmr2_5y&place=pl-nw-norwich")
    page.get_by_role("link", name="What this means").first.click()
    page.locator(".he-sources-sheet").wait_for(state="attached")
    reader = Reader(page)
    assert reader.title == "MMR, two doses by age 5"
    assert reader.address == {"indicator": "mmr2_5y", "place": "pl-nw-norwich"}
    files = page.locator(".he-actions a")  # words, no figure: nothing to draw
    expect(files).to_have_text(["Table (CSV)", "Excel workbook, with definitions"])
    page.get_by_role("link", name="Over time").click()
    page.wait_for_url("**/trend?*")
    assert reader.address["place"] == "pl-nw-norwich"


def test_a_search_stands_in_the_address_and_a_word_opens_by_keyboard(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, "sources?show=changes")
    page = reader.page
    page.get_by_label("Search this list").fill("waveney")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=waveney")
    expect(page.locator(".he-sub")).to_contain_text("hold “waveney”")
    page.get_by_role("radio", name="One measure").or_(page.get_by_role("button", name="One measure")).first.click()
    button = page.get_by_role("button", name="Small numbers")
    button.focus()
    page.keyboard.press("Enter")
    meaning = page.locator(".he-meaning:popover-open")
    expect(meaning).to_contain_text("It is not zero")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict) -> None:
    for query in ("sources", "sources?show=footprints&footprint=pl-gyw", "sources?show=sources"):
        reader = opened(visit, server, query, viewport)
        name = query.replace("?", "-").replace("&", "-").replace("=", "_")
        reader.page.screenshot(path=ARTEFACTS / f"{name}-{viewport['width']}.png")
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
        assert violations(reader.page) == []
