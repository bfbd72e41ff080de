"""Small made-up coverages: rectangles cut again and again, with or without the faults of published files."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import strategies as st


@st.composite
def subdivisions(draw: st.DrawFn, most: int = 7) -> np.ndarray:
    """Rectangles on a 100 m grid that fill a square of 2 km; neighbours need not share all vertices."""
    boxes = [(0, 0, 20, 20)]
    for _ in range(draw(st.integers(1, most))):
        west, south, east, north = boxes.pop(draw(st.integers(0, len(boxes) - 1)))
        if draw(st.booleans()) and east - west > 2:
            cut = draw(st.integers(west + 1, east - 1))
            boxes += [(west, south, cut, north), (cut, south, east, north)]
        elif north - south > 2:
            cut = draw(st.integers(south + 1, north - 1))
            boxes += [(west, south, east, cut), (west, cut, east, north)]
        else:
            boxes.append((west, south, east, north))
    return np.array([shapely.box(*(100.0 * x for x in box)) for box in boxes], dtype=object)


@st.composite
def shaken(draw: st.DrawFn) -> np.ndarray:
    """The same with every vertex of every polygon moved by up to 0.4 m: overlaps and cracks, as in published files."""
    polygons = draw(subdivisions())
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    moved = []
    for polygon in polygons:
        corners = shapely.get_coordinates(polygon)[:-1]
        moved.append(shapely.polygons(corners + random.uniform(-0.4, 0.4, corners.shape)))
    return np.array(moved, dtype=object)
