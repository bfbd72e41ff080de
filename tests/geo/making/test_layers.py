"""Layers about a scope: land and towns, and which towns a map names."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.making.layers import Geography, frames, land_layers, scope_bounds, scope_layer, town_layers

GROUND = gpd.GeoDataFrame(
    {"area_code": ["s", "t"]},
    geometry=[shapely.box(600_000, 300_000, 610_000, 310_000), shapely.box(640_000, 300_000, 650_000, 310_000)],
    crs=27700,
)


class Memory:
    """A shelf that keeps what it is given."""

    def __init__(self) -> None:
        self.held: dict[str, object] = {}

    def put(self, stem: str, content: bytes, *, suffix: str) -> str:
        self.held[f"{stem}.{suffix}"] = json.loads(content)
        return f"{stem}.{suffix}"

    def put_tiles(self, stem: str, polygons: np.ndarray) -> str:
        self.held[stem] = polygons
        return stem


def test_england_is_the_whole_of_all_systems() -> None:
    assert frames(GROUND)["england"].tolist() == [600_000, 300_000, 650_000, 310_000]
    bounds = scope_bounds(GROUND)
    assert set(bounds) == {"england", "s", "t"}
    assert bounds["england"]["bounds"][0] == bounds["s"]["bounds"][0]


def test_each_map_names_its_towns_and_england_the_largest() -> None:
    towns = pd.DataFrame(
        {
            "name": ["Small", "Large", "Far"],
            "rank": [3, 1, 1],
            "easting": [605_000, 601_000, 645_000],
            "northing": 305_000,
        }
    ).assign(lon=1.0, lat=52.0)
    shelf = Memory()
    entries = town_layers(towns, GROUND, shelf=shelf)
    assert shelf.held[entries["s"]["file"]]["names"] == ["Large", "Small"]
    assert shelf.held[entries["t"]["file"]] == {"names": ["Far"], "points": [[1.0, 52.0]], "ranks": [1]}
    assert shelf.held[entries["england"]["file"]]["names"] == ["Far", "Large"]


def test_land_reaches_beyond_the_areas() -> None:
    countries = gpd.GeoSeries([shapely.box(500_000, 200_000, 700_000, 400_000)], crs=27700)
    shelf = Memory()
    entries = land_layers(countries, GROUND, shelf=shelf)
    polygon = shapely.from_geojson(json.dumps(shelf.held[entries["s"]["file"]]["features"][0]["geometry"]))
    assert shapely.contains(polygon, GROUND.to_crs(4326).geometry.iloc[0])


def test_many_areas_go_to_tiles() -> None:
    shapes = np.array([shapely.box(i / 1e4, 52, (i + 1) / 1e4, 52.0001) for i in range(10_001)])
    areas = pd.DataFrame({"area_code": [f"{i:05d}" for i in range(10_001)], "area_type": "lsoa11"})
    areas = areas.assign(name="", district="", lon=0.0, lat=52.0)
    shelf = Memory()
    entry = scope_layer(shapes, areas, shelf=shelf, stem="lsoa11.england")
    assert (entry["kind"], entry["file"], entry["count"]) == ("tiles", "lsoa11.england", 10_001)


def test_members_by_lookup_by_weight_or_not_at_all() -> None:
    geography = Geography(
        areas=pd.DataFrame(),
        lsoas=pd.DataFrame({"lsoa11cd": ["E1"], "lad22cd": ["L"]}),
        membership=pd.DataFrame({"footprint_id": ["s", "p"], "lsoa11cd": ["E1", "E1"]}),
        system_ids=frozenset({"s"}),
        weights={"wd25": pd.DataFrame({"lsoa11cd": ["E1"], "wd25cd": ["W"], "postcodes": [2], "weight": [1.0]})},
        boundaries=lambda area_type: GROUND,
    )
    assert geography.systems["footprint_id"].tolist() == ["s"]
    assert geography.members("place")["area_code"].tolist() == ["s", "p"]
    assert geography.members("lad22").to_numpy().tolist() == [["L", "E1", 1.0]]
    assert geography.members("wd25").to_numpy().tolist() == [["W", "E1", 2.0]]
    assert geography.members("msoa21") is None
