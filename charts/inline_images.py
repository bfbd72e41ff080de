"""Inline SVG as images: Streamlit's HTML element drops `<svg>`, and an image with words keeps the picture and its text.

Lives here: one rewriting of our own markup. Not here: any drawing.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from charts.markup import text
from charts.theme import FONT

_SVG = re.compile(r"<svg\b(?P<attributes>[^>]*)>(?P<inside>.*?)</svg>", re.DOTALL)
_LABEL = re.compile(r'aria-label="(?P<words>[^"]*)"')
_SIZE = re.compile(r'\b(?P<name>width|height|class)="(?P<value>[^"]*)"')
_STYLE = f"<style>text{{font-family:{FONT.replace('&', '')}}}</style>"


def with_images(html: str) -> str:
    """The same HTML with every `<svg>` as `<img>`: its `aria-label` becomes the text, else it is decoration."""
    return _SVG.sub(_image, html)


def _image(match: re.Match[str]) -> str:
    attributes = match["attributes"]
    label = _LABEL.search(attributes)
    kept = " ".join(f'{found["name"]}="{found["value"]}"' for found in _SIZE.finditer(attributes))
    words = label["words"] if label else ""
    namespace = "" if "xmlns=" in attributes else ' xmlns="http://www.w3.org/2000/svg"'
    picture = f"<svg{namespace}{attributes}>{_STYLE}{match['inside']}</svg>"
    return f'<img {kept} alt="{words or text("")}" src="data:image/svg+xml,{quote(picture)}">'
