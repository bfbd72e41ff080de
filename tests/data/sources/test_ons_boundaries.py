"""Boundaries: three formats give the same areas; every fault is said, or mended on request and then said."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from data.sources.ons_boundaries import boundaries, polygons_of
from data.validation import FileFaults
from tests.shared_folder import shared

BOWTIE = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])


def squares(*codes: str, crs: int | None = 27700, degrees: bool = False) -> gpd.GeoDataFrame:
    """Made-up square areas side by side near Lowestoft, a kilometre wide."""
    shapes = [shapely.box(650_000 + 1000 * n, 290_000, 651_000 + 1000 * n, 291_000) for n in range(len(codes))]
    frame = gpd.GeoDataFrame({"LAD24CD": codes, "LAD24NM": [f"Square {code[-1:]}" for code in codes]}, geometry=shapes)
    frame = frame.set_crs(27700).to_crs(4326) if degrees else frame.set_crs(27700)
    return (
        frame.set_crs(crs, allow_override=True)
        if crs
        else gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=frame.geometry.array, crs=None)
    )


def bare(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same without a coordinate system."""
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=np.array(frame.geometry.array), crs=None)


def refusals(path: Path, **options: object) -> str:
    with pytest.raises(FileFaults) as caught:
        boundaries(path, **options)
    return str(caught.value)


def put(path: Path, frame: gpd.GeoDataFrame) -> Path:
    """Write GeoParquet, GeoJSON or GeoPackage by the file's ending."""
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    return path


@pytest.mark.parametrize("name", ["a.parquet", "a.geojson", "a.gpkg"])
def test_three_formats_give_the_same_areas(tmp_path: Path, name: str) -> None:
    frame = squares("E99000002", "E99000001")
    path = put(tmp_path / name, frame.to_crs(4326) if name.endswith("json") else frame)
    done = boundaries(path)
    assert done.frame["area_code"].tolist() == ["E99000001", "E99000002"]
    assert done.frame["name"].tolist() == ["Square 1", "Square 2"]
    assert done.frame.crs.to_epsg() == 27700
    assert done.frame.area.round(-2).tolist() == [1_000_000, 1_000_000]
    assert done.report == ()


def test_all_faults_of_a_file_at_once(tmp_path: Path) -> None:
    frame = squares("E99000001", "E99000001", "nonsense!", "E99000004", "E99000005")
    frame.loc[1, "geometry"] = shapely.transform(BOWTIE, lambda xy: np.add(xy, (651_000, 290_000)))
    frame.loc[3, "geometry"] = shapely.Point(653_000, 290_500)
    frame.loc[4, "geometry"] = None
    said = refusals(put(tmp_path / "a.parquet", frame))
    assert said.startswith("5 faults")
    assert "row 2: the same code twice ('E99000001')" in said
    assert "row 2: invalid polygon (E99000001: Self-intersection" in said
    assert "row 3: not an area code ('nonsense!')" in said
    assert "row 4: is not a polygon ('E99000004')" in said
    assert "row 5: has no geometry ('E99000005')" in said


def test_what_can_be_mended_is_mended_and_said(tmp_path: Path) -> None:
    frame = squares("E99000001", "E99000001", "E99000003", "W99000001")
    frame.loc[2, "geometry"] = shapely.transform(BOWTIE, lambda xy: np.add(xy, (652_000, 290_000)))
    line = shapely.LineString([(654_000, 290_000), (655_000, 290_000)])
    frame.loc[3, "geometry"] = shapely.GeometryCollection([frame.geometry[3], line])
    done = boundaries(put(tmp_path / "a.parquet", frame), repair=True, only="E")
    assert done.frame["area_code"].tolist() == ["E99000001", "E99000003"]
    assert done.frame.is_valid.all()
    assert done.frame.area.round().tolist() == [2_000_000, 500_000]
    said = "\n".join(done.report)
    for words in (
        "1 invalid polygons mended (E99000003)",
        "several rows of one code merged: E99000001",
        "lines and points between polygons dropped: W99000001",
        "1 areas whose code does not start with E",
    ):
        assert words in said


