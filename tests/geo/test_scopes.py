"""Which areas a map shows: by LSOAs, by ground, and the best-fit parent."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.making.coverage import dissolved, fitted, unions
from geo.scopes import (
    areas_of_scopes,
    best_fit,
    ground_overlaps,
    is_footprint,
    lsoa_members,
    overlaps,
    ward_members,
)
from tests.geo.coverages import subdivisions

pairs = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 8)), min_size=1, unique=True)


def members_of(found: list[tuple[str, int]]) -> pd.DataFrame:
    return pd.DataFrame([(a, f"E{i}", 1.0) for a, i in found], columns=["area_code", "lsoa11cd", "weight"])


@given(pairs, pairs)
def test_overlaps_are_what_sets_give(areas: list[tuple[str, int]], systems: list[tuple[str, int]]) -> None:
    frame = pd.DataFrame([(s, f"E{i}") for s, i in systems], columns=["footprint_id", "lsoa11cd"])
    out = overlaps(members_of(areas), frame).set_index(["footprint_id", "area_code"])
    for s in {s for s, _ in systems}:
        for a in {a for a, _ in areas}:
            mine, theirs = {i for x, i in areas if x == a}, {i for x, i in systems if x == s}
            if mine & theirs:
                assert out.loc[(s, a), "of_area"] == pytest.approx(len(mine & theirs) / len(mine))
                assert out.loc[(s, a), "of_system"] == pytest.approx(len(mine & theirs) / len(theirs))
            else:
                assert (s, a) not in out.index


@given(subdivisions(), st.data())
def test_ground_and_lookup_agree_where_lsoas_are_whole(polygons: np.ndarray, data: st.DataObject) -> None:
    lsoas = gpd.GeoSeries(fitted(polygons), index=[f"E{i}" for i in range(len(polygons))], crs=27700)
    codes = pd.Series([data.draw(st.sampled_from("abc")) for _ in lsoas], index=lsoas.index)
    inside = [code for code in lsoas.index if data.draw(st.booleans())] or [lsoas.index[0]]
    system = pd.DataFrame({"footprint_id": "s", "lsoa11cd": inside})
    ground = ground_overlaps(dissolved(lsoas, codes), unions(lsoas, system))
    ground = ground[ground["of_area"] > 0].set_index("area_code")["of_area"]
    for area in set(codes):
        mine = lsoas[codes == area]
        assert ground.get(area, 0.0) == pytest.approx(mine[mine.index.isin(inside)].area.sum() / mine.area.sum())


@pytest.mark.parametrize(
    ("area_type", "shown"),
    [("msoa11", ["most"]), ("lad22", ["half", "most", "touch"]), ("place", ["half", "most", "touch"]), ("system", [])],
)
def test_rule_of_each_level(area_type: str, shown: list[str]) -> None:
    rows = [
        ("s", "most", 0.6, 0.5),
        ("s", "half", 0.5, 0.2),
        ("s", "touch", 0.01, 0.001),
        ("s", "sliver", 0.009, 0.009),
    ]
    frame = pd.DataFrame(rows, columns=["footprint_id", "area_code", "of_area", "of_system"])
    assert areas_of_scopes(frame, area_type).get("s", []) == shown


def test_the_map_of_a_system_shows_no_other_system() -> None:
    frame = pd.DataFrame({"footprint_id": ["s", "s"], "area_code": ["s", "t"], "of_area": 1.0, "of_system": 1.0})
    assert areas_of_scopes(frame, "system") == {"s": ["s"]}


def test_members_from_lookups() -> None:
    lsoas = pd.DataFrame({"lsoa11cd": ["E2", "E1"], "lad22cd": ["L", "L"]})
    assert lsoa_members(lsoas, "lsoa11")["area_code"].tolist() == ["E1", "E2"]
    assert lsoa_members(lsoas, "lad22").to_numpy().tolist() == [["L", "E1", 1.0], ["L", "E2", 1.0]]
    weights = pd.DataFrame({"lsoa11cd": ["E2", "E1"], "wd25cd": ["W", "V"], "postcodes": [3, 4], "weight": [1.0, 1.0]})
    assert ward_members(weights).to_numpy().tolist() == [["V", "E1", 4.0], ["W", "E2", 3.0]]


def test_best_fit_needs_nearly_all_of_an_area() -> None:
    members = members_of([("a", 1), ("a", 2), ("b", 3), ("b", 4)])
    parents = pd.Series({"E1": "X", "E2": "Y", "E3": "X", "E4": "X"})
    assert best_fit(members, parents).to_dict() == {"a": "", "b": "X"}
    heavy = members.assign(weight=[9.0, 1.0, 1.0, 1.0])
    assert best_fit(heavy, parents).to_dict() == {"a": "X", "b": "X"}


def test_footprints_are_known_by_type() -> None:
    assert [is_footprint(t) for t in ("place", "neighbourhood", "system", "icb22")] == [True, True, True, False]


def test_ground_of_an_invalid_polygon_is_measured_too() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])  # published files have such
    areas = gpd.GeoDataFrame({"area_code": ["bow"]}, geometry=[bow], crs=27700)
    system = gpd.GeoDataFrame({"area_code": ["s"]}, geometry=[shapely.box(0, 0, 5, 10)], crs=27700)
    out = ground_overlaps(areas, system)
    assert 0.4 < out["of_area"].iloc[0] < 0.6
