"""The hall's front door: one ASGI app for `uvicorn app:app` and `streamlit run app.py`.

Lives here: the pack is opened once, routes and compression are hung in. The pages are `pages/hall.py`'s.
"""

import gc

import streamlit as st
from starlette.middleware import Middleware

from pages.parts import opened_pack
from pages.parts.answering import warm
from pages.parts.serving import page_files, presenting_routes, view_api, workbooks
from pages.parts.serving.compression import StaticCompression
from pages.parts.serving.front_page import FrontPage
from pages.parts.serving.quiet import Quiet
from pages.parts.serving.routes import routes
from pages.parts.serving.seen_as import SeenAs
from pages.parts.serving.watermark import Watermark
from pages.parts.showing import frame
from pages.parts.showing.map_component import base_path

quiet, opened = Quiet(), opened_pack.state()
seen = [Middleware(SeenAs, role=opened.role, base=base_path())] if opened.role.sees else []
marked = [Middleware(Watermark, base=base_path())] if opened.pack and opened.pack.synthetic else []

app = st.App(
    "pages/hall.py",
    routes=[
        *page_files.routes(),
        *presenting_routes.routes(),
        *workbooks.routes(),
        *routes(opened.pack, view_api, unchecked=opened.unchecked),
    ],
    middleware=[
        Middleware(quiet.watch),
        *seen,
        *marked,
        Middleware(FrontPage, base=base_path()),
        Middleware(StaticCompression, base=base_path()),
    ],
    on_script_error=frame.failed,
)

# The landing view is made before the first reader asks for it.
warm.landing()
quiet.then(warm.others)

# What is loaded by now stays for the life of the process: keep the collector away from it.
gc.collect()
gc.freeze()
