"""Lines under the points of the small map: the outlines of systems, or of upper-tier authorities near by.

Lives here: reading the pack's own map shapes as rings. Not here: drawing (`charts.similar.point_map`).
"""

from __future__ import annotations

from functools import lru_cache

import shapely

from data.maps.map_files import shapes
from pages.parts import opened_pack
from pages.parts.asking.possible import ENGLAND

UNDER = "ctyua21"
Ring = tuple[tuple[float, float], ...]


@lru_cache(maxsize=2)
def rings(area_type: str = UNDER) -> tuple[Ring, ...]:
    """Outer rings of every area of a type in England, in degrees; none where the pack has no such map."""
    layer = opened_pack.pack().manifest["layers"].get(area_type, {}).get(ENGLAND)
    if layer is None or layer["kind"] != "geojson":
        return ()
    found = shapes(opened_pack.pack().geography, layer["file"])
    parts = shapely.get_parts(found)
    large = parts[shapely.area(parts) > 1e-4]  # a rock in the sea has no place on a small map
    return tuple(tuple(map(tuple, shapely.get_coordinates(shapely.get_exterior_ring(one)).tolist())) for one in large)
