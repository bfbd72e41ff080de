"""`/r/board.pdf`: the board pack; GET makes it while the caller waits, POST starts a job that can be called off.

Lives here: these two. Not here: the jobs (`serving.jobs`), the pack (`pages.parts.taking.board_pack`).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.parts import opened_pack
from pages.parts.serving import job_routes, page_files
from pages.parts.serving.jobs import Progress
from pages.parts.showing.map_component import base_path
from pages.parts.taking import board_pack


def routes() -> list[Route]:
    """They stand before the catch-all of `routes.routes`."""
    return [Route(f"{base_path()}/r/board.pdf", _board, methods=["GET", "POST"])]


def _board(request: Request) -> Response:
    if opened_pack.state().faults:
        return PlainTextResponse("The pack cannot be opened; the page says why.", 503, headers=page_files.KEPT_OUT)
    site = f"{str(request.base_url).rstrip('/').removesuffix(base_path())}{base_path()}/"
    work = board_pack.work(dict(request.query_params), site=site)
    if request.method == "POST":
        return job_routes.started(request, work)
    try:
        made = work(Progress())
    except ValueError as reason:
        return PlainTextResponse(str(reason), 404, headers=page_files.KEPT_OUT)
    headers = page_files.KEPT_OUT | {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)
