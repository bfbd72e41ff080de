"""The footprint a reader is working on: opened from the address or the register, with undo, and put into the address.

Lives here: the page's own parameters, the session's history, what the last action said. Not here: the actions
(`own_actions`), the widgets (`own_controls`), any figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from data.own.own_shapes import Shapes
from geo.own import History, OwnFootprint
from geo.own_text import link
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_known
from pages.parts.asking import address, other_codes, resolution, selection

WAYS = {"existing": "A footprint", "codes": "Codes or postcodes", "file": "A file", "circle": "A circle"}
EMPTY = "none"  # start from nothing
LOCAL = "local"  # stands in the address for a footprint too long for a link
TOO_LONG = "This footprint is too long for a link, so the address does not hold it: open its file instead."
_WORK = "_own_work"


@dataclass(frozen=True)
class Said:
    """What the last action says: done, or refused with its faults."""

    title: str
    faults: tuple[str, ...] = ()


@dataclass
class Work:
    """A session's footprint.

    Attributes
    ----------
    start, letters
        What the address said of it last.
    upload
        The upload that was read last: its id, and its shapes where it holds some.
    """

    history: History
    start: str
    letters: str = ""
    said: Said | None = None
    upload: tuple[str, Shapes | None] = ("", None)

    @property
    def present(self) -> OwnFootprint:
        """The footprint as it is now."""
        return self.history.present


def landing() -> dict[str, str]:
    """Value of each of the page's parameters when the address does not name it."""
    usual = selection.landing()
    return {name: usual[name] for name in address.SHARED} | {
        "start": "",
        "own": "",
        "way": "existing",
        "period": "",
    }


def shared(asked: dict[str, str]) -> dict[str, str]:
    """What the page asks of a view: measure, period, system and date; the place is its own business."""
    wanted = (*address.SHARED, "period")
    return {name: asked[name] for name in wanted if name not in ("own", "place")} | {"place": ""}


def parameters(asked: dict[str, str], work: Work) -> dict[str, str]:
    """What the address says of the session's work."""
    return asked | {"own": work.letters, "start": work.start if asked["start"] else ""}


def named(asked: dict[str, str]) -> OwnFootprint:
    """The footprint that an address alone means; an empty one where it means none."""
    if asked["own"] in ("", LOCAL):
        return begun(_start(asked)[0])
    try:
        return _as_own(own_known.carried(asked["own"]))
    except ValueError:
        return begun(EMPTY)


def opened(asked: dict[str, str]) -> tuple[Work, tuple[str, ...]]:
    """The session's work, brought to what the address asks for, and notices of what could not be had."""
    start, notices = _start(asked)
    letters, work = asked["own"], st.session_state.get(_WORK)
    if work is None:
        work = st.session_state[_WORK] = Work(History(begun(start)), start)
        if letters:
            notices += _followed(work, letters)
    elif letters != work.letters:
        notices += _followed(work, letters)
        work.start = start
    elif start != work.start:
        work.start, work.said = start, None
        put(work, begun(start), letters="")
    address.ask("own", work.letters)
    return work, tuple(notices)


def linked(asked: dict[str, str]) -> tuple[OwnFootprint, tuple[str, ...]]:
    """The footprint an address holds, without a session, and notices of what could not be had."""
    start, notices = _start(asked)
    letters, first = asked["own"], begun(start)
    if letters in ("", LOCAL):
        return first, (*notices, *([TOO_LONG] if letters else []))
    try:
        return _as_own(own_known.carried(letters)), tuple(notices)
    except ValueError as error:
        return first, (*notices, _closed(error))


def _closed(error: ValueError) -> str:
    return f"The footprint in the address cannot be opened: {error}."


def _start(asked: dict[str, str]) -> tuple[str, list[str]]:
    """The footprint to start from, and a notice where the one asked for is not there."""
    known = known_footprints()
    wanted = asked["start"] or asked["place"]
    if wanted in known:
        return wanted, []
    if asked["own"] not in ("", LOCAL):  # the link holds all of it
        return EMPTY, []
    if not wanted:
        return EMPTY, []
    saved, _ = own_areas.saved()
    if wanted in saved:  # and not among the known: an update of the pack took its areas away
        why = own_known.strange(saved[wanted])
        return EMPTY, [f"“{saved[wanted].name}” is kept with this pack and cannot be opened: {why}."]
    on = resolution.where({**asked, "own": "", "place": ""})[0]
    named = opened_pack.registry().found(wanted, on)
    if named.footprint is not None:  # by a code it has or had
        return named.footprint.id, [named.notice] if named.notice else []
    known = other_codes.named(wanted, on) or f"No footprint “{wanted}” is kept with this pack:"
    return EMPTY, [f"{known} {'an' if known.endswith(':') else 'An'} empty footprint is shown."]


def _followed(work: Work, letters: str) -> list[str]:
    """Go to what a link holds; what was there before can be had back by Undo."""
    if letters == LOCAL:
        work.letters = ""
        return [TOO_LONG]
    try:
        put(work, own_known.carried(letters) if letters else begun(work.start), letters=letters)
    except ValueError as error:
        work.letters = ""
        return [_closed(error)]
    return []


def known_footprints() -> dict[str, str]:
    """Ids and words of everything to start from: nothing, own footprints kept with the pack, the register."""
    return _known(own_areas.stamp())


@lru_cache(maxsize=2)
def _known(stamp: tuple[int, int, int]) -> dict[str, str]:
    saved, _ = own_areas.saved_as(stamp)
    own = {one.id: f"{one.name} (own)" for one in saved.values() if not own_known.strange(one)}
    registry = sorted(opened_pack.registry(), key=lambda known: (known.title.casefold(), known.id))
    return {EMPTY: "Nothing: begin empty"} | own | {known.id: f"{known.title} ({known.tier})" for known in registry}


def begun(start: str) -> OwnFootprint:
    """What a footprint is before anything was changed: one kept with the pack or of the register, or nothing yet."""
    if start == EMPTY:
        return OwnFootprint("own-new-footprint", "New footprint", "lsoa11")
    saved, _ = own_areas.saved()
    return saved[start] if start in saved else own_areas.registered(start)


def work() -> Work:
    """The session's work; only called after `opened`."""
    return st.session_state[_WORK]


def put(work: Work, present: OwnFootprint, *, letters: str | None = None) -> None:
    """Make a footprint the present one, as a step that can be taken back, and note what the address will say."""
    show(work, work.history.changed(_as_own(present)), letters=letters)


def show(work: Work, history: History, *, letters: str | None = None) -> None:
    """Show a state of the history, and put it into the address."""
    work.history = history
    unchanged = letters is None and history.present == begun(work.start)
    work.letters = ("" if unchanged else link(history.present) or LOCAL) if letters is None else letters
    address.ask("own", work.letters)


def said(title: str, faults: Iterable[str] = ()) -> None:
    """Note what an action says, for the page to show once."""
    work().said = Said(title, tuple(faults))


def own_id(name: str) -> str:
    """The id of an own footprint, from its name."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return f"own-{plain[:60] or 'footprint'}"


def _as_own(present: OwnFootprint) -> OwnFootprint:
    """A changed footprint of the register is another one, and is called so."""
    if present.id not in opened_pack.registry():
        return present
    known = own_areas.registered(present.id)
    if present == known:
        return present
    name = present.name if present.name != known.name else f"{known.name}, edited"
    return replace(present, id=own_id(name), name=name)
