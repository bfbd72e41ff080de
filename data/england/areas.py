"""Areas that the full England pack adds: LSOA and MSOA 2021, wards 2022, districts 2024, PCNs 2020.

Lives here: which file gives which area type, names, best-fit districts and counties, the LSOA 2021 lookup.
Not here: reading the files (`data.sources`), map files (`geo.display`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.england.changes import lsoa_changes
from data.england.codes import england_codes
from data.england.postcodes import england_postcodes
from data.schema import AREA_COLUMNS
from data.sources import output_area_classification
from data.sources.ons_boundaries import boundaries
from data.sources.ons_lookups import best_fit, lookup
from data.sources.ons_population import age_structure
from data.sources.sheets import table
from data.sources.source import Imported

BOUNDARIES = {
    "lsoa21": "ons/boundaries/lsoa21_england.parquet",
    "msoa21": "ons/boundaries/msoa21_england.parquet",
    "wd22": "ons/boundaries/wards22_england.parquet",
    "lad24": "ons/boundaries/lad_may2024_uk_bsc.parquet",
    "pcn20": "primary_care/pcn_boundaries_2020_brc.parquet",
}
COVERAGES = ("lsoa21", "msoa21", "wd22", "lad24")  # areas that share edges; practice catchments overlap
SPECKLED = ("lad24", "pcn20")  # detailed outlines with slivers where rings cross
KEPT = ("centres", "police")  # lookups taken from the embedded pack as they are
SLIVER = 1.0  # metres: gaps narrower than this between neighbours are closed
SPECK = 5_000.0  # square metres: smaller parts and holes vanish when a map's coordinates are rounded
LOOKUPS = "ons/lookups/"
MSOA_NAMES = f"{LOOKUPS}drkane_msoa_names_la.csv.gz"
WARD_DISTRICTS = f"{LOOKUPS}drkane_ward_all_codes.csv.gz"
RESIDENTS_2020 = "ons/population/population20_lsoa11.parquet"
CENSUS_AGES = "ons/population/census2021_ts007a_age5_lsoa21.csv.gz"
RESIDENTS_2015 = "mhclg/imd2019_lsoa11_score_pop2015.csv.gz"
CLEAR = 0.9  # share of an area's people in a district or county from which on it is called by that name


@dataclass(frozen=True)
class Geography:
    """What a step of the build adds: polygons by area type, rows of areas, lookups, and what was done in words."""

    polygons: dict[str, gpd.GeoDataFrame]
    areas: pd.DataFrame
    lookups: dict[str, pd.DataFrame]
    report: tuple[str, ...]


def geography(source: Path, embedded: Path) -> Geography:
    """Everything the full pack adds to the embedded geography.

    Parameters
    ----------
    source : Path
        Folder of the shared data.
    embedded : Path
        The embedded pack: its areas and LSOA 2011 lookup are kept and completed.

    Raises
    ------
    FileFaults
        With every fault of the first file that cannot be used.
    """
    small, report = lsoa21_lookup(source)
    changes, said = lsoa_changes(source, small)
    report += said
    polygons = {}
    for area_type, name in BOUNDARIES.items():
        read = outlines(source / name, area_type)
        polygons[area_type] = read.frame
        report += [f"{area_type}: {line}" for line in read.report]
    known = pd.read_parquet(embedded / "areas.parquet").astype(AREA_COLUMNS)
    msoa_names = house_of_commons_names(source / MSOA_NAMES)
    parents = parent_names(small, known)
    parents["wd22"] = with_small_wards(parents["wd22"], small, path=source / WARD_DISTRICTS)
    parts = [msoas_named(known, msoa_names["msoa11"])]
    for area_type, frame in polygons.items():
        rows = area_rows(area_type, frame, parents=parents.get(area_type))
        parts.append(rows.assign(name=rows["area_code"].map(msoa_names["msoa21"]).fillna(rows["name"])))
    lsoa11 = with_residents(pd.read_parquet(embedded / "lookups" / "lsoa11.parquet"), source / RESIDENTS_2015)
    lookups = {"lsoa21": small.drop(columns=["lad22nm", "ctyua21nm"]), "lsoa11": lsoa11, "lsoa11_lsoa21": changes}
    lookups["codes"], said = england_codes(source, pd.read_parquet(embedded / "lookups" / "codes.parquet"))
    report += said
    lookups["postcodes"] = england_postcodes(output_area_classification.tables()["postcodes"], embedded)
    lookups |= {name: pd.read_parquet(embedded / "lookups" / f"{name}.parquet") for name in KEPT}
    return Geography(polygons, pd.concat(parts, ignore_index=True), lookups, tuple(report))


def outlines(path: Path, area_type: str) -> Imported:
    """Repaired English polygons of one area type; neighbours share their edges where the type is a coverage."""
    read = boundaries(path, only="" if area_type == "pcn20" else "E", repair=True)
    before = np.array(read.frame.geometry.array, dtype=object)
    clean = shapely.coverage_clean(before, gap_width=SLIVER) if area_type in COVERAGES else before
    clean = without_specks(clean) if area_type in SPECKLED else clean
    moved = np.abs(shapely.area(clean) - shapely.area(before))
    frame = read.frame.set_geometry(gpd.GeoSeries(clean, crs=read.frame.crs))
    changed = int((moved > SLIVER).sum())
    words = f"edges joined and specks dropped: {changed:,} areas change, by at most {moved.max():,.0f} square metres"
    return Imported(frame, (*read.report, words) if changed else read.report)


def without_specks(shapes: np.ndarray) -> np.ndarray:
    """Polygons without parts and holes below `SPECK`, which no map can show; the largest part always stays."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, inside = shapely.get_rings(parts, return_index=True)
    first = np.r_[True, inside[1:] != inside[:-1]]  # the outer ring of each part comes first
    kept = first | (shapely.area(shapely.polygons(rings)) >= SPECK)
    parts = shapely.polygons(rings[first])
    for part in np.unique(inside[kept & ~first]):
        own = rings[kept & (inside == part)]
        parts[part] = shapely.polygons(own[0], own[1:])
    size = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owner, size)
    kept = (size >= SPECK) | (size == largest[owner])
    groups = np.split(parts[kept], np.flatnonzero(np.diff(owner[kept])) + 1)
    return np.array([group[0] if len(group) == 1 else shapely.multipolygons(group) for group in groups], dtype=object)


