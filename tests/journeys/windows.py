"""Browser windows that journeys share: used one after another, emptied in between.

A fresh window reads, checks and compiles the same two megabytes of programs as the one before it, which takes longer
than most journeys. So a window that a journey has left is swept and handed to the next one of its kind. What must be
proved in an empty window asks for `cold`; so does whoever starts at about:blank, to listen before the first request.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, Page

from tests.journeys.browser import watched
from tests.journeys.reader import INSTRUMENT

USES = 30  # then a window is closed, so that nothing it keeps grows without end
PATIENCE = 20_000
NOTHING = "about:blank"
SWEEP = "() => { localStorage.clear(); sessionStorage.clear() }"


@dataclass
class Windows:
    """The windows of one browser that wait for a journey."""

    browser: Browser
    waiting: list[Page] = field(default_factory=list)

    def window(self, url: str, *, viewport: dict[str, int], cold: bool, **options: object) -> Page:
        """A window for an address, not yet opened there, watched from now on."""
        if cold or options or url == NOTHING or not self.waiting:
            page = self._fresh(viewport, **options)
            page.again = not (cold or options or url == NOTHING)
        else:
            page = self.waiting.pop()
            page.set_viewport_size(viewport)
            page.watch.clear()
        page.uses += 1
        return page

    def left(self, page: Page) -> None:
        """A journey has ended: the window is swept and waits, or is closed."""
        if page.is_closed() or not page.again or page.uses >= USES or not _swept(page):
            page.context.close()
        else:
            self.waiting.append(page)

    def closed(self) -> None:
        """Close all windows that wait."""
        for page in self.waiting:
            page.context.close()

    def _fresh(self, viewport: dict[str, int], **options: object) -> Page:
        context = self.browser.new_context(viewport=viewport, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(path=INSTRUMENT)
        watch = watched(context)
        page = context.new_page()
        page.watch, page.uses = watch, 0
        return page


def _swept(page: Page) -> bool:
    """Whether nothing of the journey is left: no stored words, no routes, no other page, the mouse out of the way."""
    try:
        if len(page.context.pages) > 1:
            return False
        page.evaluate(SWEEP)
        page.context.clear_cookies()
        page.unroute_all(behavior="ignoreErrors")
        page.set_default_timeout(PATIENCE)
        page.goto(NOTHING)
        page.mouse.move(0, 0)
    except Error:
        return False
    return True
