"""Shapes that a reader uploads or draws, checked and brought to the National Grid, or refused in one message.

Lives here: GeoJSON, GeoPackage and shapefile as polygons in EPSG:27700 with their columns; every fault of projection
and geometry. Not here: opening the upload (`data.own_files`), which areas lie inside (`geo.assignment`).
GDAL is loaded only for the two formats that need it, and only on files whose content was checked to be one.
"""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyproj
import shapely

from data.validation import FIRST, Door

NATIONAL_GRID, DEGREES = 27700, 4326
BRITAIN = shapely.box(0, 0, 700_000, 1_300_000)  # metres, EPSG:27700
MOST_FEATURES, MOST_CORNERS = 50_000, 5_000_000
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, eq=False)
class Shapes:
    """Polygons of an upload.

    Attributes
    ----------
    shapes : array of Polygon or MultiPolygon
        Valid, EPSG:27700, one per feature. Holes are kept: what lies in a hole is not inside.
    columns : mapping of name to values
        One text per feature and column.
    """

    file: str
    shapes: np.ndarray
    columns: Mapping[str, tuple[str, ...]]

    def union(self) -> shapely.Geometry:
        """All features as one."""
        return shapely.union_all(self.shapes)

    def choices(self, column: str) -> list[str]:
        """Different texts of a column, sorted."""
        return sorted(set(self.columns[column]))

    def chosen(self, column: str, value: str) -> shapely.Geometry:
        """The features that have this text in the column, as one."""
        return shapely.union_all(self.shapes[np.array(self.columns[column]) == value])


def of_geojson(text: str, *, file: str) -> Shapes:
    """Polygons of a GeoJSON text; its old `crs` member is understood, without one it is in degrees (RFC 7946).

    Raises
    ------
    FileFaults
    """
    door = Door(file)
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        door.refuse(f"is not GeoJSON: {error}")
        door.close()
    features = _features(document)
    if features is None:
        door.refuse("is JSON but not GeoJSON: it has no features and no geometry")
        door.close()
    found = [_geometry(feature.get("geometry"), position, door) for position, feature in enumerate(features, start=1)]
    door.close()
    named = ((document.get("crs") or {}).get("properties") or {}).get("name", "")
    rows = [feature.get("properties") or {} for feature in features]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: tuple(_cell(row.get(name)) for row in rows) for name in names}
    return _checked(np.array(found, dtype=object), columns, crs=named or DEGREES, door=door)


def _features(document: object) -> list[dict] | None:
    if not isinstance(document, dict):
        return None
    if document.get("type") == "FeatureCollection" and isinstance(document.get("features"), list):
        return [feature if isinstance(feature, dict) else {} for feature in document["features"]]
    if document.get("type") == "Feature":
        return [document]
    if "coordinates" in document or "geometries" in document:
        return [{"geometry": document}]
    return None


def _geometry(geometry: object, position: int, door: Door) -> shapely.Geometry | None:
    if geometry is None:
        return None
    try:
        return shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, ValueError) as error:
        door.refuse(f"feature {position}: cannot be read as a shape: {error}")
        return None


def of_geopackage(content: bytes, *, file: str) -> Shapes:
    """Polygons of a GeoPackage with one layer.

    Raises
    ------
    FileFaults
    """
    return _by_gdal({".gpkg": content}, file)


def of_shapefile(parts: Mapping[str, bytes], *, file: str) -> Shapes:
    """Polygons of a shapefile from its parts by suffix.

    Raises
    ------
    FileFaults
    """
    return _by_gdal(parts, file)


def _by_gdal(parts: Mapping[str, bytes], file: str) -> Shapes:
    import pyogrio.errors  # half a second, and only for whoever uploads one of these
    import pyogrio.raw

    door = Door(file)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what GDAL finds odd is checked below, or comes as an error too
        for suffix, content in parts.items():
            (Path(folder) / f"upload{suffix}").write_bytes(content)
        path = Path(folder) / f"upload{'.gpkg' if '.gpkg' in parts else '.shp'}"
        try:
            layers = pyogrio.list_layers(path)
            if len(layers) != 1:
                door.refuse(
                    f"has {len(layers)} layers, one is needed: save the wanted one by itself", values=layers[:, 0]
                )
                door.close()
            meta, _, shapes, fields = pyogrio.raw.read(path, force_2d=True)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as error:
            door.refuse(f"cannot be read: {str(error).replace(str(path), file)}")
            door.close()
    found = shapely.from_wkb(shapes) if shapes is not None else np.full(0, None)
    columns = {str(n): tuple(_cell(value) for value in v) for n, v in zip(meta["fields"], fields, strict=True)}
    return _checked(found, columns, crs=meta["crs"], door=door)


