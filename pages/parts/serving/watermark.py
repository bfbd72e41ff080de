"""The one mechanism that marks a synthetic pack: every answer of the server passes here, whoever made it.

Lives here: one pure ASGI middleware, hung in only where the opened pack is synthetic. Pages get a line that no page can
leave out, SVG pictures words across them, CSV files a first column, JSON a first key, and every answer with figures a
header. Not here: the words (`charts.watermark`); the drawings inside a page are marked by `showing.sheet_component`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from charts import watermark
from pages.parts.serving.compression import Collector, is_plain, send_changed

HEADER = "X-Data-Nature"
FIGURES = ("/r/", "/healthz")
# Real, the browser's own code, and a picture for telephones to read.
GEOMETRY = ("/r/map/", "/r/tiles/", "/r/lib/", "/r/qr.svg")


def _document(content: bytes) -> bytes:
    text = content.decode()
    return text.replace("</body>", f"{watermark.on_page()}</body>", 1).encode() if "</body>" in text else content


def _drawn(content: bytes) -> bytes:
    return watermark.on_drawings(content.decode()).encode()


MARKS: dict[str, Callable[[bytes], bytes]] = {
    "text/csv": watermark.on_table,
    "image/svg+xml": _drawn,
    "application/json": watermark.on_data,
    "text/html": _drawn,
}


class Watermark:
    """Mark what leaves the server.

    Parameters
    ----------
    app
        The app behind; it is asked for plain answers, because a compressed one cannot be marked.
    base
        The server's base path.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or mark the answer on its way."""
        path = scope.get("path", "").removeprefix(self.base)
        if scope["type"] != "http" or path.startswith(GEOMETRY) or path.startswith(("/static/", "/_stcore/")):
            await self.app(scope, receive, send)
            return
        figures = path.startswith(FIGURES)
        kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        finish = partial(self._finish, figures, send=send)
        await self.app({**scope, "headers": kept}, receive, Collector(send, is_plain, finish=finish))

    async def _finish(self, figures: bool, start: Message, body: bytes, *, send: Send) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        kind = headers.get("content-type", "").partition(";")[0]
        mark = MARKS.get(kind) if figures else _document if kind == "text/html" else None
        if figures:
            headers[HEADER] = watermark.WORDS
        await send_changed(send, (start, body), headers=headers, change=mark)
