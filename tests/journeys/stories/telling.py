"""What all stories share: how a page is opened and read, in a reader's words.

Lives here: opening a page until it is told, its words, its file. Not here: what must be true.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.servers import ARTEFACTS, Server

Visit = Callable[..., Page]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page


def opened(visit: Visit, server: Server, query: str, **options: object) -> Page:
    """A page with its sheet drawn and no exception on it."""
    page = visit(f"{server.url}/{query}", **options)
    page.set_default_timeout(PATIENCE)
    page.locator(f".he-{query.partition('?')[0]}-sheet").first.wait_for(state="attached")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page


def plain(words: str) -> str:
    """Words on one line, with common spaces and hyphens."""
    return " ".join(words.replace("\u00a0", " ").replace("\u2212", "-").split())


def said(place: Locator) -> str:
    """Words of the first element that is meant."""
    return plain(place.first.inner_text())


def number(words: str) -> float:
    """The first number of some words: thousands by commas, a minus or a hyphen before it."""
    return float(re.search(r"-?\d[\d,]*\.?\d*", plain(words)).group().replace(",", ""))


def cells(table: Locator) -> list[list[str]]:
    """Cells of every body row of a table."""
    return table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => (cell.innerText || cell.textContent).trim()))"
    )


def pressed(page: Page, name: str) -> None:
    """Choose one of a row of choices."""
    page.get_by_role("radio", name=name, exact=True).or_(
        page.locator("[data-testid=stButtonGroup] button", has_text=re.compile(f"^{re.escape(name)}$"))
    ).first.click()


def pictured(page: Page, server: Server, name: str) -> None:
    """Keep a picture of where the story has come to."""
    folder = ARTEFACTS / "stories"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-{server.health()['pack_id']}.png")
