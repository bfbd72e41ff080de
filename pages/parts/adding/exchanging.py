"""What readers added, as a pack that another installation opens, and taking in such a pack.

Lives here: the two widgets. Not here: the file itself (`data.adding.exchange`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from data.adding.exchange import ENDING, anything, exported
from data.adding.intake import taken_in
from data.validation import FileFaults
from geo.own_text import footprints_of
from pages.parts import opened_pack
from pages.parts.adding import listing

FILE = "own_pack_file"
SLIM = (
    "A small file with the figures, the sheets they came from, own footprints and programmes. It is taken in below, on "
    "this page of another server."
)
WHOLE = (
    "The same with the official figures, areas and outlines of this server (some 20 MB and more): a new server "
    "opens it with PACK=&lt;its unpacked folder&gt;."
)

REPLACING = "Its measures may replace those of the same name here (they can be brought back)"


def exchanging(*, allowed: bool) -> None:
    """Draw the export, made when it is asked for, and the place for a pack from elsewhere."""
    st.html("<h2>Take it to another installation</h2>")
    folder = opened_pack.state().folder
    try:
        made = anything(folder)
    except FileFaults:
        made = False
    if made:
        _export("Export what was added", partial(exported, folder), "own_export")
        st.html(f"<p>{SLIM}</p>")
        _export("Export a whole pack with it", partial(exported, folder, whole=True), "own_export_whole")
        st.html(f"<p>{WHOLE}</p>")
    if not allowed:
        return
    upload = st.file_uploader("A pack that was exported elsewhere (.zip)", type=["zip"], key=FILE)
    if upload:
        replacing = st.checkbox(REPLACING, key="own_replacing")
        given = (upload.name, upload.getvalue(), replacing)
        st.button("Take it in", key="own_take_in", on_click=_take_in, args=given)
    if not made and not upload:
        st.html("<p>There is nothing to export yet.</p>")


def _export(label: str, make: Callable[[], bytes], key: str) -> None:
    """A button whose file is made when it is asked for."""
    name = f"{'whole-pack' if key.endswith('whole') else 'own-figures'}{ENDING}"
    st.download_button(label, data=make, file_name=name, mime="application/zip", key=key)


def _take_in(name: str, content: bytes, replacing: bool) -> None:
    """Keep everything of the pack, or nothing."""
    told: list[str] = []

    def act() -> None:
        folder = opened_pack.state().folder
        told.extend(taken_in(folder, name, content=content, replacing=replacing, understood=footprints_of))

    listing.done(act, "")
    if told:
        st.session_state[listing.SAID] = f"Taken in: {'; '.join(told)}."
