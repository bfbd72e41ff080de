"""What a presenter's browser asks for: a deck held against the pages and the open pack, its slides, style sheets.

Lives here: the addresses `/r/deck`, `/r/deck.pptx`, `/r/present.css`, `/r/exporting.css` and `/r/notes`. Not here:
what a fault is (`presenting.deck_file`, `presenting.deck_steps`), what is on a slide (`presenting.slides`). Nothing of
a deck is kept on the server.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from charts.frame.exporting_style import exporting_css
from charts.presenting import notes_window
from charts.presenting.presenting_style import presenting_css
from pages.parts import opened_pack
from pages.parts.presenting import deck_file, deck_steps, slides
from pages.parts.serving import job_routes, seen_as
from pages.parts.serving.document import presenting_script
from pages.parts.showing.map_component import base_path

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
BROKEN = "The pack of this server cannot be opened, so no view of a deck can be shown."
KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def routes() -> list[Route]:
    """`POST /r/deck`: a deck's file in, its faults or its steps out; the style sheet; the notes window."""
    return [
        Route(f"{base_path()}/r/deck", _answer, methods=["POST"]),
        Route(f"{base_path()}/r/deck.pptx", _slides, methods=["POST"]),
        Route(f"{base_path()}/r/present.css", _sheet(presenting_css), methods=["GET", "HEAD"]),
        Route(f"{base_path()}/r/exporting.css", _sheet(exporting_css), methods=["GET", "HEAD"]),
        Route(f"{base_path()}/r/notes", _notes, methods=["GET", "HEAD"]),
    ]


def _notes(request: Request) -> Response:
    return HTMLResponse(notes_window.document(presenting_script.facts()), headers=KEPT_OUT)


def _sheet(css: Callable[[], str]) -> Callable[[Request], Response]:
    return lambda request: Response(css(), media_type="text/css", headers=KEPT)


async def _sent(request: Request) -> bytes:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > deck_file.MOST_BYTES:
            break
    return bytes(content)


async def _answer(request: Request) -> Response:
    return JSONResponse(await asyncio.to_thread(answer, await _sent(request)), headers=KEPT_OUT)


async def _slides(request: Request) -> Response:
    content = await _sent(request)
    if opened_pack.state().faults:
        return JSONResponse({"words": BROKEN}, status_code=503, headers=KEPT_OUT)
    try:
        deck = deck_file.read_deck(content)
    except deck_file.DeckFaults as wrong:
        return JSONResponse({"words": wrong.faults[0]}, status_code=400, headers=KEPT_OUT)
    home = f"{str(request.base_url).rstrip('/').removesuffix(base_path())}{base_path()}"
    asked = slides.Asked(deck, home, by=seen_as.who(request.headers))
    return job_routes.started(request, partial(slides.slides, asked))


def answer(content: bytes) -> dict[str, object]:
    """What is said of a deck's file: every fault of the file, else the deck and what becomes of each step here."""
    state = opened_pack.state()
    if state.faults:
        return {"faults": [BROKEN]}
    try:
        deck = deck_file.read_deck(content)
    except deck_file.DeckFaults as wrong:
        return {"faults": list(wrong.faults)}
    pack = {"id": state.pack.id, "version": state.pack.version, "title": state.pack.title}
    steps = [
        {"title": one.title, "page": one.page_title, "address": one.address, "why": list(one.why)}
        for one in deck_steps.deck_steps(deck)
    ]
    document = json.loads(deck_file.text(deck))
    return {"faults": [], "deck": document, "pack": pack, "other_pack": deck_steps.other_pack(deck), "steps": steps}
