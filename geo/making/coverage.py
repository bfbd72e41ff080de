"""Polygons that fit together: no overlap, no crack, edges shared between levels.

Lives here: making a published layer a valid coverage, checking it, and building larger areas from it so that every
level has the same edges. All in EPSG:27700, all pure.
Not here: which area belongs to which (`geo.making.hierarchy`), reading and writing (`geo.boundaries`).

A *coverage* is a set of polygons whose neighbours share edges vertex by vertex. The published super-generalised
LSOAs are not one: 162 polygons overlap or miss a neighbour's vertex and 3 are invalid. Creeks and docks of more than
`GAP_WIDTH` metres between two areas are real water and stay open.
"""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

GRID = 1.0  # metres; every vertex is a whole metre, which makes the files a third smaller
CLOSED_GAP = 1.0  # metres; narrower cracks are closed
GAP_WIDTH = 2.0  # metres; the width up to which a crack counts as a fault


class CoverageError(ValueError):
    """Polygons that should fit together and do not; the message counts them and names the first five positions."""


def only_polygons(geometries: np.ndarray) -> np.ndarray:
    """The same geometries without the lines and points of mixed collections."""
    out = np.array(geometries, dtype=object)
    for i in np.flatnonzero(~np.isin(shapely.get_type_id(out), (3, 6))):
        parts = shapely.get_parts(out[i])
        areal = parts[np.isin(shapely.get_type_id(parts), (3, 6))]
        out[i] = shapely.union_all(areal) if areal.size else shapely.Polygon()
    return out


def polygonal(geometries: np.ndarray, method: str = "linework") -> np.ndarray:
    """Valid polygons or multipolygons only; a geometry without any area becomes empty.

    `method` is that of `shapely.make_valid`. "linework" keeps the ground of rings that run over themselves (three
    published LSOAs do); "structure" copes with any input.
    """
    options = {"keep_collapsed": False} if method == "structure" else {}
    return only_polygons(shapely.make_valid(only_polygons(geometries), method=method, **options))


def on_grid(geometries: np.ndarray, grid: float = GRID, *, method: str = "linework") -> np.ndarray:
    """The same polygons with every vertex on a multiple of `grid` metres, made valid again."""
    return polygonal(shapely.transform(geometries, lambda xy: np.round(xy / grid) * grid), method)


def faults(geometries: np.ndarray, gap_width: float = GAP_WIDTH) -> np.ndarray:
    """Positions of polygons that overlap a neighbour, miss one of its vertices or lie along a crack.

    Parameters
    ----------
    geometries : array of Polygon or MultiPolygon
    gap_width : float
        Cracks up to this width in metres are faults; without it a crack of 0.3 m would pass.
    """
    edges = shapely.coverage_invalid_edges(np.asarray(geometries, dtype=object), gap_width=gap_width)
    return np.flatnonzero(shapely.get_num_coordinates(edges) > 0)


def off_grid(geometries: np.ndarray, grid: float = GRID) -> bool:
    """Whether any vertex is not on a multiple of `grid` metres."""
    steps = shapely.get_coordinates(geometries) / grid
    return bool(steps.size) and float(np.abs(steps - np.round(steps)).max()) > 1e-9


def fitted(geometries: np.ndarray, *, grid: float = GRID, method: str = "linework", rounds: int = 6) -> np.ndarray:
    """A valid coverage from polygons that nearly are one: valid, on the grid, cracks closed, none lost.

    Cleaning can place a vertex off the grid and rounding it can open a new crack, so both are repeated until the
    coverage is valid and on the grid.

    Parameters
    ----------
    geometries : array of Polygon or MultiPolygon
    grid : float
        Metres.
    method : str
        How invalid polygons are mended at first, see `polygonal`.
    rounds : int
        How often to try.

    Raises
    ------
    CoverageError
        If a polygon would vanish or the coverage is still not valid after `rounds`.
    """
    out = polygonal(geometries, method)
    for _ in range(rounds):
        out = shapely.coverage_clean(on_grid(out, grid, method=method), gap_width=CLOSED_GAP)
        lost = np.flatnonzero(shapely.is_empty(out) | (shapely.area(out) <= 0))
        if lost.size:
            raise CoverageError(f"{lost.size} polygons would vanish, first at {lost[:5].tolist()}")
        if not faults(out).size and not off_grid(out, grid):
            return shapely.normalize(out)
    raise CoverageError(f"{faults(out).size} polygons do not fit, first at {faults(out)[:5].tolist()}")


def dissolved(polygons: gpd.GeoSeries, codes: pd.Series) -> gpd.GeoDataFrame:
    """Larger areas from a valid coverage, with the edges of the small ones.

    Parameters
    ----------
    polygons : GeoSeries
        A valid coverage.
    codes : Series
        Code of the larger area of each polygon, same index.

    Returns
    -------
    GeoDataFrame
        area_code, geometry; one row per code, sorted.
    """
    frame = gpd.GeoDataFrame({"area_code": codes}, geometry=polygons)
    out = frame.dissolve("area_code", method="coverage", sort=True).reset_index()
    return normalised(out[["area_code", "geometry"]])


def unions(polygons: gpd.GeoSeries, members: pd.DataFrame) -> gpd.GeoDataFrame:
    """One polygon per footprint from a valid coverage; footprints may overlap each other.

    Parameters
    ----------
    polygons : GeoSeries
        A valid coverage, indexed by code.
    members : DataFrame
        Two columns: footprint and code; one row per member.

    Returns
    -------
    GeoDataFrame
        area_code (the footprint), geometry; sorted.
    """
    footprint, code = members.columns[:2]
    groups = members.sort_values([footprint, code]).groupby(footprint, sort=True)[code]
    rows = {name: shapely.coverage_union_all(polygons.loc[list(group)].to_numpy()) for name, group in groups}
    frame = gpd.GeoDataFrame({"area_code": list(rows)}, geometry=list(rows.values()), crs=polygons.crs)
    return normalised(frame)


def normalised(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same polygons, starting points and parts in one fixed order, so that equal input gives equal bytes."""
    geometry = shapely.normalize(frame.geometry.to_numpy())
    return frame.set_geometry(gpd.GeoSeries(geometry, index=frame.index, crs=frame.crs))


def points_inside(polygons: Iterable[shapely.Geometry]) -> np.ndarray:
    """A point that lies inside each polygon, for labels: array of shape (n, 2), metres."""
    return shapely.get_coordinates(shapely.point_on_surface(np.asarray(polygons, dtype=object)))
