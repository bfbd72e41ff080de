"""GeoJSON that readers bring: what is odd in it is one message that says where and what to do, never a crash."""

from __future__ import annotations

import json

import pytest
import shapely

from data.own.own_geojson import of_geojson
from data.own.own_shapes import NATIONAL_GRID
from data.validation import FileFaults
from tests.data.own_uploads import BOW_TIE, YARMOUTH, frame, geojson

SQUARE = json.loads(shapely.to_geojson(YARMOUTH))


def faults(text: str) -> list[str]:
    """What is wrong with a GeoJSON text."""
    with pytest.raises(FileFaults) as caught:
        of_geojson(text, file="a.geojson")
    return [str(fault) for fault in caught.value.faults]


def collection(*features: dict, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


def feature(geometry: object = SQUARE, properties: object = None) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4326",
        4326,
        ["EPSG:4326"],
        {"type": "name"},
        {"type": "name", "properties": "EPSG:4326"},
        {"type": "name", "properties": {"name": None}},
        {"type": "name", "properties": {"name": True}},
        {"type": "link", "properties": {"href": "http://example.org"}},
    ],
)
def test_a_system_that_is_not_named_in_the_right_form_is_refused(crs: object) -> None:
    (fault,) = faults(collection(feature(), crs=crs))
    assert fault.startswith('a.geojson: "crs" does not name a coordinate system in the form it needs: write "crs": {')
    assert "or leave it out for degrees" in fault
    assert json.dumps(crs)[:20] in fault


def test_no_system_at_all_is_degrees() -> None:
    assert of_geojson(collection(feature(), crs=None), file="a").union().area == pytest.approx(
        frame([YARMOUTH]).geometry[0].area
    )


def test_properties_that_are_no_table_are_named_by_feature() -> None:
    (fault,) = faults(collection(feature(), feature(properties=["a"]), feature(properties="b")))
    assert fault.startswith('a.geojson: features 2, 3: "properties" that are not names with values')
    assert "write {" in fault and "\"['a']\", 'b'" in fault


def test_a_number_of_thousands_of_digits_is_refused_with_its_line() -> None:
    (fault,) = faults('{"type": "Polygon",\n"coordinates": [[[' + "1" * 5000 + ", 2]]]}")
    assert fault.startswith("a.geojson, row 2: is not GeoJSON: a number has more than 4,300 digits; correct it")


@pytest.mark.parametrize("depth", [300, 900, 5_000, 100_000])
@pytest.mark.parametrize("where", ["coordinates", "properties"])
def test_what_is_nested_too_deeply_is_refused(depth: int, where: str) -> None:
    deep = "[" * depth + "]" * depth
    geometry = f'{{"type": "Polygon", "coordinates": {deep if where == "coordinates" else json.dumps([])}}}'
    properties = f'{{"a": {deep if where == "properties" else 1}}}'
    found = faults(f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}')
    assert len(found) == 1
    assert any(words in found[0] for words in ("nested too deeply", "cannot be read as a shape", "no shape"))


def test_collections_within_collections_are_refused() -> None:
    text = '{"type": "GeometryCollection", "geometries": [' * 200 + json.dumps(SQUARE) + "]}" * 200
    assert len(faults(text)) == 1


@pytest.mark.parametrize("geometry", ["x", 5, [], {}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[5]]}])
def test_what_is_no_geometry_is_named_by_feature(geometry: object) -> None:
    (fault,) = faults(collection(feature(), feature(geometry)))
    assert fault.startswith("a.geojson: feature 2: cannot be read as a shape: mend its coordinates or remove it")


@pytest.mark.parametrize("name", ["EPSG:27700", "urn:ogc:def:crs:EPSG::27700", NATIONAL_GRID])
def test_degrees_called_national_grid_are_not_taken_for_metres(name: object) -> None:
    (fault,) = faults(collection(feature(), crs={"type": "name", "properties": {"name": name}}))
    assert fault == (
        "a.geojson: feature 1: the coordinates look like degrees, but the file says that they are in British National "
        "Grid, EPSG:27700: say EPSG:4326 in the file, or export it again in the system it names ('1.75, 52.55')"
    )


def test_a_number_as_the_system_is_understood() -> None:
    metres = frame([YARMOUTH]).geometry[0]
    text = geojson(metres).decode().replace('"type"', '"crs": {"properties": {"name": 27700}}, "type"', 1)
    assert of_geojson(text, file="a").union().equals_exact(metres, 0.01)


def test_faults_of_every_kind_are_one_message() -> None:
    unclosed = {"type": "Polygon", "coordinates": [[[1.7, 52.5], [1.8, 52.5], [1.8, 52.6]]]}
    shapes = (BOW_TIE, shapely.Point(1.7, 52.6), shapely.box(10, 10, 11, 11))
    others = [feature(json.loads(shapely.to_geojson(shape))) for shape in shapes]
    found = faults(collection(feature(unclosed), *others, feature(None), feature(), feature(unclosed, "x")))
    assert [fault.split(": ", 2)[1] for fault in found] == [
        "feature 7",
        "features 1, 7",
        "feature 5",
        "feature 3",
        "feature 2",
        "feature 4",
    ]
    for words, fault in zip(
        ("properties", "cannot be read", "no shape", "not a polygon", "crosses itself", "not in Great Britain"),
        found,
        strict=True,
    ):
        assert words in fault
