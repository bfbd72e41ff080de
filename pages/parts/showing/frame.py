"""What stands around every page: the head, notices, and the page for a broken pack.

Not here: the navigation line (`showing.navigation`)."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from charts import empty
from data.validation import FileFaults
from pages.parts.opened_pack import PackState
from pages.parts.serving import seen_as

_SEEN = "_seen_as"
DRAWER = '<details class="he-drawer"><summary>Change measure, place or area</summary></details>'
ADVICE = "Mend the files named here and start again, or open another pack: PACK=<folder> make run."


def top(head: str, *, download: str) -> None:
    """Draw the top of a page: its head, the menu of its files, and the drawer that opens the controls on a phone.

    Parameters
    ----------
    head
        HTML of `charts.frame.head`.
    download
        Address of the CSV of what is shown; "" if there is none.
    """
    st.html((_take_away(download) if download else "") + head)
    st.html(DRAWER)  # on its own: a text that changes would close it


def _take_away(csv: str) -> str:
    """The menu with the table alone: `static/share/taking.mjs` adds the files that have the table's question."""
    return (
        '<details class="he-actions"><summary>Download</summary><div>'
        f'<a href="{escape(csv)}" download>Table (CSV)</a></div></details>'
    )


def told(html: str) -> None:
    """Draw words, and nothing where there are none: Streamlit refuses an empty text."""
    if html:
        st.html(html)


def notices(texts: tuple[str, ...]) -> None:
    """Say what could not be shown as asked.

    Drawn last and shown first by the style sheet: what comes after a notice would be made anew (and the map lose its
    camera) each time one comes or goes.
    """
    if texts:
        st.html("".join(empty.notice(text) for text in texts))


def failed(_fault: Exception) -> bool:
    """Say in words that a page could not be made; Streamlit has logged the fault, and its own box is not shown."""
    st.html(empty.failed_box())
    return True


def broken_pack(state: PackState) -> None:
    """Say what is wrong with the pack, where, and what to do."""
    st.html(
        empty.error_box(
            f"The pack in {state.folder} cannot be opened", [str(fault) for fault in state.faults], advice=ADVICE
        )
    )


def logged_page(run: Callable[[], None], path: str) -> None:
    """Run a page for a role that sees small numbers: logged before it is made, and again where the address changed."""
    reader = seen_as.who(st.context.headers)
    try:
        _remember(path, reader)
        run()
        _remember(path, reader)
    except FileFaults as fault:
        st.html(empty.error_box("This view cannot be logged, so it is not shown", [str(fault)]))


def _remember(path: str, reader: str) -> None:
    before = st.session_state.get(_SEEN, "")
    st.session_state[_SEEN] = seen_as.page_seen(path, st.query_params.to_dict(), before=before, by=reader)
