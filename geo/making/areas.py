"""The list of all areas of a pack: names, best-fit district and county, a point inside, days of validity.

Lives here: putting `areas.parquet` together from names, memberships and polygons. Pure.
Not here: where names come from (`geo.making.hierarchy`), writing files (`geo.build`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj

from data.schema import AREA_COLUMNS, AREA_TYPES, Level
from geo.making.coverage import points_inside
from geo.making.hierarchy import validity
from geo.scopes import best_fit

BELOW_DISTRICT = (Level.LSOA, Level.MSOA, Level.WARD, Level.NEIGHBOURHOOD, Level.PLACE)
BELOW_COUNTY = (*BELOW_DISTRICT, Level.DISTRICT)
POINT_DECIMALS = 5


@dataclass(frozen=True)
class Parents:
    """District (2022) and upper-tier authority (2021) of every LSOA, with their names."""

    district: pd.Series  # lad22 code by lsoa11cd
    county: pd.Series  # ctyua21 code by lsoa11cd
    names: Mapping[str, str]  # by code


def lon_lat(points: np.ndarray) -> np.ndarray:
    """Longitude and latitude of points in metres (EPSG:27700): array of shape (n, 2), rounded to about a metre."""
    to_degrees = pyproj.Transformer.from_crs(27700, 4326, always_xy=True)
    lon, lat = to_degrees.transform(points[:, 0], points[:, 1])
    return np.round(np.column_stack([lon, lat]), POINT_DECIMALS)


def parent_names(members: pd.DataFrame, level: Level, *, parents: Parents) -> pd.DataFrame:
    """Names of the best-fit district and county by area_code, "" where an area has none.

    Where the upper-tier authority is the district itself (unitary authorities), both carry its name.
    """
    out = pd.DataFrame(index=sorted(members["area_code"].unique()))
    for column, lookup, levels in (
        ("district", parents.district, BELOW_DISTRICT),
        ("county", parents.county, BELOW_COUNTY),
    ):
        names = best_fit(members, lookup).map({**parents.names, "": ""}) if level in levels else ""
        out[column] = names
    return out


def area_rows(
    area_type: str, polygons: gpd.GeoDataFrame, *, described: pd.DataFrame, members: pd.DataFrame, parents: Parents
) -> pd.DataFrame:
    """Rows of `areas.parquet` for one area type.

    Parameters
    ----------
    area_type : str
    polygons : GeoDataFrame
        area_code, geometry (EPSG:27700).
    described : DataFrame
        area_code, name, valid_from, valid_to; one row per polygon.
    members : DataFrame
        area_code, lsoa11cd, weight.
    parents : Parents

    Raises
    ------
    ValueError
        If polygons and names do not have the same codes.
    """
    odd = set(polygons["area_code"]) ^ set(described["area_code"])
    if odd:
        raise ValueError(f"{area_type}: codes with a name or a polygon but not both: {sorted(odd)[:5]}")
    out = polygons[["area_code"]].merge(described, on="area_code", validate="one_to_one")
    out = pd.DataFrame(out).assign(area_type=area_type)
    out[["lon", "lat"]] = lon_lat(points_inside(polygons.geometry))
    out = out.join(parent_names(members, AREA_TYPES[area_type], parents=parents), on="area_code")
    out[["district", "county"]] = out[["district", "county"]].fillna("")
    return out[list(AREA_COLUMNS)].astype(AREA_COLUMNS)


def described_areas(names: pd.DataFrame, register: Mapping) -> pd.DataFrame:
    """Names with the days on which councils began and ended: area_code, name, valid_from, valid_to.

    `names` holds area_code and name of one area type.
    """
    dates = validity(names["area_code"], register)
    return pd.concat([names[["area_code", "name"]].reset_index(drop=True), dates.reset_index(drop=True)], axis=1)


def described_footprints(footprints: list[Mapping]) -> pd.DataFrame:
    """Names and dates of footprints from the registry: area_code (its id), name (short), valid_from, valid_to."""
    rows = [(f["id"], f["short_name"], f["valid_from"], f["valid_to"]) for f in footprints]
    return pd.DataFrame(rows, columns=["area_code", "name", "valid_from", "valid_to"]).sort_values(
        "area_code", ignore_index=True
    )
