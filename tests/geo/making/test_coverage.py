"""Polygons that fit together: faults are found and mended, nothing vanishes, larger areas keep all ground."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.making import polygons
from geo.making.coverage import (
    CoverageError,
    dissolved,
    faults,
    fitted,
    off_grid,
    on_grid,
    only_polygons,
    points_inside,
    polygonal,
    unions,
)
from tests.geo.coverages import shaken, subdivisions


def series(polygons: np.ndarray) -> gpd.GeoSeries:
    return gpd.GeoSeries(polygons, index=[f"E{i:02d}" for i in range(len(polygons))], crs=27700)


@given(shaken())
def test_fitted_is_a_valid_coverage_and_loses_no_ground(polygons: np.ndarray) -> None:
    out = fitted(polygons)
    assert faults(out).size == 0
    assert not off_grid(out)
    assert shapely.area(out) == pytest.approx(shapely.area(polygons), abs=3 * 8000)  # at most 3 m along every edge
    whole = shapely.union_all(out)
    assert shapely.area(out).sum() == pytest.approx(shapely.area(whole))  # no overlap


@given(subdivisions())
def test_fitted_leaves_a_good_coverage_alone(polygons: np.ndarray) -> None:
    assert shapely.area(fitted(polygons)) == pytest.approx(shapely.area(polygons))
    assert (fitted(fitted(polygons)) == fitted(polygons)).all()


def test_a_thin_crack_is_a_fault_and_a_dock_is_not() -> None:
    west, near, far = shapely.box(0, 0, 100, 100), shapely.box(100.3, 0, 200, 100), shapely.box(110, 0, 200, 100)
    assert faults(np.array([west, near])).tolist() == [0, 1]
    assert faults(np.array([west, near]), gap_width=0.0).size == 0  # why a gap width is always given
    assert faults(np.array([west, far])).size == 0


def test_overlap_is_a_fault() -> None:
    assert faults(np.array([shapely.box(0, 0, 100, 100), shapely.box(90, 0, 200, 100)])).tolist() == [0, 1]


def test_a_ring_that_runs_over_itself_keeps_its_ground() -> None:
    """Three published LSOAs are like this; cleaning without `make_valid` would make them empty."""
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    square = shapely.box(100, 0, 200, 100)
    assert not shapely.is_valid(bow)
    out = fitted(np.array([bow, square]))
    assert shapely.area(out).tolist() == [5000, 10000]


def test_nothing_vanishes_silently() -> None:
    speck = shapely.box(50.1, 50.1, 50.2, 50.2)
    with pytest.raises(CoverageError, match=r"1 polygons would vanish, first at \[1\]"):
        fitted(np.array([shapely.box(0, 0, 40, 100), speck]))


def test_giving_up_says_how_many_do_not_fit() -> None:
    pair = np.array([shapely.box(0, 0, 100, 100), shapely.box(101.6, 0, 200, 100)])  # wider than what is closed
    with pytest.raises(CoverageError, match=r"2 polygons do not fit, first at \[0, 1\]"):
        fitted(pair)


def test_lines_and_points_are_dropped() -> None:
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 10, 10), shapely.LineString([(0, 0), (50, 50)])])
    out = only_polygons(np.array([mixed, shapely.Point(1, 1)]))
    assert shapely.area(out).tolist() == [100, 0]
    assert shapely.area(polygonal(np.array([mixed]), "structure")).tolist() == [100]


@given(subdivisions(), st.sampled_from([1.0, 7.0]))
def test_rounding_puts_every_vertex_on_the_grid(polygons: np.ndarray, grid: float) -> None:
    assert not off_grid(on_grid(polygons, grid), grid)


@settings(max_examples=50)
@given(subdivisions(), st.data())
def test_dissolving_keeps_area_and_equals_the_plain_union(polygons: np.ndarray, data: st.DataObject) -> None:
    areas = series(fitted(polygons))
    codes = pd.Series([data.draw(st.sampled_from("ABC")) for _ in areas], index=areas.index)
    out = dissolved(areas, codes).set_index("area_code").geometry
    assert out.index.tolist() == sorted(set(codes))
    for code in out.index:  # the slow way: one union after the other
        whole = shapely.Polygon()
        for polygon in areas[codes == code]:
            whole = whole.union(polygon)
        assert shapely.area(shapely.symmetric_difference(out[code], whole)) == pytest.approx(0)
    assert faults(out.to_numpy()).size == 0
    assert out.area.sum() == pytest.approx(areas.area.sum())


@settings(max_examples=40)
@given(subdivisions(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(polygons: np.ndarray, random: object) -> None:
    areas = series(fitted(polygons))
    codes = pd.Series(["A" if i % 2 else "B" for i in range(len(areas))], index=areas.index)
    order = list(areas.index)
    random.shuffle(order)
    straight, mixed = dissolved(areas, codes), dissolved(areas[order], codes[order])
    assert straight.geometry.geom_equals(mixed.geometry).all()


@settings(max_examples=40)
@given(subdivisions())
def test_footprints_may_overlap(polygons: np.ndarray) -> None:
    areas = series(fitted(polygons))
    members = pd.DataFrame(
        {
            "footprint_id": ["all"] * len(areas) + ["first"],
            "lsoa11cd": [*areas.index, areas.index[0]],
        }
    )
    out = unions(areas, members).set_index("area_code").geometry
    assert out.index.tolist() == ["all", "first"]
    assert out["all"].area == pytest.approx(2000**2)
    assert out["first"].equals(areas.iloc[0])


@given(subdivisions())
def test_points_lie_inside(polygons: np.ndarray) -> None:
    points = points_inside(polygons)
    assert shapely.contains_xy(polygons, points[:, 0], points[:, 1]).all()


def test_polygons_of_a_level_are_the_unions_of_its_lsoas() -> None:
    squares = gpd.GeoDataFrame(
        {"lsoa11cd": ["a", "b", "c"]}, geometry=[shapely.box(x, 0, x + 1, 1) for x in range(3)], crs=27700
    )
    table = pd.DataFrame({f"{level}cd": ["one", "one", "two"] for level in polygons.LEVELS})
    found = polygons.administrative(squares, table)
    assert set(found) == {"lsoa11", *polygons.LEVELS}
    areas = found["msoa11"].set_index("area_code").geometry.area
    assert areas.to_dict() == {"one": 2.0, "two": 1.0}
