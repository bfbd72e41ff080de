"""Every page is reached from every other with Tab and Enter alone: wide through line and menu, narrow through the menu.

All pages carry the same line (`test_navigation`), so one round visits each page once, from the one before it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.parts.showing.navigation import PAGES
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit

FOCUSED = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && at.checkVisibility();
  return [at.tagName, at.textContent.trim(), seen, at.closest("details")?.open ?? true];
}"""
MOST_STOPS = 40


def walked(page: Page, title: str) -> list[str]:
    """Words of every link that Tab passes until the focus is on the one wanted; the menu is opened by Enter."""
    found: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        tag, words, seen, opened = page.evaluate(FOCUSED)
        assert seen, f"{words} has the focus and cannot be seen"
        if tag == "SUMMARY":
            page.keyboard.press("Enter")
            expect(page.locator(".he-more")).to_have_attribute("open", "")
        elif tag == "A" and opened:
            found.append(words)
        if words == title:
            return found
    pytest.fail(f"from {page.url} Tab does not come to {title}: {found}")


@pytest.mark.parametrize(("viewport", "most"), [(DESKTOP, len(PAGES)), (PHONE, 4)], ids=["1280x720", "390x844"])
def test_every_page_is_reached_from_every_other(visit: Visit, server: Server, viewport: dict, most: int) -> None:
    page = visit(f"{server.url}/board", viewport=viewport)
    wanted = {one.title: one.path for one in PAGES}
    links: set[tuple[str, ...]] = set()
    for title, path in list(wanted.items())[:most]:
        page.locator("header.he-top").wait_for()
        texts = page.locator("header.he-top a").evaluate_all("all => all.map((one) => one.textContent.trim())")
        links.add(tuple(sorted(set(texts))))
        walked(page, title)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, path=path: url.split("?")[0].split("#")[0].endswith(f"/{path}"))
        expect(page.locator("header.he-top nav [aria-current=page]").first).to_have_text(title)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty(timeout=60_000)
    assert links == {tuple(sorted(wanted))}  # from each page the same ways lead to all others


def come_to(page: Page, wanted: Locator) -> None:
    """Tab until the focus is there."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one.getRootNode().activeElement === one"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not come to {wanted}")


def test_an_area_is_chosen_read_sorted_and_shared_by_keyboard_alone(visit: Visit, server: Server) -> None:
    """A12: no pointer at any step; what is shown is told each time."""
    reader = Reader(visit(f"{server.url}/")).settled()
    page = reader.page
    come_to(page, reader.box("Area"))
    page.keyboard.type("Gorleston North")
    page.keyboard.press("Enter")
    expect(reader.card.get_by_role("heading")).to_have_text("Gorleston North")
    expect(page.locator(".he-now")).to_contain_text("Gorleston North")
    assert reader.address["area"].startswith("E02")
    reader.settled()
    reader.table()
    come_to(page, page.locator(".het thead button").first)
    page.keyboard.press("Enter")
    expect(page.locator(".het thead th[aria-sort]").first).to_have_attribute(
        "aria-sort", re.compile("ascending|descending")
    )
    page.reload()
    expect(reader.card.get_by_role("heading")).to_have_text("Gorleston North")
    come_to(page, page.get_by_role("button", name="Share", exact=True))
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Share this view")
    come_to(page, panel.get_by_role("button", name="Copy link"))
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Link copied.")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
