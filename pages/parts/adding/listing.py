"""The indicators that readers added: what they are, where they are shown, taking out, bringing back, going back.

Lives here: widgets and their callbacks. Not here: keeping (`data.adding.kept`), adding one (`taking`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import streamlit as st

from charts.adding import words
from charts.empty import error_box, notice
from charts.words import period_words
from data.adding.area_words import type_words
from data.adding.kept import STATES, OwnIndicators
from data.adding.version import Added, read_notes
from data.validation import FileFaults
from pages.parts import opened_pack

SAID, FAULTS, EDITED = "_own_said", "_own_faults", "_own_edited"
BROKEN = "What readers added cannot be shown whole"


def store() -> OwnIndicators:
    """What readers added to the opened pack."""
    return OwnIndicators(opened_pack.state().folder)


def listing(*, allowed: bool) -> None:
    """Draw what was said last, and every added indicator with its buttons."""
    if said := st.session_state.get(SAID, ""):
        st.html(notice(said))
    if faults := st.session_state.get(FAULTS, ()):
        st.html(error_box("Nothing was changed", faults))
    if left_out := opened_pack.state().left_out:
        st.html(error_box(BROKEN, [str(fault) for fault in left_out]))
    shown, removed = _states()
    st.html("<h2>Added here</h2>")
    if not shown:
        st.html(f"<p>{words.NOTHING_YET}</p>")
    for name, one in shown.items():
        st.html(words.added_item(one.indicator.name, _facts(one), ways=_ways(one)))
        if allowed:
            with st.container(horizontal=True, key=f"acts_{name}"):
                st.button("Change settings", key=f"edit_{name}", on_click=_edit, args=(name,))
                st.button("Replace by a newer file", key=f"newer_{name}", on_click=_edit, args=(name,))
                st.button("Take out", key=f"out_{name}", on_click=_take_out, args=(one,))
            _older(one)
    if allowed:
        for name, one in removed.items():
            st.button(f"Bring back: {one.indicator.name}", key=f"back_{name}", on_click=_bring_back, args=(one,))


def _states() -> tuple[dict[str, Added], dict[str, Added]]:
    try:
        return tuple(store().added(state=state)[0] for state in STATES)
    except FileFaults:
        return {}, {}  # said above, with the pack


def _older(one: Added) -> None:
    """The versions that were replaced, all of them, each to be shown again."""
    name, labels = one.indicator.id, {}
    for back, folder in enumerate(store().before(name), start=1):
        with contextlib.suppress(FileFaults):
            notes = read_notes(folder / "added.toml")
            labels[back] = words.older_version(notes.added, notes.file, back=back)
    if not labels:
        return
    back = st.selectbox("Versions before", labels, format_func=labels.get, key=f"back_to_{name}")
    st.button("Show this version again", key=f"undo_{name}", on_click=_go_back, args=(one, back))


def _facts(one: Added) -> tuple[str, ...]:
    periods = sorted(set(one.frame["period"]))
    span = period_words(periods[0]) + (f" to {period_words(periods[-1])}" if len(periods) > 1 else "")
    kinds = ", ".join(type_words(kind) for kind in sorted(set(one.frame["area_type"])))
    rows = f"{len(one.frame):,} rows, {kinds}, {span}"
    return (
        f"{one.source.attribution}, from {one.notes.file}: not official",
        rows,
        f"{one.source.publisher}: {one.source.title}. {one.source.licence}",
        *one.indicator.cautions,
    )


def _ways(one: Added) -> dict[str, dict[str, str]]:
    ask = {"indicator": one.indicator.id}
    pages = {"On the map": "", "On the board": "board", "Compared": "compare", "Over time": "trend"}
    return {words: {"": path} | ask for words, path in pages.items()}


def _edit(name: str) -> None:
    st.session_state[EDITED] = name
    st.session_state[SAID] = "Choose a file below to replace the figures, or only change what is said of them."


def _take_out(one: Added) -> None:
    done(lambda: store().remove(one.indicator.id), f"{one.indicator.name} was taken out. It can be brought back below.")


def _bring_back(one: Added) -> None:
    done(lambda: store().restore(one.indicator.id), f"{one.indicator.name} is back.")


def _go_back(one: Added, back: int) -> None:
    done(
        lambda: store().undo(one.indicator.id, back=back), f"The older version of {one.indicator.name} is shown again."
    )


def done(act: Callable[[], object], words_then: str) -> bool:
    """Do it, open the pack again and say so, or say every fault; whether it was done."""
    st.session_state[SAID], st.session_state[FAULTS] = "", ()
    try:
        act()
    except FileFaults as faulty:
        st.session_state[FAULTS] = tuple(str(fault) for fault in faulty.faults)
        return False
    opened_pack.renew()
    st.session_state[SAID] = words_then
    return True
