"""Where a picture too high for its slide is cut: between rows or tiles, never through letters.

Lives here: one function. Not here: which pictures are cut (`charts.slides.powerpoint`).
"""

from __future__ import annotations

import io
from itertools import groupby

from PIL.PngImagePlugin import PngImageFile

UPPER = 0.6  # of the room: a picture is not cut further up than this
ALIKE = 0.8  # of the widest gap: gaps so wide are as good, the lowest is taken
PALE = 250  # of 255: paper


def whole_lines(content: bytes, *, most: float) -> float:
    """The share of a picture's height that is shown.

    Parameters
    ----------
    content : bytes
        A PNG on paper.
    most : float
        The share there is room for.

    Returns
    -------
    float
        At most `most`: the middle of the lowest wide gap without ink; `most` itself where there is none.
    """
    with PngImageFile(io.BytesIO(content)) as picture:
        grey = picture.convert("L")
    edge = int(grey.height * most)
    top = int(edge * UPPER)
    blank = [grey.crop((0, y, grey.width, y + 1)).getextrema()[0] >= PALE for y in range(top, edge)]
    gaps = []
    for pale, rows in groupby(range(top, edge), key=lambda y: blank[y - top]):
        found = list(rows)
        if pale:
            gaps.append((found[0], found[-1] + 1))
    if not gaps:
        return most
    widest = max(end - start for start, end in gaps)
    start, end = next(gap for gap in reversed(gaps) if gap[1] - gap[0] >= ALIKE * widest)
    return (start + end) / 2 / grey.height
