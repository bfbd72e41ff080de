"""The document a browser asks for first: Streamlit's own, with our head.

Streamlit's start page knows nothing of ours: a browser would learn of the style sheet, the map's program and the
geometry one after the other, each only when the step before it has run. Here the start page names them, so that they
come while Streamlit itself loads, and no rerun carries a style sheet.
Lives here: one pure ASGI middleware, and which files a view will ask for. Not here: serving them (`routes`).
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from html import escape
from urllib.parse import parse_qsl

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from charts.adding import adding_style
from charts.board import board_style
from charts.compare import compare_style
from charts.frame import fingertips, glossary_style, layout_style, navigation_style, print_style, style
from charts.gradient import gradient_style
from charts.map import first_picture as picture_style
from charts.misfit import misfit_style
from charts.own import own_style
from charts.presenting import deck_style
from charts.profile import profile_style
from charts.programmes import programmes_style
from charts.signals import signals_style
from charts.similar import similar_style
from charts.sources import sources_style
from charts.tier import tier_table
from charts.trend import trend_style
from data import browser_code
from pages.parts import opened_pack
from pages.parts.asking import resolution
from pages.parts.asking.address import PALETTE, SHARED
from pages.parts.serving import embedding, first_picture, first_visit, origin_routes
from pages.parts.serving.compression import Collector
from pages.parts.serving.document import palette_script, presenting_script, sharing_script, status_script, taking_script
from pages.parts.serving.door import tabs
from pages.parts.showing import map_view, navigation
from pages.parts.showing.map_component import base_path

TITLE = "Health equity"
ABOUT = "How a place is doing, where it is worst, who is left behind, and compared with whom."
WIDGETS = ("Html", "Selectbox", "BidiComponent")  # Streamlit's parts that every page shows and it fetches late
# A drawing surface, taken and given back: the browser starts its graphics while Streamlit loads.
GRAPHICS = "document.createElement('canvas').getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()"
# A link to another page takes along what pages share, just before it is used: no rerun has to carry it.
TAKEN_ALONG = """
for (const act of ["pointerdown", "focusin", "click", "contextmenu"]) addEventListener(act, ({ target }) => {
const link = target.closest?.(".he-top nav a, a.he-along");
if (!link) return;
const now = new URLSearchParams(location.search), taken = SHARED.filter((name) => now.has(name));
const own = new URLSearchParams(link.dataset.own ??= link.search);
link.search = new URLSearchParams({ ...Object.fromEntries(taken.map((name) => [name, now.get(name)])),
...Object.fromEntries(own) });
}, true);
for (const act of ["click", "keydown"]) addEventListener(act, (event) => {
const menu = document.querySelector(".he-more[open],.he-actions[open]");
if (!menu || (act === "click" ? menu.contains(event.target) : event.key !== "Escape")) return;
menu.open = false;
if (act === "keydown") menu.firstChild.focus();
});"""
# Style sheets of a page's own, by its path.
STYLES: dict[str, tuple[Callable[[], str], ...]] = {
    "": (own_style.own_css, picture_style.first_picture_css),
    "board": (board_style.board_css,),
    "gradient": (gradient_style.gradient_css,),
    "compare": (compare_style.compare_css,),
    "area": (profile_style.profile_css,),
    "trend": (trend_style.trend_css,),
    "similar": (similar_style.similar_css,),
    "footprints": (own_style.own_css,),
    "misfit": (misfit_style.misfit_css,),
    "tier": (tier_table.tier_css,),
    "sources": (sources_style.sources_css,),
    "signals": (signals_style.signals_css,),
    "programmes": (programmes_style.programmes_css,),
    "data": (adding_style.adding_css,),
    "deck": (deck_style.deck_css,),
}
OTHERS = ("/static/", "/r/", "/s/", "/_stcore/", "/media/", "/component/", "/healthz")
CHANGED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
# What Streamlit's own document brings and we replace: its title, and a font that our theme does not use.
REPLACED = re.compile(r"<title>[^<]*</title>|<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>")

SCRIPTS = (first_visit, presenting_script, sharing_script, taking_script, origin_routes, status_script)
BODY = re.compile(r"<body[^>]*>")


def head(path: str, query: Mapping[str, str]) -> str:
    """What the document's head says for an address: title, the browser code, and the files of the map page's map."""
    library = f"{base_path()}/r/lib/{browser_code.version()}"
    late = browser_code.late_modules(get_static_dir(), WIDGETS)
    modules = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in late)
    title = f'{_home()}<title>{escape(TITLE)}</title><meta name="description" content="{escape(ABOUT)}">'
    if path.strip("/"):
        return title + modules
    early = json.dumps(_map_files(query)).replace("<", "\\u003c")
    # Its workers start while Streamlit loads; if it cannot be had, it takes its element away and the map says so.
    return title + (
        f'<script async src="{library}/maplibre-gl.js" onload="maplibregl.prewarm();{GRAPHICS}" '
        'onerror="this.remove()"></script>'
        f'<link rel="modulepreload" href="{library}/area_map.bundle.mjs">{modules}'
        f"<script>for (const [file, priority] of {early}) fetch(file, {{ priority }}).catch(() => {{}});</script>"
    )


def _home() -> str:
    """Where the server is; else Streamlit would look below each page's own path first, and find nothing there."""
    base = f"location.origin+{json.dumps(f'{base_path()}/')}"
    own = f"{base}+{json.dumps(tabs.prefix())}" if tabs.prefix() else base
    return (
        f"<script>{tabs.head()}window.__streamlit={{BACKEND_BASE_URL:{own},MAIN_PAGE_BASE_URL:{base}}};"
        f"const SHARED={json.dumps((*SHARED, PALETTE))};{TAKEN_ALONG}</script>{palette_script.script()}"
    )


