"""Passing a request or a page's socket on to a worker, byte for byte.

Lives here: the two ways through. Not here: to whom (`front_door`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpcore
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, unix_connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from pages.parts.serving.door.worker import Worker

# Of one connection only, or made anew by whoever opens the next one.
OF_A_CONNECTION = {
    *(b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding", b"upgrade"),
    *(b"x-forwarded-for", b"x-forwarded-proto"),
}
OF_A_SOCKET = {
    *(b"sec-websocket-key", b"sec-websocket-version", b"sec-websocket-extensions", b"sec-websocket-protocol"),
    *(b"host", b"origin", b"user-agent", b"content-length"),
}
UNREACHED = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError)
NO_LIMITS = {"connect": 10.0, "read": None, "write": None, "pool": None}
AWAY = 1012  # "service restart": the page's own program asks again


class Unreached(Exception):  # noqa: N818 - a state of the worker
    """The worker did not answer, and nothing has been sent to the reader yet."""


async def http(worker: Worker, scope: Scope, *, receive: Receive, send: Send, missing: bool = True) -> bool:
    """Pass a request on and its answer back.

    With `missing` False an answer 404 is not passed back: False is returned, and another worker may be asked.

    Raises
    ------
    Unreached
        If the worker does not answer.
    """
    target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    url = httpcore.URL(scheme=b"http", host=b"worker", port=80, target=target)
    begun = False
    try:
        asked = worker.pool.stream(
            scope["method"], url, headers=_headers(scope), content=_body(receive), extensions={"timeout": NO_LIMITS}
        )
        async with asked as answer:
            if answer.status == 404 and not missing:
                return False
            begun = True
            kept = [(name.lower(), value) for name, value in answer.headers if name.lower() not in OF_A_CONNECTION]
            await send({"type": "http.response.start", "status": answer.status, "headers": kept})
            async for piece in answer.aiter_stream():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
            return True
    except UNREACHED as error:
        if begun:
            raise  # half an answer: the reader's connection is cut, as it would be without a door
        raise Unreached(str(error)) from error


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in OF_A_CONNECTION]
    client = (scope.get("client") or ("", 0))[0]
    proto = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    said = [(b"x-forwarded-for", client.encode())] if client else []
    return [*kept, *said, (b"x-forwarded-proto", proto.encode())]


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return
        if message.get("body"):
            yield message["body"]
        if not message.get("more_body"):
            return


async def socket(worker: Worker, scope: Scope, *, receive: Receive, send: Send) -> None:
    """Join a page's socket with one to the worker until either ends."""
    await receive()  # websocket.connect
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    more = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in _headers(scope)
        if name.lower() not in OF_A_SOCKET
    ]
    target = scope["raw_path"].decode("latin-1") + (
        f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
    )
    try:
        joined = await unix_connect(
            str(worker.socket),
            f"ws://{headers.get('host', 'worker')}{target}",
            origin=headers.get("origin"),
            subprotocols=scope.get("subprotocols") or None,
            additional_headers=more,
            user_agent_header=headers.get("user-agent"),
            compression=None,
            max_size=None,
            ping_interval=None,
        )
    except (OSError, WebSocketException):
        await send({"type": "websocket.close", "code": AWAY})
        return
    async with joined:
        await send({"type": "websocket.accept", "subprotocol": joined.subprotocol})
        ways = [asyncio.create_task(_there(joined, receive)), asyncio.create_task(_back(joined, send))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _there(joined: ClientConnection, receive: Receive) -> None:
    with contextlib.suppress(ConnectionClosed):
        while (message := await receive())["type"] == "websocket.receive":
            data = message.get("bytes")
            await joined.send(message["text"] if data is None else data)


async def _back(joined: ClientConnection, send: Send) -> None:
    with contextlib.suppress(ConnectionClosed):
        async for message in joined:
            kind = "text" if isinstance(message, str) else "bytes"
            await send({"type": "websocket.send", kind: message})
    with contextlib.suppress(RuntimeError, OSError):  # the page has gone first
        await send({"type": "websocket.close", "code": joined.close_code if joined.close_code != 1006 else AWAY})
