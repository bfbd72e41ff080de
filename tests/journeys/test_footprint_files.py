"""Files into the footprint page and out of it: every kind is taken, broken ones are refused, what comes out opens."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import shapely
from playwright.sync_api import expect

from geo.assignment import to_degrees
from tests.data.own_uploads import BOW_TIE, YARMOUTH, frame, geojson, geopackage, shapefile
from tests.journeys.footprint_reader import FIVE, Visit, opened, paste, rested, use
from tests.journeys.servers import ROOT, Server


@cache
def centres_within() -> int:
    """How many LSOAs have the middle of their postcodes in Yarmouth's square."""
    homes = pd.read_parquet(ROOT / "data" / "pack" / "embedded" / "lookups" / "centres.parquet")
    spots = shapely.get_coordinates(to_degrees(shapely.MultiPoint(10 * homes[["x", "y"]].dropna().to_numpy(float))))
    return sum(1.70 <= x <= 1.75 and 52.55 <= y <= 52.65 for x, y in spots)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "zip", "csv"])
def test_every_kind_of_file_is_taken(kind: str, visit: Visit, server: Server, tmp_path: Path) -> None:
    content = {
        "geojson": lambda: geojson(YARMOUTH),
        "gpkg": lambda: geopackage(tmp_path, frame([YARMOUTH])),
        "zip": lambda: shapefile(tmp_path, frame([YARMOUTH], crs=4326)),
        "csv": lambda: b"lsoa11cd\r\nE01026581\r\nE01026582\r\n",
    }[kind]()
    page = opened(visit, server, "?way=file")
    page.locator("input[type=file]").set_input_files({"name": f"Riverside.{kind}", "mimeType": "", "buffer": content})
    page.get_by_text(f"Riverside.{kind}").first.wait_for()
    rested(page)
    use(page, "Use this file")
    count = "2 LSOAs" if kind == "csv" else f"{centres_within()} LSOAs"
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Riverside: {count}")


def test_broken_file_is_refused_in_one_message(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=file")
    content = geojson(BOW_TIE, shapely.Point(1.7, 52.6))
    page.locator("input[type=file]").set_input_files({"name": "odd.geojson", "mimeType": "", "buffer": content})
    alert = page.get_by_role("alert").filter(has_text="cannot be used")
    alert.wait_for()
    expect(alert).to_contain_text("feature 1: an outline that crosses itself")
    expect(alert).to_contain_text("feature 2: not a polygon")
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")


def test_kept_footprint_is_there_for_the_next_reader(
    visit: Visit, start: Callable[..., Server], tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "data" / "pack" / "embedded", pack)
    server = start(env={"PACK": str(pack)})
    page = opened(visit, server, "?way=codes")
    paste(page, FIVE)
    use(page, "Keep with this pack")
    expect(page.get_by_text("is kept with this pack, in own/footprints.toml")).to_be_visible()
    assert len(tomllib.loads((pack / "own" / "footprints.toml").read_text())["footprint"]) == 1
    other = opened(visit, start(env={"PACK": str(pack)}), "?start=own-listed-areas")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")


def test_files_out_open_and_say_the_same(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    found = {}
    for label in ("GeoJSON", "CSV of codes", "Register entry"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        found[label] = Path(taken.value.path()).read_bytes()
    feature = json.loads(found["GeoJSON"])["features"][0]
    rows = list(csv.DictReader(io.StringIO(found["CSV of codes"].decode("utf-8-sig"), newline="")))
    entry = tomllib.loads(found["Register entry"].decode())["footprint"][0]
    assert sorted(row["area_code"] for row in rows) == feature["properties"]["members"]
    assert len(rows) == entry["n_members"] == 134
    outline = shapely.geometry.shape(feature["geometry"])
    assert outline.contains(shapely.Point(1.73, 52.6))
    assert outline.is_valid
