"""What the component's journeys look at: one map, and a few controls that make trouble for it."""

import streamlit as st

from pages.parts.showing.map_component import area_map
from pages.parts.showing.map_payload import encode
from tests.journeys.component_app.figures import BREAKS, MANIFEST, SCOPE, blank, figures, layer, map_file

COLOURS = {"0": "#080C54", "1": "#186290", "2": "#1F9EB7", "3": "#80C6A3", "4": "#CDE594"}
LABELS = ["Under 60 %", "60 to 70", "70 to 80", "80 to 85", "85 and over"]
STYLES = {"system": "system", "place": "place", "neighbourhood": "neighbourhood", "wd25": "ward", "lad22": "district"}
STYLES |= {"ctyua21": "county"}


def overlays(shown: str) -> list[dict]:
    """Every outline of the scope; `shown` lists those switched on."""
    found = []
    for area_type, style in STYLES.items():
        one = MANIFEST["layers"].get(area_type, {}).get(SCOPE)
        if one:
            codes = map_file(one["names"])["codes"]
            ids = [codes.index(SCOPE)] if style == "system" else [codes.index("pl-gyw")] if style == "place" else None
            more = {"style": style, "on": area_type in shown.split(","), "ids": ids, "labels": True}
            found.append({"id": area_type, "file": one["file"], "names": one["names"]} | more)
    return found


st.set_page_config(layout="wide")
st.html("<style>header{display:none !important}.stMainBlockContainer{padding:24px !important}</style>")
query = st.query_params
areas = query.get("areas", "msoa11")
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
shift = 0
if "trouble" in query:
    shift = st.session_state.setdefault("shift", 0)
    if st.button("Other indicator"):
        st.session_state.shift = shift = shift + 15
    areas = st.radio("Areas", ["msoa11", "lsoa11"], horizontal=True)
    fit = st.session_state.setdefault("fit", 0)
    if st.button("Fit"):
        st.session_state.fit = fit = fit + 1
    if st.button("Rerun"):
        pass
    if not st.checkbox("Show the map", True):
        st.stop()

scope = query.get("scope", SCOPE)
shown = figures(areas, shift) if scope == SCOPE else blank(areas, scope)
names = map_file(layer(areas, scope)["names"])
wanted = st.session_state.get("map", {}).get("area") or query.get("area", "")
selected = names["codes"].index(wanted) if wanted in names["codes"] else -1
row = shown.rows.iloc[selected] if selected >= 0 else None
outlines = st.session_state.get("map", {}).get("outlines")
outlines = query.get("outlines", "system,place,ctyua21") if outlines is None else outlines
header = {
    "layer": layer(areas, scope),
    "bounds": MANIFEST["scopes"][scope]["bounds"],
    "fit": [st.session_state.get("fit", 0), None, 1],  # the coast is in the east
    "colours": COLOURS,
    "legend": {
        "labels": LABELS,
        "unit": "%",
        "breaks": list(BREAKS),
        "dark": "Darker is lower uptake",
        "selected": None if row is None else {"name": row["name"], "value": row.value, "text": f"{row.value:.1f}"},
        "benchmark": {"name": "System", "value": 81.7, "text": "81.7"},
        "keys": [[10, "Suppressed"], [13, "Not ranked: register unreliable"], [11, "No data"]],
    },
    "overlays": overlays(outlines) if scope == SCOPE else [],
    "land": MANIFEST["land"].get(scope, {}).get("file"),
    "towns": MANIFEST["towns"].get(scope, {}).get("file"),
    "selected": selected,
    "emphasis": "pl-gyw",
    "emphasis_text": ["Great Yarmouth and Waveney", "one place, two counties"],
    "view": f"view/demo/values?areas={areas}&period={shift}",
    "alt": "COVID-19 first dose by MSOA in Norfolk and Waveney. Lowest in Yarmouth Parade.",
    "words": {"kind": "MSOA", "decimals": 1, "unit": "%", "people": "people aged 16 and over"},
}
if "periods" in query:
    header["planes"] = {"current": str(shift), "items": [[str(p), f"July {2021 - p // 5}"] for p in (0, 5, 10, 15)]}
if "tabs" in query:
    words, home = st.tabs(["Words", "Map"])
    words.write("Nothing here")
else:
    home = st.columns([836, 376], gap="small")[0] if "wide" in query else st.container()
with home:
    result = area_map(encode(header, shown.classes), key="map")
st.write("Area:", result.area, "Period:", result.period, "Outlines:", result.outlines, "Runs:", st.session_state.runs)
