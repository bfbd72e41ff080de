"""The addresses of long exports: how far one is, calling it off, its file.

Lives here: `/r/jobs/<id>` (GET, DELETE), `/r/jobs/<id>/file`, and the answer of an address that starts one. Not here:
the jobs (`serving.jobs`), what is made (the address that starts it).
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.serving import jobs
from pages.parts.showing.map_component import base_path

KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
GONE = "This file is not kept any more. Please make it again."
ELSEWHERE = "Files are made for pages of this server only."


def routes() -> list[Route]:
    """The addresses of jobs; they stand before the catch-all of `routes.routes`."""
    return [
        Route(f"{base_path()}/r/jobs/{{id}}", _job, methods=["GET", "DELETE"]),
        Route(f"{base_path()}/r/jobs/{{id}}/file", _file, methods=["GET"]),
    ]


def started(request: Request, work: jobs.Work) -> Response:
    """The answer to a POST that asks for a long export: its id, or a sentence why it is not made now.

    Parameters
    ----------
    request
        A page of another site cannot start one.
    work
        Given a `jobs.Progress`, makes the file; a `ValueError` of one sentence is told to the reader.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _said(403, ELSEWHERE)
    try:
        return JSONResponse({"id": jobs.JOBS.start(work)}, status_code=202, headers=KEPT_OUT)
    except jobs.Busy as busy:
        return _said(503, str(busy))


def _job(request: Request) -> Response:
    name = request.path_params["id"]
    job = jobs.JOBS.cancel(name) if request.method == "DELETE" else jobs.JOBS.asked(name)
    return JSONResponse(job.told(), headers=KEPT_OUT) if job else _said(404, GONE)


def _file(request: Request) -> Response:
    job = jobs.JOBS.asked(request.path_params["id"])
    if not job or not job.file:
        return _said(404, GONE)
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", job.file.name).strip("-.") or "export"
    headers = KEPT_OUT | {"Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(job.file.content, media_type=job.file.media_type, headers=headers)


def _said(status: int, words: str) -> Response:
    return JSONResponse({"words": words}, status_code=status, headers=KEPT_OUT)
