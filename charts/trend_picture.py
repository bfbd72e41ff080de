"""The trend as a picture to keep: title, sentence, subtitle, figure, notes, source, licence and date on one sheet.

Lives here: one SVG that needs nothing around it. Not here: the figure (`charts.trend_figure`), its words
(`charts.trend_words`), the PNG, which the browser makes from this SVG (`static/map/pictures.mjs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from charts.markup import text, wrapped
from charts.source_line import source_text
from charts.theme import FONT, INK, MARGIN, PAPER, SECONDARY
from charts.trend.programmes import programmes_words
from charts.trend_evidence import TrendEvidence
from charts.trend_figure import drawing, drawn_height
from charts.trend_table import csv_name
from charts.trend_words import axis_start, finding, lead, subtitle, trend_words
from charts.words import period_words

WIDTH = 1280.0
INSIDE = WIDTH - 2 * MARGIN
DRAWN = 900.0  # the figure's own width: its letters grow with it to the size of a slide's


@dataclass(frozen=True)
class _Block:
    """Lines of one size; `above` is the room over the first of them."""

    words: tuple[str, ...]
    size: float
    fill: str
    above: float = 0.0
    bold: bool = False


def picture(evidence: TrendEvidence, *, made_on: str) -> str:
    """The whole picture.

    Parameters
    ----------
    evidence : TrendEvidence
        With at least one value to draw.
    made_on : str
        ISO day on which the picture is made; printed on it.

    Returns
    -------
    str
        A standalone SVG, 1280 wide, as high as its words need; "" where nothing is drawn.
    """
    if not any(line.known for line in evidence.subjects):
        return ""
    over, end = _written(_above(evidence), top=20.0)
    figure_height = drawn_height(evidence, width=DRAWN) * INSIDE / DRAWN
    nested = drawing(evidence, width=DRAWN, linked=False).replace(
        'width="100%"', f'x="{MARGIN}" y="{end + 14:g}" width="{INSIDE:g}" height="{figure_height:g}"', 1
    )
    under, bottom = _written(_below(evidence, made_on), top=end + 18 + figure_height)
    height = bottom + 20
    title, about = text(finding(evidence)), text(f"{subtitle(evidence)}. {lead(evidence)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH:g} {height:g}" font-family="{text(FONT)}" role="img">'
        f"<title>{title}</title><desc>{about}</desc>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{over}{nested}{under}</svg>'
    )


def picture_name(evidence: TrendEvidence) -> str:
    """A file name like that of the rows, without its ending."""
    return PurePath(csv_name(evidence)).stem


def _above(evidence: TrendEvidence) -> list[_Block]:
    return [
        _Block((finding(evidence),), 30, INK, bold=True),
        _Block((lead(evidence),), 19, INK, above=6),
        _Block((subtitle(evidence),), 16, SECONDARY, above=4),
    ]


def _below(evidence: TrendEvidence, made_on: str) -> list[_Block]:
    """Trend, notes with their numbers, footprint; then axis, source and day in the smallest letters."""
    tested = tuple(f"Trend. {trend_words(line, evidence.measure)}" for line in evidence.subjects)
    noted = tuple(f"{number}. {words}" for number, (_, _, words) in enumerate(evidence.notes, 1))
    footprint = (f"Footprint. {evidence.footprint_note}",) if evidence.footprint_note else ()
    ran = tuple(f"Programme. {words}" for words in programmes_words(evidence))
    said = (*tested, *noted, *footprint, *ran)
    dated = "Footprint dates: ONS and NHS England files." if evidence.lanes else ""
    source = " ".join(part for part in (axis_start(evidence), source_text(evidence.sources), dated) if part)
    return [
        _Block(said, 15, INK),
        _Block((source, f"Picture made on {period_words(made_on)}."), 13, SECONDARY, above=8),
    ]


def _written(blocks: list[_Block], *, top: float) -> tuple[str, float]:
    """The blocks below each other, wrapped to the width, and where the last of them ends."""
    drawn, y = [], top
    for block in blocks:
        y += block.above
        for words in block.words:
            for row in wrapped(words, block.size, width=INSIDE, bold=block.bold):
                weight = ' font-weight="700"' if block.bold else ""
                drawn.append(
                    f'<text x="{MARGIN}" y="{y + block.size:g}" font-size="{block.size:g}" fill="{block.fill}"{weight}>'
                    f"{text(row)}</text>"
                )
                y += block.size * 1.3
    return "".join(drawn), y
