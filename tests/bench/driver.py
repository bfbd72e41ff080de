"""One app in the browser: opened cold, its measure changed, its bytes and times taken.

Lives here: what both apps go through alike. Times are taken on the page's own clock, from the press of the pointer to
the first frame of lasting calm, so that the driver's own delays do not count. Bytes are counted by a relay, which the
first paint does without: it is taken in a window of its own, straight from the server.
Not here: which apps and scopes (`__main__.py`), the verdicts (`budgets.py`).
"""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.frames import Screen
from tests.bench.wire import Relay

INSTRUMENT = Path(__file__).parents[1] / "journeys" / "instrument.js"
VIEWPORT = {"width": 1280, "height": 720}
LIMIT = 120_000
BREATH = 700  # milliseconds: opening an empty window costs the browser work that is nobody's first paint


@dataclass
class Change:
    """What one change of measure took."""

    milliseconds: float
    bytes_down: int
    payload: int
    script: float
    camera_kept: bool


@dataclass
class App:
    """One app at one scope, open in a fresh browser window behind its own relay.

    Attributes
    ----------
    measures : tuple of str
        Labels in the Measure box that the changes go round.
    titles : tuple of str
        What the figure's title then says (the peer) or "" (ours: the map is watched itself).
    """

    name: str
    browser: Browser
    server: str
    query: str
    measures: tuple[str, ...]
    times: Path
    first_paint: float = 0
    first_calm: float = 0
    first_bytes: int = 0
    changes: list[Change] = field(default_factory=list)

    def __enter__(self) -> App:
        address = f"{self.server}/{self.query}"
        self.first_calm = first_calm(self.browser, address, self.measures[0])
        # Recording frames costs a large map time; what is calm has been painted. Both apps alike.
        self.first_paint = min(first_paint(self.browser, address, self.measures[0]), self.first_calm)
        self.relay = Relay(urlsplit(self.server).port)
        self.context = self.browser.new_context(viewport=VIEWPORT, locale="en-GB")
        self.context.set_default_timeout(LIMIT)
        self.context.add_init_script(path=INSTRUMENT)
        self.page: Page = self.context.new_page()
        self.payload = 0
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.webSocketFrameReceived", self._frame)
        wire.on("Network.dataReceived", self._data)
        self.page.goto(f"{self.relay.url}/{self.query}", wait_until="commit")
        settled(self.page, self.measures[0])
        self.quiet()
        self.first_bytes = self.relay.down
        self.at = 0
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.context.close()
        self.relay.close()

    def change(self) -> Change:
        """Choose the next measure in the box with the mouse, as a reader does."""
        self.at = (self.at + 1) % len(self.measures)
        wanted = self.measures[self.at]
        before = self._camera()
        box = self.page.get_by_role("combobox", name="Measure")
        box.click()
        box.press_sequentially(wanted[:24])  # a long list holds only the options in sight
        option = self.page.get_by_role("option", name=wanted, exact=True)
        option.wait_for()
        self.quiet(0.3)
        down, payload, runs = self.relay.down, self.payload, len(self.script_times())
        option.click(no_wait_after=True)
        took = settled(self.page, wanted) - self.page.evaluate("bench.journal.click")
        self.quiet()
        script = sum(self.script_times()[runs:])
        change = Change(took, self.relay.down - down, self.payload - payload, script, self._camera() == before)
        self.changes.append(change)
        return change

    def script_times(self) -> list[float]:
        """Milliseconds of every run of the script so far."""
        return [float(line) for line in self.times.read_text().splitlines()] if self.times.exists() else []

    def _camera(self) -> list[float]:
        return self.page.evaluate("(({lng, lat, zoom}) => [lng, lat, zoom].map((x) => +x.toFixed(6)))(bench.camera())")

    def quiet(self, seconds: float = 0.6) -> None:
        """Wait until nothing has come over the wire for a while."""
        seen, since = self.relay.down, time.monotonic()
        while time.monotonic() - since < seconds:
            self.page.wait_for_timeout(50)
            if self.relay.down != seen:
                seen, since = self.relay.down, time.monotonic()

    def _frame(self, event: dict) -> None:
        data = event["response"]["payloadData"]
        self.payload += len(data) * 3 // 4 if event["response"]["opcode"] == 2 else len(data)

    def _data(self, event: dict) -> None:
        self.payload += event["dataLength"]


def first_paint(browser: Browser, address: str, wanted: str) -> float:
    """Milliseconds from asking for a page in a cold, empty window to the first frame with its map's colours."""
    with browser.new_context(viewport=VIEWPORT, locale="en-GB") as context:
        page = _empty(context)
        screen = Screen(page)
        page.goto(address, wait_until="commit")
        settled(page, wanted)
        return screen.first_colours()


def first_calm(browser: Browser, address: str, wanted: str) -> float:
    """Milliseconds from asking for a page in a cold, empty window to its first lasting calm."""
    with browser.new_context(viewport=VIEWPORT, locale="en-GB") as context:
        page = _empty(context)
        page.goto(address, wait_until="commit")
        return settled(page, wanted)


def _empty(context: BrowserContext) -> Page:
    context.add_init_script(path=INSTRUMENT)
    page = context.new_page()
    page.wait_for_timeout(BREATH)
    return page


def settled(page: Page, wanted: str) -> float:
    """When, on the page's clock, the lasting calm began in which its map shows a measure."""
    page.wait_for_function("window.bench !== undefined")
    return page.evaluate("([wanted, limit]) => bench.settled(wanted, 400, limit)", [wanted, LIMIT])


def is_geometry(address: str) -> bool:
    """Whether an address is one of the map's files or tiles."""
    path = urlsplit(address).path
    return ("/r/map/" in path and not path.endswith(".names.json")) or "/r/tiles/" in path


def is_picture(address: str) -> bool:
    """Whether an address is the picture that stands in for the map until it has drawn."""
    path = urlsplit(address).path
    return "/r/view/" in path and path.endswith("/first")


def geometry_on_the_wire(browser: Browser, server: str, query: str) -> tuple[int, int, int, int]:
    """Compressed bytes of all geometry and of the picture a cold visit asks for, requests for either on a second visit,
    areas drawn."""
    relay = Relay(urlsplit(server).port)
    context = browser.new_context(viewport=VIEWPORT)
    context.add_init_script(path=INSTRUMENT)
    page = context.new_page()
    asked: list[list[str]] = []
    for _ in range(2):
        before = len(relay.asked)
        page.goto("about:blank")
        page.goto(f"{relay.url}/{query}", wait_until="commit")
        page.wait_for_function("window.bench !== undefined")
        page.evaluate("bench.settled('')")
        page.wait_for_timeout(1500)
        asked.append([path for path in relay.asked[before:] if is_geometry(path) or is_picture(path)])
    drawn = page.evaluate("bench.drawn()")
    context.close()
    relay.close()
    size = {path: compressed_size(server + path) for path in asked[0]}
    picture = sum(size[path] for path in asked[0] if is_picture(path))
    return sum(size[path] for path in asked[0]) - picture, picture, len(asked[1]), drawn


def compressed_size(address: str) -> int:
    """Bytes of the body as a browser is sent it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(answer.read())
