"""What a reader does on the map page, in a reader's words: choose in a box, click an area, read the card and the table.

Lives here: the few places where the tests know how the page is built. Not here: what must be true.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

INSTRUMENT = Path(__file__).with_name("instrument.js")
# Positions and class bytes as the large map holds them, for finding an area that can be seen and clicked.
VISIBLE = """() => {
  const map = bench.main();
  const canvas = map.getCanvas().getBoundingClientRect();
  const found = {};
  for (let y = 60; y < canvas.height - 60; y += 7) for (let x = 20; x < canvas.width - 20; x += 7) {
    const at = document.elementFromPoint(canvas.left + x, canvas.top + y);
    const inside = at?.shadowRoot?.elementFromPoint(canvas.left + x, canvas.top + y) ?? at;
    if (inside !== map.getCanvas()) continue;
    const [area] = map.queryRenderedFeatures([x, y]).filter((one) => one.layer.id.startsWith("areas"));
    if (area) (found[area.id] ??= []).push([canvas.left + x, canvas.top + y]);
  }
  const middle = (points) => points[Math.floor(points.length / 2)];
  return Object.entries(found).map(([id, points]) => [Number(id), middle(points), points.length]);
}"""


@dataclass
class Reader:
    """A reader before the map page."""

    page: Page

    def settled(self) -> Reader:
        """Wait until the script rests, the map is drawn and nothing moves; an exception on the page ends the wait."""
        self.page.wait_for_function("window.bench !== undefined")
        exception = self.page.get_by_test_id("stException")
        exception.or_(self.page.locator(".hem[data-state=drawn]")).first.wait_for()
        assert exception.count() == 0, exception.first.inner_text()
        self.page.evaluate("bench.idle()")
        return self

    def box(self, label: str) -> Locator:
        """One of the boxes of the control row."""
        return self.page.get_by_role("combobox", name=label, exact=True)

    def choose(self, label: str, option: str) -> Reader:
        """Choose in a box with the mouse; typing first, since a long list holds only the options in sight."""
        self.box(label).click()
        self.box(label).press_sequentially(option[:24])
        self.page.get_by_role("option", name=option, exact=True).click()
        return self.settled()

    @property
    def address(self) -> dict[str, str]:
        """Parameters of the address."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def title(self) -> str:
        """The finding."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def card(self) -> Locator:
        """The selected area's card."""
        return self.page.get_by_role("region", name="Selected area")

    @property
    def card_title(self) -> str:
        """Name on the card."""
        return self.card.get_by_role("heading").inner_text()

    @property
    def notices(self) -> list[str]:
        """What the page says could not be shown as asked."""
        return [text.strip() for text in self.page.locator(".he-notice").all_inner_texts()]

    @property
    def camera(self) -> dict[str, float]:
        """Where the large map looks."""
        return self.page.evaluate("bench.camera()")

    def areas_in_sight(self) -> list[tuple[int, tuple[float, float], int]]:
        """(position, a point on the page, how many points) of every area whose fill can be seen and clicked."""
        return [(i, tuple(point), size) for i, point, size in self.page.evaluate(VISIBLE)]

    def click_area(self, point: tuple[float, float]) -> Reader:
        """Click the map."""
        self.page.mouse.click(*point)
        return self.settled()

    def table(self) -> Locator:
        """The table, scrolled into view and filled."""
        home = self.page.locator(".het")
        home.scroll_into_view_if_needed()
        self.page.locator(".het[data-state=ready]").wait_for()
        return home

    def table_rows(self) -> list[list[str]]:
        """Cells of every area's row, over all pages of the table."""
        home = self.table()
        rows: list[list[str]] = []
        while True:
            found = home.locator("tbody tr").evaluate_all(
                "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
            )
            rows.extend(found)
            further = home.get_by_role("button", name="Next", exact=False)
            if not further.count() or further.is_disabled():
                return rows
            first = home.locator("tbody tr").first.inner_text()
            further.click()
            expect(home.locator("tbody tr").first).not_to_have_text(first, use_inner_text=True)

    def download(self) -> list[dict[str, str]]:
        """Rows of the CSV behind the Download menu."""
        return downloaded(self.page)


def downloaded(page: Page) -> list[dict[str, str]]:
    """Rows of the CSV behind a page's Download menu."""
    menu = page.locator(".he-actions")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Table (CSV)").click()
    menu.locator("summary").click()  # it lies over the controls
    text = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
