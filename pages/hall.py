"""The hall: page settings, navigation, and the designed page for a pack that cannot be opened.

It stands in `pages/`, not beside it, so that old-style discovery finds no pages of its own: a deep link on a
fresh server always comes through here.
"""

import streamlit as st

from pages.parts import frame, opened_pack

st.set_page_config(page_title="Health equity", layout="wide", initial_sidebar_state="collapsed")

PAGES = [st.Page("area_map.py", title="Map", url_path="map", default=True)]

page = st.navigation(PAGES, position="hidden")
frame.begin()
if opened_pack.state().faults:
    frame.broken_pack(opened_pack.state())
else:
    page.run()
