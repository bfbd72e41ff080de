"""Work for quiet moments: done in a thread of its own, a step at a time, while nobody asks this server for anything.

Lives here: noticing requests, and waiting. Not here: what is done (`serving.warm`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIRST, PAUSE = 3.0, 1.5  # seconds after the start, and after the last request, before a step is begun


class Quiet:
    """Whether anybody is waiting for an answer, and what to do when nobody is.

    Parameters
    ----------
    first, pause : float
        Seconds of silence before the first step and before each later one.
    """

    def __init__(self, *, first: float = FIRST, pause: float = PAUSE) -> None:
        self.first, self.pause = first, pause
        self.last = time.monotonic()
        self.open = 0

    def watch(self, app: ASGIApp) -> Watched:
        """The app, with its requests noticed."""
        return Watched(app, self)

    def wait(self, seconds: float) -> None:
        """Return when nobody has asked for anything for so long."""
        while (left := seconds - (time.monotonic() - self.last)) > 0 or self.open:
            time.sleep(max(left, 0.2))

    def then(self, steps: Callable[[], Iterable[Callable[[], object]]]) -> threading.Thread:
        """Do the steps, each in a quiet moment; one that fails ends the work with a word in the log."""

        def work() -> None:
            self.wait(self.first)
            for step in steps():
                self.wait(self.pause)
                step()

        thread = threading.Thread(target=work, name="quiet", daemon=True)
        thread.start()
        return thread


class Watched:
    """An app whose requests are noticed, and each question over a page's open socket; between them it holds nothing."""

    def __init__(self, app: ASGIApp, quiet: Quiet) -> None:
        self.app, self.quiet = app, quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note that somebody waits."""
        counted, quiet = scope["type"] == "http", self.quiet
        quiet.open += counted
        quiet.last = time.monotonic()

        async def heard() -> Message:
            message = await receive()
            quiet.last = time.monotonic()  # on an open socket: a reader's next question
            return message

        try:
            await self.app(scope, heard, send)
        finally:
            quiet.open -= counted
            quiet.last = time.monotonic()