def _cell(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _checked(shapes: np.ndarray, columns: Mapping[str, tuple[str, ...]], *, crs: object, door: Door) -> Shapes:
    """The shapes on the National Grid, or every fault of them."""
    step, corners = _projection(crs, door), int(shapely.get_num_coordinates(shapes).sum())
    if not len(shapes):
        door.refuse("has no features")
    elif len(shapes) > MOST_FEATURES or corners > MOST_CORNERS:
        door.refuse(
            f"has {len(shapes):,} features with {corners:,} corners; at most {MOST_FEATURES:,} and {MOST_CORNERS:,}"
        )
    else:
        _check_geometry(shapes, door)
    door.close()
    moved = shapely.transform(shapes, lambda xy: np.column_stack(step.transform(xy[:, 0], xy[:, 1])))
    _check_place(moved, shapes, door=door, crs=crs)
    door.close()
    return Shapes(door.file, moved, columns)


def _projection(crs: object, door: Door) -> pyproj.Transformer | None:
    if not crs:
        door.refuse("does not say its coordinate system: export it again with one (EPSG:27700 or EPSG:4326)")
        return None
    try:
        return pyproj.Transformer.from_crs(pyproj.CRS.from_user_input(crs), NATIONAL_GRID, always_xy=True)
    except pyproj.exceptions.CRSError:
        door.refuse("names a coordinate system that is not known: use EPSG:27700 or EPSG:4326", values=[crs])
        return None


def _check_geometry(shapes: np.ndarray, door: Door) -> None:
    empty = np.array([shape is None for shape in shapes]) | shapely.is_empty(shapes)
    kinds = shapely.get_type_id(shapes)
    wrong = ~empty & ~np.isin(kinds, POLYGONS)
    broken = ~empty & ~wrong & ~shapely.is_valid(shapes)
    finite = np.array([shape is None or bool(np.isfinite(shapely.get_coordinates(shape)).all()) for shape in shapes])
    names = np.array([shapely.GeometryType(kind).name.lower() if kind >= 0 else "" for kind in kinds])
    _refuse(door, empty, "no shape (empty geometry): remove the feature or draw it")
    _refuse(door, wrong, "not a polygon: points and lines have no inside", names)
    _refuse(door, ~finite, "coordinates that are not numbers")
    _refuse(
        door,
        broken & finite,
        "an outline that crosses itself: mend it (QGIS: Fix geometries)",
        _reasons(shapes, broken),
    )


def _reasons(shapes: np.ndarray, broken: np.ndarray) -> np.ndarray:
    words = np.full(len(shapes), "", dtype=object)
    words[broken] = shapely.is_valid_reason(shapes[broken])
    return words


def _check_place(moved: np.ndarray, given: np.ndarray, *, door: Door, crs: object) -> None:
    finite = [bool(np.isfinite(shapely.get_coordinates(shape)).all()) for shape in moved]
    outside = ~np.array([known and bool(shape.intersects(BRITAIN)) for known, shape in zip(finite, moved, strict=True)])
    corners = np.array(
        [", ".join(f"{n:g}" for n in shapely.get_coordinates(shape)[0]) for shape in given], dtype=object
    )
    large = any(np.abs(shapely.get_coordinates(shape)).max() > 360 for shape in given)
    degrees = crs == DEGREES or str(crs).upper() in ("EPSG:4326", "URN:OGC:DEF:CRS:OGC:1.3:CRS84")
    hint = "the numbers look like metres: say EPSG:27700 in the file" if degrees and large else "is it the right one?"
    _refuse(door, outside, f"not in Great Britain by the file's coordinate system ({crs}); {hint}", corners)


def _refuse(door: Door, bad: np.ndarray, words: str, values: np.ndarray | None = None) -> None:
    """One fault for all features where `bad`, naming the first five."""
    places = np.flatnonzero(bad)
    if not len(places):
        return
    numbers = ", ".join(str(place + 1) for place in places[:FIRST])
    more = f" and {len(places) - FIRST:,} more" if len(places) > FIRST else ""
    shown = () if values is None else [values[place] for place in places[:FIRST]]
    door.refuse(f"feature{'s' if len(places) > 1 else ''} {numbers}{more}: {words}", values=shown)
