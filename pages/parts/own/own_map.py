"""The map of an own footprint: its areas to click, and lines to draw, in its system, or in England where it crosses.

Lives here: which layer and classes the map gets, and what a click or a drawn line does. Not here: the map itself
(`choosing_map`), what becomes of the areas (`pages.parts.own.own_taking`).
"""

from __future__ import annotations

import json

import numpy as np
import shapely
import streamlit as st

from charts import empty
from charts.map.area_classes import FIRST, PARTLY, footprint_classes
from charts.own.own_summary import OwnSummary, finding
from geo.assignment import circle, to_degrees
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.own import own_taking, own_work
from pages.parts.showing import choosing_events
from pages.parts.showing.choosing_events import Circle, Polygon
from pages.parts.showing.choosing_map import ChoosingMap, Outline, choosing_map, classes_of

KEY = "own_map"
MARGIN = 0.3  # of a footprint's own size, on every side: who lives next to it
OUTLINES = (Outline("system"), Outline("county"))


def own_map(own: OwnFootprint, shown: OwnSummary, *, chosen: Selection, near: OwnFootprint, below: int) -> None:
    """Draw the map of a footprint, or say why there is none.

    Parameters
    ----------
    near
        The footprint that was begun with: the camera looks there and stays while areas come and go.
    below
        How many pixels stand above the picture on a wide screen: it takes what is left.
    """
    drawn = map_of(own, shown, chosen=chosen, near=near, height=f"clamp(280px, calc(100vh - {below}px), 480px)")
    if drawn is None:
        st.html(empty.empty_box("No map", f"{no_map(own)}: use the lists."))
        return
    choosing_map(drawn, key=KEY, on_toggled=_told, on_drawn=_told)


def no_map(own: OwnFootprint) -> str:
    """Why a footprint has no map, without the full stop."""
    return f"This pack has no map of {own_areas.type_words(own.area_type)}"


def map_of(
    own: OwnFootprint, shown: OwnSummary, *, chosen: Selection, near: OwnFootprint, height: str = ""
) -> ChoosingMap | None:
    """What the map of a footprint says; None where the pack has no map of such areas."""
    scope = _scope(own, shown, chosen)
    if not scope:
        return None
    whole = {code for code, share in own.weights.items() if share == 1}
    partly = "Partly in it" if own.shares else ""
    return ChoosingMap(
        own.area_type,
        scope,
        classes_of(own.area_type, scope, members={FIRST: whole, PARTLY: set(own.members) - whole}),
        kinds=footprint_classes("In the footprint", "Not in it", partly=partly),
        alt=f"Map of {finding(shown)}",
        mode="choose",
        outlines=OUTLINES,
        fit=_fit(shown) if scope == ENGLAND else _around(near, scope),
        inside=(FIRST, PARTLY) if partly else (FIRST,),
        noun=own_areas.type_words(own.area_type),
        height=height,
    )


def _scope(own: OwnFootprint, shown: OwnSummary, chosen: Selection) -> str:
    """The footprint's system if the pack has a map of its areas; England where it lies in several; "" for no map."""
    layers = opened_pack.pack().manifest["layers"].get(own.area_type, {})
    held = [row.code for row in shown.systems]
    wanted = [*(held if len(held) == 1 else [ENGLAND] if held else []), chosen.system, ENGLAND]
    return next((one for one in wanted if one in layers), "")


def _around(near: OwnFootprint, scope: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north of a footprint with its neighbours, inside the map's bounds; None without members."""
    pack = opened_pack.pack()
    if scope not in pack.manifest["layers"].get(near.area_type, {}):
        return None
    names = pack.names(near.area_type, scope)
    places = [names.position[code] for code in near.members if code in names.position]
    if not places or len(places) < len(near.members):
        return None
    bounds = np.asarray(names.bounds, dtype=float)[places]
    low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    room = MARGIN * (high - low)
    edges = np.asarray(pack.manifest["scopes"][scope]["bounds"], dtype=float)
    return (*np.maximum(low - room, edges[:2]).tolist(), *np.minimum(high + room, edges[2:]).tolist())


def _fit(shown: OwnSummary) -> tuple[float, float, float, float] | None:
    """Where the camera looks on a map of England: the systems in which the footprint lies, each whole."""
    scopes = opened_pack.pack().manifest["scopes"]
    bounds = [scopes[row.code]["bounds"] for row in shown.systems if row.code in scopes]
    if not bounds:
        return None
    wests, souths, easts, norths = zip(*bounds, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _told() -> None:
    """The reader clicked areas, or finished a line."""
    work = own_work.work()
    acts = choosing_events.taken(KEY, own_areas.types()[work.present.area_type])
    if acts.toggled:
        own_work.put(work, work.present.with_added(acts.added).without(acts.removed))
        own_work.said(f"{len(acts.added):,} added, {len(acts.removed):,} removed on the map.")
    for shape in acts.drawn:
        own_taking.take_drawn(_geojson(shape), how=shape.how)


def _geojson(shape: Circle | Polygon) -> str:
    if isinstance(shape, Circle):
        made = to_degrees(circle(shape.lon, shape.lat, radius=shape.radius_m / 1000))
        return str(shapely.to_geojson(made))
    return json.dumps(choosing_events.document_of(shape))
