"""The outline of an own footprint for the map, in the lines that are drawn: a file like those of the pack's footprints.

Lives here: joining the map's own shapes of the members, and the footprint's names file. Not here: real outlines for
files (`own_areas.outline`), addresses (`serving.routes`).
"""

from __future__ import annotations

import json
from functools import lru_cache

import numpy as np
import shapely

from data.maps.map_files import shapes
from geo.assignment import dissolved
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.members import footprints
from pages.parts.answering.own import own_areas, own_known
from pages.parts.asking.possible import ENGLAND

DECIMALS = 4  # of the map's own files
PREFIX, NAMES, SHAPE = "own.", ".names.json", ".json"


def files(key: str) -> dict[str, str]:
    """The two file names a scene gives the map."""
    return {"file": f"{PREFIX}{key}{SHAPE}", "names": f"{PREFIX}{key}{NAMES}"}


def content(name: str) -> bytes | None:
    """What a file name of `files` holds; None where no own footprint is meant."""
    names = name.endswith(NAMES)
    key = own_known.key(name.removeprefix(PREFIX).removesuffix(NAMES if names else SHAPE))
    if not key:
        return None
    return _names(key) if names else _shape(key)


@lru_cache(maxsize=32)
def drawn(key: str) -> shapely.Geometry:
    """The outline in degrees, with the very corners of the areas on the map, so that lines fall on lines."""
    own = own_known.footprint(key)
    found, missing = [], set(own.members)
    for scope in _scopes(own, key):
        codes = opened_pack.pack().names(own.area_type, scope).codes
        here = [place for place, code in enumerate(codes) if code in missing]
        if here:
            layer = opened_pack.pack().manifest["layers"][own.area_type][scope]
            found.append(shapes(opened_pack.pack().geography, layer["file"])[here])
            missing -= {codes[place] for place in here}
        if not missing:
            return dissolved(np.concatenate(found))
    return own_areas.outline(own)


def _scopes(own: OwnFootprint, key: str) -> list[str]:
    """Scopes with shapes of the footprint's areas, those with most of it first, England last."""
    layers = opened_pack.pack().manifest["layers"].get(own.area_type, {})
    drawn_in = [scope for scope, layer in layers.items() if layer["kind"] == "geojson"]
    held = {scope: len(own_known.lsoas(key) & footprints().get(scope, frozenset())) for scope in drawn_in}
    return sorted((s for s in drawn_in if held[s] or s == ENGLAND), key=lambda scope: (-held[scope], scope))


@lru_cache(maxsize=32)
def _shape(key: str) -> bytes:
    rounded = shapely.transform(drawn(key), lambda xy: np.round(xy, DECIMALS))
    feature = {"type": "Feature", "id": 0, "properties": {}, "geometry": json.loads(shapely.to_geojson(rounded))}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, separators=(",", ":")).encode()


@lru_cache(maxsize=32)
def _names(key: str) -> bytes:
    own, shape = own_known.footprint(key), drawn(key)
    point = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    table = {
        "codes": [key],
        "names": [own.name],
        "districts": [""],
        "points": [np.round(point, DECIMALS).tolist()],
        "bounds": [np.round(shape.bounds, DECIMALS).tolist()],
        "valid": [[own.valid_from, own.valid_to]],
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
