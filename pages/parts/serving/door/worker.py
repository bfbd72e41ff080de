"""One process that serves one snapshot, as the door sees it; and that process itself.

    python -m pages.parts.serving.door.worker <socket>

Lives here: starting it on a socket of its own, waiting until it answers, ending it; and that it ends itself when the
door has gone. Not here: what it serves (`app`), which requests it gets (`front_door`).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import httpcore
import uvicorn

from data.snapshots.locking import shown
from data.snapshots.places import Root

HOUSE = Path(__file__).resolve().parents[4]
VARIABLE = "SNAPSHOT"  # tells a worker which snapshot it serves; not set where no door stands before the app
READY_SECONDS = 120.0
END_SECONDS = 10.0


class Worker:
    """A process that serves a snapshot.

    Parameters
    ----------
    root
        The root of the snapshots.
    snapshot
        Its id; "" where none has been published: then the process shows that.
    socket
        Path of the socket it listens on.
    base
        The server's base path.
    """

    def __init__(self, root: Root, snapshot: str, *, socket: Path, base: str = "") -> None:
        self.root, self.snapshot, self.socket, self.base = root, snapshot, socket, base
        self.digest = ""
        self.tabs = 0
        self.left = time.monotonic()  # when the last tab left
        self.pool = httpcore.AsyncConnectionPool(uds=str(socket), max_connections=200, keepalive_expiry=30)
        self._process: asyncio.subprocess.Process | None = None
        self._held = contextlib.ExitStack()

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> bool:
        """Start it and wait until it answers with a whole pack (or, without a snapshot, answers at all)."""
        folder = self.root.pack(self.snapshot) if self.snapshot else self.root.folder
        if self.snapshot:
            self._held.enter_context(shown(self.root, self.snapshot))
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pages.parts.serving.door.worker", str(self.socket)),
            cwd=HOUSE,
            env={**os.environ, "PACK": str(folder), VARIABLE: self.snapshot},
            stdin=asyncio.subprocess.PIPE,  # its end tells the worker that the door has gone
        )
        until = time.monotonic() + READY_SECONDS
        while self.alive and time.monotonic() < until:
            health = await self._health()
            if health is not None:
                self.digest = health.get("digest") or ""
                return bool(self.digest) or not self.snapshot
            await asyncio.sleep(0.1)
        return False

    async def _health(self) -> dict | None:
        try:
            answer = await self.pool.request("GET", f"http://worker{self.base}/healthz")
            return json.loads(answer.content) if answer.status == 200 else None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError, ValueError):
            return None

    async def stop(self) -> None:
        """End it, and let go of its snapshot."""
        if self.alive:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), END_SECONDS)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        await self.pool.aclose()
        self._held.close()


def ended_with_the_door() -> None:
    """Wait for the end of what the door holds open for us, then ask ourselves to stop."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main(arguments: Sequence[str]) -> None:
    """Serve on a socket until told to stop or the door has gone."""
    threading.Thread(target=ended_with_the_door, name="door", daemon=True).start()
    (socket,) = arguments
    # Whoever reaches this socket is the door: it says who asks and over what.
    uvicorn.run("app:app", uds=socket, access_log=False, forwarded_allow_ips="*", timeout_graceful_shutdown=3)


if __name__ == "__main__":
    main(sys.argv[1:])
