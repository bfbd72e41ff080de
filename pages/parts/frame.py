"""What stands around every page: the style sheet, the quiet navigation, notices, and the page for a broken pack."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts import empty, layout_style, style
from pages.parts.opened_pack import PackState

BRAND = "Health equity"
ADVICE = "Mend the files named here and start again, or open another pack: PACK=<folder> make run."


def begin() -> None:
    """Draw the style sheet; call once, first."""
    st.html(style.page_css() + layout_style.frame_css())


def header(title: str, *, download: str = "") -> None:
    """Draw the navigation line.

    Parameters
    ----------
    title
        The page that is current.
    download
        Address of the CSV of what is shown; no link when empty.
    """
    link = f'<a href="{escape(download)}" download>Download</a>' if download else ""
    st.html(
        f'<header class="he-top"><span class="he-brand">{BRAND}</span>'
        f'<nav aria-label="Pages"><a href="./" target="_self" aria-current="page">{escape(title)}</a></nav>'
        f'<div class="he-actions">{link}</div></header>'
    )


def notices(texts: tuple[str, ...]) -> None:
    """Say what could not be shown as asked; a place is always kept, so that nothing jumps."""
    st.html("".join(empty.notice(text) for text in texts) or "<span></span>")


def broken_pack(state: PackState) -> None:
    """Say what is wrong with the pack, where, and what to do."""
    header("Pack")
    st.html(
        empty.error_box(
            f"The pack in {state.folder} cannot be opened", [str(fault) for fault in state.faults], advice=ADVICE
        )
    )
