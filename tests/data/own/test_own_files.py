"""Uploads: every kind is read, and every broken one gets one message that names the fault and what to do."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
import shapely

from data.own import own_files, own_shapes
from data.own.own_codes import Listed
from data.own.own_files import read_own_file
from data.own.own_shapes import Shapes
from data.validation import FileFaults
from tests.data.own_uploads import BOW_TIE, WITH_HOLE, YARMOUTH, frame, geojson, geopackage, shapefile, unzipped, zipped

AREA = frame([YARMOUTH]).geometry[0].area


def faults(name: str, content: bytes) -> list[str]:
    """What is wrong with an upload."""
    with pytest.raises(FileFaults) as caught:
        read_own_file(name, content)
    found = [str(fault) for fault in caught.value.faults]
    assert all(fault.startswith(name) for fault in found)
    return found


def test_all_kinds_hold_the_same_polygon(tmp_path: Path) -> None:
    table = frame([YARMOUTH])
    degrees = frame([YARMOUTH], crs=4326)
    uploads = {
        "a.geojson": geojson(YARMOUTH),
        "a.JSON": geojson(table.geometry[0], crs="urn:ogc:def:crs:EPSG::27700"),
        "a.gpkg": geopackage(tmp_path, table),
        "a.zip": shapefile(tmp_path, degrees),
    }
    for name, content in uploads.items():
        found = read_own_file(name, content)
        assert isinstance(found, Shapes)
        assert found.union().area == pytest.approx(AREA, rel=1e-6), name
        assert shapely.hausdorff_distance(found.union(), table.geometry[0]) < 0.1, name


def test_single_feature_and_bare_geometry_are_geojson_too() -> None:
    bare = shapely.to_geojson(YARMOUTH).encode()
    assert read_own_file("a.geojson", bare).union().area == pytest.approx(AREA)
    one = b'{"type": "Feature", "properties": null, "geometry": ' + bare + b"}"
    assert read_own_file("a.geojson", one).columns == {}


def test_hole_stays_a_hole() -> None:
    found = read_own_file("a.geojson", geojson(WITH_HOLE))
    assert len(found.union().interiors) == 1
    assert found.union().area < AREA


def test_several_features_can_be_joined_and_have_their_columns(tmp_path: Path) -> None:
    other = shapely.box(1.2, 52.5, 1.3, 52.6)
    names = {"name": ["Coast", "Inland"]}
    for found in (
        read_own_file("a.geojson", geojson(YARMOUTH, other, **names)),
        read_own_file("a.gpkg", geopackage(tmp_path, frame([YARMOUTH, other], **names))),
    ):
        assert found.columns == {"name": ("Coast", "Inland")}
        assert found.choices("name") == ["Coast", "Inland"]
        assert found.shapes[0].area == pytest.approx(AREA, rel=1e-6)
        assert found.union().area > 2 * AREA


def test_empty_cells_are_empty_text(tmp_path: Path) -> None:
    table = frame([YARMOUTH, YARMOUTH], name=["A", None], size=[1.0, float("nan")])
    assert read_own_file("a.gpkg", geopackage(tmp_path, table)).columns == {"name": ("A", ""), "size": ("1.0", "")}


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ([], "has no features"),
        ([BOW_TIE], "feature 1: an outline that crosses itself: mend it (QGIS: Fix geometries) ('Self-intersection"),
        ([YARMOUTH, None], "feature 2: no shape (empty geometry)"),
        ([shapely.Polygon()], "feature 1: no shape (empty geometry)"),
        ([shapely.Point(1.7, 52.6), YARMOUTH], "feature 1: not a polygon: points and lines have no inside ('point')"),
        ([shapely.LineString([(1.7, 52.6), (1.8, 52.6)])], "feature 1: not a polygon"),
        (
            [shapely.box(10, 10, 11, 11)],
            "not in Great Britain by the file's coordinate system (degrees, EPSG:4326)",
        ),
        ([frame([YARMOUTH]).geometry[0]], "look like metres: say EPSG:27700"),
    ],
)
def test_bad_shapes_are_named_by_feature(shapes: list, words: str) -> None:
    (found,) = faults("a.geojson", geojson(*shapes))
    assert words in found


def test_every_fault_of_a_file_is_named_at_once() -> None:
    found = faults("a.geojson", geojson(BOW_TIE, shapely.Point(1.7, 52.6), None, YARMOUTH, *[None] * 6, crs="EPSG:1"))
    text = "\n".join(found)
    for words in ("feature 1: an outline", "feature 2: not a polygon", "EPSG:1", "features 3, 5, 6, 7, 8 and 2 more"):
        assert words in text
    assert len(found) == 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"x", "is no .geojson"),
        ("a.geojson", b"", "is empty"),
        ("a.geojson", b" \n", "is empty"),
        ("a.geojson", b"{", "is not GeoJSON"),
        ("a.geojson", b"[" * 100_000, "is not GeoJSON"),
        ("a.geojson", b'{"type": "Topology"}', "JSON but not GeoJSON"),
        ("a.geojson", b"[1]", "JSON but not GeoJSON"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [1]}', "feature 1: no shape"),
        ("a.geojson", b'{"type": "Polygon", "coordinates": "x"}', "feature 1: cannot be read as a shape"),
        ("a.geojson", b"<OGRVRTDataSource/>", "is not GeoJSON"),
        ("a.gpkg", b"<OGRVRTDataSource/>", "is not a GeoPackage"),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x01" * 2000, "cannot be read"),
        ("a.json", b"SQLite format 3\x00", "call it .gpkg"),
        ("a.zip", b"nothing", "is not a zip archive"),
        ("a.csv", b"PK\x03\x04", "call it .zip"),
        ("a.zip", b"PK\x03\x04nothing", "cannot be unpacked"),
        ("a.csv", "lsoa11cd\nE01026581\nNeum\u00fcnster".encode("latin-1"), "row 3: is not text in UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(name: str, content: bytes, words: str) -> None:
    (found,) = faults(name, content)
    assert words in found


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "LARGEST", 1_000_000)
    (found,) = faults("a.geojson", b"x" * 2_000_000)
    assert "has 2 MB, at most 1 MB can be read: simplify or split it" in found


def test_a_file_a_little_too_large_does_not_read_as_if_it_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "LARGEST", 1_000_000)
    for size, words in ((1_400_000, "1.4"), (1_000_001, "1.1")):
        assert f"has {words} MB, at most 1 MB can be read" in faults("a.geojson", b"x" * size)[0]


def test_too_many_corners_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_shapes, "MOST_CORNERS", 9)
    (found,) = faults("a.geojson", geojson(YARMOUTH, YARMOUTH))
    assert "has 2 features with 10 corners" in found


def test_shapefile_without_projection_or_parts_is_refused(tmp_path: Path) -> None:
    table = frame([YARMOUTH])
    assert "has no .prj" in faults("a.zip", shapefile(tmp_path, table, without=(".prj",)))[0]
    found = faults("a.zip", shapefile(tmp_path, table, without=(".dbf", ".shx", ".prj")))
    assert len(found) == 2
    assert "lacks .shx and .dbf beside area.shp" in found[1]


def test_parts_of_other_files_in_the_archive_are_left_alone(tmp_path: Path) -> None:
    table, other = frame([YARMOUTH], name=["Ours"]), frame([YARMOUTH], crs=3857, name=["Theirs"])
    ours, theirs = unzipped(shapefile(tmp_path, table)), unzipped(shapefile(tmp_path, other))
    assert ours["area.prj"] != theirs["area.prj"]
    foreign = {"zz.prj": theirs["area.prj"], "lookup.dbf": theirs["area.dbf"], "old/area.prj": theirs["area.prj"]}
    for parts in (ours | foreign, foreign | ours, {name.upper(): part for name, part in ours.items()} | foreign):
        found = read_own_file("a.zip", zipped(parts))
        assert found.columns == {"name": ("Ours",)}
        assert shapely.hausdorff_distance(found.union(), table.geometry[0]) < 0.1
    for suffix in (".prj", ".dbf"):
        found = faults("a.zip", zipped({name: part for name, part in ours.items() if suffix not in name} | foreign))
        assert ("has no .prj" if suffix == ".prj" else "lacks .dbf beside area.shp") in found[0]
    assert "holds .prj of area.shp twice" in faults("a.zip", zipped(ours | {"AREA.PRJ": theirs["area.prj"]}))[0]


def test_geopackage_without_projection_is_refused(tmp_path: Path) -> None:
    plain = frame([YARMOUTH], crs=None).set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        content = geopackage(tmp_path, plain)
    assert "coordinate system" in faults("a.gpkg", content)[0]


def test_archive_that_leads_outside_or_holds_several_is_refused(tmp_path: Path) -> None:
    for path in ("../../etc/area.shp", "/etc/area.shp", "..\\area.shp", "C:\\area.shp"):
        assert any("lead outside" in fault for fault in faults("a.zip", zipped({path: b"x"})))
    assert "holds 0 shapefiles" in faults("a.zip", zipped({"notes.txt": b"x"}))[0]
    assert "holds 2 shapefiles" in faults("a.zip", zipped({"a.shp": b"x", "b.shp": b"x"}))[0]
    companions = {"a.shp": b"x", "a.shx": b"x", "a.dbf": b"x", "a.prj": b"x", "__MACOSX/._a.shp": b"x"}
    assert "cannot be read" in faults("a.zip", zipped(companions))[0]


def test_bomb_is_refused_by_what_it_says_and_by_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "LARGEST_UNPACKED", 3_000_000)
    parts = {f"a{suffix}": b"\x00" * 1_000_000 for suffix in (".shp", ".shx", ".dbf", ".prj")}
    assert "unpacks to 4 files and 4 MB" in faults("a.zip", zipped(parts))[0]
    honest = zipped({"a.shp": b"\x00" * 5_000_000, "a.shx": b"x", "a.dbf": b"x", "a.prj": b"x"})
    liar = honest.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 1000))
    found = faults("a.zip", liar)
    assert any("cannot be unpacked" in fault or "unpacks to more than" in fault for fault in found)
    many = zipped({f"{n}.txt": b"" for n in range(201)} | {"a.shp": b"x"})
    assert any("unpacks to 202 files" in fault for fault in faults("a.zip", many))


def test_archive_with_a_password_is_refused() -> None:
    content = bytearray(zipped({"a.shp": b"x", "a.shx": b"x", "a.dbf": b"x", "a.prj": b"x"}))
    for start in range(len(content) - 4):
        if content[start : start + 4] == b"PK\x01\x02":
            content[start + 8] |= 1
    assert any("password" in fault for fault in faults("a.zip", bytes(content)))


def test_several_layers_are_refused(tmp_path: Path) -> None:
    (found,) = faults("a.gpkg", geopackage(tmp_path, frame([YARMOUTH]), frame([YARMOUTH])))
    assert "has 2 layers" in found
    assert "'layer0', 'layer1'" in found


def test_table_of_codes_is_a_list() -> None:
    found = read_own_file("a.csv", b"\xef\xbb\xbfLSOA11CD,share\r\nE01026581,1\r\ne01026582 ,0.5\r\n\r\n")
    assert found == Listed("a.csv", ("E01026581", "E01026582"), (2, 3), "LSOA11CD", (1.0, 0.5))
    assert read_own_file("a.txt", "postcode\nNR30 1AA".encode("utf-16")).values == ("NR301AA",)
