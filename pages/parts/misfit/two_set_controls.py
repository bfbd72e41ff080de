"""The control row of the misfit page: system, two sets, a footprint of each, swap, date and further footprints.

Lives here: widgets and their keys (= the parameters of `two_sets`). Not here: what they may say (`two_sets`).
"""

from __future__ import annotations

import streamlit as st

from pages.parts.asking import address
from pages.parts.asking.controls import box, date_box, systems
from pages.parts.misfit import two_sets
from pages.parts.misfit.two_sets import TwoSets


def control_row(asked: TwoSets) -> None:
    """Draw the controls for a resolved question."""

    def swap() -> None:
        """A and B the other way round, as if the reader had chosen it in the four boxes."""
        for name in ("aset", "a", "bset", "b"):
            address.ask(name, getattr(asked.swapped(), name))

    where = {"system": asked.system, "on": asked.date}
    with st.container(key="controls", horizontal=True, gap=None):
        box("System", "system", value=asked.system, words=systems(asked.system, asked.date))
        box("Set A", "aset", value=asked.aset, words=two_sets.kinds(asked))
        box("Footprint A", "a", value=asked.a, words=two_sets.units(asked.aset, asked.a, **where))
        st.button("Swap A and B", key="swap", on_click=swap)
        box("Set B", "bset", value=asked.bset, words=two_sets.kinds(asked))
        box("Footprint B", "b", value=asked.b, words=two_sets.units(asked.bset, asked.b, **where))
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                date_box(asked.date)


def joint_box(asked: TwoSets) -> None:
    """Further footprints of the joint boundary."""
    words = two_sets.joining(asked)
    first = [entry for entry in address.show("also", list(asked.also)) if entry in words]
    st.multiselect(
        "Add footprints to the joint boundary", list(words), default=first, key="also", format_func=words.get,
        placeholder="Type a name",
    )  # fmt: skip
