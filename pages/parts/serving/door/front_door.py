"""The door: new visits get the current snapshot, an open tab stays with the one it began with.

Lives here: noticing a switch, starting the new pack's process before the old one is let go, and which process answers
what. Not here: passing on (`passing`), the processes (`worker`), what a tab says (`tabs`).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import tempfile
import time
from pathlib import Path

from starlette.types import Receive, Scope, Send

from data.snapshots.places import Root
from pages.parts.serving.door import passing, tabs
from pages.parts.serving.door.worker import Worker

LOOK = 1.0  # seconds between looks at which snapshot is current
GRACE = 60.0  # seconds an old pack stays after its last tab has gone: a laptop that was shut comes back
MOST = 3  # packs served at once; beyond it the oldest one's tabs have to reload
# Named by their content or by a digest (which changes when readers add figures): whoever has it answers.
HASHED = ("/r/map/", "/r/tiles/", "/r/lib/", "/r/view/")
NEWS = "/r/news"
STARTING = "The dashboard is starting again. Reload the page in a moment."
LOG = logging.getLogger("uvicorn.error")


class FrontDoor:
    """The ASGI app that stands before a root of snapshots.

    Parameters
    ----------
    folder
        The root.
    base
        The server's base path.
    """

    def __init__(self, folder: str | Path, *, base: str = "") -> None:
        self.root, self.base = Root(Path(folder)), base
        self.workers: list[Worker] = []  # the one for new visits last
        self.sockets = Path()
        self.started = 0
        self.refused = ""  # a snapshot that did not come up: not tried again until another is current

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on to the process of the tab's pack."""
        if scope["type"] == "lifespan":
            await self._life(receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send=send)
        else:
            await self._socket(scope, receive, send=send)

    async def _life(self, receive: Receive, send: Send) -> None:
        await receive()
        folder = tempfile.TemporaryDirectory(prefix="pack-")
        self.sockets = Path(folder.name)
        if not await self.followed():
            await send({"type": "lifespan.startup.failed", "message": "no process came up for the current pack"})
            return
        watching = asyncio.create_task(self._watched())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self.workers))
        folder.cleanup()
        await send({"type": "lifespan.shutdown.complete"})

    async def _watched(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.followed()
                await self._drained()
            except OSError as error:  # a folder that is away for a moment: the packs that are open stay
                LOG.warning("the root of the packs cannot be read: %s", error)

    async def followed(self) -> bool:
        """Have a process for the current snapshot; the one before stays until its tabs have gone."""
        wanted = self.root.current()
        latest = self.workers[-1] if self.workers else None
        if latest is not None and latest.alive and wanted in (latest.snapshot, self.refused):
            return True
        kept = next((one for one in self.workers if one.alive and one.snapshot == wanted), None)
        if kept is not None:  # restored while its tabs were still open
            self.workers.remove(kept)
            self.workers.append(kept)
            return True
        self.started += 1
        fresh = Worker(self.root, wanted, socket=self.sockets / f"{self.started}", base=self.base)
        if await fresh.start() or latest is None or not latest.alive:
            self.workers.append(fresh)
            self.refused = ""
            return fresh.alive
        LOG.warning("the new pack %s did not come up; the one before is served", wanted)
        self.refused = wanted
        await fresh.stop()
        return True

    async def _drained(self) -> None:
        """Processes that nobody uses any more are ended."""
        before = self.workers[:-1]
        idle = [one for one in before if not one.tabs and time.monotonic() - one.left > GRACE]
        gone = [one for one in before if not one.alive]
        many = before[: max(0, len(self.workers) - MOST)]
        for worker in {*idle, *gone, *many}:
            self.workers.remove(worker)
            await worker.stop()

    def chosen(self, scope: Scope) -> tuple[Worker | None, Scope]:
        """Who answers: the tab's pack, the pack that an address holds the digest of, else the current one."""
        path = scope["path"].removeprefix(self.base)
        snapshot, scope = tabs.taken(scope, base=self.base)
        named = self._alive(lambda one: one.snapshot == snapshot) if snapshot else None
        if named is None and path.startswith("/r/view/"):
            digest = path.split("/")[3]
            named = self._alive(lambda one: one.digest == digest)
        return named or (self._alive(lambda _: True)), scope

    def _alive(self, fits: object) -> Worker | None:
        return next((one for one in reversed(self.workers) if one.alive and fits(one)), None)

    async def _http(self, scope: Scope, receive: Receive, *, send: Send) -> None:
        path = scope["path"].removeprefix(self.base)
        if path == NEWS:
            await self._news(scope, send)
            return
        worker, scope = self.chosen(scope)
        others = [one for one in reversed(self.workers) if one is not worker and one.alive]
        asked = [worker, *others] if path.startswith(HASHED) and scope["method"] in ("GET", "HEAD") else [worker]
        for one in [one for one in asked if one is not None]:
            with contextlib.suppress(passing.Unreached):
                if await passing.http(one, scope, receive=receive, send=send, missing=one is asked[-1]):
                    return
        await _said(send, STARTING.encode(), status=503)

    async def _news(self, scope: Scope, send: Send) -> None:
        """Whether a newer pack than the tab's is served to new visits."""
        latest = self._alive(lambda _: True)
        asked = scope["query_string"].decode("latin-1").removeprefix("of=")
        content = json.dumps({"new": bool(latest and latest.snapshot and latest.snapshot != asked)}).encode()
        await _said(send, content, kind=b"application/json")

    async def _socket(self, scope: Scope, receive: Receive, *, send: Send) -> None:
        worker, scope = self.chosen(scope)
        if worker is None:
            await receive()
            await send({"type": "websocket.close", "code": passing.AWAY})
            return
        worker.tabs += 1
        try:
            await passing.socket(worker, scope, receive=receive, send=send)
        finally:
            worker.tabs -= 1
            worker.left = time.monotonic()


async def _said(send: Send, content: bytes, *, status: int = 200, kind: bytes = b"text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
    length = (b"content-length", str(len(content)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": content})