def test_a_missing_or_false_coordinate_system(tmp_path: Path) -> None:
    none = put(tmp_path / "none.parquet", bare(squares("E99000001")))
    assert "no coordinate system" in refusals(none)
    assert "taken as EPSG:27700" in boundaries(none, repair=True).report[0]
    false = put(tmp_path / "false.parquet", squares("E99000001", crs=27700, degrees=True))
    assert "labelled EPSG:27700; the bounds" in refusals(false)
    mended = boundaries(false, repair=True)
    assert "taken as EPSG:4326" in mended.report[0]
    assert mended.frame.area.iloc[0] == pytest.approx(1_000_000, rel=1e-4)
    lost = squares("E99000001")
    lost["geometry"] = lost.translate(9_000_000, 0)
    assert "fit EPSG:none that is known" in refusals(put(tmp_path / "l.parquet", bare(lost)), repair=True)
    assert "outside the United Kingdom" in refusals(put(tmp_path / "m.parquet", lost))


def test_files_that_hold_no_areas(tmp_path: Path) -> None:
    assert "not a file of boundaries" in refusals(tmp_path / "a.shp.zip")
    (tmp_path / "b.geojson").write_text("<html>busy</html>")
    assert "cannot be read as boundaries" in refusals(tmp_path / "b.geojson")
    pd.DataFrame({"LAD24CD": ["E99000001"]}).to_parquet(tmp_path / "c.parquet")
    assert "cannot be read as boundaries" in refusals(tmp_path / "c.parquet")
    assert "holds no areas" in refusals(put(tmp_path / "d.parquet", squares("E99000001").iloc[:0]))
    assert "no column of area codes" in refusals(
        put(tmp_path / "e.parquet", squares("E99000001").rename(columns={"LAD24CD": "id"}))
    )
    (tmp_path / "f.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"LAD24CD":"E99000001"},"geometry":null}]}'
    )
    assert "has no geometry ('E99000001')" in refusals(tmp_path / "f.geojson")
    pyogrio.write_dataframe(pd.DataFrame({"LAD24CD": ["E99000001"]}), tmp_path / "g.gpkg")
    assert "holds no geometry" in refusals(tmp_path / "g.gpkg")


def test_a_collection_without_polygons_stays_and_is_refused(tmp_path: Path) -> None:
    points = shapely.GeometryCollection([shapely.Point(1, 1), shapely.Point(2, 2)])
    assert polygons_of(points) is points


@pytest.mark.shared
def test_genuine_districts_have_nine_invalid_polygons() -> None:
    path = shared("data", "ons", "boundaries", "lad_may2024_uk_bsc.parquet")
    assert "and 4 more: invalid polygon (E07000085: Ring Self-intersection" in refusals(path)
    done = boundaries(path, repair=True, only="E")
    assert done.report[0].startswith("9 invalid polygons mended")
    assert len(done.frame) == 296
    assert done.frame.is_valid.all()


@pytest.mark.shared
def test_genuine_wards_have_one_code_twice() -> None:
    path = shared("data", "ons", "boundaries", "wards22_england.parquet")
    said = refusals(path)
    assert said.startswith("1 fault")
    assert "the same code twice ('E05014284')" in said
    done = boundaries(path, repair=True)
    assert len(done.frame) == 6_903
    raw = gpd.read_parquet(path).to_crs(27700)
    assert done.frame.area.sum() == pytest.approx(shapely.union_all(raw.geometry.array, grid_size=0.01).area, rel=1e-5)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "name", "areas"),
    [
        ("ons/boundaries", "lsoa21_england.parquet", 33_755),
        ("ons/boundaries", "msoa21_england.parquet", 6_856),
        ("ons/boundaries", "icb22_england.parquet", 42),
        ("ons/boundaries", "rgn_dec2023_en_buc.parquet", 9),
        ("ons/boundaries", "ctyua_dec2023_uk_bsc.parquet", 218),
        ("primary_care", "pcn_boundaries_2020_brc.parquet", 1_278),
    ],
)
def test_genuine_files_have_the_published_number_of_areas(folder: str, name: str, areas: int) -> None:
    done = boundaries(shared("data", *folder.split("/"), name), repair=True)
    assert len(done.frame) == areas
    assert done.frame["area_code"].is_unique
    assert done.frame.is_valid.all()
    assert set(done.frame.geom_type) <= {"Polygon", "MultiPolygon"}