def sheet(path: str) -> str:
    """The style sheet of the page at a path; it stands in the body, so that it comes after Streamlit's own styles."""
    shared = (style.page_css, layout_style.frame_css, navigation_style.navigation_css, glossary_style.glossary_css)
    own = "".join(css() for css in (*shared, *STYLES.get(path, ()), fingertips.fingertips_css))
    return own + print_style.print_css(date.today().isoformat())


def _map_files(query: Mapping[str, str]) -> list[tuple[str, str]]:
    """Addresses and priority of geometry and names of the view an address asks for.

    Shapes come first where a picture is made of them. None of tiles, which come by sight.
    """
    if opened_pack.state().faults:
        return []
    chosen = resolution.asked_by(query)
    manifest = opened_pack.pack().manifest
    layer = manifest["layers"][chosen.area_type].get(chosen.system, {})
    land = manifest["land"].get(chosen.system, {})
    drawn = [layer.get("file") if layer.get("kind") == "geojson" else None, land.get("file")]
    haste = "high" if first_picture.source(query) else "low"
    files = [(f"map/{name}", haste) for name in drawn if name]
    files += [(f"map/{name}", "low") for name in (layer.get("names"),) if name]
    return [(f"{base_path()}/r/{file}", when) for file, when in (*files, (map_view.scene_address(chosen), "low"))]


class FrontPage:
    """Put a head of our own into every HTML document that the app answers with.

    Parameters
    ----------
    app
        The app behind.
    base
        The server's base path.
    head
        From path and query of the address to HTML for the end of the document's head.
    """

    def __init__(self, app: ASGIApp, base: str = "", head: Callable[[str, Mapping[str, str]], str] = head) -> None:
        self.app, self.base, self.head = app, base, head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or change the document on its way."""
        path = scope.get("path", "").removeprefix(self.base)
        if scope["type"] != "http" or scope["method"] != "GET" or path.startswith(OTHERS):
            await self.app(scope, receive, send)
            return
        kept = [(name, value) for name, value in scope["headers"] if name not in CHANGED]
        finish = partial(self._finish, scope, send=send)
        await self.app({**scope, "headers": kept}, receive, Collector(send, _is_document, finish=finish))

    async def _finish(self, scope: Scope, start: Message, body: bytes, *, send: Send) -> None:
        offered = Headers(scope=scope).get("accept-encoding", "")
        encoding = next((one for one in ("br", "gzip") if one in offered), "")
        pack = {"br": lambda text: brotli.compress(text, quality=5), "gzip": gzip.compress, "": bytes}[encoding]
        whole = await asyncio.to_thread(lambda: pack(self.written(body, scope)))
        headers = MutableHeaders(raw=[pair for pair in start["headers"] if pair[0] not in (b"etag", b"last-modified")])
        headers["Content-Length"] = str(len(whole))
        headers.add_vary_header("Accept-Encoding")
        if encoding:
            headers["Content-Encoding"] = encoding
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": whole})

    def written(self, body: bytes, scope: Scope) -> bytes:
        """The document with our head and style sheet; unchanged where it has no places for them."""
        text = body.decode()
        if not ("</head>" in text and "</body>" in text):
            return body
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        path = scope["path"].removeprefix(self.base)
        if path.strip("/") == navigation.EMBED:
            return self._alone(text, query).encode()
        text = REPLACED.sub("", text).replace("</head>", f"{self.head(path, query)}</head>", 1)
        text = BODY.sub(lambda body: body[0] + navigation.header(path.strip("/")), text, count=1)
        scripts = "".join(one.script() for one in SCRIPTS) + tabs.script(self.base)
        text = text.replace("</body>", f"{sheet(path.strip('/'))}{scripts}</body>", 1)
        return (text if path.strip("/") else first_picture.put_into(text, query)).encode()

    def _alone(self, text: str, query: Mapping[str, str]) -> str:
        """The document of a page in another site's frame: no navigation, no panels, no picture before the map."""
        page = navigation.embedded(query.get("of", "")).path
        text = REPLACED.sub("", text).replace("</head>", f"{self.head(page, query)}</head>", 1)
        return text.replace("</body>", f"{sheet(page)}{embedding.foot(query)}</body>", 1)


def _is_document(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
