"""Wards of May 2025, approximate, from postcodes.

Lives here: postcodes of every LSOA by ward (weights and best fit), and ward polygons: the Voronoi cells of Code-Point
Open postcodes inside each LSOA, merged by ward, with stray pieces given to the ward around them. Pure, EPSG:27700.
Not here: any official ward boundary; these are drawn from postcodes and labelled so. Reading (`geo.making.packages`).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from tqdm import tqdm

from geo.making.coverage import CLOSED_GAP, dissolved, fitted, on_grid

SLIVER = 0.02  # a detached piece smaller than this share of its ward goes to a neighbour
HOLE = 1_000_000.0  # square metres; an empty hole smaller than this is closed
DETAIL = 20.0  # metres; corners of Voronoi cells smaller than this are not real
FITTING_ROUNDS = 3  # after these no vertex is off the grid
SLIVER_ROUNDS = 3  # a stray part may lie among stray parts


def located(code_point: pd.DataFrame, postcode_areas: pd.DataFrame, *, lsoas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Postcodes with the LSOA they belong to.

    The LSOA comes from the ONS list of May 2022; postcodes made since then get the LSOA they lie in, or the nearest one
    where a generalised edge leaves them outside all.

    Parameters
    ----------
    code_point : DataFrame
        postcode, easting, northing, ward.
    postcode_areas : DataFrame
        postcode, lsoa11cd.
    lsoas : GeoDataFrame
        lsoa11cd, geometry.

    Returns
    -------
    DataFrame
        `code_point` with lsoa11cd, in its order.
    """
    known = postcode_areas.drop_duplicates("postcode").set_index("postcode")["lsoa11cd"]
    out = code_point.assign(lsoa11cd=code_point["postcode"].map(known))
    new = out["lsoa11cd"].isna()
    if new.any():
        points = shapely.points(out.loc[new, ["easting", "northing"]].to_numpy(dtype="float64"))
        point, lsoa = shapely.STRtree(lsoas.geometry.to_numpy()).query_nearest(points)
        first = pd.Series(lsoa).groupby(point).min()
        out.loc[new, "lsoa11cd"] = lsoas["lsoa11cd"].to_numpy()[first.to_numpy()]
    return out


def weights(postcodes: pd.DataFrame) -> pd.DataFrame:
    """How the postcodes of each LSOA are spread over wards.

    Returns
    -------
    DataFrame
        lsoa11cd, wd25cd, postcodes, weight (share of the LSOA's postcodes; sums to 1 per LSOA); sorted by codes.
    """
    counts = postcodes.groupby(["lsoa11cd", "ward"]).size().rename("postcodes").reset_index()
    counts = counts.rename(columns={"ward": "wd25cd"})
    counts["weight"] = counts["postcodes"] / counts.groupby("lsoa11cd")["postcodes"].transform("sum")
    return counts.sort_values(["lsoa11cd", "wd25cd"], ignore_index=True)


def best_fit_ward(weighted: pd.DataFrame) -> pd.DataFrame:
    """The ward with most of an LSOA's postcodes: lsoa11cd, wd25cd, wd25_share, postcodes (of the LSOA)."""
    totals = weighted.groupby("lsoa11cd")["postcodes"].sum()
    order = weighted.sort_values(["lsoa11cd", "postcodes", "wd25cd"], ascending=[True, False, True])
    top = order.drop_duplicates("lsoa11cd").rename(columns={"weight": "wd25_share"})
    top = top.assign(postcodes=top["lsoa11cd"].map(totals))
    return top[["lsoa11cd", "wd25cd", "wd25_share", "postcodes"]].reset_index(drop=True)


def cells(points: np.ndarray, wards: np.ndarray, *, polygon: shapely.Geometry) -> dict[str, shapely.Geometry]:
    """One LSOA cut into the parts of its wards: the Voronoi cells of its postcodes, joined by ward.

    Parameters
    ----------
    points : array of shape (n, 2)
        Positions in metres, no two equal.
    wards : array of str, shape (n,)
    polygon : Polygon or MultiPolygon
        The LSOA; the parts fill it.

    Returns
    -------
    dict
        Part by ward; wards without ground inside the LSOA are absent.
    """
    extent = shapely.box(*shapely.bounds(polygon))
    diagram = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=extent, ordered=True))
    out = {}
    for ward in np.unique(wards):
        part = shapely.intersection(shapely.coverage_union_all(diagram[wards == ward]), polygon)
        if shapely.area(part) > 0:
            out[str(ward)] = part
    return out


