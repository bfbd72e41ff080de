"""What a reader did in a choosing map: areas clicked, shapes drawn, each told exactly once.

Lives here: reading the map's state, its check at the door, and which acts are new. The map repeats every act until
Python has heard of it, so none is lost when two come at once, and each carries a rising number, so none counts twice.
Not here: the map (`choosing_map`) or what a page makes of an act.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import streamlit as st

MOST_POINTS = 2000
LARGEST_RADIUS = 300_000.0  # metres: from one end of England to the middle
HOWS = ("add", "remove", "replace")  # what a drawn shape does to the areas inside
WEST, SOUTH, EAST, NORTH = -15.0, 45.0, 10.0, 65.0  # a generous box about the British Isles


@dataclass(frozen=True)
class Circle:
    """A drawn circle: centre in degrees (EPSG:4326), radius in metres on the ground."""

    lon: float
    lat: float
    radius_m: float
    how: str = HOWS[0]


@dataclass(frozen=True)
class Polygon:
    """A drawn polygon: (longitude, latitude) corners in EPSG:4326, first = last. It may cross itself."""

    ring: tuple[tuple[float, float], ...]
    how: str = HOWS[0]


@dataclass(frozen=True)
class Acts:
    """What is new since it was last asked: codes added and removed by clicks, and shapes, oldest first.

    An area clicked twice is in neither `added` nor `removed` unless its end differs from its beginning.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    drawn: tuple[Circle | Polygon, ...] = ()

    @property
    def toggled(self) -> tuple[str, ...]:
        """Codes of all areas whose membership changes."""
        return self.added + self.removed


def heard(key: str) -> int:
    """The number of the last act taken from the map with this key; 0 before the first."""
    return st.session_state.get(f"_heard_from_{key}", 0)


def taken(key: str, codes: Collection[str]) -> Acts:
    """Return what the reader newly did in the map with this key, and remember that it has been told.

    Parameters
    ----------
    codes : collection of str
        Areas that may be clicked; any other code is dropped, as is anything that is not in the map's own form.
    """
    state = st.session_state.get(key) or {}
    before = heard(key)
    clicks, shapes = ([act for act in _acts(state, name) if act[0] > before] for name in ("toggled", "drawn"))
    st.session_state[f"_heard_from_{key}"] = max([before, *(number for number, _ in clicks + shapes)])
    allowed = frozenset(codes)
    first: dict[str, bool] = {}
    last: dict[str, bool] = {}
    for code, inside in (click for _, click in clicks if click is not None and click[0] in allowed):
        first.setdefault(code, inside)
        last[code] = inside
    changed = [code for code, inside in last.items() if inside == first[code]]
    return Acts(
        added=tuple(code for code in changed if last[code]),
        removed=tuple(code for code in changed if not last[code]),
        drawn=tuple(shape for _, shape in shapes if shape is not None),
    )


def _acts(state: object, name: str) -> list[tuple[int, tuple[str, bool] | Circle | Polygon | None]]:
    """Number and meaning of the acts of one kind in the order they were done; None for a wrong form."""
    value = getattr(state, name, None)
    items = value if isinstance(value, list) else []
    found = [(_number(item), _meaning(item, name)) for item in items if isinstance(item, dict)]
    return sorted((act for act in found if act[0]), key=lambda act: act[0])


def _number(item: dict) -> int:
    number = item.get("n")
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else 0


def _meaning(item: dict, name: str) -> tuple[str, bool] | Circle | Polygon | None:
    if name == "drawn":
        shape, how = shape_of(item.get("shape")), item.get("how")
        return replace(shape, how=how) if shape and how in HOWS else shape
    code, inside = item.get("code"), item.get("inside")
    return (code, inside) if isinstance(code, str) and isinstance(inside, bool) else None


def shape_of(document: object) -> Circle | Polygon | None:
    """The shape of a document ({"centre", "radius_m"} or a GeoJSON Polygon of one ring), None if it is none."""
    if not isinstance(document, dict):
        return None
    if "centre" in document:
        centre, radius = _point(document["centre"]), document.get("radius_m")
        fine = centre is not None and _is_number(radius) and 0 < radius <= LARGEST_RADIUS
        return Circle(*centre, float(radius)) if fine else None
    rings = document.get("coordinates")
    if document.get("type") != "Polygon" or not isinstance(rings, list) or len(rings) != 1:
        return None
    ring = rings[0] if isinstance(rings[0], list) else []
    points = [_point(point) for point in ring[: MOST_POINTS + 1]]
    fine = 4 <= len(points) <= MOST_POINTS and None not in points and points[0] == points[-1]
    return Polygon(tuple(points)) if fine else None


def document_of(shape: Circle | Polygon) -> dict:
    """A shape as the map takes it back (`ChoosingMap.shape`): the inverse of `shape_of`."""
    if isinstance(shape, Circle):
        return {"centre": [shape.lon, shape.lat], "radius_m": shape.radius_m}
    return {"type": "Polygon", "coordinates": [[list(point) for point in shape.ring]]}


def _point(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(_is_number(one) for one in value):
        return None
    lon, lat = (float(one) for one in value)
    return (lon, lat) if WEST <= lon <= EAST and SOUTH <= lat <= NORTH else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
