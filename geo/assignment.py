"""From a line on the map to a list of areas, by a rule that is said.

Lives here: circles and polygons on the National Grid, and the areas they take in by each rule. Not here: reading drawn
or uploaded shapes (`data.own.own_files`), what becomes of the list (`geo.own`). Everything is in metres, EPSG:27700.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyproj
import shapely

NATIONAL_GRID, DEGREES = 27700, 4326
CIRCLE_STEPS = 64  # corners per quarter: a radius of 10 km is met to half a metre
SMALLEST_SHARE = 1e-6
LARGEST_RADIUS = 200.0  # km


def to_metres(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape in longitude and latitude (EPSG:4326) on the National Grid (EPSG:27700)."""
    return _moved(shape, DEGREES, NATIONAL_GRID)


def to_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape on the National Grid (EPSG:27700) in longitude and latitude (EPSG:4326)."""
    return _moved(shape, NATIONAL_GRID, DEGREES)


def _moved(shape: shapely.Geometry, start: int, end: int) -> shapely.Geometry:
    step = pyproj.Transformer.from_crs(start, end, always_xy=True)
    return shapely.transform(shape, lambda xy: np.column_stack(step.transform(xy[:, 0], xy[:, 1])))


def circle(lon: float, lat: float, *, radius: float) -> shapely.Polygon:
    """A circle on the National Grid.

    Parameters
    ----------
    lon, lat : float
        Centre in degrees.
    radius : float
        In kilometres, above 0 and at most 200.

    Raises
    ------
    ValueError
        Naming what is out of range.
    """
    faults = []
    if not (-9 <= lon <= 3 and 49 <= lat <= 61):
        faults.append(f"the centre {lat}, {lon} is not in Great Britain: give latitude, then longitude, as 52.6, 1.73")
    if not 0 < radius <= LARGEST_RADIUS:
        faults.append(f"a radius of {radius} km is not possible: above 0 and at most {LARGEST_RADIUS:.0f} km")
    if faults:
        raise ValueError("; ".join(faults))
    return to_metres(shapely.Point(lon, lat)).buffer(radius * 1000, quad_segs=CIRCLE_STEPS)


def by_point(shape: shapely.Geometry, codes: Sequence[str], *, points: np.ndarray) -> dict[str, float]:
    """Areas whose point lies in the shape or on its edge, each in whole.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
    codes : sequence of str
    points : array of shape (n, 2)
        One point per code: its population-weighted centroid, or whatever stands for it (the page says which).
    """
    shapely.prepare(shape)
    inside = shapely.intersects(shape, shapely.points(points))
    return {code: 1.0 for code, is_in in zip(codes, inside, strict=True) if is_in}


def by_homes(
    shape: shapely.Geometry,
    owner: Sequence[str] | pd.Categorical,
    *,
    points: np.ndarray,
    homes: np.ndarray | None = None,
) -> dict[str, float]:
    """Areas with homes in the shape, each with the share of them inside.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
    owner : sequence of str, or Categorical
        Code of the area of every postcode, or square of postcodes; a square of none is left out. All of England takes
        a Categorical, which is quick.
    points : array of shape (n, 2)
        Where each is.
    homes : array of shape (n,), optional
        How many postcodes each stands for; one if left out.
    """
    areas = owner if isinstance(owner, pd.Categorical) else pd.Categorical(np.asarray(owner, dtype=object).astype(str))
    west, south, east, north = shape.bounds
    x, y = points[:, 0], points[:, 1]
    near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north) & (areas.codes >= 0))
    shapely.prepare(shape)
    inside = near[shapely.intersects(shape, shapely.points(points[near]))]
    counted = np.ones(len(points)) if homes is None else np.asarray(homes, dtype=float)
    some, known = np.unique(areas.codes[inside]), areas.codes >= 0
    total = np.bincount(areas.codes[known], weights=counted[known], minlength=len(areas.categories))
    there = np.bincount(areas.codes[inside], weights=counted[inside], minlength=len(areas.categories))
    return {str(areas.categories[code]): float(there[code] / total[code]) for code in some}


def by_half(shares: Mapping[str, float]) -> dict[str, float]:
    """Areas with at least half of their homes in the shape, each in whole."""
    return {code: 1.0 for code, part in shares.items() if part >= 0.5}


def by_area(shape: shapely.Geometry, codes: Sequence[str], *, outlines: np.ndarray) -> dict[str, float]:
    """Areas that the shape touches, each with the share of its land inside (people are assumed to live evenly).

    Parameters
    ----------
    shape : Polygon or MultiPolygon
    codes : sequence of str
    outlines : array of Polygon or MultiPolygon
        One per code.
    """
    near = np.flatnonzero(shapely.box(*shape.bounds).intersects(outlines))
    land = shapely.area(outlines[near])
    share = shapely.area(shapely.intersection(outlines[near], shape)) / np.where(land > 0, land, np.inf)
    return {
        codes[place]: 1.0 if part > 1 - SMALLEST_SHARE else float(part)
        for place, part in zip(near, share, strict=True)
        if part > SMALLEST_SHARE
    }


def shares_inside(shapes: np.ndarray, *, outlines: np.ndarray) -> np.ndarray:
    """Share of each shape's own area that lies in areas that do not overlap; the rest is sea or another country.

    Parameters
    ----------
    shapes, outlines : array of Polygon or MultiPolygon
        EPSG:27700.
    """
    shape, outline = shapely.STRtree(outlines).query(shapes, predicate="intersects")
    there = shapely.area(shapely.intersection(shapes[shape], outlines[outline]))
    return np.bincount(shape, weights=there, minlength=len(shapes)) / shapely.area(shapes)


def dissolved(outlines: np.ndarray) -> shapely.Geometry:
    """One outline around areas that fit together without gaps; the inner borders go, real holes stay."""
    whole = shapely.coverage_union_all(outlines)
    return whole if whole.is_valid else shapely.union_all(outlines)  # they overlap: slower, and right
