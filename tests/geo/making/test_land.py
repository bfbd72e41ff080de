"""Land for the background: three countries without holes, islets or a crack along the border."""

from __future__ import annotations

import numpy as np
import shapely

from geo.making.land import countries, joined, outline


def test_output_areas_are_joined_over_small_cracks_and_lochs() -> None:
    left, right = shapely.box(0, 0, 5000, 5000), shapely.box(5030, 0, 9000, 5000)
    pond = shapely.box(1000, 1000, 2000, 2000)
    out = joined(np.array([shapely.difference(left, pond), right]))
    assert len(shapely.get_parts(out)) == 1
    assert shapely.get_num_interior_rings(shapely.get_parts(out)[0]) == 0
    assert abs(shapely.area(out) / (9000 * 5000) - 1) < 0.02


def test_islets_are_left_out() -> None:
    out = outline(shapely.MultiPolygon([shapely.box(0, 0, 5000, 5000), shapely.box(9000, 0, 9500, 500)]))
    assert shapely.area(out) == 5000**2


def test_neighbours_reach_under_england() -> None:
    england = shapely.box(0, 0, 10_000, 10_000)
    wales, scotland = shapely.box(-9000, 0, -50, 10_000), shapely.box(0, 10_020, 10_000, 20_000)
    out = countries(england, wales, scotland=np.array([scotland])).set_index("area_code").geometry
    assert out.index.tolist() == ["England", "Wales", "Scotland"]
    for neighbour in (out["Wales"], out["Scotland"]):  # no crack is left along the border, 50 and 20 m wide before
        assert shapely.area(shapely.intersection(neighbour, england)) > 2000 * 9000
        assert len(shapely.get_parts(shapely.union(neighbour, england))) == 1
        assert shapely.get_num_interior_rings(shapely.get_parts(shapely.union(neighbour, england))[0]) == 0
    assert out["England"].equals(england)
    assert (shapely.get_coordinates(out.to_numpy()) % 1 == 0).all()
