"""The addresses that tell where numbers are from: `/r/origins` (those of a page), `/r/origin` (one of them).

Lives here: the routes, and the few lines of the document that take a page's question along. Not here: what is told
(`pages.parts.origins`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.parts import opened_pack
from pages.parts.origins import numbers
from pages.parts.serving.routes import ViewError
from pages.parts.showing.map_component import base_path

KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# The source line's link gets the page and its whole question, just before it is used.
_SCRIPT = """
for (const act of ["pointerdown", "focusin", "click", "contextmenu"]) addEventListener(act, ({ target }) => {
const link = target.closest?.("a.he-origins"); if (!link) return;
const asked = new URLSearchParams(location.search); asked.delete("present");
asked.set("of", location.pathname.slice(BASE.length).replaceAll("/", "").replace(/^map$/, ""));
link.href = `${BASE}/r/origins?${asked}`; }, true);"""


def routes() -> list[Route]:
    """The two addresses."""
    made = {"origins": numbers.numbers, "origin": numbers.origin}
    return [Route(f"{base_path()}/r/{name}", _answer(one), methods=["GET", "HEAD"]) for name, one in made.items()]


def script() -> str:
    """The lines as a `<script>` element."""
    return f"<script>{{const BASE={base_path()!r};{_SCRIPT}}}</script>"


def _answer(made: Callable[[Mapping[str, str]], str]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if opened_pack.state().faults:
            return PlainTextResponse("The pack cannot be opened; the page says why.", 503, headers=KEPT_OUT)
        try:
            return HTMLResponse(made(dict(request.query_params)), headers=KEPT_OUT)
        except ViewError as refusal:
            return PlainTextResponse(refusal.message, refusal.status, headers=KEPT_OUT)

    return answer
