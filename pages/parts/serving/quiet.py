"""Work for quiet moments: done in a thread of its own, a step at a time, while nobody asks this server for anything.

A step that has begun when somebody asks stands still, so that an answer takes hardly longer than without it, but never
for long at a time: it may hold what the answer is waiting for. Lives here: noticing requests, waiting and giving way.
Not here: what is done (`serving.warm`).
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIRST, PAUSE = 3.0, 1.5  # seconds after the start, and after the last request, before a step is begun
# A step gives way so long after the last word of a reader, at most so long at a time, and then goes on for so long.
ANSWERED, MOST, TURN = 1.0, 1.0, 0.1


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
            sys.settrace(self._giving_way())  # of this thread; called where a function begins
            self.wait(self.first)
            for step in steps():
                self.wait(self.pause)
                step()

        thread = threading.Thread(target=work, name="quiet", daemon=True)
        thread.start()
        return thread

    def asked(self) -> bool:
        """Whether somebody waits for an answer, as far as can be seen."""
        return self.open > 0 or time.monotonic() - self.last < ANSWERED

    def _giving_way(self) -> Callable[..., None]:
        free = 0.0

        def at_a_call(*_: object) -> None:
            nonlocal free
            if time.monotonic() < free or not self.asked():
                return
            until = time.monotonic() + MOST
            while self.asked() and time.monotonic() < until:
                time.sleep(0.02)
            free = time.monotonic() + TURN

        return at_a_call


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
