"""Where is it worst? The map page: finding, controls, map and card, then the sentence, the table and the sources."""

import streamlit as st

from charts import card, head, sentences, source_line
from pages.parts import address, controls, evidence_parts, frame, map_view, opened_pack, selection, view
from pages.parts.map_component import area_map

pack, registry = opened_pack.pack(), opened_pack.registry()
defaults = selection.landing(pack)
chosen, notices = selection.resolved(address.read(defaults), pack, registry)
shown = view.shown(chosen)
evidence = shown.evidence


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
    st.session_state["outlines"] = st.session_state["map"].outlines


def clear_area() -> None:
    """Nothing selected."""
    st.session_state["area"] = selection.NO_AREA


frame.header("Map", download=evidence_parts.csv_address(shown))
st.html(head.head(evidence))
controls.control_row(chosen, pack, registry, ranked=shown.ranked)
frame.notices(notices)

with st.container(key="view"):
    left, right = st.columns([836, 376], gap="small")
with left:
    area_map(
        map_view.payload(shown),
        key="map",
        on_area_change=choose_area,
        on_period_change=choose_period,
        on_outlines_change=choose_outlines,
    )
with right, st.container(key="card"):
    st.html(card.card(evidence))
    st.button("Clear", key="clear", type="tertiary", on_click=clear_area, disabled=not evidence.selected)
    st.html(source_line.source_line(evidence.sources, method_href="#method"))

st.html(f'<p class="he-paragraph">{sentences.paragraph(evidence)}</p>')
evidence_parts.table(shown, on_area_change=choose_area_in_table)
evidence_parts.method_panel(shown)

address.write(chosen.parameters(), defaults)
