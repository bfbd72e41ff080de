"""A figure and a show of slides for the tests."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx import Presentation
from pptx.presentation import Presentation as File

from charts.slides.powerpoint import Show
from charts.slides.shown import Shown
from charts.taking.taken import Taken

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
    'font-family="Source Sans Pro">'
    '<rect width="{w}" height="{h}" fill="#F3F5F6"/></svg>'
)
COLUMNS = ("Area", "Uptake, %", "95 % interval", "Compared with the system")


def figure(
    *, size: tuple[int, int] = (1168, 460), rows: int = 3, name: str = "Yarmouth Parade", **given: object
) -> Taken:
    """A figure with a table of so many rows."""
    drawing = SVG.format(w=size[0], h=size[1])
    facts = {
        "name": "board",
        "title": "Uptake falls steeply in the three most deprived tenths",
        "sentence": "The most deprived fifth is 15.5 points below the least deprived (70.3 and 85.8 %).",
        "svg": drawing,
        "plain_svg": drawing,
        "width": float(size[0]),
        "height": float(size[1]),
        "alt": "Ten steps, rising from 67.6 to 88.6 %.",
        "columns": COLUMNS,
        "rows": tuple((f"{name} {number}", "55.4", "54.4 to 56.4", "Worse") for number in range(rows)),
        "source": "Source: NHS England, COVID-19 Vaccinations, 8 July 2021; derived.",
        "licence": "OGL v3.0",
        "period": "8 July 2021",
        "taken_on": "2026-11-22",
        "notes": ("Deciles are of England.", "Intervals show counting error only."),
        "address": "/gradient?indicator=covid_dose1",
        "synthetic": False,
    }
    return Taken(**(facts | given))


def opened(views: Sequence[Shown], *, title: str = "For the board", marks: Sequence[str] = ()) -> File:
    """The file of a show, opened anew."""
    return Presentation(io.BytesIO(content(views, title=title, marks=marks)))


def content(views: Sequence[Shown], *, title: str = "For the board", marks: Sequence[str] = ()) -> bytes:
    """The bytes of a show."""
    show = Show(title, about=["2 views", "Made on 22 November 2026"], marks=marks)
    for view in views:
        show.add(view)
    return show.content()


def texts(slide: object) -> list[str]:
    """The words of every shape of a slide, tables apart."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
