"""Which layers a map has: for every area type its scopes, geometry and names, and the land and towns about a scope.

Lives here: choosing areas, order and precision of each layer. Takes a shelf that stores what it is given.
Not here: storing, compressing, reading a pack (`geo.display`), the text of a file (`geo.making.drawing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.making.drawing import (
    DECIMALS,
    aligned,
    compact,
    feature_collection,
    land,
    layer_entry,
    names_file,
    outer_bounds,
    padded,
    rounded,
)
from geo.scopes import ENGLAND, areas_of_scopes, ground_overlaps, is_footprint, lsoa_members, overlaps, ward_members

TILED_FROM = 5_000  # areas; above this England gets vector tiles instead of one GeoJSON ...
OUTLINES = ("wd",)  # ... but not area types that are also drawn as outlines over others: these come in one piece
ENGLAND_ONLY = ("icb22", "sicbl22", "rgn", "ctry")
LAND_PADDING = 0.6  # of the longer side of a scope, on every side
LAND_DETAIL = 500  # land is simplified to this part of the frame's width ...
LAND_TOLERANCE = 600.0  # ... and never coarser than this, in metres


class Shelf(Protocol):
    """Where display files go."""

    def put(self, stem: str, content: bytes, *, suffix: str) -> str: ...

    def put_tiles(self, stem: str, polygons: np.ndarray) -> str: ...


@dataclass(frozen=True)
class Geography:
    """What the layers need of a pack."""

    areas: pd.DataFrame  # areas.parquet
    lsoas: pd.DataFrame  # lookups/lsoa11.parquet
    membership: pd.DataFrame  # footprint_id, lsoa11cd of all footprints
    system_ids: frozenset[str]
    weights: Mapping[str, pd.DataFrame]  # postcode weights by area type (wd25)
    boundaries: Callable[[str], gpd.GeoDataFrame]

    @property
    def systems(self) -> pd.DataFrame:
        """LSOAs of systems only: footprint_id, lsoa11cd."""
        return self.membership[self.membership["footprint_id"].isin(self.system_ids)].reset_index(drop=True)

    def members(self, area_type: str) -> pd.DataFrame | None:
        """Areas of a type by LSOA 2011 (area_code, lsoa11cd, weight), or None if the pack has no lookup for it."""
        if is_footprint(area_type):
            return self.membership.rename(columns={"footprint_id": "area_code"}).assign(weight=1.0)
        if area_type in self.weights:
            return ward_members(self.weights[area_type])
        if area_type == "lsoa11" or f"{area_type}cd" in self.lsoas:
            return lsoa_members(self.lsoas, area_type)
        return None


def scopes_of(geography: Geography, area_type: str, *, polygons: gpd.GeoDataFrame, ground: gpd.GeoDataFrame) -> dict:
    """Codes that each scope shows, England first, in code order.

    Parameters
    ----------
    geography : Geography
    area_type : str
    polygons : GeoDataFrame
        area_code, geometry of this type.
    ground : GeoDataFrame
        Polygons of the systems, used where no lookup leads from the areas to LSOA 2011.
    """
    out = {ENGLAND: sorted(polygons["area_code"])}
    if area_type in ENGLAND_ONLY:
        return out
    members = geography.members(area_type)
    if members is None:
        return out | areas_of_scopes(ground_overlaps(polygons, ground), area_type)
    members = members[members["area_code"].isin(polygons["area_code"])]
    return out | areas_of_scopes(overlaps(members, geography.systems), area_type)


def layer(geography: Geography, area_type: str, *, shelf: Shelf, ground: gpd.GeoDataFrame) -> dict[str, dict]:
    """Geometry and names of one area type for all its scopes; returns its part of the manifest."""
    polygons = geography.boundaries(area_type)
    areas = geography.areas[geography.areas["area_type"] == area_type].set_index("area_code", drop=False)
    missing = set(polygons["area_code"]) - set(areas.index)
    if missing:
        raise ValueError(f"{area_type}: areas.parquet has no row for {sorted(missing)[:5]}")
    degrees = aligned(rounded(polygons.to_crs(4326).geometry.to_numpy(), DECIMALS))
    shapes = pd.Series(degrees, index=polygons["area_code"])
    return {
        scope: scope_layer(shapes.loc[codes].to_numpy(), areas.loc[codes], shelf=shelf, stem=f"{area_type}.{scope}")
        for scope, codes in scopes_of(geography, area_type, polygons=polygons, ground=ground).items()
    }


def scope_layer(shapes: np.ndarray, areas: pd.DataFrame, *, shelf: Shelf, stem: str) -> dict:
    """Geometry and names of one area type in one scope; returns its manifest entry.

    Points and bounds in names files serve labels and zooming only: points are exact to 10 m (England 100 m), bounds are
    rounded outward to 100 m (a whole country of small areas: 1 km).
    """
    many = len(shapes) > TILED_FROM and not areas["area_type"].iloc[0].startswith(OUTLINES)
    decimals = DECIMALS - 1 if stem.endswith(f".{ENGLAND}") else DECIMALS
    bounds = outer_bounds(shapes, 2 if many else 3)
    text = names_file(areas, bounds, decimals=decimals, dated=is_footprint(areas["area_type"].iloc[0]))
    files = {"names": shelf.put(stem, text.encode(), suffix="names.json")}
    if many:
        files["file"] = shelf.put_tiles(stem, shapes)
    else:
        files["file"] = shelf.put(stem, feature_collection(shapes).encode(), suffix="json")
    return layer_entry("tiles" if many else "geojson", files, bounds=bounds)


def frames(ground: gpd.GeoDataFrame) -> dict[str, np.ndarray]:
    """Bounds of each scope in metres: England is the whole of all systems."""
    bounds = ground.geometry.bounds.to_numpy()
    whole = np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])
    return {ENGLAND: whole, **dict(zip(ground["area_code"], bounds, strict=True))}


def land_layers(countries: gpd.GeoSeries, ground: gpd.GeoDataFrame, *, shelf: Shelf) -> dict[str, dict]:
    """Land about every scope; returns the manifest's `land`."""
    out = {}
    for scope, bounds in frames(ground).items():
        frame = padded(bounds, LAND_PADDING)
        tolerance = min((frame[2] - frame[0]) / LAND_DETAIL, LAND_TOLERANCE)
        shapes = land(countries, frame, tolerance=tolerance)
        degrees = gpd.GeoSeries(shapes, crs=countries.crs).to_crs(4326).to_numpy()
        content = feature_collection(rounded(degrees, DECIMALS))
        out[scope] = {"file": shelf.put(f"land.{scope}", content.encode(), suffix="json")}
    return out


