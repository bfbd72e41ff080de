"""A picture as a PNG: drawn on the server with the product's own letters, so that every computer gets the same.

Lives here: one function. Not here: the pictures (`charts.taking.sheet`).
"""

from __future__ import annotations

import re

from resvg_py import svg_to_bytes

from charts.taking.letters import FONT_FILES
from charts.theme import PAPER

MOST_PIXELS = 40_000_000
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


def png(svg: str, *, scale: float, fonts: tuple[str, ...] = FONT_FILES) -> bytes:
    """The PNG of a whole SVG document.

    Parameters
    ----------
    svg : str
        With width and height in pixels; its letters are of the family of the fonts.
    scale : float
        Pixels of the PNG per pixel of the drawing; a very long picture is made smaller so that it can be opened.
    fonts : tuple of str
        Paths of font files; no others are looked for.

    Returns
    -------
    bytes
    """
    width, height = (float(one) for one in _SIZE.search(svg).groups())
    zoom = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
    return bytes(
        svg_to_bytes(svg_string=svg, zoom=zoom, background=PAPER, skip_system_fonts=True, font_files=list(fonts))
    )
