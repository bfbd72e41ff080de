"""What a reader does on the footprint page: open it, press a button, paste a list.

Lives here: the few places where its journeys know how the page is built. Not here: what must be true.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.servers import Server

Visit = Callable[..., Page]
FIVE = "E01026581, E01026582;E01026583\nE01026584 'E01026585'"
CALM = """() => {
  if (document.querySelector("[data-test-script-state=running]")) window.calmSince = performance.now();
  return performance.now() - window.calmSince > 300;
}"""


def opened(visit: Visit, server: Server, query: str = "") -> Page:
    """The page, once its card is there."""
    page = visit(f"{server.url}/footprints{query}")
    page.locator(".he-own-card, .he-card-empty").first.wait_for()
    rested(page)
    return page


def rested(page: Page) -> None:
    """Wait until the script has run, and no other run has begun 300 ms later."""
    page.evaluate("() => { window.calmSince = performance.now() }")
    page.wait_for_function(CALM)


def picked(page: Page, box: str, words: str) -> None:
    """Choose what the typed words find in a box of many, by keyboard."""
    page.get_by_role("combobox", name=box, exact=False).focus()
    page.keyboard.type(words)
    expect(page.get_by_role("option").filter(has_text=words).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Selected values").get_by_text(words).first).to_be_visible()
    page.keyboard.press("Escape")
    rested(page)


def use(page: Page, button: str) -> None:
    """Press a button and wait."""
    page.get_by_role("button", name=button, exact=True).click()
    rested(page)


def title(page: Page) -> str:
    """The finding."""
    return page.get_by_role("heading", level=1).inner_text()


def paste(page: Page, text: str) -> None:
    """Paste a list and use it."""
    page.get_by_label("Codes or postcodes", exact=False).fill(text)
    page.keyboard.press("Control+Enter")
    rested(page)
    use(page, "Use these")
