"""What stands around every page: the quiet navigation, the head, notices, and the page for a broken pack."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from charts import empty
from pages.parts.opened_pack import PackState

BRAND = "Health equity"


@dataclass(frozen=True)
class PageLink:
    """One page: its script, its path in the address ("" is the start page), and its word in the navigation."""

    script: str
    path: str
    title: str


PAGES = (
    PageLink("area_map.py", "", "Map"),
    PageLink("board_view.py", "board", "Board"),
    PageLink("trend_over_time.py", "trend", "Trend"),
    PageLink("footprint_builder.py", "footprints", "Footprints"),
    PageLink("boundary_misfit.py", "misfit", "Boundary misfit"),
    PageLink("decision_tier.py", "tier", "Which tier"),
)
DRAWER = '<details class="he-drawer"><summary>Change measure, place or area</summary></details>'
ADVICE = "Mend the files named here and start again, or open another pack: PACK=<folder> make run."


def top(title: str, head: str, *, download: str) -> None:
    """Draw the top of a page: navigation line with head, and the drawer that opens the controls on a phone.

    Parameters
    ----------
    title
        The page that is current.
    head
        HTML of `charts.head`.
    download
        Address of the CSV of what is shown; "" if there is none.
    """
    st.html(_header(title, download=download) + head)
    st.html(DRAWER)  # on its own: a text that changes would close it


def _header(title: str, *, download: str = "") -> str:
    """The navigation line; what pages share goes along by a script of the document (`serving.front_page`)."""
    link = f'<a href="{escape(download)}" download>Download</a>' if download else ""
    pages = "".join(
        f'<a href="./{page.path}" target="_self"{_current(page.title == title)}>{page.title}</a>' for page in PAGES
    )
    return (
        f'<header class="he-top"><span class="he-brand">{BRAND}</span>'
        f'<nav aria-label="Pages">{pages}</nav><div class="he-actions">{link}</div></header>'
    )


def _current(is_so: bool) -> str:
    return ' aria-current="page"' if is_so else ""


def notices(texts: tuple[str, ...]) -> None:
    """Say what could not be shown as asked.

    Drawn last and shown first by the style sheet: what comes after a notice would be made anew (and the map lose its
    camera) each time one comes or goes.
    """
    if texts:
        st.html("".join(empty.notice(text) for text in texts))


def broken_pack(state: PackState) -> None:
    """Say what is wrong with the pack, where, and what to do."""
    st.html(
        _header("")
        + empty.error_box(
            f"The pack in {state.folder} cannot be opened", [str(fault) for fault in state.faults], advice=ADVICE
        )
    )
