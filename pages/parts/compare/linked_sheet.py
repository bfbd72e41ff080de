"""Sheets whose areas are linked: figure, table and map of a page mark the same area; choosing one is told to the page.

Lives here: the component's mount. Not here: what stands on a sheet (`charts`), marking (`static/map/linking.mjs`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from charts import watermark
from pages.parts import opened_pack
from pages.parts.showing.map_component import loader
from pages.parts.showing.sheet_component import message

NAME = "health_equity_linked_sheet"
SKELETON = '<div class="he-sheet"></div>'


@cache
def _mount() -> Callable:
    return st.components.v2.component(NAME, html=SKELETON, js=loader("linked_sheet.bundle.mjs"), isolate_styles=False)


def linked_sheet(
    html: str,
    *,
    key: str,
    on_area_change: Callable[[], None],
    on_order_change: Callable[[], None] | None = None,
    order: str = "",
) -> None:
    """Show the HTML.

    Parameters
    ----------
    html : str
        Made and escaped by tested functions of `charts`: parts with `data-area` belong to an area, buttons with
        `data-choose` choose one, `data-chosen` says which is chosen.
    key : str
        Fixed for the page's life; the page's style sheet places the parts by the class `he-<key>-sheet`.
    on_area_change : callable
        Called before the rerun after a reader chose an area (`area`: its code, "none").
    on_order_change : callable, optional
        Called before the rerun after a reader sorted the table (`order`).
    order : str
        Column and direction the table is to stand in, as the reader's own choice tells them; "" as it was made.
    """
    if opened_pack.pack().synthetic:
        html = watermark.on_drawings(html)
    acts = {"on_area_change": on_area_change} | ({"on_order_change": on_order_change} if on_order_change else {})
    _mount()(key=key, data=message(html, f"he-{key}-sheet", order=order), **acts)
