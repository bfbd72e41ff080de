"""What every figure that leaves the server must have, on whatever page it stands."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from PIL import Image, ImageChops

from charts.taking.letters import FONT_FILES
from charts.taking.raster import png
from charts.words import period_words
from pages.parts.taking import figures


def whole(path: str, query: str = "") -> list[str]:
    """Names of the figures of a view, each looked at: parsed, said where it is from, drawn with its letters."""
    found = figures.taken(path, query)
    for one in found:
        root = etree.fromstring(one.svg.encode())
        said = " ".join("".join(text.itertext()) for text in root.iter("{*}text"))
        assert " ".join(root.findtext("{*}title").split()) == one.title, one.name
        for words in (one.title.split()[0], "Source:", "v3.0", f"Picture made on {period_words(figures.today())}."):
            assert words in said, (one.name, words)
        assert one.source and one.licence and one.alt and one.columns and one.rows, one.name
        assert {len(row) for row in one.rows} == {len(one.columns)}, one.name
        plain = etree.fromstring(one.plain_svg.encode())
        assert abs(float(plain.get("width")) - one.width) < 0.1 and "var(" not in one.svg, one.name
    lettered, bare = (Image.open(BytesIO(png(found[0].svg, scale=0.5, fonts=one))) for one in (FONT_FILES, ()))
    different = ImageChops.difference(lettered.convert("L"), bare.convert("L"))
    assert sum(different.histogram()[64:]) > 1000, found[0].name  # pixels that are letters
    assert len(set(bare.convert("L").tobytes())) > 1, found[0].name  # and a figure without them
    return [one.name for one in found]
