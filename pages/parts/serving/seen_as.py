"""A server for a role that sees small numbers: every answer says so, none may be kept, and each is logged first.

Lives here: one pure ASGI middleware, hung in only where the server was started for such a role, and the line in the log
for a page that Streamlit makes. Not here: the words (`charts.seen_as`), the file (`data.keeping.view_log`), the roles
(`data.roles`).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from charts import seen_as
from data.keeping.view_log import log_file, note, ready
from data.roles import Role
from data.validation import FileFaults
from pages.parts import opened_pack
from pages.parts.serving.compression import Collector, is_plain, send_changed

WHO_VARIABLE = "RELEASE_USER_HEADER"  # the header in which a trusted proxy names the reader
HEADER = "X-Seen-As"
FIGURES = ("/r/", "/embed")
GEOMETRY = ("/r/map/", "/r/tiles/", "/r/lib/", "/static/", "/_stcore/")
KEPT_OUT = {"Cache-Control": "private, no-store"}
UNLOGGED = "This view cannot be logged, so it is not shown. Whoever runs this server is asked to look at its log file."


def who(headers: Mapping[str, str]) -> str:
    """The reader as the installation's proxy names them; "" where none is configured."""
    name = os.environ.get(WHO_VARIABLE, "")
    return headers.get(name, "") if name else ""


def logged(what: str, *, by: str) -> None:
    """Keep one view of this server's role; nothing for the public.

    Raises
    ------
    FileFaults
        It cannot be kept, so nothing may be shown.
    """
    role = opened_pack.role()
    if role.sees:
        note(_file(), role=role.name, who=by, what=what)


def _file() -> Path:
    return log_file(opened_pack.pack().folder, opened_pack.role().name)


def page_seen(path: str, asked: Mapping[str, str], *, before: str, by: str) -> str:
    """Log what a page shows, once per address; returns the address, to be remembered for the session."""
    what = f"/{path}?{urlencode(asked)}"
    if what != before:
        logged(what, by=by)
    else:
        ready(_file())
    return what


class SeenAs:
    """Mark and log what leaves the server.

    Parameters
    ----------
    app
        The app behind; it is asked for plain answers, because a compressed one cannot be marked.
    role
    base
        The server's base path.
    """

    def __init__(self, app: ASGIApp, role: Role, *, base: str = "") -> None:
        self.app, self.base, self.title = app, base, role.title
        self.marks: dict[str, Callable[[bytes], bytes]] = {
            "text/csv": partial(seen_as.on_table, title=role.title),
            "application/json": partial(seen_as.on_data, title=role.title),
            "text/html": self._document,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or log, mark and forbid to keep the answer."""
        path = scope.get("path", "").removeprefix(self.base)
        if scope["type"] != "http" or path.startswith(GEOMETRY):
            await self.app(scope, receive, send)
            return
        if path.startswith(FIGURES):
            what = f"{path}?{scope.get('query_string', b'').decode('latin-1')}"
            try:
                await asyncio.to_thread(logged, what, by=who(Headers(scope=scope)))
            except FileFaults:
                await PlainTextResponse(UNLOGGED, 503, KEPT_OUT)(scope, receive, send)
                return
        kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": kept}, receive, Collector(send, is_plain, finish=partial(self._end, send)))

    def _document(self, content: bytes) -> bytes:
        return content.decode().replace("</body>", f"{seen_as.on_page(self.title)}</body>", 1).encode()

    async def _end(self, send: Send, start: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        headers[HEADER] = self.title
        headers.update(KEPT_OUT)
        mark = self.marks.get(headers.get("content-type", "").partition(";")[0])
        await send_changed(send, (start, body), headers=headers, change=mark)
