"""A figure on a sheet of its own: title, finding, period, figure, source, licence and date burned into one SVG.

Lives here: the sheet and its watermark. Not here: any figure, the PNG (`charts.taking.raster`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import watermark
from charts.markup import text
from charts.sheet_words import Block, written
from charts.taking.letters import STACK
from charts.theme import INK, MARGIN, PAPER, SECONDARY
from charts.words import period_words

WIDEST, NARROWEST, LARGER = 1280.0, 760.0, 1.48


@dataclass(frozen=True)
class Figure:
    """A drawing from 0,0 and its size in pixels."""

    svg: str
    width: float
    height: float


def closing(source: str, made_on: str) -> Block:
    """Source with its licence, and the day the picture was made, in the smallest letters."""
    said = tuple(one for one in (source, f"Picture made on {period_words(made_on)}.") if one)
    return Block(said, 13, SECONDARY, above=8)


def plain(figure: Figure, *, alt: str) -> str:
    """The figure alone as a whole document."""
    return document(figure.svg, size=(figure.width, figure.height), titles=(alt, ""))


def document(inside: str, *, size: tuple[float, float], titles: tuple[str, str]) -> str:
    """A whole SVG document on white paper, in the product's letters."""
    width, height = size
    told = f"<desc>{text(titles[1])}</desc>" if titles[1] else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}" height="{height:.1f}" '
        f'viewBox="0 0 {width:.1f} {height:.1f}" font-family="{STACK}" role="img">'
        f"<title>{text(titles[0])}</title>{told}"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{inside}</svg>'
    )


def sheet(figure: Figure, *, above: Sequence[Block], below: Sequence[Block], alt: str, synthetic: bool = False) -> str:
    """The figure with words above and below it.

    Parameters
    ----------
    figure : Figure
    above, below : sequence of Block
        The first words of the first block are the document's title.
    alt : str
        The picture in words.
    synthetic : bool
        Burns the watermark in.
    """
    width = min(max(figure.width * LARGER + 2 * MARGIN, NARROWEST), max(WIDEST, figure.width + 2 * MARGIN))
    inside = width - 2 * MARGIN
    scale = min(inside / figure.width, LARGER * 1.08)
    over, end = written(above, top=20.0, width=inside)
    top = end + 16
    drawn = f'<g transform="translate({MARGIN},{top:g}) scale({scale:.4f})">{figure.svg}</g>'
    under, bottom = written(below, top=top + figure.height * scale + 8, width=inside)
    marked = mark((MARGIN, top), (inside, figure.height * scale)) if synthetic else ""
    title, alt = above[0].words[0] if above else "", f"{watermark.WORDS}. {alt}" if synthetic else alt
    return document(f"{over}{drawn}{under}{marked}", size=(width, bottom + 20), titles=(title, alt))


def mark(at: tuple[float, float], size: tuple[float, float]) -> str:
    """The watermark of synthetic figures across a drawing, and as words at its top edge."""
    (left, top), (width, height) = at, size
    x, y = left + width / 2, top + height / 2
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{max(16.0, min(width / 16, 60)):.1f}" '
        f'font-weight="700" fill="{SECONDARY}" fill-opacity="0.38" transform="rotate(-14 {x:.1f} {y:.1f})">'
        f"{watermark.WORDS}</text>"
        f'<text x="{left + width:.1f}" y="{top - 4:.1f}" text-anchor="end" font-size="13" font-weight="700" '
        f'fill="{INK}">{watermark.WORDS}</text>'
    )
