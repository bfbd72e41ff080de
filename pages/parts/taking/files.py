"""Pictures of single figures below `/r/`: `figure.svg` and `figure.png`, by the page's path, its question and a name.

Lives here: their file names and bytes. Not here: which figures there are (`figures`), how they are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from charts.taking.raster import png
from charts.taking.taken import Taken
from pages.parts.taking import figures

OWN = ("path", "figure")  # parameters of these routes; all others are the view's question
SHARP = 2.0  # pixels of a PNG per pixel of the drawing


def figure_svg(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of a figure as SVG; no bytes where there is none."""
    found = _asked(query)
    return ("figure.svg", b"") if found is None else (f"{found.name}.svg", found.svg.encode())


def figure_png(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of a figure as PNG; no bytes where there is none."""
    found = _asked(query)
    return ("figure.png", b"") if found is None else (f"{found.name}.png", png(found.svg, scale=SHARP))


def _asked(query: Mapping[str, str]) -> Taken | None:
    question = urlencode({name: value for name, value in query.items() if name not in OWN})
    try:
        named = query.get("figure", "")
        return figures.taken(query.get("path", "/"), question, figure=named, leading=not named)[0]
    except ValueError:
        return None
