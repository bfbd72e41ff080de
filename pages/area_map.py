"""Where is it worst? The map page: finding, controls, map and card, then the sentence, the table and the sources."""

import streamlit as st

from pages.parts import address, controls, evidence_parts, frame, map_view, selection, view
from pages.parts.map_component import area_map
from pages.parts.pieces import pieces

defaults = selection.landing()
chosen, notices = selection.resolved(address.read(defaults))
shown, made = view.shown(chosen), pieces(chosen)


def choose_area() -> None:
    """A click or a found area in the map writes the Area box's own key."""
    st.session_state["area"] = st.session_state["map"].area or selection.NO_AREA


def choose_area_in_table() -> None:
    """An area chosen by its name in the table."""
    st.session_state["area"] = st.session_state["table"].area or selection.NO_AREA


def choose_period() -> None:
    """The slider in the map writes the Period control's own key."""
    st.session_state["period"] = st.session_state["map"].period


def choose_outlines() -> None:
    """Boundaries switched in the map go to the address."""
    st.session_state["outlines"] = st.session_state["map"].outlines or selection.NO_OUTLINES


def clear_area() -> None:
    """Nothing selected."""
    st.session_state["area"] = selection.NO_AREA


frame.header("Map", download=made.csv)
st.html(made.head)
controls.control_row(chosen, ranked=shown.ranked)
frame.notices(notices)

with st.container(key="view"):
    left, right = st.columns([836, 376], gap="small")
with left:
    area_map(
        map_view.payload(made.map_header, shown),
        key="map",
        on_area_change=choose_area,
        on_period_change=choose_period,
        on_outlines_change=choose_outlines,
    )
with right, st.container(key="card"):
    st.html(made.card)
    st.button("Clear", key="clear", type="tertiary", on_click=clear_area, disabled=not shown.evidence.selected)
    st.html(made.sources)

st.html(made.paragraph)
evidence_parts.table(made.table, selected=shown.evidence.selected, on_area_change=choose_area_in_table)
evidence_parts.method_panel(made.method)

address.write(made.parameters, defaults)
