"""A publisher's server on this machine: serves answers by address, knows ranges and marks, misbehaves on demand.

Tests start it once, put answers on it, and plan faults: each planned fault is used up by one request.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from data.fetching.manners import Manners

Question = dict[str, list[str]]


@dataclass
class Answer:
    """One answer: code, type, body and further headers."""

    body: bytes
    kind: str = "text/csv"
    code: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Fault = Callable[["Handler", Answer], Answer | None]  # None: the fault has answered by itself


@dataclass
class Publisher:
    """The server, what it has, what it will do wrong, and what it was asked."""

    base: str = ""
    answers: dict[str, Answer | Callable[[Question], Answer]] = field(default_factory=dict)
    planned: dict[str, list[Fault]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def clear(self) -> None:
        """Forget everything."""
        self.answers.clear()
        self.planned.clear()
        self.asked.clear()

    def plan(self, path: str, *faults: Fault, times: int = 1) -> None:
        """Do these wrong at the next requests of a path, each so many times."""
        self.planned.setdefault(path, []).extend(fault for fault in faults for _ in range(times))


class Handler(BaseHTTPRequestHandler):
    """Answers from the publisher."""

    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.publisher.asked.append((self.path, dict(self.headers)))
        found = self.publisher.answers.get(parts.path)
        answer = found(parse_qs(parts.query)) if callable(found) else found
        answer = answer or Answer(b"<html><body>Not found</body></html>", "text/html", 404)
        planned = self.publisher.planned.get(parts.path)
        if planned:
            answer = planned.pop(0)(self, answer)
        if answer is not None:
            with contextlib.suppress(ConnectionError):
                self.say(answer)

    def say(self, answer: Answer) -> None:
        """Send an answer, whole, in part from a byte on, or not at all if it has not changed."""
        mark = '"' + hashlib.sha256(answer.body).hexdigest()[:16] + '"'
        headers = {"Content-Type": answer.kind, "ETag": mark, **answer.headers}
        body, code = answer.body, answer.code
        wanted = self.headers.get("Range", "")
        if code == 200 and self.headers.get("If-None-Match") == mark:
            code, body = 304, b""
        elif code == 200 and wanted.startswith("bytes=") and self.headers.get("If-Range") == mark:
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            code, body = 206, body[start:]
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and code != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if headers.get("Connection") == "close":
            self.close_connection = True


def code(number: int, **headers: str) -> Fault:
    """Answer with a code, and headers with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _, __: Answer(b"busy", "text/plain", number, named)


def cut(at: float = 0.5, *, pause: float = 0.0) -> Fault:
    """Send the head of a whole file and a part of its body, then break the line."""

    def fault(handler: Handler, answer: Answer) -> None:
        mark = '"' + hashlib.sha256(answer.body).hexdigest()[:16] + '"'
        handler.send_response(200)
        for name, value in {"Content-Type": answer.kind, "ETag": mark, **answer.headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        handler.wfile.write(answer.body[: int(at * len(answer.body))])
        handler.wfile.flush()
        time.sleep(pause)
        handler.close_connection = True

    return fault


def other(body: bytes | None = None, kind: str | None = None, **headers: str) -> Fault:
    """Send another body, type or header than the right one."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def fault(_: Handler, answer: Answer) -> Answer:
        return Answer(answer.body if body is None else body, kind or answer.kind, 200, {**answer.headers, **named})

    return fault


def bomb(size: int) -> Fault:
    """A small gzip that unpacks to so many bytes."""
    return other(gzip.compress(b"a,b\n" + b"1,2\n" * (size // 4)), Content_Encoding="gzip")


WEB_PAGE = other(b"<!DOCTYPE html><html><body>We are working on it.</body></html>")


def silent(seconds: float) -> Fault:
    """Take the question and say nothing for a while."""

    def fault(handler: Handler, _: Answer) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return fault


@contextmanager
def serving() -> Iterator[Publisher]:
    """A publisher's server, stopped at the end."""
    publisher = Publisher()
    handler = type("Own", (Handler,), {"publisher": publisher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # a reader that went away is no fault of a test
    publisher.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Waits:
    """Sleeps that take no time and are remembered."""

    taken: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def quick(waits: Waits | None = None, **limits: object) -> Manners:
    """Manners for tests: http to this machine, no waiting, a second for an answer."""
    own = {"loopback": True, "sleep": waits or Waits(), "chance": lambda: 0.0, "read": 1.0, "connect": 2.0}
    return Manners(**{**own, **limits})
