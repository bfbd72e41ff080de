"""Which areas a map shows: the areas of a scope, where a scope is England or one system.

Lives here: membership of areas in systems, by their LSOAs where a lookup tells, by area on the ground where none does;
and the best-fit district and county of an area.
Not here: which LSOAs a system has (`geo.systems`), the files that are drawn (`geo.display`).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level

ENGLAND = "england"
DRAWN_WHOLE = (Level.DISTRICT, Level.UPPER_TIER, Level.PLACE, Level.NEIGHBOURHOOD)  # shown where they touch the system
TOUCH = 0.01  # of the system or of the area: less is a sliver along a border
MAJORITY = 0.5
CLEAR = 0.9  # an area has a district or county if at least this much of it lies there


def lsoa_members(lsoas: pd.DataFrame, area_type: str) -> pd.DataFrame:
    """Areas of one type by their LSOAs, from the lookup: area_code, lsoa11cd, weight 1; sorted."""
    code = "lsoa11cd" if area_type == "lsoa11" else f"{area_type}cd"
    out = pd.DataFrame({"area_code": lsoas[code], "lsoa11cd": lsoas["lsoa11cd"], "weight": 1.0})
    return out.sort_values(["area_code", "lsoa11cd"], ignore_index=True)


def ward_members(weights: pd.DataFrame) -> pd.DataFrame:
    """Wards by their LSOAs, weighted by postcodes: area_code, lsoa11cd, weight; sorted."""
    out = weights[["wd25cd", "lsoa11cd", "postcodes"]].set_axis(["area_code", "lsoa11cd", "weight"], axis="columns")
    return out.astype({"weight": "float64"}).sort_values(["area_code", "lsoa11cd"], ignore_index=True)


def overlaps(members: pd.DataFrame, systems: pd.DataFrame) -> pd.DataFrame:
    """How much areas and systems have in common.

    Parameters
    ----------
    members : DataFrame
        area_code, lsoa11cd, weight.
    systems : DataFrame
        footprint_id, lsoa11cd.

    Returns
    -------
    DataFrame
        footprint_id, area_code, of_area (share of the area's weight inside), of_system (share of the system's LSOAs).
    """
    sizes = systems.groupby("footprint_id").size()
    totals = members.groupby("area_code")["weight"].sum()
    joined = members.merge(systems, on="lsoa11cd")
    groups = joined.groupby(["footprint_id", "area_code"])
    out = groups.agg(weight=("weight", "sum"), lsoas=("lsoa11cd", "nunique")).reset_index()
    out["of_area"] = out["weight"] / out["area_code"].map(totals).astype("float64")
    out["of_system"] = out["lsoas"] / out["footprint_id"].map(sizes).astype("float64")
    return out[["footprint_id", "area_code", "of_area", "of_system"]]


def ground_overlaps(areas: gpd.GeoDataFrame, systems: gpd.GeoDataFrame) -> pd.DataFrame:
    """The same as `overlaps` by area on the ground, for area types without a lookup to LSOA 2011.

    Parameters
    ----------
    areas, systems : GeoDataFrame
        area_code, geometry in metres; `area_code` of a system is its footprint id.
    """
    polygons, bounds = shapely.make_valid(areas.geometry.to_numpy()), systems.geometry.to_numpy()
    shapely.prepare(bounds)
    system, area = shapely.STRtree(polygons).query(bounds, predicate="intersects")
    whole = shapely.covers(bounds[system], polygons[area])
    inside = shapely.area(polygons[area])
    inside[~whole] = shapely.area(shapely.intersection(bounds[system[~whole]], polygons[area[~whole]]))
    out = pd.DataFrame({"footprint_id": systems["area_code"].to_numpy()[system]})
    out["area_code"] = areas["area_code"].to_numpy()[area]
    out["of_area"] = inside / shapely.area(polygons[area])
    out["of_system"] = inside / shapely.area(bounds[system])
    return out.sort_values(["footprint_id", "area_code"], ignore_index=True)


def areas_of_scopes(shared: pd.DataFrame, area_type: str) -> dict[str, list[str]]:
    """Codes that each system's map shows, ascending.

    Small areas and wards belong to the system that has most of them. Districts, upper-tier authorities, places and
    neighbourhoods are shown whole wherever at least `TOUCH` of them or of the system is in common. The map of a system
    shows no other system.
    """
    if area_type == "system":
        kept = shared["footprint_id"] == shared["area_code"]
    elif AREA_TYPES[area_type] in DRAWN_WHOLE:
        kept = (shared["of_area"] >= TOUCH) | (shared["of_system"] >= TOUCH)
    else:
        kept = shared["of_area"] > MAJORITY
    groups = shared[kept].groupby("footprint_id")["area_code"]
    return {scope: sorted(codes) for scope, codes in groups}


def best_fit(members: pd.DataFrame, parents: pd.Series) -> pd.Series:
    """The parent that holds at least `CLEAR` of an area, "" where none does.

    Parameters
    ----------
    members : DataFrame
        area_code, lsoa11cd, weight.
    parents : Series
        Code of the parent by lsoa11cd.

    Returns
    -------
    Series
        Parent code by area_code, sorted.
    """
    frame = members.assign(parent=members["lsoa11cd"].map(parents))
    sums = frame.groupby(["area_code", "parent"])["weight"].sum().reset_index()
    sums["share"] = sums["weight"] / sums.groupby("area_code")["weight"].transform("sum")
    top = sums.sort_values(["area_code", "share", "parent"], ascending=[True, False, True]).drop_duplicates("area_code")
    top = top.set_index("area_code")
    return top["parent"].where(top["share"] >= np.float64(CLEAR), "")


def is_footprint(area_type: str) -> bool:
    """Whether areas of this type are footprints with dates of their own."""
    return area_type in FOOTPRINT_TYPES
