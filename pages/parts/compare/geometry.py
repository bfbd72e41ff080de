"""Shapes of the areas in view in pixels, for the small map: from the files the large map is drawn from.

Lives here: projection, fitting and thinning of shapes. Not here: drawing (`charts.compare.locator`), the files
(`data.maps.map_files`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely

from charts.compare.compared import MOST_DRAWN
from charts.compare.locator import Shapes
from data.maps.map_files import shapes as read_shapes
from data.schema import FOOTPRINT_TYPES
from pages.parts import opened_pack

WIDTH, HEIGHT, EDGE = 376.0, 228.0, 6.0
AROUND = ("rgn", "ctry", "system")  # what is drawn of England where areas are dots
LAND = "lad22"  # land around footprints, which leave most of a system out
ROOM = 18.0  # pixels an area is wide and high before a mark stands in it
THIN = 0.35  # pixels of detail left out


@lru_cache(maxsize=32)
def shapes(area_type: str, scope: str, *, codes: tuple[str, ...]) -> Shapes:
    """Shapes of the codes, or points where they are too many to draw, fitted to what is in view."""
    pack = opened_pack.pack()
    names, layer = pack.names(area_type, scope), pack.manifest["layers"][area_type][scope]
    wanted = [names.position[code] for code in codes if code in names.position]
    if not wanted:
        return Shapes((WIDTH, HEIGHT), {}, {})
    points = np.array(names.points)
    if layer["kind"] != "geojson" or len(wanted) > MOST_DRAWN:
        around = next(pack.manifest["layers"][kind][scope] for kind in AROUND if scope in pack.manifest["layers"][kind])
        land = read_shapes(pack.geography, around["file"])
        fit = _Fit(shapely.total_bounds(land))
        return Shapes(fit.size, {}, _points(names.codes, points, wanted, fit), outline=fit.outline(land))
    drawn = read_shapes(pack.geography, layer["file"])
    fit = _Fit(shapely.total_bounds(drawn[wanted]))
    thinned = shapely.coverage_simplify(fit.pixels(drawn[wanted]), THIN)
    paths = {names.codes[place]: path_of(one) for place, one in zip(wanted, thinned, strict=True)}
    rest = _around(area_type, scope, np.delete(drawn, wanted))
    near = rest[shapely.intersects(rest, shapely.box(*fit.seen))] if len(rest) else rest
    bounds = shapely.bounds(thinned)
    wide = np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) >= ROOM
    roomy = frozenset(names.codes[place] for place, one in zip(wanted, wide, strict=True) if one)
    placed = _points(names.codes, points, wanted, fit)
    return Shapes(fit.size, paths, placed, roomy, fit.outline(near))


def _around(area_type: str, scope: str, others: np.ndarray) -> np.ndarray:
    """What lies around the areas in view: the others of the scope; around footprints the districts."""
    layer = opened_pack.pack().manifest["layers"].get(LAND, {}).get(scope)
    if area_type not in FOOTPRINT_TYPES or layer is None or layer["kind"] != "geojson":
        return others
    return read_shapes(opened_pack.pack().geography, layer["file"])


def _points(codes: list[str], points: np.ndarray, wanted: list[int], fit: _Fit) -> dict[str, tuple[float, float]]:
    placed = fit.places(points[wanted])
    return {codes[place]: (float(x), float(y)) for place, (x, y) in zip(wanted, placed, strict=True)}


class _Fit:
    """From degrees to pixels of a drawing that holds the bounds; a degree of longitude is shortened by the latitude."""

    def __init__(self, bounds: np.ndarray) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.across = np.cos(np.radians((self.south + self.north) / 2))
        wide = (self.east - self.west) * self.across
        tall = self.north - self.south
        room = HEIGHT - 2 * EDGE
        self.scale = min((WIDTH - 2 * EDGE) / max(wide, 1e-9), room / max(tall, 1e-9))
        self.left = (WIDTH - wide * self.scale) / 2
        self.top = (HEIGHT - tall * self.scale) / 2
        self.size = (WIDTH, HEIGHT)

    @property
    def seen(self) -> tuple[float, float, float, float]:
        """Degrees at the edges of the drawing."""
        x, y = self.left / self.scale / self.across, self.top / self.scale
        return self.west - x, self.south - y, self.east + x, self.north + y

    def places(self, points: np.ndarray) -> np.ndarray:
        x = self.left + (points[:, 0] - self.west) * self.across * self.scale
        y = self.top + (self.north - points[:, 1]) * self.scale
        return np.column_stack([x, y])

    def pixels(self, found: np.ndarray) -> np.ndarray:
        return shapely.transform(found, self.places)

    def outline(self, found: np.ndarray) -> str:
        return "".join(map(path_of, shapely.simplify(self.pixels(found), 2 * THIN))) if len(found) else ""


def path_of(shape: shapely.Geometry) -> str:
    """The SVG path of a shape in pixels; but for the largest, parts smaller than a square pixel are left out."""
    parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    kept = [part for place, part in enumerate(parts) if place == 0 or shapely.area(part) >= 1]
    rings = [ring for part in kept for ring in (part.exterior, *part.interiors)]
    drawn = []
    for ring in rings:
        xy = np.round(shapely.get_coordinates(ring)[:-1], 1)
        drawn.append("M" + "L".join(f"{x:g},{y:g}" for x, y in xy) + "Z")
    return "".join(drawn)