def town_layers(towns: pd.DataFrame, ground: gpd.GeoDataFrame, *, shelf: Shelf) -> dict[str, dict]:
    """Town names about every scope, in order of rank; returns the manifest's `towns`.

    `towns` holds name, rank (1 largest), easting, northing, lon, lat; England gets those of rank 1.
    """
    out = {}
    for scope, bounds in frames(ground).items():
        west, south, east, north = padded(bounds, 0.05)
        inside = towns["easting"].between(west, east) & towns["northing"].between(south, north)
        chosen = towns[inside & ((towns["rank"] == 1) | (scope != ENGLAND))].sort_values(["rank", "name"])
        content = {
            "names": chosen["name"].tolist(),
            "points": chosen[["lon", "lat"]].round(DECIMALS).to_numpy().tolist(),
            "ranks": chosen["rank"].tolist(),
        }
        out[scope] = {"file": shelf.put(f"towns.{scope}", compact(content).encode(), suffix="json")}
    return out


def scope_bounds(ground: gpd.GeoDataFrame) -> dict[str, dict]:
    """Bounds of every scope in degrees: the manifest's `scopes`."""
    degrees = frames(ground.to_crs(4326))
    return {scope: {"bounds": [round(float(x), DECIMALS) for x in bounds]} for scope, bounds in degrees.items()}
