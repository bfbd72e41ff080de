"""The button that looks for new figures, on the sources page of a server whose operator allows it.

Lives here: the widgets, the progress, the report in a list. Not here: what may be fetched (`data.live.register`:
REFRESH_SOURCES, nothing unless it is set), the refresh as a job of the server (`refreshing.work`).
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from data.keeping.own_place import root_of
from data.live import register
from data.live.declared import LiveSource
from pages.parts import opened_pack
from pages.parts.refreshing import work
from pages.parts.serving import jobs

EVERY = "All of them"
SAID, CHOSEN = "refresh_said", "refresh_source"
FIXED = (
    "This server shows one fixed pack. Started with a folder of snapshots (PACK=&lt;root&gt;, see docs/live.md), new "
    "figures can be fetched here."
)
EVERY_SECOND = 1.0
GOES_ON = (
    "This page may be closed: the work goes on, and its report stands here for a quarter of an hour. Called off, it "
    "ends at its next step and nothing is changed."
)
INTRO = "Asks the publisher, builds a new pack beside this one and checks it. Nothing here changes until it is whole."


def section() -> None:
    """Draw the choice of a source and the button; nothing at all where no source may be fetched."""
    sources = register.allowed()
    if not sources:
        return
    with st.container(key="refreshing"):
        _drawn(sources)


def _drawn(sources: tuple[LiveSource, ...]) -> None:
    """The widgets, or why there are none."""
    folder = opened_pack.state().folder
    root = root_of(folder)
    st.html("<h2>Fetch new figures</h2>" + (f"<p>{INTRO}</p>" if root else f"<p>{FIXED}</p>"))
    if root is None:
        return
    titles = {named(source): source for source in sources}
    now = work.latest(root)
    if now and now.state in (jobs.WAITING, jobs.RUNNING):
        _under_way(root)
        return
    choice = st.selectbox("Source", [EVERY, *titles] if len(titles) > 1 else [*titles], key=CHOSEN)
    wanted = list(sources) if choice == EVERY else [titles[choice]]
    st.button("Look for new figures", key="refresh_go", on_click=_begin, args=(wanted, root, folder))
    if lines := work.report(now) if now else [st.session_state[SAID]] if st.session_state.get(SAID) else []:
        st.html(report(lines, {source.id: source.title for source in sources}))


def _begin(wanted: list[LiveSource], root: Path, first: Path) -> None:
    """Start it, or say why not."""
    try:
        work.begin(wanted, root=root, first=first)
        st.session_state[SAID] = ""
    except jobs.Busy as busy:
        st.session_state[SAID] = str(busy)


@st.fragment(run_every=EVERY_SECOND)
def _under_way(root: Path) -> None:
    """How far it is, and a way to call it off; the whole section is drawn again when it has ended."""
    now = work.latest(root)
    if now is None or now.state not in (jobs.WAITING, jobs.RUNNING):
        st.rerun()
    told = now.progress
    st.progress(min(1.0, told.done / told.of) if told.of else 0.0, text=told.words)
    st.html(f"<p>{GOES_ON}</p>")
    stopped = told.stopped.is_set()
    label = "Ending at the next step" if stopped else "Call it off"
    st.button(label, key="refresh_stop", on_click=work.call_off, args=(root,), disabled=stopped)


def named(source: LiveSource) -> str:
    """A source in one line: who, what, how often."""
    return f"{source.publisher}: {source.title} ({source.cadence})"


def report(lines: list[str], titles: dict[str, str]) -> str:
    """The report as a list, read out when it comes; a source is called by its title, not by its id."""
    items = ""
    for line in lines:
        name, _, rest = line.partition(": ")
        told = f"<b>{escape(titles[name])}</b>: {escape(rest)}" if name in titles else escape(line.strip())
        items += f"<li>{told}</li>"
    return f'<div role="status"><h3>What came</h3><ul>{items}</ul></div>'
