"""Whatever opens is for everybody: every panel, menu, box and dialog of every page, opened, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.parts.showing.navigation import DECK, PAGES
from tests.journeys.servers import Server
from tests.journeys.test_access import WIDTHS, violations

PATIENCE = 60_000
# Everything folded, opened where it stands; how many there were.
UNFOLD = """() => { const all = [...document.querySelectorAll("#root details")];
  for (const one of all) one.open = true;
  return all.length; }"""
FOLD = "() => { for (const one of document.querySelectorAll('#root details, .he-more')) one.open = false; }"


def settled(page: Page) -> None:
    """The page has its words and its script rests."""
    expect(page.locator(".he-head h1, .hd-deck[data-ready] h1").first).not_to_be_empty(timeout=PATIENCE)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.locator("[data-later]:has(.he-wait)")).to_have_count(0, timeout=PATIENCE)


def pressed(page: Page, name: str) -> bool:
    """A button of that name, pressed where the page has one."""
    found = page.locator("#root").get_by_role("button", name=name, exact=True)
    if not found.count():
        return False
    found.first.press("Enter")
    return True


def shared(page: Page) -> list[str]:
    """What axe finds in the panel "Share this view", with the part for other pages open and its preview there."""
    page.get_by_role("button", name="Share", exact=True).press("Enter")
    panel = page.get_by_role("dialog", name="Share this view")
    expect(panel.locator(".hs-inside > section, .hs-inside > .hs-why").first).to_be_visible(timeout=PATIENCE)
    embed = panel.get_by_text("Put it on another page")
    if embed.count():
        embed.click()
        expect(panel.locator("[data-preview] iframe")).to_be_visible()
    found = violations(page, within=".he-share", frames=False)
    panel.get_by_role("button", name="Close").press("Enter")
    return found


@pytest.mark.parametrize("path", [one.path for one in PAGES if one.path != DECK], ids=lambda path: path or "map")
def test_every_panel_of_a_page_opened(path: str, visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/{path}")
    settled(page)
    folded = page.evaluate(UNFOLD)
    assert folded or path == "data", "a page without a method, a menu or a table to unfold"
    pressed(page, "Boundaries")
    if pressed(page, "More"):
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        settled(page)
        page.evaluate(UNFOLD)
    assert violations(page) == []
    assert max(page.evaluate(WIDTHS)) <= 1280
    page.evaluate(FOLD)
    page.keyboard.press("Escape")
    assert shared(page) == []


@pytest.mark.parametrize(
    "address",
    ["embed?of=compare&look=live", "embed?of=board&look=still", "r/origins?of=compare", "s/notalink"],
    ids=["live", "still", "origins", "wrong link"],
)
def test_documents_of_their_own(address: str, visit: Callable[..., Page], server: Server) -> None:
    page = visit("about:blank")
    page.watch.allowed.append("404")
    page.goto(f"{server.url}/{address}")
    expect(page.locator("h1, main figure").first).not_to_be_empty(timeout=PATIENCE)
    if "live" in address:
        settled(page)
    page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
    assert violations(page) == []
