"""A first visit: the tour by keyboard, skipped, remembered, asked for again; a page that fails says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_three_steps_by_keyboard_remembered_and_shown_again(visit: Visit, server: Server, viewport: dict) -> None:
    page = visit(f"{server.url}/sources#tour", viewport=viewport)
    tour = page.get_by_role("dialog")
    expect(tour).to_contain_text("Step 1 of 3", timeout=30_000)
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    assert violations(page) == []
    page.screenshot(path=ARTEFACTS / f"tour-{viewport['width']}.png")
    for words in ("Choose what, where and when", "Go on from here"):
        page.keyboard.press("Enter")
        expect(tour.get_by_role("heading")).to_have_text(words)
        box = tour.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= viewport["height"]
    page.keyboard.press("Enter")
    expect(tour).to_have_count(0)
    page.wait_for_function("localStorage.getItem('he-tour') === 'seen'")  # the box is closed, then it is noted
    page.locator(".he-more summary").click()
    page.get_by_role("button", name="Show the tour").click()
    expect(tour).to_contain_text("Step 1 of 3")
    page.keyboard.press("Escape")
    expect(tour).to_have_count(0)
    expect(page.locator(".he-more summary")).to_be_focused()


def test_a_browser_that_a_program_drives_is_on_no_first_visit(visit: Visit, server: Server) -> None:
    page = visit(f"{server.url}/sources")
    page.locator(".he-sources-sheet").wait_for(state="attached")
    page.wait_for_timeout(5000)
    expect(page.get_by_role("dialog")).to_have_count(0)
