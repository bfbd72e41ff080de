"""Which areas a line takes in: by point, by postcodes, by land; checked against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.assignment import by_area, by_half, by_homes, by_point, circle, dissolved, shares_inside, to_degrees, to_metres

CELLS = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)])
CODES = [f"E010000{number:02d}" for number in range(16)]
MIDDLES = np.array([[cell.centroid.x, cell.centroid.y] for cell in CELLS])
BOXES = st.tuples(*[st.floats(-1, 5)] * 4).map(
    lambda c: shapely.box(min(c[0], c[1]), min(c[2], c[3]), max(c[0], c[1]) + 0.01, max(c[2], c[3]) + 0.01)
)


@given(BOXES)
def test_by_point_and_by_area_as_loops_say(shape: shapely.Polygon) -> None:
    assert by_point(shape, CODES, points=MIDDLES) == {
        code: 1.0 for code, (x, y) in zip(CODES, MIDDLES, strict=True) if shape.intersects(shapely.Point(x, y))
    }
    slow = {code: cell.intersection(shape).area for code, cell in zip(CODES, CELLS, strict=True)}
    found = by_area(shape, CODES, outlines=CELLS)
    assert found == pytest.approx({code: part for code, part in slow.items() if part > 1e-6}, abs=2e-6)
    assert sum(found.values()) == pytest.approx(shape.intersection(shapely.box(0, 0, 4, 4)).area, abs=1e-4)


def test_hole_is_not_inside() -> None:
    ring = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (3, 1), (3, 3), (1, 3)]])
    assert len(by_point(ring, CODES, points=MIDDLES)) == 12
    assert sorted(by_area(ring, CODES, outlines=CELLS).values()) == [1.0] * 12


def test_half_of_the_postcodes_is_enough() -> None:
    points = np.array([[0.5, 0.5], [9, 9], [0.6, 0.6], [9, 9], [9, 8], [0.1, 0.1]])
    owner = ["A", "A", "B", "B", "B", "C"]
    shares = by_homes(shapely.box(0, 0, 1, 1), owner, points=points)
    assert shares == pytest.approx({"A": 1 / 2, "B": 1 / 3, "C": 1.0}) and by_half(shares) == {"A": 1.0, "C": 1.0}
    squares = by_homes(shapely.box(0, 0, 1, 1), owner, points=points, homes=np.array([1, 9, 4, 1, 1, 1]))
    assert squares == pytest.approx({"A": 1 / 10, "B": 4 / 6, "C": 1.0}) and by_half(squares) == {"B": 1.0, "C": 1.0}


def test_circle_has_its_radius_on_the_ground() -> None:
    made = circle(1.73, 52.6, radius=10)
    assert made.area == pytest.approx(np.pi * 10_000**2, rel=1e-3)
    assert made.centroid.x == pytest.approx(652_687, abs=1)
    assert made.centroid.y == pytest.approx(306_780, abs=1)


@pytest.mark.parametrize(
    ("lon", "lat", "radius", "words"),
    [(52.6, 1.73, 5, "latitude, then longitude"), (1.7, 52.6, 0, "radius of 0"), (1.7, 52.6, 300, "at most 200")],
)
def test_impossible_circle_is_refused(lon: float, lat: float, radius: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        circle(lon, lat, radius=radius)


def test_there_and_back_again_is_within_a_centimetre() -> None:
    box = shapely.box(640_000, 290_000, 650_000, 310_000)
    back = to_metres(to_degrees(box))
    assert shapely.hausdorff_distance(back, box) < 0.01


def test_dissolving_leaves_one_outline_even_of_overlapping_pieces() -> None:
    assert dissolved(CELLS).equals(shapely.box(0, 0, 4, 4))
    ring = np.array([cell for cell in CELLS if not cell.equals(shapely.box(1, 1, 2, 2))])
    assert len(dissolved(ring).interiors) == 1
    assert dissolved(np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)])).area == 7


def test_share_of_a_shape_that_lies_in_the_areas() -> None:
    shapes = np.array([shapely.box(0.5, 0.5, 2.5, 1), shapely.box(3, 3, 5, 5), shapely.box(9, 9, 10, 10)])
    assert shares_inside(shapes, outlines=CELLS).tolist() == pytest.approx([1, 0.25, 0])
    assert shares_inside(np.array([], dtype=object), outlines=CELLS).tolist() == []
