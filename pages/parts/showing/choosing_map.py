"""The map for sets of areas: shows which areas are in which class, and lets a reader choose areas or draw a shape.

Lives here: what a page says about such a map, its message and its mount. Everything that draws is in `static/map`
(`choosing.mjs`); geometry is fetched by address. Not here: what the reader did (`choosing_events`) or the classes'
looks (`charts.map.area_classes`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from zlib import crc32

import numpy as np
import streamlit as st

from charts.map.area_classes import FIRST, OUTSIDE, PARTLY, AreaClass
from charts.words import level_words
from pages.parts import opened_pack
from pages.parts.showing import choosing_events, map_payload
from pages.parts.showing.map_component import SKELETON, loader
from pages.parts.showing.map_view import OUTLINES

NAME = "health_equity_choosing_map"
MODES = ("show", "choose")
NOT_DRAWN = map_payload.NOT_DRAWN
TURNS = {OUTSIDE: FIRST, FIRST: OUTSIDE, PARTLY: FIRST}


@dataclass(frozen=True)
class Outline:
    """Lines over the areas: every area of a type in the scope, or those of `codes`.

    `style` is one of system, place, neighbourhood, ward, district, county (its line and usual words); `area_type` and
    `words` say otherwise where a page needs another vintage ("ctyua23") or its own words for the legend.
    """

    style: str
    codes: tuple[str, ...] | None = None
    area_type: str = ""
    words: str = ""


@dataclass(frozen=True, eq=False)
class ChoosingMap:
    """Everything one map says.

    Parameters
    ----------
    area_type, scope : str
        A layer of the pack's manifest: "lsoa11", and a system's id or "england".
    classes : numpy.ndarray of uint8, shape (areas of the scope,)
        Class of every area in the scope's code order (`classes_of` makes it); 255 leaves an area out.
    kinds : tuple of AreaClass
        One for every class that may occur, in the order of the legend.
    alt : str
        The map in words.
    mode : {"show", "choose"}
        "choose" adds the tools.
    outlines : tuple of Outline
    emphasis : str
        Id of the place whose outline is the widest; it needs an Outline("place").
    fit : tuple of float or None
        West, south, east, north of the view; None for the whole scope. The camera moves only when it changes.
    turns : mapping of int to int
        What a click makes of a class; a class that is not named cannot be clicked.
    inside : tuple of int
        The classes that count as chosen.
    shape : dict or None
        The reader's shape as it stands now: a GeoJSON Polygon, or {"centre": [lon, lat], "radius_m": metres}.
    noun : str
        What the areas are called when counted; "" for the words of the area type ("LSOAs").
    height : str
        Height of the picture as a CSS length, "" for the usual one.

    Raises
    ------
    ValueError
        If the layer, the mode or an outline is unknown, or a class has no kind.
    """

    area_type: str
    scope: str
    classes: np.ndarray
    kinds: tuple[AreaClass, ...]
    alt: str
    mode: str = "show"
    outlines: tuple[Outline, ...] = (Outline("system"), Outline("county"))
    emphasis: str = ""
    fit: tuple[float, float, float, float] | None = None
    turns: Mapping[int, int] = field(default_factory=lambda: TURNS)
    inside: tuple[int, ...] = (FIRST,)
    shape: dict | None = None
    noun: str = ""
    height: str = ""

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"a choosing map is for {' or '.join(MODES)}, not for {self.mode!r}")
        known = {kind.code for kind in self.kinds} | {NOT_DRAWN}
        unknown = sorted(set(np.unique(self.classes).tolist()) - known)
        if unknown:
            raise ValueError(f"classes {unknown} have no AreaClass")


def layer(area_type: str, scope: str) -> dict:
    """The manifest's layer of an area type in a scope.

    Raises
    ------
    ValueError
        If the pack has no such layer.
    """
    found = opened_pack.pack().manifest["layers"].get(area_type, {}).get(scope)
    if found is None:
        raise ValueError(f"the pack has no map of {area_type} in {scope}")
    return found


def classes_of(area_type: str, scope: str, *, members: Mapping[int, set[str]], other: int = OUTSIDE) -> np.ndarray:
    """One class byte for every area of a scope, in its code order.

    Parameters
    ----------
    members : mapping of int to set of str
        Class code -> codes of the areas in it; a code outside the scope is left out, an area in two classes raises.
    other : int
        Class of the areas nobody names.

    Raises
    ------
    ValueError
        If an area is in two classes, or the pack has no such layer.
    """
    layer(area_type, scope)
    where = opened_pack.pack().names(area_type, scope).position
    classes = np.full(len(where), other, dtype=np.uint8)
    seen: set[str] = set()
    for kind, codes in members.items():
        if twice := sorted(seen & set(codes)):
            raise ValueError(f"{twice[0]} is in two classes")
        seen |= set(codes)
        classes[[where[code] for code in codes if code in where]] = kind
    return classes


def header(shown: ChoosingMap, *, heard: int = 0) -> dict:
    """Return the header of the map's message; `heard` is the number of the last act Python has taken."""
    manifest = opened_pack.pack().manifest
    found = layer(shown.area_type, shown.scope)
    fit = list(shown.fit or manifest["scopes"][shown.scope]["bounds"])
    one, many = level_words(shown.area_type)
    return ({"height": shown.height} if shown.height else {}) | {
        "layer": {key: found[key] for key in ("kind", "file", "names", "count")} | {"area_type": shown.area_type},
        "bounds": found["bounds"],
        "fit": [crc32(f"{shown.scope} {fit}".encode()), fit],
        "colours": {str(kind.code): kind.colour for kind in shown.kinds},
        "legend": {"labels": [kind.words for kind in shown.kinds], "codes": [kind.code for kind in shown.kinds]},
        "kinds": [asdict(kind) for kind in shown.kinds],
        "overlays": [_overlay(outline, shown, place) for place, outline in enumerate(shown.outlines)],
        "emphasis": shown.emphasis,
        "land": manifest["land"].get(shown.scope, {}).get("file", ""),
        "towns": manifest["towns"].get(shown.scope, {}).get("file", ""),
        "selected": -1,
        "alt": shown.alt,
        "mode": shown.mode,
        "turns": {str(code): to for code, to in shown.turns.items()},
        "inside": list(shown.inside),
        "shape": shown.shape,
        "noun": shown.noun or many,
        "words": {"kind": one},
        "heard": heard,
    }


