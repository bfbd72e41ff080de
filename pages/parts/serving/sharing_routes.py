"""Addresses around short links: `/s/<letters>`, the panel that hands them out, the QR picture, the panel's style sheet.

Not here: what a link holds (`pages.parts.sharing`), what the panel says (`charts.sharing.share_sheet`).
"""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, urlsplit

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from charts.sharing import share_sheet
from charts.sharing.share_style import panel_css
from charts.theme import INK, PAPER
from pages.parts.sharing import panel, short_link
from pages.parts.showing.map_component import base_path

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
QUIET_ZONE = 4  # modules of white around the code


def routes() -> list[Route]:
    """The four routes, below the server's base path."""
    table = {"/s/{letters:path}": _reopened, "/r/share.html": _panel, "/r/share.css": _sheet, "/r/qr.svg": _picture}
    return [Route(base_path() + path, answer, methods=["GET", "HEAD"]) for path, answer in table.items()]


def _reopened(request: Request) -> Response:
    letters = request.path_params["letters"]
    try:
        page, asked = short_link.opened(letters)
    except short_link.WrongLettersError as why:
        document = share_sheet.wrong_link(letters, str(why), home=f"{base_path()}/")
        return HTMLResponse(document, status_code=404, headers=KEPT_OUT)
    return RedirectResponse(base_path() + short_link.address(page, asked), status_code=307, headers=KEPT_OUT)


def _panel(request: Request) -> Response:
    asked = dict(parse_qsl(request.query_params.get("query", ""), keep_blank_values=True))
    try:
        shared = panel.shared(request.query_params.get("page", ""), asked, root=_root(request))
        inside = share_sheet.panel(shared)
    except ValueError as why:
        inside = share_sheet.refusal(str(why))
    return HTMLResponse(inside, headers=KEPT_OUT)


def _sheet(request: Request) -> Response:
    return Response(panel_css(), media_type="text/css", headers=KEPT)


def _picture(request: Request) -> Response:
    """The short link as a QR code; only of letters that are one, and of this server."""
    letters = request.query_params.get("letters", "")
    try:
        short_link.opened(letters)
    except short_link.WrongLettersError as why:
        return PlainTextResponse(str(why), status_code=404, headers=KEPT_OUT)
    out = io.BytesIO()
    code = segno.make(f"{_root(request)}/s/{letters}", error="m", micro=False)
    code.save(out, kind="svg", border=QUIET_ZONE, dark=INK, light=PAPER, xmldecl=False, omitsize=True)
    return Response(out.getvalue(), media_type="image/svg+xml", headers=KEPT_OUT)


def _root(request: Request) -> str:
    """Where readers find this server: as their browser says it (`at`), where that is the host they asked; else so."""
    said = urlsplit(request.query_params.get("at", ""))
    hosts = {request.headers.get("host", ""), request.headers.get("x-forwarded-host", "")}
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme).partition(",")[0].strip()
    if said.scheme in ("http", "https") and said.netloc and said.netloc in hosts:
        return f"{said.scheme}://{said.netloc}{base_path()}"
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", "")
    return f"{'https' if scheme == 'https' else 'http'}://{host}{base_path()}"
