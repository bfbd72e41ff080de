"""What follows the picture on every page: the paragraph's table, the method, and what the sources say.

Lives here: the table component's mount and the method panel. Not here: rows and words (`charts`).
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlencode

import streamlit as st

from charts import method, style
from data import browser_code
from pages.parts import groups, opened_pack
from pages.parts.map_component import base_path
from pages.parts.map_view import view_query
from pages.parts.view import View

TABLE = "health_equity_area_table"
WAITING = '<div class="het" data-state="loading"><p role="status">Loading the table</p></div>'
MINIMUM = ".het{min-height:420px}\n"


@cache
def _mount():
    address = f"{base_path()}/r/lib/{browser_code.version()}/area_table.mjs"
    loader = f"""// Returning the promise matters: Streamlit takes its value as the cleanup.
export default (component) =>
  import(location.origin + "{address}").then((module) => module.render(component))
"""
    return st.components.v2.component(TABLE, html=WAITING, css=MINIMUM + style.piece_css(), js=loader)


def table(shown: View, *, on_area_change) -> None:
    """Draw the sortable table of the same numbers; its rows come from the table route, a page at a time."""
    rows = f"view/{opened_pack.pack().digest}/table?{view_query(shown)}"
    _mount()(key="table", data={"rows": rows, "selected": shown.evidence.selected}, on_area_change=on_area_change)


def csv_address(shown: View) -> str:
    """Address of the CSV of exactly what is shown."""
    return f"{base_path()}/r/view.csv?{view_query(shown)}"


def link(shown: View) -> str:
    """Query that reopens this view in a fresh server."""
    return urlencode(shown.selection.parameters())


def method_panel(shown: View) -> None:
    """Say how the numbers were made, what to be careful with, and where they come from."""
    indicator = shown.indicator
    source = opened_pack.pack().sources[indicator.source]
    with st.expander("Method and limits", key="method"):
        st.html(
            method.method_html(
                name=indicator.name,
                definition=indicator.definition,
                value_type=indicator.value_type,
                cautions=(*indicator.cautions, *indicator.notes.values()),
                source=vars(source),
                extra=groups.footprint_facts(shown.selection),
            )
        )