def lsoa21_lookup(source: Path) -> tuple[pd.DataFrame, list[str]]:
    """One row per LSOA 2021 of England with the areas it is in (best fit) and its residents of the Census 2021.

    The MSOA follows from the name ("Hartlepool 009A" is in "Hartlepool 009"), as the ONS builds it.
    """
    folder = source / LOOKUPS
    ward = {name: name.upper() for name in ("lsoa21cd", "lsoa21nm", "wd22cd", "lad22cd", "lad22nm")}
    board = {"lsoa21cd": "lsoa21_code", "sicbl24cd": "sicbl24_code", "icb24cd": "icb24_code"}
    district = {"lsoa21cd": "lsoa21_code", "lad24cd": "ltla24_code"}
    old = {"lsoa21cd": "lsoa21_code", "lsoa11cd": "lsoa11_code"}
    county = {"lad22cd": "ltla21_code", "ctyua21cd": "utla21_code", "ctyua21nm": "utla21_name"}
    weights = table(source / RESIDENTS_2020).set_index("lsoa11_code")["total_population"]
    read = {
        "ward": lookup(folder / "lsoa21_ward22_lad22_v3.csv.gz", ward),
        "board": lookup(folder / "lookup_lsoa21_icb24.csv.gz", board),
        "district": lookup(folder / "lookup_lsoa21_ward24_ltla24.csv.gz", district),
        "county": lookup(folder / "lookup_ltla21_utla21.csv.gz", county),
        "old": best_fit(folder / "lookup_lsoa11_lsoa21_ltla22.csv.gz", old, weights=weights),
    }
    frame = read["ward"].frame
    for name in ("board", "district", "old"):
        frame = frame.merge(read[name].frame, on="lsoa21cd", how="left", validate="1:1")
    frame = frame.merge(read["county"].frame, on="lad22cd", how="left", validate="m:1")
    census = age_structure(source / CENSUS_AGES).frame.drop_duplicates("area_code").set_index("area_code")
    frame["population"] = frame["lsoa21cd"].map(census["denominator"])
    msoa = lookup_by_name(source / BOUNDARIES["msoa21"])
    frame["msoa21cd"] = frame["lsoa21nm"].str[:-1].map(msoa)
    report = [f"{name} lookup: {line}" for name, done in read.items() for line in done.report]
    return frame.astype({"population": "Int64"}), report


def lookup_by_name(path: Path) -> pd.Series:
    """Code by name from a file of boundaries."""
    frame = boundaries(path, only="E", repair=True).frame
    return frame.set_index("name")["area_code"]


