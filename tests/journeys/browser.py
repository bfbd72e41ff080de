"""Which browser the journeys drive, how it is started, and what is watched while it runs.

Lives here: finding and starting Chromium, the guard against outside requests and console errors.
Not here: the server (`servers.py`) and what a reader does on a page (`reader.py`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Playwright, sync_playwright

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
# No name but localhost resolves inside the browser: an outside request can neither leave nor pass unseen.
CLOSED_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"
QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    CLOSED_NETWORK,
)
# Only maps are drawn as by a graphics card; the pages around them are painted without one, which costs a third less.
PAINTED = ("--disable-gpu-compositing",)
SOFTWARE_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
NO_WEBGL = ("--disable-3d-apis",)
# Streamlit asks for its own files below a deep link first and then at the root: two 404s it expects.
EXPECTED_404 = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")


@dataclass
class Watch:
    """Everything a page asked for or complained about that it should not have."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def request(self, url: str) -> None:
        """Note a request that does not stay on this machine."""
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK:
            self.outside.append(url)

    def message(self, message: ConsoleMessage) -> None:
        """Note an error in the console unless it is an expected one."""
        if message.type == "error":
            where = message.location.get("url", "")
            if not EXPECTED_404.search(where):
                self.errors.append(f"{message.text} ({where})")

    def failure(self, error: Error) -> None:
        """Note an exception nobody caught in the page."""
        self.errors.append(f"uncaught: {error.message}")

    def clear(self) -> None:
        """Forget everything: the next journey begins."""
        for notes in (self.outside, self.errors, self.allowed):
            notes.clear()

    def faults(self) -> list[str]:
        """All notes but those the journey said it expects (a part of the text)."""
        return [note for note in self.outside + self.errors if not any(words in note for words in self.allowed)]


def watched(context: BrowserContext) -> Watch:
    """A watch over every page of the context, workers and websockets included."""
    watch = Watch()
    context.on("request", lambda request: watch.request(request.url))
    context.on("console", watch.message)
    context.on("weberror", lambda error: watch.failure(error.error))
    context.on("page", lambda page: page.on("websocket", lambda socket: watch.request(socket.url)))
    return watch


def executable() -> str | None:
    """The browser to start: CHROMIUM, one on the path, or None for Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def launched(playwright: Playwright, *, webgl: bool = True, extra: tuple[str, ...] = ()) -> Browser:
    """A headless Chromium on a closed network, with software WebGL or with none."""
    graphics = SOFTWARE_WEBGL if webgl else NO_WEBGL
    return playwright.chromium.launch(executable_path=executable(), args=[*QUIET, *graphics, *extra])


def main() -> int:
    """Zero if a browser starts here: what `make browser` asks before it installs one."""
    try:
        with sync_playwright() as playwright:
            launched(playwright).close()
    except (Error, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
