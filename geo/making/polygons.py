"""Polygons of every area type, dissolved upward from the LSOAs with shared edges.

Lives here: which level comes of what. Not here: the dissolving (`geo.making.coverage`), wards (`geo.making.wards`),
writing.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
from tqdm import tqdm

from data.schema import FOOTPRINT_TYPES, Tier
from geo.making import wards
from geo.making.coverage import dissolved, unions
from geo.making.tables import Tables

LEVELS = ("msoa11", "lad11", "lad22", "ctyua18", "ctyua19", "ctyua21", "ctyua23", "sicbl22", "icb22", "rgn", "ctry")
TIER_TYPES = {Tier.CATCHMENT: "place"}  # a hospital's catchment is drawn with the places


def administrative(lsoas: gpd.GeoDataFrame, table: pd.DataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Polygons of every administrative and NHS level, dissolved from the LSOAs: area_code, geometry by area type."""
    out = {"lsoa11": lsoas.rename(columns={"lsoa11cd": "area_code"})[["area_code", "geometry"]]}
    for area_type in tqdm(LEVELS, desc="dissolve"):
        out[area_type] = dissolved(lsoas.geometry, table[f"{area_type}cd"])
    return out


def footprint_polygons(lsoas: gpd.GeoDataFrame, membership: pd.DataFrame, *, footprints: list[Mapping]) -> dict:
    """Polygons of systems, places and neighbourhoods by area type."""
    ground = lsoas.set_index("lsoa11cd").geometry
    types = {f["id"]: TIER_TYPES.get(Tier(f["tier"]), f["tier"]) for f in footprints}
    kinds = membership["footprint_id"].map(types)
    return {t: unions(ground, membership[kinds == t]) for t in tqdm(FOOTPRINT_TYPES, desc="footprints")}


def all_polygons(lsoas: gpd.GeoDataFrame, known: Tables) -> dict[str, gpd.GeoDataFrame]:
    """Polygons of every area type: area_code, geometry."""
    out = administrative(lsoas, known.hierarchy)
    out |= footprint_polygons(lsoas, known.membership, footprints=known.document["footprints"])
    return out | {"wd25": wards.ward_polygons(lsoas, known.located)}
