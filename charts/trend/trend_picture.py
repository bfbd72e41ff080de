"""The trend as a picture to keep: title, sentence, subtitle, figure, notes, source, licence and date on one sheet.

Lives here: one SVG that needs nothing around it. Not here: the figure (`charts.trend.trend_figure`), its words
(`charts.trend.trend_words`), the PNG, which the browser makes from this SVG (`static/map/pictures.mjs`).
"""

from __future__ import annotations

from pathlib import PurePath

from charts.markup import text
from charts.sheet_words import Block, heading, written
from charts.source_line import source_text
from charts.theme import FONT, INK, MARGIN, PAPER, SECONDARY
from charts.trend.programmes import programmes_words
from charts.trend.trend_evidence import TrendEvidence
from charts.trend.trend_figure import drawing, drawn_height
from charts.trend.trend_table import csv_name
from charts.trend.trend_words import axis_start, finding, lead, subtitle, trend_words
from charts.words import period_words

WIDTH = 1280.0
INSIDE = WIDTH - 2 * MARGIN
DRAWN = 900.0  # the figure's own width: its letters grow with it to the size of a slide's


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
    nested = drawing(evidence, width=DRAWN, linked=False)
    titles = (finding(evidence), f"{subtitle(evidence)}. {lead(evidence)}")
    figure = (nested, drawn_height(evidence, width=DRAWN))
    return put_together(titles, _above(evidence), figure=figure, below=_below(evidence, made_on))


def put_together(titles: tuple[str, str], above: list[Block], *, figure: tuple[str, float], below: list[Block]) -> str:
    """One sheet of words, a figure and words.

    Parameters
    ----------
    titles : (str, str)
        Title and description, for readers who do not see the picture.
    above, below : list of Block
    figure : (str, float)
        A drawing of width `DRAWN`, and its height.
    """
    over, end = written(above, top=20.0, width=INSIDE)
    height_drawn = figure[1] * INSIDE / DRAWN
    nested = figure[0].replace(
        'width="100%"', f'x="{MARGIN}" y="{end + 14:g}" width="{INSIDE:g}" height="{height_drawn:g}"', 1
    )
    under, bottom = written(below, top=end + 18 + height_drawn, width=INSIDE)
    height = bottom + 20
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH:g} {height:g}" font-family="{text(FONT)}" role="img">'
        f"<title>{text(titles[0])}</title><desc>{text(titles[1])}</desc>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{over}{nested}{under}</svg>'
    )


def picture_name(evidence: TrendEvidence) -> str:
    """A file name like that of the rows, without its ending."""
    return PurePath(csv_name(evidence)).stem


def _above(evidence: TrendEvidence) -> list[Block]:
    return heading(finding(evidence), lead(evidence), under=subtitle(evidence))


def closing(evidence: TrendEvidence, made_on: str, *, start: str = "") -> Block:
    """Where the axis starts, source, and the day the picture was made, in the smallest letters."""
    dated = "Footprint dates: ONS and NHS England files." if evidence.lanes else ""
    source = " ".join(part for part in (start, source_text(evidence.sources), dated) if part)
    return Block((source, f"Picture made on {period_words(made_on)}."), 13, SECONDARY, above=8)


def _below(evidence: TrendEvidence, made_on: str) -> list[Block]:
    """Trend, notes with their numbers, footprint; then axis, source and day in the smallest letters."""
    tested = tuple(f"Trend. {trend_words(line, evidence.measure)}" for line in evidence.subjects)
    noted = tuple(f"{number}. {words}" for number, (_, _, words) in enumerate(evidence.notes, 1))
    footprint = (f"Footprint. {evidence.footprint_note}",) if evidence.footprint_note else ()
    ran = tuple(f"Programme. {words}" for words in programmes_words(evidence))
    said = (*tested, *noted, *footprint, *ran)
    return [Block(said, 15, INK), closing(evidence, made_on, start=axis_start(evidence))]
