"""The URL is the state: parameters read from the address, written back to it, one name for both and the widget keys.

Streamlit's own `bind="query-params"` writes a select box's *label*; a link must carry public codes that outlive wording, so
this module keeps the two in step itself. Lives here: names, reading, writing. Not here: what a value means (`selection`).
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

_WRITTEN = "_address_written"


def read(defaults: dict[str, str]) -> dict[str, str]:
    """Return every parameter, from the address when it is new (first run, pasted link, Back), else from the widgets.

    Parameters
    ----------
    defaults
        Value per parameter that stands when the address does not name it.
    """
    address = st.query_params.to_dict()
    if address != st.session_state.get(_WRITTEN):
        st.session_state[_WRITTEN] = address
        for name in PARAMETERS:
            st.session_state[name] = address.get(name, defaults.get(name, ""))
    return {name: _text(st.session_state.get(name, defaults.get(name, ""))) for name in PARAMETERS}


def write(values: dict[str, str], defaults: dict[str, str]) -> None:
    """Put the parameters that differ from their default into the address, and only when something changed."""
    address = {name: values[name] for name in PARAMETERS if values.get(name, "") != defaults.get(name, "")}
    if address != st.query_params.to_dict():
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def query(values: dict[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """Return the parameters a link to this view needs."""
    return {name: values[name] for name in PARAMETERS if values.get(name, "") != defaults.get(name, "")}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(str(item) for item in value)
    return "" if value is None else str(value)
