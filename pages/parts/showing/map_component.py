"""The map component: registered once with Streamlit, mounted wherever a page shows a map.

Lives here: the three-line loader and the mount. Everything that draws is in `static/map`, fetched once by address and
kept by the browser; a rerun sends only the payload of `pages/parts/showing/map_payload.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from data import browser_code

NAME = "health_equity_area_map"
# A rerun carries it, so it is short: the page's style sheet keeps its room free.
SKELETON = '<div class="hem" data-state="loading"><p role="status">Loading the map</p></div>'


def base_path() -> str:
    """The prefix of every address of this server: "" or "/something"."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def loader(module: str) -> str:
    """The only script a rerun carries: it fetches a component's module by address."""
    address = f"{base_path()}/r/lib/{browser_code.version()}/{module}"
    # A rerun carries it, so it is short. Returning the promise matters: Streamlit takes its value as the cleanup.
    return f"""export default (given) =>
import(location.origin+"{address}").then((it) => it.render(given))
"""


@cache
def _mount() -> Callable:
    return st.components.v2.component(NAME, html=SKELETON, js=loader("area_map.bundle.mjs"))


def area_map(
    payload: bytes,
    *,
    key: str,
    on_area_change: Callable[[], None] | None = None,
    on_period_change: Callable[[], None] | None = None,
    on_outlines_change: Callable[[], None] | None = None,
):
    """Mount the map.

    Parameters
    ----------
    payload : bytes
        From `map_payload.encode`.
    key : str
        Fixed for the page's life, at a fixed place in the page: a moved key is a new map and loses the camera.
    on_area_change, on_period_change, on_outlines_change : callable, optional
        Called before the rerun after the reader chose an area (`area`: its code, "" for none), let go of the period
        slider (`period`) or switched a boundary on or off (`outlines`: ids joined by commas).

    Returns
    -------
    The component's state with `area`, `period` and `outlines` (None until the reader acts in the map).
    """

    def nothing() -> None:
        """Streamlit names a state only when it has a callback."""

    return _mount()(
        key=key,
        data=payload,
        on_area_change=on_area_change or nothing,
        on_period_change=on_period_change or nothing,
        on_outlines_change=on_outlines_change or nothing,
    )
