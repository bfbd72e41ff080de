"""The map page's picture before the map: the released classes of the view an address asks for, ready to be drawn.

It is a script with an address of its own, so that the document waits for nothing and a browser keeps it. Lives here:
whether a view has one, its shapes in the picture's units, and what the map's message says of it. Not here: the script
(`charts.first_picture`), the route (`view_api`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

import numpy as np
import shapely

from charts import first_picture as drawing
from data import browser_code, map_files
from equity.breaks import OUTSIDE_CLASS
from geo import framing
from pages.parts import opened_pack
from pages.parts.answering import own_known, view
from pages.parts.asking import address, resolution, selection
from pages.parts.asking.selection import Selection
from pages.parts.showing import map_view
from pages.parts.showing.map_component import base_path
from pages.parts.showing.pieces import pieces

MOST = 1500  # areas: more would make the document heavy
UNITS = 2.0  # of the picture to a pixel of a map of the usual size
PROGRAM = "first_drawing.js"
THIN = 0.6  # units of detail left out


def source(query: Mapping[str, str]) -> str:
    """The address of the picture of the map page's view; "" where it has none.

    It has none of tiles, of very many areas, with a reader's own footprint, and of a pack that is broken or synthetic;
    nor while presenting, which has its own layout.
    """
    state = opened_pack.state()
    if state.faults or state.pack.synthetic or "present" in query:
        return ""
    chosen = resolution.asked_by(query)
    layer = state.pack.manifest["layers"][chosen.area_type].get(chosen.system, {})
    if layer.get("kind") != "geojson" or layer["count"] > MOST or own_known.is_own(chosen.place):
        return ""
    asked = address.query(selection.plain(chosen), selection.landing()) | {"v": browser_code.version()}
    return f"{base_path()}/r/view/{state.pack.digest}/first?{urlencode(asked)}"


def put_into(text: str, query: Mapping[str, str]) -> str:
    """The map page's document with its picture: asked for before all else, drawn as soon as there is a body."""
    found = escape(source(query))
    if not found:
        return text
    text = text.replace("<head>", f'<head><link rel="preload" as="script" fetchpriority="high" href="{found}">', 1)
    return text.replace("</body>", f'<script async src="{found}"></script></body>', 1)


@lru_cache(maxsize=32)
def script(chosen: Selection) -> str:
    """The script that puts the picture of a view into the document."""
    shown, made = view.shown(chosen), pieces(chosen)
    bounds, land = map_view.scope_bounds(chosen), map_view.land_shapes(chosen.system)
    left, top, width, height = framing.mercator_box(bounds)
    scale = UNITS * min(
        (framing.BOX[0] - framing.PADDING[1] - framing.PADDING[3]) / width,
        (framing.BOX[1] - framing.PADDING[0] - framing.PADDING[2]) / height,
    )

    def units(places: np.ndarray) -> np.ndarray:
        return (framing.mercator(places) - (left, top)) * scale

    def seen(box: tuple[float, ...]) -> tuple[float, ...]:
        x, y, wide, high = framing.mercator_box(box)
        return (x - left) * scale, (y - top) * scale, wide * scale, high * scale

    place = _starting_place(shown)
    return drawing.script(
        drawing.FirstPicture(
            head=made.head,
            areas=_areas(shown, units),
            land=drawing.ring_path(_rings(shapely.simplify(shapely.transform(land, units), 2 * THIN))),
            wide=seen(bounds),
            close=seen(place or bounds),
            at_place=bool(place),
            lean=map_view.lean(chosen),
            slider=len(made.map_header.get("planes", {}).get("items", ())) > 1,
            colours=made.map_header["colours"],
            legend=made.map_header["legend"],
            program=_program(),
        )
    )


@lru_cache(maxsize=1)
def _program() -> str:
    """The function of the drawing's file, without the words before it."""
    text = browser_code.sources()[PROGRAM].decode()
    return text[text.index("(shown) =>") :]


def _areas(shown: view.View, units: Callable[[np.ndarray], np.ndarray]) -> dict[int, str]:
    """One path for each class that is drawn."""
    pack, chosen = opened_pack.pack(), shown.selection
    layer = pack.manifest["layers"][chosen.area_type][chosen.system]
    shapes = shapely.transform(map_files.shapes(pack.geography, layer["file"]), units)
    shapes = shapely.coverage_simplify(shapes, THIN)
    codes = [int(code) for code in np.unique(shown.classes) if code != OUTSIDE_CLASS]
    return {code: drawing.ring_path(_rings(shapes[shown.classes == code])) for code in codes}


def _rings(shapes: np.ndarray) -> list[np.ndarray]:
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shapes))]


def _starting_place(shown: view.View) -> tuple[float, ...] | None:
    """Bounds of the place at which a narrow map starts, unless the selected area lies elsewhere."""
    pack, chosen = opened_pack.pack(), shown.selection
    if "place" not in pack.manifest["layers"] or chosen.system not in pack.manifest["layers"]["place"]:
        return None
    places = pack.names("place", chosen.system)
    if chosen.place not in places.position:
        return None
    west, south, east, north = places.bounds[places.position[chosen.place]]
    selected = shown.evidence.selected
    lon, lat = (
        pack.names(chosen.area_type, chosen.system).points[shown.codes.index(selected)] if selected else (west, south)
    )
    return (west, south, east, north) if west <= lon <= east and south <= lat <= north else None
