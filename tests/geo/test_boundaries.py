"""Boundary files: what is written comes back sorted, and a broken file says what is wrong."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.boundaries import boundary_path, boundary_types, read_boundaries, write_boundaries

FRAME = gpd.GeoDataFrame(
    {"area_code": ["B", "A"], "extra": [1, 2]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs=27700
)


def test_round_trip_is_sorted_and_the_same_bytes(tmp_path: Path) -> None:
    path = write_boundaries(FRAME, tmp_path, area_type="lad22")
    first = path.read_bytes()
    assert write_boundaries(FRAME.iloc[::-1], tmp_path, area_type="lad22").read_bytes() == first
    out = read_boundaries(tmp_path, "lad22")
    assert out["area_code"].tolist() == ["A", "B"]
    assert list(out.columns) == ["area_code", "geometry"]
    assert boundary_types(tmp_path) == ["lad22"]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (FRAME.rename(columns={"area_code": "code"}), r"lad22\.parquet: column\(s\) missing: area_code"),
        (FRAME.set_crs(4326, allow_override=True), "projection is WGS 84, expected EPSG:27700"),
        (FRAME.set_crs(None, allow_override=True), "projection is not given"),
        (FRAME.assign(area_code="A"), "codes that occur twice: A"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, broken: gpd.GeoDataFrame, words: str) -> None:
    path = boundary_path(tmp_path, "lad22")
    path.parent.mkdir()
    broken.to_parquet(path)
    with pytest.raises(ValueError, match=words):
        read_boundaries(tmp_path, "lad22")
