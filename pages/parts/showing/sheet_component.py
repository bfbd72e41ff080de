"""A sheet of finished HTML with drawings in it: Streamlit's own HTML element takes SVG out.

Lives here: the component's mount. Not here: what stands on the sheet (`charts`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache, lru_cache

import streamlit as st

from charts import watermark
from pages.parts import opened_pack
from pages.parts.showing.map_component import loader

NAME = "health_equity_sheet"
SKELETON = '<div class="he-sheet"></div>'
KEPT = 64  # sheets whose bytes are kept: text of a dict would be written as JSON twice in every run


@cache
def _mount() -> Callable:
    # In the page's own tree, not a shadow root: the page's style sheet dresses and places it.
    return st.components.v2.component(NAME, html=SKELETON, js=loader("sheet.bundle.mjs"), isolate_styles=False)


def sheet(html: str, *, key: str, kind: str, on_act: Callable[[], None] | None = None) -> None:
    """Show the HTML.

    Parameters
    ----------
    html : str
        Made and escaped by tested functions of `charts`.
    key : str
        Fixed for the page's life.
    kind : str
        A class of the page's style sheet that places the parts.
    on_act : callable, optional
        Called before the rerun after a button with `data-act` was pressed; that text is the key's `act`.
    """
    if opened_pack.pack().synthetic:
        html = watermark.on_drawings(html)
    _mount()(key=key, data=message(html, kind), **({"on_act_change": on_act} if on_act else {}))


@lru_cache(maxsize=KEPT)
def message(html: str, kind: str, *, order: str = "") -> bytes:
    """What a sheet sends, read by `static/map/sheet.mjs`: a line of JSON (kind, digest, order), then the HTML."""
    content = html.encode()
    head = {"kind": kind, "digest": hashlib.sha256(content).hexdigest()[:16], "order": order}
    return json.dumps(head).encode() + b"\n" + content
