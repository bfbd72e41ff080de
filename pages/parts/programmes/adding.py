"""Adding programmes from a file on the page, taking one out and bringing it back.

Lives here: widgets, their callbacks and what may be written. Not here: the file (`charts.programmes.template`), its
reading and keeping (`data.keeping.programme_store`).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.empty import error_box, notice
from charts.programmes import template
from data.keeping.programme_store import added_tables
from data.programmes import OWNER_KINDS, STATUSES, Programme, programmes_of
from data.validation import Fault, FileFaults
from equity.release.small_words import small_number
from pages.parts import opened_pack
from pages.parts.answering import programmes
from pages.parts.showing.map_component import base_path

SAID, FAULTS = "_programme_said", "_programme_faults"
ROUTE = "r/programmes-template.toml"
SMALL = "tells of so few people that somebody might be recognised: leave it out"
MOST_BROUGHT_BACK = 3


def template_file() -> bytes:
    """The template of the opened pack."""
    pack = opened_pack.pack()
    first = pack.card["default_place"] or pack.card["default_system"]
    known = sorted(opened_pack.registry(), key=lambda one: (one.id != first, one.tier, one.name))
    measures = {one.id: one.name for one in pack.indicators.values()}
    places = {one.id: one.name for one in known}
    return template.template(places, measures, owners=OWNER_KINDS, statuses=STATUSES).encode()


def adding(*, empty: bool) -> None:
    """Draw the steps, the file's place, what was said last, and the programmes that readers added.

    Parameters
    ----------
    empty : bool
        Nothing is recorded for the footprint: the steps stand open.
    """
    faults, said = st.session_state.get(FAULTS, ()), st.session_state.get(SAID, "")
    with st.container(key="addprogramme"):
        with st.container():  # always there: an element moved up would drop a file that is still on its way
            if said:
                st.html(notice(said))
            if faults:
                st.html(error_box(template.FAULTY, faults, advice=template.ADVICE))
        with st.expander(template.ADD, expanded=empty or bool(faults)):
            st.html(template.steps(f"{base_path()}/{ROUTE}"))
            label, kinds = "The filled-in file (.toml)", ["toml", "txt"]
            st.file_uploader(label, type=kinds, key="programme_file", max_upload_size=1, on_change=_add)
        _added()


def _added() -> None:
    """The programmes that readers added, each with its button; why there are none to show."""
    shown, refused = programmes.added()
    removed, _ = programmes.added(removed=True)
    if refused:
        st.html(notice(f"Programmes that readers added cannot be shown: {refused}"))
    for one in shown.values():
        st.button(f"Take out: {one.name}", key=f"out_{one.id}", on_click=_take_out, args=(one,))
    for one in list(removed.values())[-MOST_BROUGHT_BACK:]:
        st.button(f"Bring back: {one.name}", key=f"back_{one.id}", on_click=_bring_back, args=(one,))


def _add() -> None:
    if upload := st.session_state.get("programme_file"):
        _done(lambda: take(upload.name, upload.getvalue()))


def take(name: str, content: bytes) -> str:
    """Keep the programmes of a file and say so.

    Raises
    ------
    FileFaults
        Every fault of the file; nothing is kept then.
    """
    pack = opened_pack.pack()
    areas = frozenset(pack.areas["area_code"]) | {one.id for one in opened_pack.registry()}
    tables = added_tables(
        content, file=name, indicators=tuple(pack.indicators), areas=areas, taken=tuple(pack.programmes)
    )
    found = programmes_of(tables, file=name)
    small = [Fault(name, SMALL, column=one.id, values=(words,)) for one in found.values() if (words := _small(one))]
    if small:
        raise FileFaults(small)
    programmes.store().add(tables)
    return template.added_words([one.name for one in found.values()])


def _small(one: Programme) -> str:
    """The first small number of people in a programme's texts; "" where there is none."""
    texts = [one.name, one.about, one.note, *(f"{item.count} {item.who}" for item in one.reach)]
    texts += [words for item in one.reach for words in (item.who, item.quality)]
    texts += [item.title for item in one.deliverables]
    return next((found for found in map(small_number, texts) if found), "")


def _take_out(one: Programme) -> None:
    _done(lambda: programmes.store().remove(one.id) or f"{one.name} was taken out. It can be brought back below.")


def _bring_back(one: Programme) -> None:
    _done(lambda: programmes.store().restore(one.id) or f"{one.name} is back.")


def _done(act: Callable[[], str]) -> None:
    """Do it and say so, or say every fault, until the next act."""
    said, faults = "", ()
    try:
        said = act()
    except FileFaults as refused:
        faults = tuple(str(fault) for fault in refused.faults)
    st.session_state[SAID], st.session_state[FAULTS] = said, faults
