"""A figure as the picture of a slide: large letters, and of one too high for that its upper part.

Lives here: how large it is and how much of it is shown. Not here: its letters (`charts.slides.readable`), where rows
end (`charts.slides.cutting`), the slide (`charts.slides.powerpoint`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts.slides import layouts
from charts.slides.cutting import whole_lines
from charts.slides.readable import Fitted, readable
from charts.taking.raster import png
from charts.taking.sheet import mark
from charts.taking.taken import Taken

PIXELS = 2.0  # of the picture, to a pixel of the slide
MOST_PIXELS = 4.0  # a small drawing is not enlarged further than this
DRAWING, WORDS = 0.7, 0.85  # smaller than so, nobody reads a drawing's letters, or a table's
LARGER = (1.5, 1.2, 1.0)  # times that the upper part of a figure is enlarged, the first that ends between rows
_ONE = re.compile("<svg")


@dataclass(frozen=True)
class Pictured:
    """A PNG, its size in pixels of the slide, and the share of its height that is shown."""

    content: bytes
    width: float
    height: float
    shown: float


def goes_on(taken: Taken) -> bool:
    """Whether a figure is so high that, all of it, nobody could read it: its upper part is shown."""
    least = DRAWING if len(_ONE.findall(taken.plain_svg)) <= 2 else WORDS  # the document, and one drawing in it
    return layouts.boxes(layouts.BESIDE)["picture"].h / taken.height < least


def pictured(taken: Taken, *, room: tuple[float, float]) -> Pictured:
    """The figure as large as fits a room (px across, px down), unchanged in its proportions."""
    if not goes_on(taken):
        fitted = readable(taken.plain_svg, room=room)
        return Pictured(_png(taken, fitted), fitted.width * fitted.scale, fitted.height * fitted.scale, 1.0)
    for most in LARGER:
        space = max(room[1], taken.height * min(room[0] / taken.width, most))
        fitted = readable(taken.plain_svg, room=(room[0], space))
        high = fitted.height * fitted.scale
        content, there = _png(taken, fitted), min(room[1] / high, 1.0)
        shown = whole_lines(content, most=there)
        if shown < there:
            break
    return Pictured(content, fitted.width * fitted.scale, high, shown)


def _png(taken: Taken, fitted: Fitted) -> bytes:
    drawing = fitted.svg
    if taken.synthetic:
        drawing = drawing.removesuffix("</svg>") + mark((0, 0), (fitted.width, fitted.height)) + "</svg>"
    return png(drawing, scale=min(fitted.scale * PIXELS, MOST_PIXELS))
