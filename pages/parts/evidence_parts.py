"""What follows the picture on every page: the paragraph's table, the method, and what the sources say.

Lives here: the table component's mount and the method panel. Not here: rows and words (`charts`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from charts import layout_style, style
from pages.parts.map_component import loader

TABLE = "health_equity_area_table"
WAITING = '<div class="het" data-state="loading"><p role="status">Loading the table</p></div>'
LOOK = ".het{min-height:420px}\n" + style.piece_css() + layout_style.table_css()


@cache
def _mount():
    return st.components.v2.component(TABLE, html=WAITING, css=LOOK, js=loader("area_table.mjs"))


def table(rows: str, *, selected: str, on_area_change: Callable[[], None]) -> None:
    """Draw the sortable table of the same numbers; its rows come from the table route, a page at a time.

    Parameters
    ----------
    rows
        Address of the rows below `/r/`.
    selected
        Code of the selected area, "" if none is.
    """
    _mount()(key="table", data={"rows": rows, "selected": selected}, on_area_change=on_area_change)


def method_panel(html: str) -> None:
    """Say how the numbers were made, what to be careful with, and where they come from."""
    with st.expander("Method and limits", key="method"):
        st.html(html)
