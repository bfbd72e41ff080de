"""One figure of a view as it leaves the server: picture, words, numbers and where they are from.

Lives here: the object that pictures, slides and documents are made from, so that they cannot disagree. Not here: which
figures a view has (`pages.parts.taking`), how they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    """A figure to take away.

    Attributes
    ----------
    name : str
        File stem: "board", "compare-funnel".
    title, sentence : str
        What a headline says, and the finding, from the same released numbers.
    svg : str
        A whole document with title, source, licence and date on it.
    plain_svg : str
        The same picture without these, for a page that sets them as text; `width` and `height` are its size in pixels.
    alt : str
        The picture in words.
    columns, rows : tuple
        The table of the same numbers, as text, exactly as the page shows it.
    source, licence, period : str
    taken_on : str
        ISO date of the export.
    notes : tuple of str
        Method, benchmark, coverage, cautions: a sentence or two each.
    address : str
        The view that it came from, relative to the app's base.
    synthetic : bool
        Whether the figures were made by a program.
    """

    name: str
    title: str
    sentence: str
    svg: str
    plain_svg: str
    width: float
    height: float
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    licence: str
    period: str
    taken_on: str
    notes: tuple[str, ...]
    address: str
    synthetic: bool
