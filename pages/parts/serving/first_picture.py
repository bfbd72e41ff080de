"""The map page's picture before the map: the released classes of the view an address asks for, ready to be drawn.

It is a script with an address of its own, so that the document waits for nothing and a browser keeps it. Lives here:
whether a view has one, which of the map's files it is drawn from, and what the map's message says of it. Not here: the
script (`charts.map.first_picture`), the route (`view_api`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from charts.map import first_picture as drawing
from data import browser_code
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.answering.own import own_known
from pages.parts.asking import address, resolution, selection
from pages.parts.asking.selection import Selection
from pages.parts.showing import map_view
from pages.parts.showing.map_component import base_path
from pages.parts.showing.pieces import pieces

MOST = 1500  # areas: more would make the document heavy
PROGRAM = "first_drawing.js"


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
    said = drawing.said(resolution.resolved(address.named(query, selection.landing()))[1])
    told = f"<script>heNotices={json.dumps(said)}</script>".replace("</p", "<\\/p") if said else ""
    return text.replace("</body>", f'{told}<script async src="{found}"></script></body>', 1)


@lru_cache(maxsize=32)
def script(chosen: Selection) -> str:
    """The script that puts the picture of a view into the document."""
    shown, made, manifest = view.shown(chosen), pieces(chosen), opened_pack.pack().manifest
    bounds, place = map_view.scope_bounds(chosen), _starting_place(shown)
    files = (manifest["layers"][chosen.area_type][chosen.system], manifest["land"].get(chosen.system, {}))
    areas, land = (f"{base_path()}/r/map/{one['file']}" if one else "" for one in files)
    return drawing.script(
        drawing.FirstPicture(
            head=made.head,
            codes=shown.classes.tolist(),
            areas=areas,
            land=land,
            wide=tuple(bounds),
            close=place or tuple(bounds),
            at_place=bool(place),
            lean=map_view.lean(chosen),
            slider=len(made.map_header.get("planes", {}).get("items", ())) > 1,
            colours=made.map_header["colours"],
            legend=made.map_header["legend"],
            program=_program(),
            notices=made.refused,
        )
    )


@lru_cache(maxsize=1)
def _program() -> str:
    """The function of the drawing's file, without the words before it."""
    text = browser_code.sources()[PROGRAM].decode()
    return text[text.index("(shown) =>") :]


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
