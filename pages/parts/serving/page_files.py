"""Files of single pages below `/r/`: what the page shows, by the page's own parameters.

Lives here: their addresses. Not here: the map page's file (`view_api`), what is in a file (`charts`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from charts import misfit_tables, tier_table
from charts.board import floor, numbers
from pages.parts import opened_pack
from pages.parts.answering import board_floor, board_tiles, two_borders
from pages.parts.answering.tier_split import tiers
from pages.parts.asking import board_question, tier_question, two_sets
from pages.parts.showing.map_component import base_path

KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def misfit_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the pairs of two sets of borders."""
    asked = two_sets.asked_by(query)
    return f"boundary-misfit-{asked.aset}-{asked.bset}.csv", misfit_tables.csv_bytes(two_borders.answer(asked).misfit)


def tier_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the levels of a measure."""
    defaults = tier_question.landing()
    asked, _ = tier_question.resolved(defaults | {name: query[name] for name in defaults if name in query})
    return f"which-tier-{asked.indicator}-{asked.system}.csv", tier_table.csv_bytes(tiers(asked))


def board_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the board as it stands: tiles, or the table of the areas."""
    asked = board_question.asked_by(query)
    name = numbers.csv_name(board_tiles.name_of(asked), asked.density)
    if asked.density == board_question.FLOOR:
        return name, floor.floor_csv(board_floor.floor(asked))
    return name, numbers.csv_bytes(board_tiles.board(asked))


FILES: dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]] = {
    "board.csv": board_csv,
    "misfit.csv": misfit_csv,
    "tier.csv": tier_csv,
}


def routes() -> list[Route]:
    """One route per file; they stand before the catch-all of `routes.routes`."""
    return [Route(f"{base_path()}/r/{name}", _answer(made), methods=["GET", "HEAD"]) for name, made in FILES.items()]


def _answer(made: Callable[[Mapping[str, str]], tuple[str, bytes]]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if opened_pack.state().faults:
            words = "The pack cannot be opened; the page says why."
            return PlainTextResponse(words, status_code=503, headers=KEPT_OUT)
        name, content = made(dict(request.query_params))
        headers = KEPT_OUT | {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    return answer
