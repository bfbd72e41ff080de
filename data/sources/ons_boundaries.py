"""ONS Open Geography: boundaries as GeoParquet, GeoJSON or GeoPackage.

Lives here: codes, names and polygons in EPSG:27700, with every fault reported or, on request, repaired and reported.
Not here: coverages, simplification and what is drawn (`geo`).
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from data.sources.cells import text_cells
from data.sources.source import OGL_OS, Imported, Publication
from data.validation import Door

GRID = 27700  # British National Grid, metres
DEGREES = 4326
FORMATS = (".parquet", ".geojson", ".json", ".gpkg")
CODE_HEADING = re.compile(r"^(?:[A-Za-z]+\d{2}(?:_?cd|_code)|PCN_Code|area_code)$", re.IGNORECASE)
NAME_HEADING = re.compile(r"^(?:[A-Za-z]+\d{2}(?:_?nm|_name)|PCN_Name|area_name)$", re.IGNORECASE)
# Bounds of the United Kingdom with some sea, as minx, miny, maxx, maxy. Degrees first: read as metres they fit, too.
EXTENT = {DEGREES: (-9.5, 49.0, 3.0, 61.5), GRID: (-120_000.0, -20_000.0, 720_000.0, 1_250_000.0)}
UNREADABLE = (
    *(ValueError, OSError, KeyError, TypeError, AttributeError, RuntimeError, OverflowError),
    *(pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, shapely.errors.ShapelyError),
)


@dataclass
class Mending:
    """What may be repaired and what was: `report` grows as a file goes through the checks."""

    allowed: bool
    report: list[str]


def boundaries(path: str | Path, *, only: str = "", repair: bool = False) -> Imported:
    """Polygons of one kind of area.

    Parameters
    ----------
    path : path
        .parquet (GeoParquet), .geojson or .gpkg (its first layer).
    only : str
        Keep areas whose code starts with these letters: "E" for England.
    repair : bool
        Mend what can be mended without guessing the meaning: invalid polygons, one code in several rows, a coordinate
        system that is missing or contradicts the coordinates. Each mend stands in the report. Without it each is a
        fault.

    Returns
    -------
    Imported
        GeoDataFrame `area_code, name, geometry` in EPSG:27700, sorted by code.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    raw = opened(path)
    door, mending = Door(path, first_row=1), Mending(repair, [])
    frame = whole_polygons(door, named(door, raw), mending=mending)
    frame = frame.assign(geometry=in_grid(door, gpd.GeoSeries(frame["geometry"], crs=raw.crs), mending=mending))
    frame = one_row_each(door, frame, mending=mending)
    door.close()
    outside = ~frame["area_code"].str.startswith(only)
    if outside.any():
        mending.report.append(f"{outside.sum():,} areas whose code does not start with {only} left out")
    frame = frame[~outside].sort_values("area_code", ignore_index=True)
    return Imported(gpd.GeoDataFrame(frame, geometry="geometry", crs=GRID), tuple(mending.report))


def opened(path: Path) -> gpd.GeoDataFrame:
    """The file as it is. Raises FileFaults if it is not a readable file of areas."""
    door = Door(path)
    if path.suffix.lower() not in FORMATS:
        door.refuse(f"not a file of boundaries that can be read ({', '.join(FORMATS)} can)")
        door.close()
    try:
        with warnings.catch_warnings():  # of GDAL: what is wrong with a polygon is found and said below
            warnings.simplefilter("ignore", RuntimeWarning)
            raw = gpd.read_parquet(path) if path.suffix == ".parquet" else pyogrio.read_dataframe(path)
    except UNREADABLE as problem:
        door.refuse(f"cannot be read as boundaries: {(str(problem).splitlines() or [''])[0][:200]}")
        door.close()
    if not isinstance(raw, gpd.GeoDataFrame):
        door.refuse("holds no geometry")
        door.close()
    return raw.reset_index(drop=True)


def named(door: Door, raw: gpd.GeoDataFrame) -> pd.DataFrame:
    """area_code, name, geometry and the headings found; a fault where a code or a heading is missing."""
    code = next((column for column in map(str, raw.columns) if CODE_HEADING.match(column)), None)
    name = next((column for column in map(str, raw.columns) if NAME_HEADING.match(column)), None)
    if code is None:
        door.refuse(f"no column of area codes such as LAD24CD; the file has {', '.join(map(str, raw.columns))}")
        door.close()
    if raw.empty:
        door.refuse("holds no areas")
        door.close()
    codes = text_cells(raw[code])
    door.check(~codes.str.match(r"^(?:[ENSW]\d{8}|U\d{5}|[A-Z0-9]{3,5})$"), codes, message="not an area code")
    names = codes if name is None else text_cells(raw[name])
    return pd.DataFrame({"area_code": codes, "name": names.where(names != "", codes), "geometry": raw.geometry.array})