def _overlay(outline: Outline, shown: ChoosingMap, place: int) -> dict:
    usual = {style: (area_type, words) for style, area_type, words in OUTLINES}
    if outline.style not in usual:
        raise ValueError(f"an outline is drawn as one of {', '.join(usual)}, not as {outline.style!r}")
    area_type, words = usual[outline.style]
    area_type = outline.area_type or area_type
    found = layer(area_type, shown.scope)
    overlay = {"id": f"{outline.style}{place}", "style": outline.style, "on": True, "words": outline.words or words}
    if outline.codes is not None:
        codes = opened_pack.pack().names(area_type, shown.scope).codes
        overlay["ids"] = [codes.index(code) for code in outline.codes if code in codes]
    return overlay | {"file": found["file"], "names": found["names"], "labels": outline.style in ("place", "county")}


@cache
def _mount() -> Callable:
    return st.components.v2.component(NAME, html=SKELETON, js=loader("choosing.bundle.mjs"))


def choosing_map(
    shown: ChoosingMap,
    *,
    key: str,
    on_toggled: Callable[[], None] | None = None,
    on_drawn: Callable[[], None] | None = None,
) -> None:
    """Mount the map.

    Parameters
    ----------
    key : str
        Fixed for the page's life, at a fixed place in the page: a moved key is a new map and loses the camera.
    on_toggled, on_drawn : callable, optional
        Called before the rerun after the reader clicked areas or finished a shape. It asks
        `choosing_events.taken(key, codes)` what is new; every act is told exactly once.
    """

    def nothing() -> None:
        """Streamlit names a state only when it has a callback."""

    _mount()(
        key=key,
        data=_message(shown, key),
        on_toggled_change=on_toggled or nothing,
        on_drawn_change=on_drawn or nothing,
    )


def _message(shown: ChoosingMap, key: str) -> bytes:
    """The map's bytes; a rerun that changes nothing gets the very same, stamp and all."""
    head = header(shown, heard=choosing_events.heard(key))
    said = (head, shown.classes.tobytes())
    kept = st.session_state.get(f"_message_of_{key}")
    if kept is None or kept[0] != said:
        kept = st.session_state[f"_message_of_{key}"] = (said, map_payload.encode(head, shown.classes))
    return kept[1]
