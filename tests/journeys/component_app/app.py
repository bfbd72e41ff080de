"""The component's own small server. SLOW (seconds) delays our module's first answer, to let calls overtake it."""

import os

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.serving.compression import StaticCompression
from pages.parts.serving.routes import routes
from pages.parts.showing.map_component import base_path
from tests.journeys.component_app.figures import PACK, Answers


class Slow:
    """Holds back the component's module, the first time for the longest."""

    def __init__(self, app, seconds: float) -> None:
        self.app, self.seconds = app, seconds

    async def __call__(self, scope, receive, send) -> None:
        """Wait, then pass on."""
        if scope["type"] == "http" and scope["path"].endswith("area_map.bundle.mjs") and self.seconds:
            import anyio

            await anyio.sleep(self.seconds)
        await self.app(scope, receive, send)


slow = float(os.environ.get("SLOW", "0"))
middleware = [Middleware(StaticCompression, base=base_path()), Middleware(Slow, seconds=slow)]
app = st.App("screen.py", routes=routes(PACK, Answers()), middleware=middleware)
