"""The URL is the state: parameters read from the address, written back to it, one name for both and the widget keys.

Streamlit's own `bind="query-params"` writes a select box's *label*; a link must carry codes that outlive wording,
so this module keeps the two in step itself. Lives here: names, reading, writing. Not here: what a value means
(`selection`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st

from pages.parts.answering.own import own_known
from pages.parts.asking.possible import ENGLAND

# Parameter name = widget key. The order is the order in the address. These are the map's; a page's own are the keys of
# the defaults it reads with.
PARAMETERS = (
    "indicator",
    "system",
    "place",
    "own",
    "level",
    "area",
    "period",
    "sex",
    "age",
    "category",
    "date",
    "colours",
    "outlines",
    "inside",
)

# What a reader takes along from page to page.
SHARED = ("indicator", "system", "place", "own", "date")

# In the address, but no question of a page: the presenter's step; of an embedded view the page, its look, its figure.
PRESENT = "present"
EMBEDDED = ("of", "look", "figure")
# Nor is it one which colours stand for better and worse.
PALETTE, FINGERTIPS = "palette", "fingertips"
_KEPT = (PRESENT, *EMBEDDED, PALETTE)
_MEMORY = "_address"
Value = TypeVar("Value")
# What a reader asked of one measure says nothing about the next one.
_OF_ONE_MEASURE = ("period", "sex", "age", "category")


@dataclass
class Memory:
    """What a session remembers between runs: the address written, what is asked for, what widgets (first) showed.

    `changed` is what the reader has chosen anew since the last run.
    """

    written: dict[str, str] | None = None
    asked: dict[str, str] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)
    first: dict[str, object] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


def _memory() -> Memory:
    memory = st.session_state.get(_MEMORY)
    if memory is None:
        memory = st.session_state[_MEMORY] = Memory()
    return memory


def read(defaults: dict[str, str]) -> dict[str, str]:
    """Return what is asked for, from the address when it is new (first run, pasted link, Back), else from the widgets.

    A widget always shows the resolved value; only where the reader changed it does it become what is asked for. So
    "latest period" stays "latest" when the measure changes.

    Parameters
    ----------
    defaults
        Value of each of the page's parameters that stands when the address does not name it.
    """
    memory, address = _memory(), _asking()
    if address != memory.written:
        memory.written, memory.changed = address, frozenset()
        memory.asked = named(address, defaults)
        return dict(memory.asked)
    now = {name: st.session_state.get(name, before) for name, before in memory.shown.items()}
    changed = {name: _text(value) for name, value in now.items() if value != memory.shown[name]}
    memory.changed = frozenset(changed)
    if "indicator" in changed:
        memory.asked |= dict.fromkeys(_OF_ONE_MEASURE, "")
    if changed.get("system", ENGLAND) != ENGLAND and not own_known.is_own(memory.asked.get("place", "")):
        memory.asked |= {name: "" for name in ("place",) if name in memory.asked}  # left with its system
    memory.asked |= changed
    return dict(memory.asked)


def named(query: Mapping[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """Return every parameter as a query names it, else its default.

    Where a place is named and no system, the system is left open ("") too: it is the one in which the place lies.
    """
    open_system = {"system": ""} if query.get("place") and {"system", "place"} <= set(defaults) else {}
    return {name: query.get(name, default) for name, default in (defaults | open_system).items()}


def ask(name: str, value: str) -> None:
    """Ask for a value as if the reader had chosen it in its widget; for callbacks of the map and the table."""
    _memory().asked[name] = value


def asked(name: str) -> str:
    """What is asked for now, "" if nothing is."""
    return _memory().asked.get(name, "")


def chosen_now(name: str) -> bool:
    """Whether the reader has chosen this in its widget just now."""
    return name in _memory().changed


def show(name: str, value: Value) -> Value:
    """Set the widget `name` to a resolved value before it is drawn; returns the default to draw it with.

    That is the value it was first drawn with, and the widget is left alone where it holds the value already: then its
    message is the same as before, and travels as a hash.
    """
    memory = _memory()
    memory.shown[name] = value
    first = memory.first.setdefault(name, value)
    if st.session_state.get(name, first) != value:
        st.session_state[name] = value
    return first


def write(values: dict[str, str], defaults: dict[str, str]) -> None:
    """Put the parameters that differ from their default into the address, and only when something changed."""
    address = query(values, defaults)
    if address != _asking():
        kept = {name: value for name, value in st.query_params.to_dict().items() if name in _KEPT}
        st.query_params.from_dict(address | kept)
    _memory().written = address


def _asking() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name not in _KEPT}


def query(values: dict[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """Return the parameters a link to this view needs, in the order of the defaults."""
    return {name: values[name] for name, default in defaults.items() if values.get(name, default) != default}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(str(item) for item in value)
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
