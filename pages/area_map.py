"""Where is it worst? The map page: finding, controls, map and card, then the sentence, the table and the sources."""

import streamlit as st

from pages.parts.answering import view
from pages.parts.asking import address, controls, own_choice, place_choice, resolution, selection
from pages.parts.showing import evidence_parts, frame, map_view
from pages.parts.showing.map_component import area_map
from pages.parts.showing.pieces import pieces

defaults = selection.landing()
chosen, notices = resolution.resolved(place_choice.read(defaults))
shown, made = view.shown(chosen), pieces(chosen)
own_choice.settle(chosen)


def choose_area() -> None:
    """A click or a found area in the map."""
    address.ask("area", st.session_state["map"].area or selection.NO_AREA)


def choose_area_beside() -> None:
    """An area chosen by its name in the table, or cleared on the card."""
    address.ask("area", st.session_state["evidence"].area or selection.NO_AREA)


def choose_period() -> None:
    """The slider in the map was let go."""
    address.ask("period", st.session_state["map"].period)


def choose_outlines() -> None:
    """Boundaries were switched in the map."""
    address.ask("outlines", st.session_state["map"].outlines or selection.NO_OUTLINES)


frame.top(made.head, download=made.csv)
controls.control_row(chosen, areas=made.areas)

area_map(
    map_view.payload(made.map_header, shown),
    key="map",
    on_area_change=choose_area,
    on_period_change=choose_period,
    on_outlines_change=choose_outlines,
)
evidence_parts.evidence(
    made.card,
    paragraph=made.paragraph,
    view=made.view,
    selected=shown.evidence.selected,
    on_area_change=choose_area_beside,
)
frame.notices((*notices, *made.refused))

address.write(made.parameters, defaults)
