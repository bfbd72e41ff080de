"""What the component's journeys do with the map, and what they read from it.

Lives here: the few places where they know how the component is built (`root.__areaMap`, its data attributes).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

STAGE = "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.hem').__areaMap"
WIDE = "/?wide=1&area=E02005543"
# Yarmouth Parade 55.4 %, Thetford North 63.5 %, Bawdeswell (air base, not ranked), Wayland 7x %.
PARADE, THETFORD, BASE, LARGE = "E02005543", "E02005517", "E02005503", "E02005512"
COLOURS = {0: (8, 12, 84), 1: (24, 98, 144), 2: (31, 158, 183), 3: (128, 198, 163), 4: (205, 229, 148)}
# The class whose colour the map holds for an area; white ones have a hatch or dashes and are told by the class itself.
CLASS_OF = """id => {
  const { k } = STAGE.pane.map.getFeatureState({ ...STAGE.pane.target, id });
  const found = Object.entries(STAGE.model.header.colours).find(([, colour]) => parseInt(colour.slice(1), 16) === k);
  return found ? Number(found[0]) : k === 0xFFFFFF ? STAGE.model.classes[id] : 255;
}"""
# Colour of the drawn canvas at a point, read while it is being drawn (at other times the buffer is empty).
PIXEL = """([x, y]) => new Promise(resolve => {
  const map = STAGE.pane.map;
  map.once("render", () => {
    const canvas = map.getCanvas();
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0);
    resolve([...pen.getImageData(x, y, 1, 1).data].slice(0, 3));
  });
  map.triggerRepaint();
})"""
RENDER = """async ([text, url]) => {
  const data = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const parentElement = document.querySelector("[data-testid=stBidiComponentIsolated]").shadowRoot;
  const module = await import(url);
  module.render({ data, parentElement, setStateValue: STAGE.tell });
}"""


@dataclass
class MapDriver:
    """The map of the component's own small app."""

    page: Page

    def drawn(self) -> MapDriver:
        """Wait until areas and names are drawn."""
        self.page.locator(".hem[data-state=drawn]").wait_for()
        self.page.locator(".hem[data-names]").wait_for()
        return self.rested()

    def rested(self) -> MapDriver:
        """Wait until the camera rests and nothing is left to fetch."""
        self.page.wait_for_function(
            f"() => {{ const map = {STAGE}.pane?.map; return map && map.loaded() && !map.isMoving() }}"
        )
        self.page.wait_for_timeout(250)
        return self

    def until(self, condition: str) -> MapDriver:
        """Wait until something is true of the component (STAGE), then until the map rests."""
        self.page.wait_for_function("() => " + condition.replace("STAGE", STAGE))
        return self.rested()

    def ask(self, script: str, given: object = None) -> object:
        """Evaluate in the page; STAGE stands for the component."""
        return self.page.evaluate(script.replace("STAGE", STAGE), given)

    def script_done(self) -> MapDriver:
        """Wait until Streamlit's script rests."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        return self

    @property
    def state(self) -> str:
        """The line in which the app repeats what the component told it."""
        return self.script_done().page.get_by_text("Runs:").inner_text()

    @property
    def camera(self) -> tuple[float, float, float]:
        """Longitude, latitude, zoom."""
        found = "() => { const m = STAGE.pane.map; const c = m.getCenter(); return [c.lng, c.lat, m.getZoom()] }"
        return tuple(self.ask(found))

    def areas_drawn(self) -> int:
        """How many different areas are on the screen."""
        query = "STAGE.pane.map.queryRenderedFeatures({layers: [STAGE.pane.fill]})"
        return self.ask(f"() => new Set({query}.map(one => one.id)).size")

    def position(self, code: str) -> int:
        """Position of an area in the layer."""
        return self.ask("code => STAGE.model.names.codes.indexOf(code)", code)

    def point(self, code: str) -> tuple[float, float]:
        """Where an area's inner point is on the canvas."""
        project = "id => { const p = STAGE.pane.map.project(STAGE.model.names.points[id]); return [p.x, p.y] }"
        return tuple(self.ask(project, self.position(code)))

    def at(self, code: str) -> tuple[float, float]:
        """Where an area's inner point is on the page."""
        box = self.page.locator(".map-box").bounding_box()
        x, y = self.point(code)
        return box["x"] + x, box["y"] + y

    def colour(self, code: str) -> tuple[int, int, int]:
        """The colour drawn at an area's inner point."""
        return tuple(self.ask(PIXEL, [round(n) for n in self.point(code)]))

    def class_of(self, code: str) -> int:
        """The class byte the map holds for an area."""
        return self.ask(CLASS_OF, self.position(code))

    def shows_class(self, code: str) -> bool:
        """Whether the colour drawn is that of the area's class."""
        wanted = COLOURS[self.class_of(code)]
        return all(abs(a - b) <= 3 for a, b in zip(self.colour(code), wanted, strict=True))

    def render(self, payload: bytes) -> None:
        """Call the component with another message, as Streamlit would."""
        url = self.ask(
            "() => performance.getEntriesByType('resource').find(one => one.name.endsWith('area_map.bundle.mjs')).name"
        )
        self.ask(RENDER, [base64.b64encode(payload).decode(), url])

    @property
    def tooltip(self) -> Locator:
        """The box beside the pointer."""
        return self.page.locator(".tip")

    @property
    def finder(self) -> Locator:
        """The combobox."""
        return self.page.get_by_role("combobox", name="Find an area by name or code")
