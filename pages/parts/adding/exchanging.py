"""What readers added, as a pack that another installation opens, and taking in such a pack.

Lives here: the two widgets. Not here: the file itself (`data.adding.exchange`).
"""

from __future__ import annotations

import streamlit as st

from data.adding.exchange import ENDING, exported, taken_in
from data.validation import FileFaults
from pages.parts import opened_pack
from pages.parts.adding import listing

FILE = "own_pack_file"


def exchanging(*, allowed: bool) -> None:
    """Draw the export, made when it is asked for, and the place for a pack from elsewhere."""
    st.html("<h2>Take it to another installation</h2>")
    folder = opened_pack.state().folder
    try:
        made = listing.store().folders()
    except FileFaults:
        made = {}
    if made:
        st.download_button(
            "Export what was added, as a pack",
            data=lambda: exported(folder),
            file_name=f"own-figures{ENDING}",
            mime="application/zip",
            key="own_export",
        )
        st.html("<p>It opens with PACK=&lt;its unpacked folder&gt;, or is taken in on this page of another server.</p>")
    if not allowed:
        return
    upload = st.file_uploader("A pack that was exported elsewhere (.zip)", type=["zip"], key=FILE)
    if upload:
        st.button("Take it in", key="own_take_in", on_click=_take_in, args=(upload.name, upload.getvalue()))
    if not made and not upload:
        st.html("<p>There is nothing to export yet.</p>")


def _take_in(name: str, content: bytes) -> None:
    """Keep everything of the pack, or nothing."""
    told: list[str] = []

    def act() -> None:
        told.extend(taken_in(opened_pack.state().folder, name, content=content))

    listing.done(act, "")
    if told:
        st.session_state[listing.SAID] = f"Taken in: {'; '.join(told)}."
