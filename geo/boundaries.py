"""Boundary files of a pack: one GeoParquet per area type, EPSG:27700, the source of truth for every map.

Lives here: reading and writing those files, always the same bytes for the same polygons.
Not here: how polygons are made (`geo.making.coverage`) or what the browser gets (`geo.display`).
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

FOLDER = "boundaries"
NATIONAL_GRID = 27700


def boundary_path(pack: Path, area_type: str) -> Path:
    """Where the boundaries of an area type are in a pack."""
    return Path(pack) / FOLDER / f"{area_type}.parquet"


def boundary_types(pack: Path) -> list[str]:
    """Area types that the pack has boundaries for, sorted."""
    return sorted(path.stem for path in (Path(pack) / FOLDER).glob("*.parquet"))


def read_boundaries(pack: Path, area_type: str) -> gpd.GeoDataFrame:
    """Boundaries of one area type.

    Returns
    -------
    GeoDataFrame
        area_code, geometry (EPSG:27700), one row per area, sorted by code.

    Raises
    ------
    ValueError
        If the file lacks a column, has another projection or a code twice.
    """
    path = boundary_path(pack, area_type)
    frame = gpd.read_parquet(path)
    missing = {"area_code", "geometry"} - set(frame.columns)
    if missing:
        raise ValueError(f"{path.name}: column(s) missing: {', '.join(sorted(missing))}")
    if frame.crs is None or frame.crs.to_epsg() != NATIONAL_GRID:
        found = frame.crs.name if frame.crs is not None else "not given"
        raise ValueError(f"{path.name}: projection is {found}, expected EPSG:{NATIONAL_GRID}")
    twice = frame.loc[frame["area_code"].duplicated(), "area_code"]
    if not twice.empty:
        raise ValueError(f"{path.name}: codes that occur twice: {', '.join(twice.head().astype('str'))}")
    return frame[["area_code", "geometry"]].sort_values("area_code", ignore_index=True)


def write_boundaries(frame: gpd.GeoDataFrame, pack: Path, *, area_type: str) -> Path:
    """Write the boundaries of one area type, sorted by code; returns the path."""
    path = boundary_path(pack, area_type)
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = frame[["area_code", "geometry"]].sort_values("area_code", ignore_index=True)
    ordered.to_parquet(path, index=False, compression="zstd", compression_level=19)
    return path