def house_of_commons_names(path: Path) -> dict[str, pd.Series]:
    """Names of MSOAs as readers say them, by code: "msoa11" and "msoa21"."""
    raw = table(path)
    old = raw[(raw["MSOA11CD"] != "") & (raw["MSOA11HCLNM"] != "")].drop_duplicates("MSOA11CD")
    new = raw[(raw["MSOA21CD"] != "") & (raw["MSOAHCLNM"] != "")].drop_duplicates("MSOA21CD")
    return {
        "msoa11": old.set_index("MSOA11CD")["MSOA11HCLNM"],
        "msoa21": new.set_index("MSOA21CD")["MSOAHCLNM"],
    }


def msoas_named(known: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The embedded areas with House of Commons names for every MSOA 2011."""
    is_msoa = known["area_type"] == "msoa11"
    return known.assign(name=known["name"].mask(is_msoa, known["area_code"].map(names)).fillna(known["name"]))


def parent_names(small: pd.DataFrame, known: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """District (2022) and county (2021) names by area code, for every area type that LSOA 2021 lead to."""
    names = known[known["area_type"] == "ctyua21"].set_index("area_code")["name"]
    frame = small.assign(county=small["ctyua21cd"].map(names).fillna(small["ctyua21nm"]))
    keys = {"lsoa21": "lsoa21cd", "msoa21": "msoa21cd", "wd22": "wd22cd", "lad24": "lad24cd"}
    out = {}
    for area_type, key in keys.items():
        district = clear_majority(frame, key, parent="lad22nm")
        county = clear_majority(frame, key, parent="county")
        out[area_type] = pd.DataFrame({"district": district, "county": county})
    return out


def with_small_wards(parents: pd.DataFrame, small: pd.DataFrame, *, path: Path) -> pd.DataFrame:
    """Wards that are no LSOA's best fit get their district from the list of all wards."""
    every = table(path).drop_duplicates("WDCD").set_index("WDCD")["LADNM"]
    rest = every[~every.index.isin(parents.index)]
    counties = small.drop_duplicates("lad22nm").set_index("lad22nm")["ctyua21nm"]
    more = pd.DataFrame({"district": rest, "county": rest.map(counties).fillna("")})
    return pd.concat([parents, more])


def clear_majority(frame: pd.DataFrame, key: str, *, parent: str) -> pd.Series:
    """By `key`: the parent with at least `CLEAR` of the residents, "" if there is none."""
    people = frame.groupby([key, parent])["population"].sum().reset_index()
    people["share"] = people["population"] / people.groupby(key)["population"].transform("sum")
    top = people.sort_values([key, "share"], ascending=[True, False]).drop_duplicates(key).set_index(key)
    return top[parent].where(top["share"].fillna(1.0) >= CLEAR, "")


def area_rows(area_type: str, frame: gpd.GeoDataFrame, *, parents: pd.DataFrame | None) -> pd.DataFrame:
    """Rows of `areas.parquet` for polygons `area_code, name, geometry`."""
    inside = gpd.GeoSeries(frame.geometry.representative_point(), crs=frame.crs).to_crs(4326)
    rows = pd.DataFrame({"area_code": frame["area_code"], "area_type": area_type, "name": frame["name"]})
    for column in ("district", "county"):
        rows[column] = "" if parents is None else rows["area_code"].map(parents[column]).fillna("")
    if area_type == "lad24":
        rows["district"] = rows["name"]
    if area_type == "pcn20":
        rows["name"] = rows["name"].map(network_name)
    rows = rows.assign(lon=inside.x.round(5), lat=inside.y.round(5), valid_from="", valid_to="")
    return rows[list(AREA_COLUMNS)].astype(AREA_COLUMNS)


def network_name(name: str) -> str:
    """ "WEST MERTON PCN" -> "West Merton PCN": the register writes names in capitals."""
    small = {"AND", "OF", "THE", "IN", "ON", "WITH"}
    kept = {"PCN", "NHS", "GP", "NE", "NW", "SE", "SW"}
    if not name.isupper():
        return name
    words = []
    for place, word in enumerate(name.split()):
        initials = word in kept or not set(word) & set("AEIOUY")
        words.append(word if initials else word.lower() if word in small and place else word.title())
    return " ".join(words)


def with_residents(lsoas: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The LSOA 2011 lookup with residents of mid-2015 for all of England (the embedded one has a part of it)."""
    raw = table(path)
    residents = raw.set_index("LSOA code (2011)")["Total population: mid 2015 (excluding prisoners)"].astype("Int64")
    return lsoas.assign(population=lsoas["lsoa11cd"].map(residents).astype("Int64"))
