"""Shapes that a reader uploads or draws, checked and brought to the National Grid, or refused in one message.

Lives here: GeoPackage and shapefile as polygons in EPSG:27700 with their columns; every fault of projection and
geometry. Not here: reading GeoJSON (`data.own.own_geojson`), opening the upload (`data.own.own_files`), which areas lie
inside (`geo.assignment`). GDAL is loaded only for the two formats that need it, and only on files whose content was
checked to be one.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyproj
import shapely

from data.validation import FIRST, Door

NATIONAL_GRID, DEGREES = 27700, 4326
BRITAIN = shapely.box(0, 0, 700_000, 1_300_000)  # metres, EPSG:27700
MOST_DEGREES = 360  # larger numbers are no degrees
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
    columns = {str(n): tuple(cell(value) for value in v) for n, v in zip(meta["fields"], fields, strict=True)}
    return checked(found, columns, crs=meta["crs"] or "", door=door)


def cell(value: object) -> str:
    """A column's value as text, nothing as no text."""
    return "" if value is None or value != value else str(value)


def checked(
    shapes: np.ndarray,
    columns: Mapping[str, tuple[str, ...]],
    *,
    crs: object,
    door: Door,
    unread: Mapping[int, str] = MappingProxyType({}),
) -> Shapes:
    """The shapes on the National Grid, or every fault of them and of what was refused before.

    Parameters
    ----------
    shapes : array of Geometry or None
        One per feature, in the file's own coordinates.
    columns : mapping of name to values
    crs : object
        The coordinate system as the file names it, "" where it names none, None where that was refused before.
    door : Door
        With the faults found so far.
    unread : mapping of place to reason
        Features (from 0) that are no shape at all.

    Raises
    ------
    FileFaults
    """
    system, corners = _system(crs, door), int(shapely.get_num_coordinates(shapes).sum())
    moved = shapes.copy()
    if not len(shapes):
        door.refuse("has no features")
    elif len(shapes) > MOST_FEATURES or corners > MOST_CORNERS:
        door.refuse(
            f"has {len(shapes):,} features with {corners:,} corners; at most {MOST_FEATURES:,} and {MOST_CORNERS:,}"
        )
    else:
        good = _check_geometry(shapes, door, unread=unread)
        if system is not None and good.any():
            step = pyproj.Transformer.from_crs(system, NATIONAL_GRID, always_xy=True)
            moved[good] = shapely.transform(shapes[good], lambda xy: np.column_stack(step.transform(*xy.T)))
            _check_place(moved, shapes, good=good, door=door, system=system)
    door.close()
    return Shapes(door.file, moved, columns)


def _system(crs: object, door: Door) -> pyproj.CRS | None:
    if crs is None:
        return None
    if not crs:
        door.refuse("does not say its coordinate system: export it again with one (EPSG:27700 or EPSG:4326)")
        return None
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        door.refuse("names a coordinate system that is not known: use EPSG:27700 or EPSG:4326", values=[crs])
        return None


def _check_geometry(shapes: np.ndarray, door: Door, *, unread: Mapping[int, str]) -> np.ndarray:
    """Which shapes are whole polygons; faults of all others."""
    strange = np.isin(np.arange(len(shapes)), list(unread))
    empty = ~strange & (np.array([shape is None for shape in shapes]) | shapely.is_empty(shapes))
    kinds = shapely.get_type_id(shapes)
    wrong = ~strange & ~empty & ~np.isin(kinds, POLYGONS)
    finite = np.array([shape is None or bool(np.isfinite(shapely.get_coordinates(shape)).all()) for shape in shapes])
    broken = ~strange & ~empty & ~wrong & finite & ~shapely.is_valid(shapes)
    names = np.array([shapely.GeometryType(kind).name.lower() if kind >= 0 else "" for kind in kinds])
    reasons = np.array([unread.get(place, "") for place in range(len(shapes))], dtype=object)
    refuse_features(door, strange, words="cannot be read as a shape: mend its coordinates or remove it", values=reasons)
    refuse_features(door, empty, words="no shape (empty geometry): remove the feature or draw it")
    refuse_features(door, wrong, words="not a polygon: points and lines have no inside", values=names)
    refuse_features(door, ~finite, words="coordinates that are not numbers")
    words = "an outline that crosses itself: mend it (QGIS: Fix geometries)"
    refuse_features(door, broken, words=words, values=_reasons(shapes, broken))
    return ~(strange | empty | wrong | ~finite | broken)


def _reasons(shapes: np.ndarray, broken: np.ndarray) -> np.ndarray:
    words = np.full(len(shapes), "", dtype=object)
    words[broken] = shapely.is_valid_reason(shapes[broken])
    return words


def _check_place(moved: np.ndarray, given: np.ndarray, *, good: np.ndarray, door: Door, system: pyproj.CRS) -> None:
    """Refuse what lies elsewhere, and degrees in a file that says metres (they lie in Britain's corner of the grid)."""
    corners = np.full(len(given), "", dtype=object)
    small, outside = np.zeros(len(given), bool), np.zeros(len(given), bool)
    for place in np.flatnonzero(good):
        numbers = shapely.get_coordinates(given[place])
        corners[place] = ", ".join(f"{number:g}" for number in numbers[0])
        small[place] = np.abs(numbers).max() <= MOST_DEGREES
        there = bool(np.isfinite(shapely.get_coordinates(moved[place])).all())
        outside[place] = not (there and moved[place].intersects(BRITAIN))
    words = _called(system)
    degrees = small & good & system.is_projected
    metres = system.is_geographic and bool((good & ~small).any())
    hint = "the numbers look like metres: say EPSG:27700 in the file" if metres else "is it the right one?"
    problem = (
        f"the coordinates look like degrees, but the file says that they are in {words}: say EPSG:4326 in the file, or "
        "export it again in the system it names"
    )
    refuse_features(door, degrees, words=problem, values=corners)
    problem = f"not in Great Britain by the file's coordinate system ({words}); {hint}"
    refuse_features(door, outside & ~degrees, words=problem, values=corners)


def _called(system: pyproj.CRS) -> str:
    """A coordinate system's name, with its number where it has one."""
    number = system.to_epsg()
    name = {NATIONAL_GRID: "British National Grid", DEGREES: "degrees"}.get(number, system.name)
    return f"{name}, EPSG:{number}" if number else name


def refuse_features(door: Door, bad: np.ndarray, *, words: str, values: Sequence[object] | None = None) -> None:
    """One fault for all features where `bad`, naming the first five."""
    places = np.flatnonzero(bad)
    if not len(places):
        return
    numbers = ", ".join(str(place + 1) for place in places[:FIRST])
    more = f" and {len(places) - FIRST:,} more" if len(places) > FIRST else ""
    shown = () if values is None else [values[place] for place in places[:FIRST]]
    door.refuse(f"feature{'s' if len(places) > 1 else ''} {numbers}{more}: {words}", values=shown)
