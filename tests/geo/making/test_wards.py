"""Wards from postcodes: cells fill the LSOA, stray parts go to their neighbours, weights add up, the pack agrees."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.making import wards
from geo.making.coverage import faults, fitted
from tests.geo.coverages import subdivisions
from tests.shared_folder import shared

PACK = Path(__file__).parents[3] / "data" / "pack" / "embedded"
spots = st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=25, unique=True)


@settings(max_examples=60)
@given(spots, st.data())
def test_cells_fill_the_lsoa_and_every_point_is_in_its_ward(points: list[tuple[int, int]], data: st.DataObject) -> None:
    square = shapely.box(0, 0, 100, 100)
    names = np.array([data.draw(st.sampled_from("ABC")) for _ in points])
    out = wards.cells(np.array(points, dtype="float64"), names, polygon=square)
    assert sum(shapely.area(part) for part in out.values()) == pytest.approx(10_000)
    for (x, y), name in zip(points, names, strict=True):
        assert shapely.distance(out[name], shapely.Point(x, y)) < 1e-6


@settings(max_examples=40)
@given(spots)
def test_cells_are_the_ground_nearest_to_their_points(points: list[tuple[int, int]]) -> None:
    """The slow way: look at every place of a grid for the nearest point."""
    names = np.array(["A" if i % 2 else "B" for i in range(len(points))])
    out = wards.cells(np.array(points, dtype="float64"), names, polygon=shapely.box(0, 0, 100, 100))
    for x in range(3, 100, 19):
        for y in range(3, 100, 19):
            distances = [((x - a) ** 2 + (y - b) ** 2, name) for (a, b), name in zip(points, names, strict=True)]
            nearest = {name for d, name in distances if d == min(distances)[0]}
            assert any(shapely.distance(out[name], shapely.Point(x, y)) < 1e-6 for name in nearest)


def test_a_ward_outside_the_lsoa_gets_none_of_it() -> None:
    points = np.array([(50.0, 50.0), (50.0, 300.0)])
    out = wards.cells(points, np.array(["A", "B"]), polygon=shapely.box(0, 0, 100, 100))
    assert list(out) == ["A"]


def parts(*rows: tuple[str, float, float, float, float]) -> gpd.GeoDataFrame:
    boxes = [shapely.box(*row[1:]) for row in rows]
    return gpd.GeoDataFrame({"ward": [row[0] for row in rows]}, geometry=boxes, crs=27700)


def test_stray_parts_go_to_the_ward_with_the_longest_edge() -> None:
    frame = parts(
        ("A", 0, 0, 100, 100),
        ("B", 100, 0, 200, 100),
        ("B", 40, 100, 50, 110),  # stray: one edge of 10 m with A, and of 10 m with C
        ("C", 0, 100, 40, 110),
        ("C", 50, 100, 60, 110),  # stray too, C's other part is larger
        ("D", 0, 500, 100, 600),
        ("D", 300, 500, 305, 505),  # an islet: no neighbour
    )
    out = wards.without_slivers(frame, share=0.25)
    assert out["ward"].tolist() == ["A", "B", "A", "C", "A", "D", "D"]
    assert frame["ward"].tolist()[2] == "B"  # the caller's frame is not changed


def test_the_largest_part_of_a_ward_is_never_stray() -> None:
    frame = parts(*[("A", 10.0 * i, 0, 10.0 * i + 10, 10) for i in range(0, 20, 2)], ("B", 0, 10, 200, 100))
    out = wards.without_slivers(frame, share=0.5)
    assert "A" in set(out["ward"])


def test_small_empty_holes_are_filled_and_others_stay() -> None:
    block = shapely.box(0, 0, 1000, 1000)
    empty, town, lake = shapely.box(10, 10, 20, 20), shapely.box(100, 100, 200, 200), shapely.box(300, 300, 900, 900)
    ring = shapely.difference(block, shapely.union_all([empty, town, lake]))
    out = wards.without_holes(np.array([ring, town]), largest=50_000)
    assert shapely.area(out).tolist() == [shapely.area(ring) + 100, 10_000]


@settings(max_examples=25)
@given(subdivisions(), st.integers(0, 10_000))
def test_wards_of_any_postcodes_cover_the_lsoas(polygons: np.ndarray, seed: int) -> None:
    random = np.random.default_rng(seed)
    lsoas = gpd.GeoDataFrame(
        {"lsoa11cd": [f"E{i:02d}" for i in range(len(polygons))]}, geometry=fitted(polygons), crs=27700
    )
    rows = []
    for code, polygon in zip(lsoas["lsoa11cd"], polygons, strict=True):
        west, south, east, north = shapely.bounds(polygon)
        for _ in range(12):
            x, y = random.integers(west + 1, east), random.integers(south + 1, north)
            rows.append((code, x, y, "W" if x < 1000 else "E"))
    postcodes = pd.DataFrame(rows, columns=["lsoa11cd", "easting", "northing", "ward"])
    out = wards.ward_polygons(lsoas, postcodes)
    assert out["area_code"].tolist() == sorted(set(postcodes["ward"]))
    assert faults(out.geometry.to_numpy()).size == 0
    assert out.area.sum() == pytest.approx(2000**2, rel=0.001)


def test_a_ward_without_ground_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lsoas = gpd.GeoDataFrame({"lsoa11cd": ["E1"]}, geometry=[shapely.box(0, 0, 1000, 1000)], crs=27700)
    postcodes = pd.DataFrame({"lsoa11cd": "E1", "easting": [500, 500], "northing": [500, 9000], "ward": ["A", "B"]})
    with pytest.raises(ValueError, match=r"wards without ground: \['B'\]"):
        wards.ward_polygons(lsoas, postcodes)


def test_new_postcodes_get_the_lsoa_they_lie_in_or_the_nearest() -> None:
    lsoas = gpd.GeoDataFrame(
        {"lsoa11cd": ["E1", "E2"]}, geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], crs=27700
    )
    new = pd.DataFrame({"postcode": ["a", "b", "c"], "easting": [15, 5, 30], "northing": [5, 5, 5], "ward": "W"})
    listed = pd.DataFrame({"postcode": ["b"], "lsoa11cd": ["E2"]})  # the list goes before the position
    assert wards.located(new, listed, lsoas=lsoas)["lsoa11cd"].tolist() == ["E2", "E2", "E2"]
    full = listed.reindex([0, 0, 0]).assign(postcode=["a", "b", "c"])
    assert wards.located(new, full, lsoas=lsoas)["lsoa11cd"].tolist() == ["E2", "E2", "E2"]


def test_weights_and_best_fit() -> None:
    frame = pd.DataFrame({"lsoa11cd": ["E1"] * 4 + ["E2"] * 2, "ward": ["A", "A", "A", "B", "C", "B"]})
    out = wards.weights(frame)
    assert out.to_numpy().tolist() == [
        ["E1", "A", 3, 0.75],
        ["E1", "B", 1, 0.25],
        ["E2", "B", 1, 0.5],
        ["E2", "C", 1, 0.5],
    ]
    best = wards.best_fit_ward(out)
    assert best.to_numpy().tolist() == [["E1", "A", 0.75, 4], ["E2", "B", 0.5, 2]]  # ties: the first in code order


def test_ward_names_lose_the_words_of_the_list() -> None:
    codes = pd.Series(["1", "2", "3"])
    names = wards.ward_names(codes, {"1": "Magdalen Ward", "2": "St Ives East ED", "3": "Wardle Ward (DET)"})
    assert names["name"].tolist() == ["Magdalen", "St Ives East", "Wardle"]
    with pytest.raises(ValueError, match=r"wards without a name: \['4'\]"):
        wards.ward_names(pd.Series(["4"]), {})


@pytest.fixture(scope="module")
def weights() -> pd.DataFrame:
    return pd.read_parquet(PACK / "lookups" / "lsoa11_wd25.parquet")


def test_weights_of_the_pack_add_up(weights: pd.DataFrame) -> None:
    assert weights["wd25cd"].nunique() == 6817
    assert weights["lsoa11cd"].nunique() == 32_844
    assert weights.groupby("lsoa11cd")["weight"].sum().to_numpy() == pytest.approx(1)
    best = wards.best_fit_ward(weights)
    assert (best["wd25_share"] >= 0.5).mean() == pytest.approx(0.993, abs=0.0005)
    look = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")
    assert look["wd25cd"].tolist() == best["wd25cd"].tolist()


@pytest.mark.shared
def test_weights_of_the_pack_agree_with_the_checked_ones(weights: pd.DataFrame) -> None:
    other = pd.read_parquet(shared("facts", "footprints", "lsoa_ward_weights.parquet"))
    merged = weights.merge(
        other, left_on=["lsoa11cd", "wd25cd"], right_on=["lsoa11cd", "ward25cd"], how="outer", suffixes=("", "_other")
    )
    assert weights["postcodes"].sum() == other["postcodes"].sum() == 1_488_892
    differ = merged[merged["postcodes"] != merged["postcodes_other"]]
    assert len(differ) <= 30  # new postcodes within a metre of an LSOA's edge
    assert (differ["postcodes"].fillna(0) - differ["postcodes_other"].fillna(0)).abs().max() <= 3
    best = pd.read_parquet(shared("facts", "footprints", "lsoa_lookup.parquet")).set_index("lsoa11cd")["ward25cd"]
    mine = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")["wd25cd"]
    assert (mine == best.sort_index()).all()
