"""What a presenter's browser asks for: a deck held against the pages and the open pack, and the slide's style sheet.

Lives here: the addresses `/r/deck`, `/r/present.css` and `/r/notes`. Not here: what a fault is (`presenting.deck_file`,
`presenting.deck_steps`). Nothing of a deck is kept on the server.
"""

from __future__ import annotations

import asyncio
import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from charts import notes_window
from charts.presenting_style import presenting_css
from pages.parts import opened_pack
from pages.parts.presenting import deck_file, deck_steps
from pages.parts.serving import presenting_script
from pages.parts.showing.map_component import base_path

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def routes() -> list[Route]:
    """`POST /r/deck`: a deck's file in, its faults or its steps out; the style sheet; the notes window."""
    return [
        Route(f"{base_path()}/r/deck", _answer, methods=["POST"]),
        Route(f"{base_path()}/r/present.css", _sheet, methods=["GET", "HEAD"]),
        Route(f"{base_path()}/r/notes", _notes, methods=["GET", "HEAD"]),
    ]


def _notes(request: Request) -> Response:
    return HTMLResponse(notes_window.document(presenting_script.facts()), headers=KEPT_OUT)


def _sheet(request: Request) -> Response:
    return Response(presenting_css(), media_type="text/css", headers=KEPT)


async def _answer(request: Request) -> Response:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > deck_file.MOST_BYTES:
            break
    return JSONResponse(await asyncio.to_thread(answer, bytes(content)), headers=KEPT_OUT)


def answer(content: bytes) -> dict[str, object]:
    """What is said of a deck's file: every fault of the file, else the deck and what becomes of each step here."""
    state = opened_pack.state()
    if state.faults:
        return {"faults": ["The pack of this server cannot be opened, so no view of a deck can be shown."]}
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
