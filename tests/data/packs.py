"""A whole pack small enough to read: five areas, three indicators, one map layer. Tests break one thing in it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd

from data.writing import write_areas, write_lookup, write_observations, write_pack_toml

CODES = ("E02000001", "E02000002", "E02000003")
CARD = {
    "id": "small",
    "title": "A small pack",
    "version": "1.0",
    "built": "2026-11-21T00:00:00+00:00",
    "synthetic": False,
    "default_indicator": "uptake",
    "default_level": "msoa",
    "default_system": "sys-a",
    "default_place": "pl-a",
    "default_period": "2021-07-08",
}
INDICATOR = """
[{id}]
name = "{id} by name"
short_name = "{id}"
lens = "outcomes"
value_type = "{value_type}"
unit = "%"
multiplier = 100
decimals = 1
polarity = "high_is_good"
people = "people"
numerator_name = "had it"
complement = "had it not"
word = "Uptake"
period_phrase = "by {{period}}"
definition = "People who had it."
source = "publisher"
release_rule = "{rule}"
building_block = "msoa11"
cautions = ["Read with care."]
[{id}.breaks]
msoa = [60, 70, 80, 85]
[{id}.notes]
base = "An armed-forces base."
"""
SOURCE = """
[publisher]
publisher = "A publisher"
title = "A publication"
url = "https://example.org/"
licence = "Open Government Licence v3.0"
attribution = "Contains public sector information."
published = "2021-07-08"
retrieved = "2026-11-21"
sha256 = "{sha}"
vintage = "msoa11"
"""
NAMES = {"names": ["One", "Two", "Three"], "districts": ["D", "D", "E"], "points": [[1.0, 52.0]] * 3}


def observations() -> pd.DataFrame:
    """Seven honest rows: uptake in three areas and two ages, a count, an admission count rounded and one withheld."""
    uptake = {"indicator_id": "uptake", "area_type": "msoa11", "period": "2021-07-08"}
    rows = [
        {**uptake, "area_code": CODES[0], "age": "16+", "numerator": 80, "denominator": 100},
        {**uptake, "area_code": CODES[1], "age": "16+", "numerator": 0, "denominator": 90},
        {**uptake, "area_code": CODES[2], "age": "16+", "numerator": 99, "denominator": 98, "status": "not_comparable"},
        {**uptake, "area_code": CODES[0], "age": "16-24", "numerator": 8, "denominator": 10},
        {**uptake, "area_code": "E92000001", "area_type": "ctry", "value": 81.5, "age": "16+"},
        {**uptake, "indicator_id": "stays", "area_code": CODES[0], "numerator": 25},
        {**uptake, "indicator_id": "stays", "area_code": CODES[1], "status": "suppressed"},
    ]
    rows[2]["note"] = "base"
    return pd.DataFrame(rows)


def areas() -> pd.DataFrame:
    """Three MSOAs in two districts, a place, England."""
    frame = pd.DataFrame(
        {
            "area_code": [*CODES, "pl-a", "E92000001"],
            "area_type": ["msoa11"] * 3 + ["place", "ctry"],
            "name": ["One", "Two", "Three", "Place A", "England"],
        }
    )
    return frame.assign(district="", county="", lon=1.0, lat=52.5, valid_from="", valid_to="2026-03-31")


def indicators_toml() -> str:
    """The catalogue of the small pack."""
    return "\n".join(
        INDICATOR.format(id=name, value_type=kind, rule=rule)
        for name, kind, rule in (("uptake", "proportion", "published"), ("stays", "count", "hes"))
    )


def write_pack(folder: Path, rows: pd.DataFrame | None = None) -> Path:
    """Write the small pack, with other observations if given."""
    folder.mkdir(parents=True, exist_ok=True)
    write_pack_toml(folder, pack=CARD)
    (folder / "indicators.toml").write_text(indicators_toml(), encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCE.format(sha="0" * 64), encoding="utf-8")
    write_observations(observations() if rows is None else rows, folder)
    write_areas(areas(), folder)
    lsoas = pd.DataFrame({"lsoa11cd": ["E01000001"], "lsoa11nm": ["One 001A"], "msoa11cd": [CODES[0]]})
    larger = dict.fromkeys(("lad22cd", "icb22cd", "sicbl22cd", "wd25cd"), "X")
    write_lookup(lsoas.assign(**larger, postcodes=3, population=1500), folder, name="lsoa11")
    pairs = pd.DataFrame({"lsoa11cd": ["E01000001"], "wd25cd": ["X"], "postcodes": [3], "weight": [1.0]})
    write_lookup(pairs, folder, name="lsoa11_wd25")
    write_lookup(pd.DataFrame({"footprint_id": ["pl-a"], "lsoa11cd": ["E01000001"]}), folder, name="footprint_lsoa11")
    write_map(folder)
    return folder


def write_map(folder: Path) -> None:
    """Footprints, the manifest, and one layer with its names."""
    (folder / "footprints").mkdir(exist_ok=True)
    register = {"footprints": [{"id": "pl-a", "name": "Place A", "tier": "place", "owner": "ICB"}]}
    (folder / "footprints" / "footprints.json").write_text(json.dumps(register), encoding="utf-8")
    (folder / "map").mkdir(exist_ok=True)
    layer = {"kind": "geojson", "file": "m.json", "names": "m.names.json", "count": 3, "bounds": [0, 50, 2, 54]}
    (folder / "map" / "manifest.json").write_text(json.dumps({"layers": {"msoa11": {"england": layer}}}))
    (folder / "map" / "m.json.gz").write_bytes(gzip.compress(b"{}"))
    names = {"codes": list(CODES), **NAMES, "bounds": [[0, 50, 2, 54]] * 3, "valid": []}
    (folder / "map" / "m.names.json.gz").write_bytes(gzip.compress(json.dumps(names).encode()))
