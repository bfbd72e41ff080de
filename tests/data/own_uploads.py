"""Uploads made for tests: real files of every kind, good and broken."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import shapely

YARMOUTH = shapely.box(1.70, 52.55, 1.75, 52.65)  # degrees
BOW_TIE = shapely.Polygon([(1.7, 52.5), (1.8, 52.6), (1.8, 52.5), (1.7, 52.6)])
WITH_HOLE = YARMOUTH.difference(shapely.box(1.72, 52.58, 1.73, 52.60))


def frame(shapes: Sequence[shapely.Geometry | None], *, crs: int | None = 27700, **columns: Sequence[object]):
    """Shapes in degrees as a table in another projection, with columns."""
    found = gpd.GeoDataFrame(columns or {"name": [f"part {n}" for n in range(len(shapes))]}, geometry=list(shapes))
    return found.set_crs(4326).to_crs(crs) if crs else found


def geojson(*shapes: shapely.Geometry | None, crs: str = "", **properties: object) -> bytes:
    """A FeatureCollection."""
    features = [
        {
            "type": "Feature",
            "properties": {key: value[n] for key, value in properties.items()},
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for n, shape in enumerate(shapes)
    ]
    document = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).encode()


def geopackage(folder: Path, *layers: gpd.GeoDataFrame) -> bytes:
    """A GeoPackage with these layers."""
    path = folder / "made.gpkg"
    for number, layer in enumerate(layers):
        layer.to_file(path, layer=f"layer{number}", driver="GPKG")
    return path.read_bytes()


def shapefile(folder: Path, table: gpd.GeoDataFrame, *, without: tuple[str, ...] = ()) -> bytes:
    """A zipped shapefile, perhaps without some of its parts."""
    inside = folder / "shapes"
    inside.mkdir(exist_ok=True)
    table.to_file(inside / "area.shp")
    parts = {path.name: path.read_bytes() for path in sorted(inside.iterdir()) if path.suffix not in without}
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