def pieces(lsoas: gpd.GeoDataFrame, postcodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Ground of England by ward and LSOA: whole LSOAs where all postcodes share a ward, else their cells.

    Returns
    -------
    GeoDataFrame
        ward, geometry; a valid coverage.
    """
    columns = ["lsoa11cd", "easting", "northing"]
    spots = postcodes.groupby([*columns, "ward"]).size().rename("n").reset_index()
    spots = spots.sort_values([*columns, "n", "ward"], ascending=[True, True, True, False, True]).drop_duplicates(
        columns
    )
    one_ward = spots.groupby("lsoa11cd")["ward"].agg(["nunique", "first"])
    polygons = lsoas.set_index("lsoa11cd").geometry
    whole = one_ward[one_ward["nunique"] == 1]["first"].reindex(polygons.index).dropna()
    wards, grounds = list(whole), list(polygons.loc[whole.index])
    mixed = spots[~spots["lsoa11cd"].isin(whole.index)]
    for lsoa, group in tqdm(mixed.groupby("lsoa11cd"), desc="ward cells"):
        parts = cells(
            group[["easting", "northing"]].to_numpy("float64"), group["ward"].to_numpy(), polygon=polygons[lsoa]
        )
        wards += list(parts)
        grounds += list(parts.values())
    geometry = np.array(grounds, dtype=object)
    for _ in range(FITTING_ROUNDS):  # a piece may vanish here, a ward may not: `ward_polygons` checks
        geometry = shapely.coverage_clean(on_grid(geometry, method="structure"), gap_width=CLOSED_GAP)
    kept = ~shapely.is_empty(geometry)
    return gpd.GeoDataFrame({"ward": np.array(wards, dtype="str")[kept]}, geometry=geometry[kept], crs=lsoas.crs)


def without_slivers(parts: gpd.GeoDataFrame, share: float = SLIVER) -> gpd.GeoDataFrame:
    """Stray parts given to the ward around them.

    A stray part is a detached part of a ward, not its largest, with less than `share` of the ward's ground. It goes to
    the ward with which it shares the longest edge; one without a neighbour (an islet) stays.

    Parameters
    ----------
    parts : GeoDataFrame
        ward, geometry: single polygons of a valid coverage.
    share : float
        Of the ward's ground.

    Returns
    -------
    GeoDataFrame
        ward, geometry: the same polygons, some with another ward.
    """
    areas = parts.area
    ward_area, largest = areas.groupby(parts["ward"]).transform("sum"), areas.groupby(parts["ward"]).transform("max")
    stray = np.flatnonzero((areas < share * ward_area) & (areas < largest))
    polygons = parts.geometry.to_numpy()
    i, j = shapely.STRtree(polygons).query(polygons[stray], predicate="intersects")
    edges = pd.DataFrame({"part": stray[i], "neighbour": j, "ward": parts["ward"].to_numpy()[j]})
    edges = edges[(edges["part"] != edges["neighbour"]) & ~edges["neighbour"].isin(stray)]
    lines = shapely.intersection(polygons[edges["part"]], polygons[edges["neighbour"]])
    edges = edges.assign(edge=shapely.length(lines))
    shared = edges[edges["edge"] > 0].groupby(["part", "ward"])["edge"].sum().reset_index()
    best = shared.sort_values(["part", "edge", "ward"], ascending=[True, False, True]).drop_duplicates("part")
    out = parts.copy()
    out.loc[out.index[best["part"]], "ward"] = best["ward"].to_numpy()
    return out


def ward_polygons(lsoas: gpd.GeoDataFrame, postcodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Approximate ward polygons that fit together: area_code, geometry; one row per ward, sorted.

    Parameters
    ----------
    lsoas : GeoDataFrame
        lsoa11cd, geometry: a valid coverage.
    postcodes : DataFrame
        `located`: lsoa11cd, easting, northing, ward.

    Raises
    ------
    ValueError
        If a ward with postcodes has no ground.
    """
    ground = pieces(lsoas, postcodes)
    for _ in range(SLIVER_ROUNDS):
        merged = ground.dissolve("ward", method="unary").reset_index()
        ground = without_slivers(merged.explode(ignore_index=True)[["ward", "geometry"]])
    merged = dissolved(ground.geometry, ground["ward"])
    lost = set(postcodes["ward"]) - set(merged["area_code"])
    if lost:
        raise ValueError(f"wards without ground: {sorted(lost)[:5]}")
    closed = shapely.coverage_clean(without_holes(merged.geometry.to_numpy()), gap_width=CLOSED_GAP)
    simple = fitted(shapely.coverage_simplify(closed, DETAIL), method="structure")
    return merged.set_geometry(gpd.GeoSeries(simple, crs=lsoas.crs))


def without_holes(polygons: np.ndarray, largest: float = HOLE) -> np.ndarray:
    """Polygons with the empty holes below `largest` square metres filled; a hole that is another ward stays."""
    tree, out = shapely.STRtree(polygons), np.array(polygons, dtype=object)
    parts, owner = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    inner = np.flatnonzero(np.concatenate([[False], part[1:] == part[:-1]]))
    holes = shapely.polygons(rings[inner])
    small = shapely.area(holes) < largest
    for hole, ward in zip(holes[small], owner[part[inner[small]]], strict=True):
        inside = shapely.point_on_surface(hole)
        if not tree.query(inside, predicate="within").size:
            out[ward] = shapely.union(out[ward], hole)
    return out


def ward_names(codes: pd.Series, code_list: dict[str, str]) -> pd.DataFrame:
    """Names of wards without the words Ordnance Survey adds: area_code, name, valid_from, valid_to (both "")."""
    plain = (
        codes.map(code_list)
        .astype("str")
        .str.replace(r" \(DET\)$", "", regex=True)
        .str.replace(r" (Ward|ED)$", "", regex=True)
    )
    if plain.isna().any():
        raise ValueError(f"wards without a name: {codes[plain.isna()].head().tolist()}")
    return pd.DataFrame({"area_code": codes, "name": plain, "valid_from": "", "valid_to": ""})
