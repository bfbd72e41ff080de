"""Polygons and names in the form the browser gets: short, ordered, rounded.

Lives here: GeoJSON text with integer ids, names files, bounds, land around a scope. Pure: text in memory only.
Not here: compressing, naming and writing files (`geo.display`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

DECIMALS = 4  # about 10 m: the published edges are generalised to far more


def compact(value: object) -> str:
    """JSON without spaces, not escaped, always in the same order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def rounded(polygons: np.ndarray, decimals: int) -> np.ndarray:
    """Polygons in degrees with rounded coordinates and no repeated points; none becomes empty.

    Parts and holes that would shrink to a line are dropped; an area that has nothing else keeps its exact shape.
    """
    out = shapely.transform(polygons, lambda xy: np.round(xy, decimals))
    parts, owner = shapely.get_parts(out, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    shrunk = shapely.area(shapely.polygons(rings)) == 0
    for i in np.unique(owner[part[shrunk]]):
        out[i] = without_lines(out[i]) or polygons[i]
    return shapely.remove_repeated_points(out)


def without_lines(polygon: shapely.Geometry) -> shapely.Geometry | None:
    """A polygon without the parts and holes that have no area; None if nothing is left."""
    kept = []
    for part in shapely.get_parts(polygon):
        outer, *holes = shapely.polygons(shapely.get_rings(part))
        if outer.area > 0:
            kept.append(shapely.Polygon(outer.exterior, [hole.exterior for hole in holes if hole.area > 0]))
    if not kept:
        return None
    return shapely.multipolygons(kept) if len(kept) > 1 else kept[0]


def edges(polygon: shapely.Geometry) -> set[tuple[float, float, float, float]]:
    """Edges of a polygon in the direction it runs along them: x, y of the start, x, y of the end."""
    out: set[tuple[float, float, float, float]] = set()
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        points = shapely.get_coordinates(ring)
        out.update(map(tuple, np.hstack([points[:-1], points[1:]]).tolist()))
    return out


def aligned(polygons: np.ndarray) -> np.ndarray:
    """The same polygons, some turned round, so that neighbours run along a shared edge in the same direction.

    A compressor then sees the edge twice: about a fifth fewer bytes. Rings of one polygon turn together, so holes stay
    holes; map libraries turn rings as they need them.
    """
    seen: set[tuple[float, float, float, float]] = set()
    out = np.array(polygons, dtype=object)
    for i, polygon in enumerate(out):
        forward = edges(polygon)
        backward = {(x1, y1, x0, y0) for x0, y0, x1, y1 in forward}
        turned = len(backward & seen) > len(forward & seen)
        out[i] = shapely.reverse(polygon) if turned else polygon
        seen |= backward if turned else forward
    return out


def feature_collection(polygons: np.ndarray) -> str:
    """GeoJSON of polygons in degrees; the id of a feature is its position, properties are empty."""
    texts = shapely.to_geojson(polygons)
    features = ",".join(
        f'{{"type":"Feature","id":{i},"properties":{{}},"geometry":{text}}}' for i, text in enumerate(texts)
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'


def feature_lines(polygons: np.ndarray) -> str:
    """The same features one per line, as the tile builder wants them."""
    texts = shapely.to_geojson(polygons)
    lines = (f'{{"type":"Feature","id":{i},"properties":{{}},"geometry":{text}}}\n' for i, text in enumerate(texts))
    return "".join(lines)


def outer_bounds(polygons: np.ndarray, decimals: int) -> np.ndarray:
    """West, south, east, north of each polygon, rounded outward: array of shape (n, 4)."""
    bounds, step = shapely.bounds(polygons), 10.0**decimals
    outward = np.hstack([np.floor(bounds[:, :2] * step), np.ceil(bounds[:, 2:] * step)]) / step
    return np.round(outward, decimals)


def names_file(areas: pd.DataFrame, bounds: np.ndarray, *, decimals: int, dated: bool) -> str:
    """Names file of a scope, in the order of the features.

    Parameters
    ----------
    areas : DataFrame
        Rows of areas.parquet in code order.
    bounds : array of shape (n, 4)
    decimals : int
        Of the label points.
    dated : bool
        Whether to add the days of validity (footprints).
    """
    content = {
        "codes": areas["area_code"].tolist(),
        "names": areas["name"].tolist(),
        "districts": areas["district"].tolist(),
        "points": np.round(areas[["lon", "lat"]].to_numpy(), decimals).tolist(),
        "bounds": bounds.tolist(),
    }
    if dated:
        content["valid"] = areas[["valid_from", "valid_to"]].to_numpy().tolist()
    return compact(content)


def padded(bounds: Sequence[float], share: float) -> list[float]:
    """A square-ish frame about bounds (metres): the longer side, and `share` of it more on every side."""
    west, south, east, north = bounds
    half = max(east - west, north - south) * (0.5 + share)
    x, y = (west + east) / 2, (south + north) / 2
    return [x - half, y - half, x + half, y + half]


def land(countries: gpd.GeoSeries, frame: Sequence[float], *, tolerance: float) -> np.ndarray:
    """Land inside a frame, simplified: one polygon or multipolygon per country that has any.

    Simplified land is drawn in by `tolerance`, so that it never shows on the sea side of the exact areas upon it.

    Parameters
    ----------
    countries : GeoSeries
        Metres.
    frame : sequence of float
        West, south, east, north in metres.
    tolerance : float
        Metres; detail smaller than this is dropped and islands of less than its square four times over.
    """
    inside = shapely.clip_by_rect(shapely.make_valid(countries.to_numpy()), *frame)
    simple = shapely.buffer(shapely.simplify(inside, tolerance), -tolerance, join_style="mitre")
    out = []
    for polygon in shapely.simplify(simple, tolerance / 10):
        parts = shapely.get_parts(polygon)
        parts = parts[shapely.area(parts) > (2 * tolerance) ** 2]
        out += [shapely.multipolygons(parts)] if parts.size else []
    return np.array(out, dtype=object)


def layer_entry(kind: str, files: Mapping[str, str], *, bounds: np.ndarray) -> dict:
    """What the manifest says of one layer: kind, file, names, count, bounds."""
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    box = [float(west), float(south), float(east), float(north)]
    return {"kind": kind, "file": files["file"], "names": files["names"], "count": len(bounds), "bounds": box}
