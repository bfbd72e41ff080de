"""Framing: places as the browser's map has them, and the lean towards the sea against counting points."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import framing

BOUNDS = (0.15, 52.31, 1.76, 52.99)  # higher than the usual box is for its width: room at both sides


def test_mercator_has_the_world_in_a_square() -> None:
    found = framing.mercator(np.array([[0.0, 0.0], [-180.0, 85.0511287798], [180.0, -85.0511287798]]))
    assert found == pytest.approx(np.array([[0.5, 0.5], [0.0, 0.0], [1.0, 1.0]]), abs=1e-9)


def test_a_box_is_told_from_its_north_west() -> None:
    left, top, width, height = framing.mercator_box(BOUNDS)
    west, north = framing.mercator(np.array([[BOUNDS[0], BOUNDS[3]]]))[0]
    east, south = framing.mercator(np.array([[BOUNDS[2], BOUNDS[1]]]))[0]
    assert (left, top) == pytest.approx((west, north))
    assert (left + width, top + height) == pytest.approx((east, south))


@pytest.mark.parametrize(
    ("land", "side"),
    [
        (shapely.box(-5, 50, 1.7, 55), 1),
        (shapely.box(0.2, 50, 9, 55), -1),
        (shapely.box(-5, 50, 9, 55), 0),
        (shapely.box(0.15, 52.31, 1.76, 52.99), 0),
    ],
    ids=["sea in the east", "sea in the west", "no sea", "an island"],
)
def test_the_map_leans_to_the_sea(land: shapely.Geometry, side: int) -> None:
    assert framing.lean(BOUNDS, np.array([land])) == side


def test_nothing_leans_without_land_or_without_room() -> None:
    east = shapely.box(-5, 50, 1.7, 55)
    assert framing.lean(BOUNDS, np.array([], dtype=object)) == 0
    assert framing.lean((0.15, 52.6, 1.76, 52.7), np.array([east])) == 0


@given(st.floats(-1, 2), st.floats(0.3, 4))
def test_the_lean_is_what_counting_points_gives(west: float, width: float) -> None:
    land = np.array([shapely.box(west, 51, west + width, 54)])
    left, top, wide, high = framing.mercator_box(BOUNDS)
    scale = min(808 / wide, 440 / high)
    room = (836 - wide * scale) / 2
    y0 = 14 + (440 - high * scale) / 2
    seas = {}
    for side in (0, 1, -1):
        x0 = room - side * (room - 14)
        xs, ys = np.meshgrid(np.arange(1, 836, 3), np.arange(1, 480, 3))
        points = np.column_stack([((xs.ravel() - x0) / scale) + left, ((ys.ravel() - y0) / scale) + top])
        inside = shapely.contains_xy(shapely.transform(land, framing.mercator)[0], points)
        seas[side] = 1 - inside.mean()
    best = max(seas, key=seas.get)
    gain = seas[best] - seas[0]
    if abs(gain - framing.CLEARLY_MORE) > 0.01 and (best == 0 or abs(seas[1] - seas[-1]) > 0.01):
        assert framing.lean(BOUNDS, land) == (best if gain >= framing.CLEARLY_MORE else 0)
