"""The message to the map component: a view in the words of the wire format.

Lives here: layer, colours, legend and addresses of one view; and its scene (outlines, land, names), which changes only
with system, place and date, so that the browser fetches it once instead of at every rerun. Not here: the format
(`map_payload`) or any number (`view`).
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode
from zlib import crc32

import numpy as np
import streamlit as st

from charts import sentences
from charts.evidence import Evidence
from charts.map import legend
from charts.words import level_words, number_text, period_words
from data.maps import map_files
from data.schema import FOOTPRINT_TYPES
from geo import framing
from pages.parts import opened_pack
from pages.parts.answering.members import COUNTY_TYPE
from pages.parts.answering.own import own_known, own_outline
from pages.parts.answering.view import View
from pages.parts.asking import address
from pages.parts.asking import selection as chosen
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.programmes import on_map
from pages.parts.showing import map_payload

# Outlines a reader can switch: id, area type, words.
OUTLINES = (
    ("system", "system", "System"),
    ("place", "place", "Places"),
    ("neighbourhood", "neighbourhood", "Neighbourhoods"),
    ("ward", "wd25", "Wards, May 2025 (approximate, from postcodes)"),
    ("district", "lad22", "Districts"),
    ("county", COUNTY_TYPE, "Counties"),
)
_MESSAGE = "_map_message"
SCENE = ("system", "place", "own", "date", "outlines", "inside")


def payload(header: dict, shown: View) -> bytes:
    """Return the bytes the map component receives for a view: its header, stamped now, and its classes.

    A rerun that changes nothing gets the very same bytes, stamp and all: the browser has them, a hash travels.
    """
    kept = st.session_state.get(_MESSAGE)
    if kept is None or kept[0] != shown.selection:
        kept = st.session_state[_MESSAGE] = (shown.selection, map_payload.encode(header, shown.classes))
    return kept[1]


def header(shown: View) -> dict:
    """Return the header of a view's message."""
    selection, evidence = shown.selection, shown.evidence
    manifest = opened_pack.pack().manifest
    layer = manifest["layers"][selection.area_type][selection.system]
    return {
        "layer": {key: layer[key] for key in ("kind", "file", "names", "count")} | {"area_type": selection.area_type},
        "bounds": layer["bounds"],
        "scene": scene_address(selection),
        "colours": legend.legend_colours(evidence),
        "legend": _legend(evidence),
        "selected": shown.codes.index(evidence.selected) if evidence.selected else -1,
        "view": _view_address(shown),
        **_planes(shown),
        "alt": sentences.alt_text(evidence),
        "words": {"kind": level_words(selection.area_type)[0]},
    }


def scene(selection: Selection) -> dict:
    """Return what stands around the areas whatever is measured: outlines, land, towns, and where the camera goes."""
    manifest = opened_pack.pack().manifest
    return {
        "fit": _fit(selection),
        "overlays": _overlays(selection, manifest),
        "land": manifest["land"].get(selection.system, {}).get("file", ""),
        "towns": manifest["towns"].get(selection.system, {}).get("file", ""),
        "emphasis": selection.place,
    }


def scene_address(selection: Selection) -> str:
    """Return the address of a selection's scene, below `/r/`."""
    values, defaults = selection.parameters() | _exact(selection), chosen.landing()
    query = urlencode({name: values[name] for name in SCENE if values[name] != defaults[name]})
    return f"view/{opened_pack.pack().digest}/scene?{query}{on_map.stamp()}"


def _exact(selection: Selection) -> dict[str, str]:
    """An own footprint kept with the pack by its key, not its id: what is answered is kept by browsers for ever."""
    own = own_known.is_own(selection.place)
    return {"place": selection.place} if own and "place" in own_known.parameters(selection.place) else {}


def view_query(shown: View) -> str:
    """The query of the routes that answer for this view; what does not change the rows is left out."""
    parameters = chosen.plain(shown.selection) | {"area": "", "outlines": "", "period": shown.selection.period}
    return urlencode(address.query(parameters | _exact(shown.selection), chosen.landing()))


def _legend(evidence: Evidence) -> dict:
    """The legend's parts; the component writes name and number side by side and counts the areas itself."""
    parts = legend.legend(evidence)
    for marker in (parts["selected"], parts["benchmark"]):
        if marker is not None:
            marker["text"] = number_text(marker["value"], evidence.measure.decimals)
    del parts["colours"]  # the header has them
    return parts | {"keys": [[code, words.rsplit(" (", 1)[0]] for code, words in parts["keys"]]}


def _view_address(shown: View) -> str:
    return f"view/{opened_pack.pack().digest}/values?{view_query(shown)}"


def _fit(selection: Selection) -> list:
    """Where the camera goes when system or place change, and to which side it leans; on narrow screens the place."""
    return [crc32(f"{selection.system} {selection.inside}".encode()), scope_bounds(selection), lean(selection)]


def scope_bounds(selection: Selection) -> list[float]:
    """West, south, east, north of what a wide map shows."""
    return opened_pack.pack().manifest["scopes"][selection.system]["bounds"]


def lean(selection: Selection) -> int:
    """To which side a wide map leans: where there is most sea for names."""
    return _lean(selection.system)


@lru_cache(maxsize=64)
def _lean(system: str) -> int:
    bounds = opened_pack.pack().manifest["scopes"][system]["bounds"]
    return framing.lean(bounds, land_shapes(system))


def land_shapes(system: str) -> np.ndarray:
    """The land in and around a system (EPSG:4326); none where the pack has none."""
    pack = opened_pack.pack()
    file = pack.manifest["land"].get(system, {}).get("file")
    return map_files.shapes(pack.geography, file) if file else np.array([], dtype=object)


def _overlays(selection: Selection, manifest: dict) -> list[dict]:
    usual = "place" if selection.system == ENGLAND else "system,place,county"
    on = set((selection.outlines or usual).split(","))
    found = []
    for name, area_type, words in OUTLINES:
        layer = manifest["layers"].get(area_type, {}).get(selection.system)
        own = name == "place" and own_known.is_own(selection.place)
        if own:
            layer = {"kind": "geojson"} | own_outline.files(selection.place)
        if layer is None or layer["kind"] == "tiles":
            continue
        overlay = {
            "id": name,
            "file": layer["file"],
            "names": layer["names"],
            "style": name,
            "on": name in on,
            "words": words,
        }
        if area_type in FOOTPRINT_TYPES and not own:
            overlay["ids"] = _valid_positions(selection, area_type)
        found.append(overlay | {"labels": name in ("place", "neighbourhood", "county")})
    return found + on_map.overlays(selection, on=on_map.STYLE in on)


def _valid_positions(selection: Selection, area_type: str) -> list[int]:
    """Positions of the footprints of a type that are valid on the date; of places only the chosen one is outlined."""
    registry = opened_pack.registry()
    codes = opened_pack.pack().names(area_type, selection.system).codes
    if area_type == "place" and selection.place in codes:
        return [codes.index(selection.place)]
    valid = [registry[code].valid_on(selection.date) and not registry[code].kind for code in codes]
    return [position for position, wanted in enumerate(valid) if wanted]


def _planes(shown: View) -> dict:
    """Periods that share this geometry; the map steps through them without a rerun."""
    if len(shown.periods) < 2:
        return {}
    items = [[period, period_words(period)] for period in shown.periods]
    return {"planes": {"current": shown.selection.period, "items": items}}
