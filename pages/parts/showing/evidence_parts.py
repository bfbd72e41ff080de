"""What stands beside and under the picture on every page: card, sources, paragraph, its table, the method.

Lives here: the component's mount. Not here: rows and words (`charts`), fetching them (`static/map/evidence.mjs`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from pages.parts.showing.map_component import loader

NAME = "health_equity_evidence"
SKELETON = '<div class="he-evidence"></div>'  # a rerun carries it, so it is short; the module fills it


@cache
def _mount() -> Callable:
    # In the page's own tree, not a shadow root: the page's style sheet dresses and places it, #method finds it.
    return st.components.v2.component(NAME, html=SKELETON, js=loader("evidence.bundle.mjs"), isolate_styles=False)


def evidence(card: str, *, paragraph: str, view: str, selected: str, on_area_change: Callable[[], None]) -> None:
    """Draw card, paragraph, the sortable table of the same numbers and the method panel, each in its place of the page.

    Parameters
    ----------
    card
        HTML of the selected area's card and the source line.
    paragraph
        Plain words: highest, lowest, selected, benchmark, coverage.
    view
        Address below `/r/` of the view: of its table, fetched a page at a time, and its method, fetched when opened.
    selected
        Code of the selected area, "" if none is.
    """
    data = {"card": card, "paragraph": paragraph, "view": view, "selected": selected}
    _mount()(key="evidence", data=data, on_area_change=on_area_change)
