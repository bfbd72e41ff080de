"""A browser for one request: calls an ASGI app in this process, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from starlette.types import ASGIApp


@dataclass
class Answer:
    """Status, headers (lower case) and body."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def finished(coroutine: Coroutine) -> object:
    """Run a coroutine to its end in a thread of its own: a browser test may hold this thread's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def ask(
    app: ASGIApp, path: str, *, method: str = "GET", query: str = "", headers: dict[str, str] | None = None
) -> Answer:
    """One request; `headers` as a browser sends them."""
    sent = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": sent, "scheme": "http", "server": ("test", 80), "root_path": "", "http_version": "1.1"}
    answer = Answer()
    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict:
        return waiting.pop() if waiting else await asyncio.Future()  # this browser never hangs up

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    finished(app(scope, receive, send))
    return answer
