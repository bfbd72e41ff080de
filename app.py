"""The hall's front door: one ASGI app for `uvicorn app:app` and `streamlit run app.py`.

Lives here: which app answers: the pack's own, or the door before a root of snapshots. The app's parts are
`pages.parts.serving.house`'s, the pages `pages/hall.py`'s.
"""

import streamlit as st

from pages.parts.serving.door import followed
from pages.parts.showing.map_component import base_path

if followed.root() is not None:
    from pages.parts.serving.door.front_door import FrontDoor

    app = FrontDoor(followed.root(), base=base_path())
else:
    from pages.parts.serving import house

    app = st.App("pages/hall.py", **house.parts())
    house.opened()
