"""The committed geography: counts, fit, parts that sum to the whole, and a manifest that says what is in the files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import brotli
import pandas as pd
import pytest
import shapely

from data.schema import AREA_COLUMNS, FOOTPRINT_TYPES
from geo.boundaries import boundary_types, read_boundaries
from geo.display import named_files
from geo.making.coverage import faults, off_grid
from tests.shared_folder import shared

PACK = Path(__file__).parents[2] / "data" / "pack" / "embedded"
MAP = PACK / "map"
COUNTS = {
    "lsoa11": 32_844,
    "msoa11": 6791,
    "wd25": 6817,
    "lad11": 326,
    "lad22": 309,
    "ctyua18": 152,
    "ctyua19": 151,
    "ctyua21": 152,
    "ctyua23": 153,
    "sicbl22": 106,
    "icb22": 42,
    "rgn": 9,
    "ctry": 1,
}
MANIFEST = json.loads((MAP / "manifest.json").read_text(encoding="utf-8"))
LAYERS = [(t, s) for t, scopes in MANIFEST["layers"].items() for s in scopes]
SAMPLE = [pair for i, pair in enumerate(LAYERS) if pair[1] in ("england", "sys-nw-icb") or i % 12 == 0]


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    return pd.read_parquet(PACK / "areas.parquet")


@pytest.fixture(scope="module")
def lookup() -> pd.DataFrame:
    return pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")


def read(name: str) -> dict:
    return json.loads(brotli.decompress((MAP / f"{name}.br").read_bytes()))


@pytest.mark.parametrize("area_type", COUNTS)
def test_every_level_is_complete_and_fits_together(area_type: str, areas: pd.DataFrame) -> None:
    frame = read_boundaries(PACK, area_type)
    assert len(frame) == COUNTS[area_type]
    assert frame["area_code"].is_unique
    polygons = frame.geometry.to_numpy()
    assert shapely.is_valid(polygons).all()
    assert (shapely.area(polygons) > 0).all()
    assert faults(polygons).size == 0
    assert not off_grid(polygons)
    assert areas.loc[areas["area_type"] == area_type, "area_code"].tolist() == frame["area_code"].tolist()


@pytest.mark.parametrize("area_type", [t for t in COUNTS if t not in ("lsoa11", "wd25", "ctry")])
def test_larger_areas_are_exactly_their_parts(area_type: str, lookup: pd.DataFrame) -> None:
    size = read_boundaries(PACK, "lsoa11").set_index("area_code").area
    whole = read_boundaries(PACK, area_type).set_index("area_code").area
    if f"{area_type}cd" in lookup:
        assert whole.to_dict() == pytest.approx(
            size.groupby(lookup.set_index("lsoa11cd")[f"{area_type}cd"]).sum().to_dict()
        )
    assert whole.sum() == pytest.approx(size.sum())


def test_wards_cover_england() -> None:
    england = read_boundaries(PACK, "ctry").geometry.iloc[0]
    wards = read_boundaries(PACK, "wd25")
    assert wards.area.sum() == pytest.approx(england.area, rel=1e-4)


def test_footprints_are_their_lsoas() -> None:
    size = read_boundaries(PACK, "lsoa11").set_index("area_code").area
    members = pd.read_parquet(PACK / "lookups" / "footprint_lsoa11.parquet")
    wanted = members["lsoa11cd"].map(size).groupby(members["footprint_id"]).sum()
    drawn = pd.concat([read_boundaries(PACK, t) for t in FOOTPRINT_TYPES]).set_index("area_code").area
    assert drawn.sort_index().to_dict() == pytest.approx(wanted.sort_index().to_dict())


@pytest.mark.shared
def test_footprint_lists_are_the_checked_ones() -> None:
    other = pd.read_csv(shared("facts", "footprints", "footprint_lsoa11.csv.gz"))
    mine = pd.read_parquet(PACK / "lookups" / "footprint_lsoa11.parquet")
    for name, codes in other.groupby("footprint_id")["lsoa11cd"]:
        assert set(mine.loc[mine["footprint_id"] == name, "lsoa11cd"]) == set(codes), name


def test_areas_have_names_points_and_order(areas: pd.DataFrame) -> None:
    assert list(areas.columns) == list(AREA_COLUMNS)
    assert areas.equals(areas.sort_values(["area_type", "area_code"], ignore_index=True))
    assert (areas["name"].str.strip() != "").all()
    assert areas[["name", "district", "county", "valid_from", "valid_to"]].notna().all(axis=None)
    assert areas["lon"].between(-6.5, 1.8).all()
    assert areas["lat"].between(49.8, 55.9).all()
    names = areas.set_index(["area_type", "area_code"])["name"]
    assert names["msoa11", "E02005530"] != names["msoa11", "E02005531"]
    assert names["lad11", "E07000206"] == "Waveney"


@pytest.mark.parametrize(("area_type", "scope"), SAMPLE)
def test_files_are_what_the_manifest_says(area_type: str, scope: str, areas: pd.DataFrame) -> None:
    entry = MANIFEST["layers"][area_type][scope]
    names = read(entry["names"])
    codes = names["codes"]
    assert codes == sorted(set(codes))
    assert entry["count"] == len(codes) == len(names["names"]) == len(names["points"]) == len(names["bounds"])
    known = areas[areas["area_type"] == area_type].set_index("area_code")
    assert names["names"] == known.loc[codes, "name"].tolist()
    assert names["districts"] == known.loc[codes, "district"].tolist()
    assert ("valid" in names) == (area_type in FOOTPRINT_TYPES)
    if entry["kind"] == "geojson":
        features = read(entry["file"])["features"]
        assert [f["id"] for f in features] == list(range(len(codes)))
        assert all(f["properties"] == {} and f["geometry"]["coordinates"] for f in features)


def test_no_file_is_missing_or_left_over() -> None:
    there = {path.name for path in MAP.iterdir()} - {"manifest.json"}
    wanted = {name for name in named_files(MANIFEST) if not name.endswith(".gz")}
    assert there == wanted  # the embedded pack is brotli only


def test_every_system_has_a_map() -> None:
    document = json.loads((PACK / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    systems = {f["id"] for f in document["footprints"] if f["tier"] == "system"}
    for area_type in ("lsoa11", "msoa11", "wd25", "lad11", "lad22", "ctyua18", "ctyua23", "system"):
        assert set(MANIFEST["layers"][area_type]) == {"england", *systems}
    assert set(MANIFEST["scopes"]) == set(MANIFEST["land"]) == set(MANIFEST["towns"]) == {"england", *systems}


def test_norfolk_and_waveney() -> None:
    counts = {t: MANIFEST["layers"][t]["sys-nw-icb"]["count"] for t in ("lsoa11", "msoa11", "lad22", "ctyua21")}
    assert counts == {"lsoa11": 611, "msoa11": 125, "lad22": 8, "ctyua21": 2}
    entry = MANIFEST["layers"]["place"]["sys-nw-icb"]
    assert {"pl-gyw", "hosp-jpuh"} <= set(read(entry["names"])["codes"])


def test_the_small_areas_of_a_date_are_shared_out_exactly() -> None:
    """On each date every LSOA is on one system's map."""
    document = json.loads((PACK / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    systems = [f for f in document["footprints"] if f["tier"] == "system"]
    for day in ("2025-01-01", "2026-06-01"):
        valid = [f["id"] for f in systems if f["valid_from"] <= day and (f["valid_to"] or "9999") >= day]
        assert sum(MANIFEST["layers"]["lsoa11"][s]["count"] for s in valid) == 32_844


def test_all_areas_are_in_the_tiles() -> None:
    """The lowest zoom holds every LSOA once (the default of the tile builder loses a third)."""
    from pmtiles.reader import MmapSource, Reader

    entry = MANIFEST["layers"]["lsoa11"]["england"]
    with (MAP / entry["file"]).open("rb") as stream:
        notes = Reader(MmapSource(stream)).metadata()
    assert entry["kind"] == "tiles"
    assert notes["tilestats"]["layers"][0]["count"] == entry["count"] == 32_844


def wire(name: str) -> int:
    return (MAP / f"{name}.br").stat().st_size


def test_sizes_stay_in_the_budget() -> None:
    small = MANIFEST["layers"]["lsoa11"]["sys-nw-icb"]
    assert wire(small["file"]) + wire(small["names"]) <= 45_000
    assert boundary_types(PACK) == sorted({*COUNTS, *FOOTPRINT_TYPES})
    assert sum(path.stat().st_size for path in PACK.rglob("*") if path.is_file()) <= 25_000_000


def test_what_readers_are_told_of_footprints_is_no_working_note() -> None:
    """Notes, bases and sources stand on cards and on the definitions page: no file names, ids or short codes."""
    working = re.compile(r"github |own (knowledge|judgement)|Register:|LSOA11|SICBL|LAD |\.csv|\bsys-")
    document = json.loads((PACK / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    told = {
        one["id"]: (*(one.get(key, "") for key in ("notes", "member_basis", "code_note")), *one["source"])
        for one in document["footprints"]
    }
    assert [(code, text) for code, texts in told.items() for text in texts if working.search(text)] == []
    assert sum(bool(text) for texts in told.values() for text in texts) > 200
