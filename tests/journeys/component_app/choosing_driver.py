"""What the journeys do with the map for sets of areas, and what they read from it and from Python's log."""

from __future__ import annotations

import json
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.component_app.driver import MapDriver

# Colours of a square of the drawn canvas about a point, most frequent first, each with its share.
COLOURS = """([x, y, half]) => new Promise(resolve => {
  const map = STAGE.pane.map;
  map.once("render", () => {
    const canvas = map.getCanvas();
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0);
    const pixels = pen.getImageData(x - half, y - half, 2 * half, 2 * half).data;
    const found = {};
    for (let i = 0; i < pixels.length; i += 4) {
      const one = [...pixels.slice(i, i + 3)].map(n => n.toString(16).padStart(2, "0")).join("").toUpperCase();
      found["#" + one] = (found["#" + one] ?? 0) + 4 / pixels.length;
    }
    resolve(found);
  });
  map.triggerRepaint();
})"""


@dataclass
class ChoosingDriver(MapDriver):
    """The map for sets of areas in its own small app."""

    def colours(self, code: str, half: int = 8) -> dict[str, float]:
        """Share of every colour in a square about an area's inner point."""
        return self.ask(COLOURS, [*(round(n) for n in self.point(code)), half])

    def tool(self, words: str) -> Locator:
        """A button above the map, or of what is being drawn."""
        return self.page.locator(".tools, .drawing").get_by_role("button", name=words, exact=True)

    def take(self, words: str) -> ChoosingDriver:
        """Take a tool in hand."""
        self.tool(words).click()
        expect(self.tool(words)).to_have_attribute("aria-pressed", "true")
        return self

    def on_map(self, x: float, y: float) -> tuple[float, float]:
        """A point of the map on the page."""
        box = self.page.locator(".map-box").bounding_box()
        return box["x"] + x, box["y"] + y

    def places(self, points: list[tuple[float, float]]) -> list[list[float]]:
        """Longitude and latitude of points of the map, by MapLibre."""
        return self.ask("points => points.map(point => STAGE.pane.map.unproject(point).toArray())", points)

    @property
    def live(self) -> Locator:
        """What a screen reader hears."""
        return self.page.locator(".live")

    def told(self, count: int) -> list[str]:
        """What Python was told, once there are so many acts and nothing is left unheard."""
        expect(self.page.get_by_text(f"Acts: {count}", exact=True)).to_be_visible()
        self.until("STAGE.outbox.acts.length === 0")
        return self.page.locator("[data-testid=stCode]").inner_text().strip().split("\n")

    def shape(self, count: int) -> dict:
        """The last of so many acts, a shape."""
        return json.loads(self.told(count)[-1])
