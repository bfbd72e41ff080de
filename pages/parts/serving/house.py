"""The app that serves one pack: its routes, what changes answers on their way, what is made before the first reader.

Lives here: putting these together; a new group of routes is one line of `parts`. Not here: any of them.
"""

from __future__ import annotations

import gc
import os

from starlette.middleware import Middleware

from pages.parts import opened_pack
from pages.parts.serving import (
    job_routes,
    origin_routes,
    page_files,
    presenting_routes,
    sharing_routes,
    taking_routes,
    view_api,
    warm,
    workbooks,
)
from pages.parts.serving.compression import StaticCompression
from pages.parts.serving.document.front_page import FrontPage
from pages.parts.serving.embedding import Embedding
from pages.parts.serving.quiet import Quiet
from pages.parts.serving.routes import routes
from pages.parts.serving.seen_as import SeenAs
from pages.parts.serving.watermark import Watermark
from pages.parts.showing import frame
from pages.parts.showing.map_component import base_path

QUIET_VARIABLE = "QUIET_WORK"  # "0": nothing is made beforehand; every first view is then made for whoever opens it
quiet = Quiet()


def parts() -> dict[str, object]:
    """What `st.App` is made with; the pack is opened here."""
    opened, base = opened_pack.state(), base_path()
    seen = [Middleware(SeenAs, role=opened.role, base=base)] if opened.role.sees else []
    marked = [Middleware(Watermark, base=base)] if opened.pack and opened.pack.synthetic else []
    return {
        "routes": [
            *page_files.routes(),
            *presenting_routes.routes(),
            *job_routes.routes(),
            *taking_routes.routes(),
            *workbooks.routes(),
            *origin_routes.routes(),
            *sharing_routes.routes(),
            *routes(opened.pack, view_api, unchecked=opened.unchecked),
        ],
        "middleware": [
            Middleware(quiet.watch),
            Middleware(Embedding, base=base),
            *seen,
            *marked,
            Middleware(FrontPage, base=base),
            Middleware(StaticCompression, base=base),
        ],
        "on_script_error": frame.failed,
    }


def opened() -> None:
    """What is done once the app stands: the landing view before the first reader asks, others in quiet moments."""
    warm.landing()
    if os.environ.get(QUIET_VARIABLE) != "0":
        quiet.then(warm.others)
    # What is loaded by now stays for the life of the process: keep the collector away from it.
    gc.collect()
    gc.freeze()
