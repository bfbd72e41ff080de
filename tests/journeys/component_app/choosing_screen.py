"""What the journeys of the map for sets of areas look at: the map, and what Python was told, act by act."""

import json

import streamlit as st

from charts.map.area_classes import footprint_classes, two_set_classes
from pages.parts import opened_pack
from pages.parts.showing import choosing_events
from pages.parts.showing.choosing_map import ChoosingMap, Outline, choosing_map, classes_of

SYSTEM, PLACE = "sys-nw-icb", "pl-gyw"


def lsoas(footprint: str) -> set[str]:
    """LSOAs of a footprint in the pack's lookup."""
    rows = opened_pack.pack().lookup("footprint_lsoa11")
    return set(rows.loc[rows.footprint_id == footprint, "lsoa11cd"])


def told() -> None:
    """Take what is new; the log shows whether anything came twice."""
    acts = choosing_events.taken("map", opened_pack.pack().names("lsoa11", SYSTEM).codes)
    st.session_state.log += [f"+{code}" for code in acts.added] + [f"-{code}" for code in acts.removed]
    st.session_state.chosen = (st.session_state.chosen | set(acts.added)) - set(acts.removed)
    for shape in acts.drawn:
        st.session_state.shape = choosing_events.document_of(shape)
        st.session_state.log.append(json.dumps(st.session_state.shape))


st.set_page_config(layout="wide")
st.html("<style>header{display:none !important}.stMainBlockContainer{padding:24px !important}</style>")
query = st.query_params
scope = query.get("scope", SYSTEM)
state = st.session_state
for name, start in {"runs": 0, "log": [], "chosen": lsoas(PLACE), "shape": None}.items():
    state.setdefault(name, start)
state.runs += 1
st.button("Rerun")
if query.get("mode") == "choose":
    members, kinds = {1: state.chosen}, footprint_classes("In the footprint", "Not in the footprint", partly="In part")
else:
    # The place against two of the districts it cuts: real areas in every class.
    names = opened_pack.pack().names("lsoa11", scope)
    east = {code for code, name in zip(names.codes, names.names, strict=True) if name.startswith(("Great Y", "Broadl"))}
    place = lsoas(PLACE)
    members = {1: place - east, 2: east - place, 3: place & east}
    kinds = two_set_classes(
        "In the place only", "In the districts only", both="In both", neither="In neither", partly="In part"
    )
shown = ChoosingMap(
    "lsoa11",
    scope,
    classes_of("lsoa11", scope, members=members),
    kinds,
    alt="LSOAs of Norfolk and Waveney in or out of a footprint.",
    mode=query.get("mode", "show"),
    outlines=(Outline("system", (SYSTEM,)), Outline("county"), Outline("place", (PLACE,))),
    emphasis=PLACE,
    shape=state.shape,
)
home = st.columns([836, 376], gap="small")[0] if "wide" in query else st.container()
with home:
    choosing_map(shown, key="map", on_toggled=told, on_drawn=told)
st.write("Runs:", state.runs, "Chosen:", len(state.chosen))
st.text(f"Acts: {len(state.log)}")
st.code("\n".join(state.log) or "nothing", language=None)