def in_grid(door: Door, series: gpd.GeoSeries, *, mending: Mending) -> np.ndarray:
    """Geometry in EPSG:27700. A coordinate system that is missing or impossible is a fault or is read off the bounds.

    A ring that touches itself only after projecting is not the file's fault: it is mended and reported.
    """
    stated = series.crs.to_epsg() if series.crs else None
    bounds = series.total_bounds
    fitting = next((epsg for epsg, extent in EXTENT.items() if inside(bounds, extent)), None)
    if series.crs is None or (stated in EXTENT and fitting is not None and fitting != stated):
        said = "no coordinate system" if series.crs is None else f"labelled EPSG:{stated}"
        if fitting is None or not mending.allowed:
            door.refuse(f"{said}; the bounds {np.round(bounds, 1).tolist()} fit EPSG:{fitting or 'none that is known'}")
            return np.array(series.array, dtype=object)
        mending.report.append(f"{said}: taken as EPSG:{fitting} from its bounds")
        series = series.set_crs(fitting, allow_override=True)
    grid = series.to_crs(GRID)
    if not inside(grid.total_bounds, EXTENT[GRID]):
        door.refuse(f"lies outside the United Kingdom: bounds {np.round(grid.total_bounds, 0).tolist()} in EPSG:27700")
    shapes = np.array(grid.array, dtype=object)
    touching = ~shapely.is_missing(shapes) & ~shapely.is_valid(shapes) & shapely.is_valid(np.array(series.array))
    if touching.any():
        shapes[touching] = shapely.make_valid(shapes[touching], method="structure", keep_collapsed=False)
        mending.report.append(f"{touching.sum()} rings that touch themselves after projecting mended")
    return shapes


def inside(bounds: np.ndarray, extent: tuple[float, float, float, float]) -> bool:
    """Whether bounds lie in an extent; empty bounds lie nowhere."""
    low, high = np.array(extent[:2]), np.array(extent[2:])
    return bool(np.all(bounds[:2] >= low) and np.all(bounds[2:] <= high))


def whole_polygons(door: Door, frame: pd.DataFrame, *, mending: Mending) -> pd.DataFrame:
    """Rows with valid polygons. Missing geometry and lines or points are faults, invalid polygons can be mended."""
    shapes = np.array(frame["geometry"].array, dtype=object)
    codes = frame["area_code"].rename("area_code")
    absent = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    mixed = ~absent & (shapely.get_type_id(shapes) == 7)
    if mixed.any() and mending.allowed:
        shapes[mixed] = [polygons_of(shape) for shape in shapes[mixed]]
        mending.report.append(f"lines and points between polygons dropped: {', '.join(codes[mixed])}")
    flat = ~absent & ~np.isin(shapely.get_type_id(shapes), [3, 6])
    door.check(absent, codes, message="has no geometry")
    door.check(flat, codes, message="is not a polygon")
    invalid = ~absent & ~flat & ~shapely.is_valid(shapes)
    if invalid.any() and not mending.allowed:
        reasons = [
            f"{code}: {shapely.is_valid_reason(shape)}"
            for code, shape in zip(codes[invalid], shapes[invalid], strict=True)
        ]
        door.check(invalid, codes, message=f"invalid polygon ({reasons[0]})")
    elif invalid.any():
        mended = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
        before = shapely.area(shapes[invalid])
        change = (np.abs(shapely.area(mended) - before) / np.maximum(before, 1e-12)).max() * 100
        names = ", ".join(codes[invalid])
        mending.report.append(
            f"{invalid.sum()} invalid polygons mended ({names}); areas change by up to {change:.2g} %"
        )
        shapes[invalid] = mended
    return frame.assign(geometry=shapes)


def polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a collection as one multipolygon; the collection itself if it holds none."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.union_all(parts) if parts else shape


def one_row_each(door: Door, frame: pd.DataFrame, *, mending: Mending) -> pd.DataFrame:
    """One row per code: several rows are a fault or are merged into one polygon under the first name."""
    again = frame["area_code"].duplicated(keep=False)
    if not again.any():
        return frame
    if not mending.allowed:
        door.check(frame["area_code"].duplicated(), frame["area_code"], message="the same code twice")
        return frame
    codes = sorted(frame.loc[again, "area_code"].unique())
    mending.report.append(f"several rows of one code merged: {', '.join(codes)}")
    merged = frame.groupby("area_code", sort=True).agg(
        name=("name", "first"), geometry=("geometry", lambda shapes: shapely.union_all(np.asarray(shapes)))
    )
    part = merged["name"].str.replace(r" \(part [^)]*\)$", "", regex=True)
    return merged.assign(name=merged["name"].mask(merged.index.isin(codes), part)).reset_index()


PUBLICATION = Publication(
    id="ons_boundaries",
    publisher="Office for National Statistics",
    title="Open Geography: boundaries",
    url="https://geoportal.statistics.gov.uk/",
    licence=OGL_OS,
    cadence="with every change of boundaries, April, May and December",
    formats=FORMATS,
    parser=boundaries,
)
