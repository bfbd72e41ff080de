"""The small server of the map for sets of areas."""

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.serving.compression import StaticCompression
from pages.parts.serving.routes import routes
from pages.parts.showing.map_component import base_path
from tests.journeys.component_app.figures import PACK, Answers

middleware = [Middleware(StaticCompression, base=base_path())]
app = st.App("choosing_screen.py", routes=routes(PACK, Answers()), middleware=middleware)
