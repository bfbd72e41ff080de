"""What the browser gets: order, rounding, bounds, land; and turning polygons round changes no ground."""

from __future__ import annotations

import json

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given

from geo.making.coverage import fitted
from geo.making.drawing import (
    aligned,
    compact,
    edges,
    feature_collection,
    feature_lines,
    land,
    layer_entry,
    names_file,
    outer_bounds,
    padded,
    rounded,
)
from tests.geo.coverages import subdivisions

SQUARE = shapely.box(0.12344, 52.12344, 0.12366, 52.12366)


def test_features_carry_their_position_and_nothing_else() -> None:
    collection = json.loads(feature_collection(np.array([SQUARE, SQUARE])))
    assert [f["id"] for f in collection["features"]] == [0, 1]
    assert all(f["properties"] == {} for f in collection["features"])
    assert shapely.from_geojson(json.dumps(collection["features"][1]["geometry"])).equals(SQUARE)
    lines = [json.loads(line) for line in feature_lines(np.array([SQUARE, SQUARE])).splitlines()]
    assert lines == collection["features"]


def test_rounding_drops_specks_but_never_an_area() -> None:
    speck = shapely.box(0.5, 52.5, 0.50001, 52.50001)
    both, three = (
        shapely.MultiPolygon([SQUARE, speck]),
        shapely.MultiPolygon([SQUARE, speck, shapely.box(1, 52, 2, 53)]),
    )
    alone = shapely.MultiPolygon([speck, shapely.box(0.6, 52.6, 0.60001, 52.60001)])
    pierced = shapely.difference(shapely.box(0, 52, 1, 53), speck)
    out = rounded(np.array([both, three, alone, pierced]), 4)
    assert [len(shapely.get_parts(x)) for x in out] == [1, 2, 2, 1]
    assert shapely.get_num_interior_rings(out[3]) == 0
    assert out[2].equals(alone)  # nothing else is left of it
    steps = shapely.get_coordinates(out[[0, 1, 3]]) * 1e4
    assert np.abs(steps - np.round(steps)).max() < 1e-6


def test_bounds_are_rounded_outward() -> None:
    west, south, east, north = outer_bounds(np.array([SQUARE]), 3)[0]
    assert (west, south, east, north) == (0.123, 52.123, 0.124, 52.124)


@given(subdivisions())
def test_alignment_keeps_every_polygon_and_shares_directions(polygons: np.ndarray) -> None:
    before = fitted(polygons)
    after = aligned(before)
    assert shapely.equals(before, after).all()
    plain = json.loads(feature_collection(after))
    assert len(plain["features"]) == len(before)
    runs = [edges(p) for p in after]
    forward = sum(len(runs[i] & runs[j]) for i in range(len(runs)) for j in range(i))
    runs = [edges(p) for p in before]
    assert forward >= sum(len(runs[i] & runs[j]) for i in range(len(runs)) for j in range(i))


def test_alignment_keeps_holes_holes_and_saves_bytes() -> None:
    ring = shapely.difference(shapely.box(0, 0, 9, 9), shapely.box(3, 3, 6, 6))
    out = aligned(np.array([shapely.box(3, 3, 6, 6), ring]))
    assert shapely.area(out).tolist() == [9, 72]
    random = np.random.default_rng(1)
    centres = shapely.points(random.uniform(0, 9, (400, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(centres)))
    cells = shapely.normalize(rounded(cells, 4))
    sizes = [len(brotli.compress(feature_collection(x).encode())) for x in (cells, aligned(cells))]
    assert sizes[1] < 0.9 * sizes[0]


def test_names_stand_in_code_order_with_dates_only_for_footprints() -> None:
    areas = pd.DataFrame(
        {"area_code": ["a"], "name": ["Ay"], "district": [""], "lon": [1.23456], "lat": [52.98766]}
    ).assign(valid_from="2022-07-01", valid_to="")
    plain = json.loads(names_file(areas, outer_bounds(np.array([SQUARE]), 3), decimals=4, dated=False))
    assert plain == {
        "codes": ["a"], "names": ["Ay"], "districts": [""], "points": [[1.2346, 52.9877]],
        "bounds": [[0.123, 52.123, 0.124, 52.124]],
    }  # fmt: skip
    dated = json.loads(names_file(areas, np.zeros((1, 4)), decimals=4, dated=True))
    assert dated["valid"] == [["2022-07-01", ""]]


def test_compact_text_keeps_letters() -> None:
    assert compact({"b": "Môr", "a": [1.5]}) == '{"b":"Môr","a":[1.5]}'


def test_frames_are_square_and_padded() -> None:
    assert padded([0, 0, 100, 50], 0.5) == [-50, -75, 150, 125]


def test_land_is_cut_to_the_frame_and_specks_are_left_out() -> None:
    england = shapely.MultiPolygon([shapely.box(0, 0, 1000, 1000), shapely.box(2000, 0, 2010, 10)])
    far = shapely.box(90_000, 0, 91_000, 1000)
    out = land(gpd.GeoSeries([england, far], crs=27700), [-100, -100, 500, 5000], tolerance=10)
    assert len(out) == 1
    assert shapely.area(out).tolist() == [480 * 980]  # drawn in by the tolerance
    assert shapely.contains(england, out[0])


def test_manifest_entry_joins_the_bounds() -> None:
    bounds = np.array([[0, 1, 2, 3], [-1, 2, 1, 5.5]])
    entry = layer_entry("geojson", {"file": "f", "names": "n"}, bounds=bounds)
    assert entry == {"kind": "geojson", "file": "f", "names": "n", "count": 2, "bounds": [-1, 1, 2, 5.5]}
    assert all(type(x) is float for x in entry["bounds"])


@pytest.mark.parametrize("decimals", [2, 4])
def test_rounding_repeats_no_point(decimals: int) -> None:
    out = rounded(np.array([shapely.segmentize(shapely.box(0, 0, 1, 1), 0.003)]), decimals)
    points = shapely.get_coordinates(out)
    assert (points[1:] != points[:-1]).any(axis=1).all()
