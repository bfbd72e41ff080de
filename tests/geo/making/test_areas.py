"""The list of areas: one row per polygon, points inside, parents only where they are clear."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.schema import AREA_COLUMNS, Level
from geo.making.areas import Parents, area_rows, described_areas, described_footprints, lon_lat, parent_names

PARENTS = Parents(
    district=pd.Series({"E1": "D1", "E2": "D2"}),
    county=pd.Series({"E1": "C", "E2": "C"}),
    names={"D1": "Alpha", "D2": "Beta", "C": "Testshire"},
)
MEMBERS = pd.DataFrame({"area_code": ["a", "b", "b"], "lsoa11cd": ["E1", "E1", "E2"], "weight": 1.0})
POLYGONS = gpd.GeoDataFrame(
    {"area_code": ["a", "b"]},
    geometry=[shapely.box(622_000, 308_000, 623_000, 309_000), shapely.box(623_000, 308_000, 624_000, 309_000)],
    crs=27700,
)
DESCRIBED = pd.DataFrame({"area_code": ["b", "a"], "name": ["Bee", "Ay"], "valid_from": "", "valid_to": ""})


def test_degrees_of_a_known_place() -> None:
    """Ordnance Survey's worked example, the water tower at Caister: 52 39 28.7 N, 1 42 57.8 E."""
    lon, lat = lon_lat(np.array([[651409.903, 313177.270]]))[0]
    assert (lon, lat) == (pytest.approx(1.71605, abs=2e-5), pytest.approx(52.65798, abs=2e-5))


@pytest.mark.parametrize(
    ("level", "districts", "counties"),
    [
        (Level.WARD, ["Alpha", ""], ["Testshire", "Testshire"]),
        (Level.DISTRICT, ["", ""], ["Testshire", "Testshire"]),
        (Level.UPPER_TIER, ["", ""], ["", ""]),
        (Level.SYSTEM, ["", ""], ["", ""]),
    ],
)
def test_parents_of_each_level(level: Level, districts: list[str], counties: list[str]) -> None:
    out = parent_names(MEMBERS, level, parents=PARENTS)
    assert out["district"].tolist() == districts
    assert out["county"].tolist() == counties


def test_rows_follow_the_polygons() -> None:
    out = area_rows("msoa11", POLYGONS, described=DESCRIBED, members=MEMBERS, parents=PARENTS)
    assert list(out.columns) == list(AREA_COLUMNS)
    assert out["name"].tolist() == ["Ay", "Bee"]
    assert out["district"].tolist() == ["Alpha", ""]
    degrees = POLYGONS.to_crs(4326).geometry.to_numpy()
    assert shapely.contains_xy(degrees, out["lon"], out["lat"]).all()


def test_an_area_without_members_has_no_parents() -> None:
    out = area_rows("msoa11", POLYGONS, described=DESCRIBED, members=MEMBERS.iloc[:1], parents=PARENTS)
    assert out["district"].tolist() == ["Alpha", ""]


def test_names_and_polygons_must_have_the_same_codes() -> None:
    with pytest.raises(ValueError, match=r"msoa11: codes with a name or a polygon but not both: \['a'\]"):
        area_rows("msoa11", POLYGONS, described=DESCRIBED.iloc[:1], members=MEMBERS, parents=PARENTS)


def test_descriptions_carry_dates() -> None:
    names = pd.DataFrame({"area_code": ["x", "y"], "name": ["X", "Y"]}, index=[7, 8])
    register = {"began": {"2019-04-01": ["x"]}, "ended": {"2023-03-31": ["y"]}}
    assert described_areas(names, register).to_numpy().tolist() == [
        ["x", "X", "2019-04-01", ""],
        ["y", "Y", "", "2023-03-31"],
    ]
    listed = [{"id": "z", "short_name": "Z", "name": "Z in full", "valid_from": "2022-07-01", "valid_to": ""}]
    assert described_footprints(listed).to_numpy().tolist() == [["z", "Z", "2022-07-01", ""]]
