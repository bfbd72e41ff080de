"""The URL is the state: parameters read from the address, written back to it, one name for both and the widget keys.

Streamlit's own `bind="query-params"` writes a select box's *label*; a link must carry codes that outlive wording,
so this module keeps the two in step itself. Lives here: names, reading, writing. Not here: what a value means
(`selection`).
"""

from __future__ import annotations

import streamlit as st

# Parameter name = widget key. The order is the order in the address.
PARAMETERS = (
    "indicator",
    "system",
    "place",
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

_WRITTEN, _ASKED, _SHOWN = "_address_written", "_asked", "_shown"
# What a reader asked of one measure says nothing about the next one.
_OF_ONE_MEASURE = ("period", "sex", "age", "category")


def read(defaults: dict[str, str]) -> dict[str, str]:
    """Return what is asked for, from the address when it is new (first run, pasted link, Back), else from the widgets.

    A widget always shows the resolved value; only where the reader changed it does it become what is asked for. So
    "latest period" stays "latest" when the measure changes.

    Parameters
    ----------
    defaults
        Value per parameter that stands when the address does not name it.
    """
    state = st.session_state
    address = st.query_params.to_dict()
    if address != state.get(_WRITTEN):
        state[_WRITTEN] = address
        state[_ASKED] = {name: address.get(name, defaults.get(name, "")) for name in PARAMETERS}
        return dict(state[_ASKED])
    now = {name: _text(state[name]) for name in PARAMETERS if name in state}
    changed = {name: value for name, value in now.items() if value != state[_SHOWN].get(name)}
    if "indicator" in changed:
        state[_ASKED] |= dict.fromkeys(_OF_ONE_MEASURE, "")
    state[_ASKED] |= changed
    return dict(state[_ASKED])


def show(name: str, value: object) -> None:
    """Set the widget `name` to a resolved value before it is drawn."""
    st.session_state[name] = value


def write(values: dict[str, str], defaults: dict[str, str]) -> None:
    """Put the parameters that differ from their default into the address, and only when something changed."""
    state = st.session_state
    state[_SHOWN] = {name: _text(state[name]) for name in PARAMETERS if name in state}
    address = query(values, defaults)
    if address != st.query_params.to_dict():
        st.query_params.from_dict(address)
    state[_WRITTEN] = address


def query(values: dict[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """Return the parameters a link to this view needs."""
    return {name: values[name] for name in PARAMETERS if values.get(name, "") != defaults.get(name, "")}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(str(item) for item in value)
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
