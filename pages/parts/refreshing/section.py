"""The button that looks for new figures, on the sources page of a server whose operator allows it.

Lives here: the widgets, the progress, the report in a list. Not here: what may be fetched (`data.live.register`:
REFRESH_SOURCES, nothing unless it is set), the refresh itself (`data.live.publishing`).
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from data.fetching.session import Progress
from data.live import register
from data.live.declared import LiveSource
from data.live.publishing import DOWNLOADS, renewed
from data.live.refreshing import Downloads
from data.own_place import root_of
from data.snapshots.locking import Busy
from data.validation import FileFaults
from pages.parts import opened_pack

EVERY = "All of them"
SAID, CHOSEN = "refresh_said", "refresh_source"
FIXED = (
    "This server shows one fixed pack. Started with a folder of snapshots (PACK=&lt;root&gt;, see docs/live.md), new "
    "figures can be fetched here."
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
    choice = st.selectbox("Source", [EVERY, *titles] if len(titles) > 1 else [*titles], key=CHOSEN)
    if st.button("Look for new figures", key="refresh_go"):
        wanted = list(sources) if choice == EVERY else [titles[choice]]
        st.session_state[SAID] = looked(wanted, root=root, first=folder)
    if st.session_state.get(SAID):
        st.html(report(st.session_state[SAID], {source.id: source.title for source in sources}))


def named(source: LiveSource) -> str:
    """A source in one line: who, what, how often."""
    return f"{source.publisher}: {source.title} ({source.cadence})"


def looked(wanted: list[LiveSource], *, root: Path, first: Path) -> list[str]:
    """Refresh with a bar that says how far it is; the report, or in plain words why nothing could be done."""
    bar = st.progress(0.0, text="Beginning")

    def told(progress: Progress) -> None:
        done = min(1.0, progress.done / progress.of) if progress.of else 0.0
        name = f"{progress.source}: " if progress.source else ""
        bar.progress(done, text=f"{name}{progress.words}")

    try:
        return renewed(wanted, root=root, first=first, told=told, downloads=kept(root)).lines()
    except Busy:
        return ["Another refresh is at work: wait until it has ended, then look again."]
    except FileFaults as error:
        return ["Nothing was changed: the new pack could not be made.", *map(str, error.faults)]
    finally:
        bar.empty()


def kept(root: Path) -> Downloads:
    """Where the publishers' files are kept between refreshes."""
    return Downloads(root / DOWNLOADS)


def report(lines: list[str], titles: dict[str, str]) -> str:
    """The report as a list, read out when it comes; a source is called by its title, not by its id."""
    items = ""
    for line in lines:
        name, _, rest = line.partition(": ")
        told = f"<b>{escape(titles[name])}</b>: {escape(rest)}" if name in titles else escape(line.strip())
        items += f"<li>{told}</li>"
    return f'<div role="status"><h3>What came</h3><ul>{items}</ul></div>'
