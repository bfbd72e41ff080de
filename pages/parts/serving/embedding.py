"""Which pages may stand in a frame of another site, and `/embed`: one view alone, live or still.

Lives here: the header that says who may frame what, the document of a still figure, and what the document of a live one
has instead of the navigation line. Not here: the page itself (`pages.hall`), how it looks
(`charts.sharing.embed_sheet`).
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from charts.sharing import embed_sheet, share_sheet
from pages.parts import opened_pack
from pages.parts.asking.address import EMBEDDED, PRESENT
from pages.parts.sharing import short_link
from pages.parts.showing.map_component import base_path
from pages.parts.taking import figures

VARIABLE = "EMBED_ORIGINS"
ORIGIN = re.compile(r"https?://[A-Za-z0-9*.-]+(:(\d+|\*))?", re.ASCII)
PATH = "/embed"
KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# Links lead out of the frame; the one to the full view takes what is shown now. The source is always in sight.
_OUT = """
for (const act of ["pointerdown", "focusin", "click"]) addEventListener(act, ({ target }) => {
const link = target.closest?.("a[href]");
if (!link || link.getAttribute("href").startsWith("#") || link.hasAttribute("download")) return;
Object.assign(link, { target: "_blank", rel: "noopener" });
if (!link.matches(".he-full-view")) return;
const now = new URLSearchParams(location.search);
for (const name of NAMES) now.delete(name);
link.search = now;
}, true);
{ const said = document.querySelector(".he-foot span");
const END = / (?=Method and limits|What this means)/;
const tell = () => { const from = document.querySelector("#root .he-src")?.textContent.split(END)[0];
if (from && from !== said.textContent) said.title = said.textContent = from.trim(); };
new MutationObserver(tell).observe(document.getElementById("root"), { childList: true, subtree: true }); }"""


def origins(text: str | None, *, sees_small: bool) -> str:
    """Who may frame `/embed`, as the header says it.

    Parameters
    ----------
    text
        What the variable says: None everybody (with small numbers on show only this server), "none" nobody else, else
        origins with spaces between them.
    sees_small
        Whether this server shows small numbers.

    Raises
    ------
    ValueError
        A word that is no origin.
    """
    words = [word for word in (text or "").replace(",", " ").split() if word != "none"]
    wrong = [word for word in words if not (word == "*" or ORIGIN.fullmatch(word))]
    if wrong:
        raise ValueError(f"{VARIABLE}: {', '.join(wrong)} is no origin such as https://intranet.example.nhs.uk")
    if text is None:
        return "'self'" if sees_small else "*"
    return "*" if "*" in words else " ".join(["'self'", *words])


def viewed(query: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Page ("" is the map) and parameters of the view that an address of `/embed` asks for."""
    page = query.get("of", "map")
    return ("" if page == "map" else page), {
        name: value for name, value in query.items() if name not in (*EMBEDDED, PRESENT)
    }


def foot(query: Mapping[str, str]) -> str:
    """What a live view has instead of the navigation line: the link to the full view, and the script for links."""
    script = _OUT.replace("NAMES", str(list(EMBEDDED)))
    return embed_sheet.foot(base_path() + short_link.address(*viewed(query))) + f"<script>{script}</script>"


class Embedding:
    """Say of every answer who may frame it, and answer for still figures.

    Parameters
    ----------
    app
        The app behind.
    base
        The server's base path.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.path = app, base + PATH
        self.allowed = origins(os.environ.get(VARIABLE), sees_small=opened_pack.role().sees)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the header; a still figure is answered here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        embedded = scope.get("path", "").rstrip("/") == self.path
        named = self.allowed if embedded else "'self'"

        async def framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers["Content-Security-Policy"] = f"frame-ancestors {named}"
                message = {**message, "headers": headers.raw}
            await send(message)

        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        if not embedded or query.get("look") == share_sheet.LIVE or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, framed)
            return
        document, status = await asyncio.to_thread(still, query)
        await HTMLResponse(document, status_code=status, headers=KEPT_OUT)(scope, receive, framed)


def still(query: Mapping[str, str]) -> tuple[str, int]:
    """The document of a still figure and its status: the figure asked for, else the view's leading one."""
    page, asked = viewed(query)
    full = base_path() + short_link.address(page, asked)
    try:
        found = figures.taken(f"/{page}", urlencode(asked), figure=query.get("figure", ""))[0]
    except ValueError as why:
        return embed_sheet.none(str(why), full=full), 404
    picture = urlencode(asked | {"path": f"/{page}", "figure": found.name})
    return embed_sheet.still(found, picture=f"{base_path()}/r/figure.svg?{picture}", full=full), 200
