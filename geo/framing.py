"""What a map's box shows: places as the browser's map projects them, and to which side a frame leans.

Lives here: Web Mercator, and where there is room beside the areas for names. Not here: the camera of a box
(`static/map/camera.mjs`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

BOX = (836.0, 480.0)  # the usual map in pixels: a frame leans in every box as it does in this one
PADDING = (14.0, 14.0, 26.0, 14.0)  # pixels: top, right, bottom, left
LEAST_ROOM = 40.0  # pixels beside the areas, below which nothing leans
CLEARLY_MORE = 0.02  # of the box


def mercator(places: np.ndarray) -> np.ndarray:
    """Web Mercator of places in degrees (shape (n, 2)): the world is 1 wide and 1 high, y grows to the south."""
    x = (places[:, 0] + 180) / 360
    y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(places[:, 1]) / 2)) / (2 * np.pi)
    return np.column_stack([x, y])


def mercator_box(bounds: Sequence[float]) -> tuple[float, float, float, float]:
    """Left, top, width and height of west, south, east, north."""
    west, south, east, north = bounds
    (left, top), (right, bottom) = mercator(np.array([[west, north], [east, south]]))
    return left, top, right - left, bottom - top


def lean(bounds: Sequence[float], land: np.ndarray) -> int:
    """Which way the camera leaves the middle of the bounds, so that more sea is in sight: 1 east, -1 west, 0 neither.

    Parameters
    ----------
    bounds
        West, south, east, north of the areas, in degrees.
    land : numpy.ndarray of shapely geometries
        In degrees.
    """
    left, top, width, height = mercator_box(bounds)
    (wide, high), (above, right, below, before) = BOX, PADDING
    scale = min((wide - right - before) / width, (high - above - below) / height)
    room = (wide - width * scale) / 2
    if room < LEAST_ROOM or not len(land):
        return 0
    shapes = shapely.transform(land, mercator)
    y = top - (above + (high - above - below - height * scale) / 2) / scale

    def sea(side: int) -> float:
        x = left - (room - side * (room - before)) / scale
        seen = shapely.clip_by_rect(shapes, x, y, x + wide / scale, y + high / scale)
        return 1 - float(shapely.area(seen).sum()) * scale**2 / (wide * high)

    seas = {side: sea(side) for side in (0, 1, -1)}
    best = max(seas, key=seas.get)
    return best if seas[best] >= seas[0] + CLEARLY_MORE else 0
