"""The land around the areas of a map, so that a border with Wales or Scotland does not look like a coast.

Lives here: one polygon each for England, Wales and Scotland, for drawing only. Pure, EPSG:27700.
Not here: cutting land to a map's frame (`geo.making.drawing`), reading (`geo.making.packages`). Ireland, the Isle of
Man and France are in no installed package and are not drawn.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

DETAIL = 100.0  # metres
UNDERLAP = 3000.0  # metres by which neighbours reach under England, so that no crack opens along the border
CRACK = 250.0  # metres; half the width of cracks between two countries' outlines that are closed
ISLET = 1_000_000.0  # square metres; smaller islands are left out
REACH = 200.0  # metres; output areas are widened by this before they are joined, then narrowed again


def joined(polygons: np.ndarray) -> shapely.Geometry:
    """The outline of many small areas that may not fit exactly: holes and lochs filled, islets left out."""
    corners = {"quad_segs": 1, "join_style": "mitre", "mitre_limit": 1.5}
    wide = shapely.buffer(shapely.simplify(polygons, DETAIL), REACH, **corners)
    narrow = shapely.buffer(shapely.union_all(wide), -REACH, **corners)
    return outline(narrow)


def outline(polygon: shapely.Geometry) -> shapely.Geometry:
    """A country's outline without holes and islets, simplified to `DETAIL`."""
    parts = shapely.get_parts(shapely.simplify(polygon, DETAIL))
    parts = parts[shapely.area(parts) > ISLET]
    return shapely.normalize(shapely.multipolygons(shapely.polygons(shapely.get_exterior_ring(parts))))


def underlapping(neighbour: shapely.Geometry, england: shapely.Geometry) -> shapely.Geometry:
    """A neighbour's land with a strip of England along the border, and the cracks between the two closed."""
    strip = shapely.intersection(shapely.buffer(neighbour, UNDERLAP, quad_segs=1), england)
    both = shapely.union(neighbour, strip)
    corners = {"quad_segs": 1, "join_style": "mitre", "mitre_limit": 1.5}
    return outline(shapely.buffer(shapely.buffer(both, CRACK, **corners), -CRACK, **corners))


def countries(england: shapely.Geometry, wales: shapely.Geometry, *, scotland: np.ndarray) -> gpd.GeoDataFrame:
    """Land of the three countries: area_code (name), geometry.

    Parameters
    ----------
    england, wales : Polygon or MultiPolygon
    scotland : array of Polygon or MultiPolygon
        Output areas.
    """
    neighbours = [underlapping(x, england) for x in (outline(wales), joined(scotland))]
    shapes = np.array([england, *neighbours], dtype=object)
    shapes = shapely.make_valid(shapely.transform(shapes, np.round))
    return gpd.GeoDataFrame({"area_code": ["England", "Wales", "Scotland"]}, geometry=shapes, crs=27700)
