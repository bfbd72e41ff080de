"""Label points of towns: the densest cluster of postcodes, and a register without slips."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import read_boundaries
from geo.making.towns import densest, listed_towns, town_points

ROOT = Path(__file__).parents[3]
PACK = ROOT / "data" / "pack" / "embedded"


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), min_size=1, max_size=60))
def test_the_middle_is_inside_the_densest_block(points: list[tuple[int, int]]) -> None:
    """The slow way: count the points of every block of three by three cells."""
    found = densest(np.array(points, dtype="float64"), 400)
    cells = {(x // 400, y // 400) for x, y in points}

    def around(cell: tuple[int, int]) -> int:
        return sum(abs(x // 400 - cell[0]) <= 1 and abs(y // 400 - cell[1]) <= 1 for x, y in points)

    most = max(around(cell) for cell in cells)
    blocks = [cell for cell in cells if around(cell) == most]
    assert any(
        400 * (x - 1) <= found[0] <= 400 * (x + 2) and 400 * (y - 1) <= found[1] <= 400 * (y + 2) for x, y in blocks
    )


def test_a_town_stands_where_its_postcodes_are() -> None:
    towns = pd.DataFrame({"name": ["B", "A"], "district": ["XX1", "XX10"], "rank": [2, 1]})
    rows = [("XX11AA", 1000, 1000), ("XX11AB", 1010, 1010), ("XX11AC", 9000, 9000), ("XX101AA", 5000, 5000)]
    points = town_points(towns, pd.DataFrame(rows, columns=["postcode", "easting", "northing"]))
    assert points["name"].tolist() == ["A", "B"]  # by rank
    assert points[["easting", "northing"]].to_numpy().tolist() == [[5000, 5000], [1005, 1005]]


def test_a_district_without_postcodes_is_named() -> None:
    towns = pd.DataFrame({"name": ["A"], "district": ["XX1"], "rank": [1]})
    with pytest.raises(ValueError, match="postcode districts without postcodes: XX1"):
        town_points(towns, pd.DataFrame({"postcode": ["YY11AA"], "easting": [1], "northing": [1]}))


def test_slips_in_the_register_are_named() -> None:
    town = {"district": "XX1", "rank": 1}
    with pytest.raises(ValueError, match=r"stand twice: \['A'\]; ranks other than 1 to 4: \['B'\]"):
        listed_towns({"one": {"A": town, "B": {"district": "XX2", "rank": 5}}, "two": {"A": town}})


def test_the_register_is_in_the_pack() -> None:
    register = tomllib.loads((ROOT / "geo" / "register" / "towns.toml").read_text(encoding="utf-8"))
    listed, built = listed_towns(register), pd.read_parquet(PACK / "context" / "towns.parquet")
    assert sorted(built["name"]) == sorted(listed["name"])


def test_every_board_has_towns_on_its_map() -> None:
    towns = pd.read_parquet(PACK / "context" / "towns.parquet")
    boards = read_boundaries(PACK, "icb22")
    inside = shapely.contains_xy(
        boards.geometry.to_numpy()[:, None], towns["easting"].to_numpy(), towns["northing"].to_numpy()
    )
    assert inside.sum(axis=1).min() >= 3


@pytest.mark.parametrize(
    ("name", "district"),
    [("Cromer", "North Norfolk"), ("Lowestoft", "East Suffolk"), ("Great Yarmouth", "Great Yarmouth"),
     ("Thetford", "Breckland"), ("Norwich", "Norwich"), ("Beccles", "East Suffolk"), ("Diss", "South Norfolk")],
)  # fmt: skip
def test_towns_lie_in_their_districts(name: str, district: str) -> None:
    towns = pd.read_parquet(PACK / "context" / "towns.parquet").set_index("name")
    areas = pd.read_parquet(PACK / "areas.parquet")
    code = areas[(areas["area_type"] == "lad22") & (areas["name"] == district)]["area_code"].iloc[0]
    polygon = read_boundaries(PACK, "lad22").set_index("area_code").geometry[code]
    assert shapely.contains_xy(polygon, *towns.loc[name, ["easting", "northing"]])
