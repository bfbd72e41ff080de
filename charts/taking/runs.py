"""Words with small pictures in them, broken into lines: what stands in a cell, a paragraph or a heading.

Lives here: runs, lines, their size and their SVG. Not here: blocks (`charts.taking.flow`), tables (`cells`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from charts.markup import text, text_width
from charts.taking.tree import is_spoken
from charts.theme import INK, SECONDARY

LEADING = 1.34
ICON_GAP = 4.0
OWN_LINE = ("small", "p", "div", "li", "br")


@dataclass(frozen=True)
class Look:
    """Size in pixels, weight and colour of letters."""

    size: float = 14.0
    bold: bool = False
    fill: str = INK


@dataclass(frozen=True)
class Piece:
    """A word with its look, a small picture, or the end of a line (neither)."""

    word: str = ""
    look: Look = Look()
    picture: HtmlElement | None = None

    @property
    def width(self) -> float:
        """Pixels across."""
        if self.picture is not None:
            return picture_size(self.picture)[0] + ICON_GAP
        return text_width(self.word, self.look.size, bold=self.look.bold)

    @property
    def height(self) -> float:
        """Pixels that its line needs."""
        if self.picture is not None:
            return picture_size(self.picture)[1]
        return self.look.size * LEADING


Line = list[Piece]


def picture_size(svg: HtmlElement, *, most: float = 836.0) -> tuple[float, float]:
    """Width and height of a drawing in pixels: its own, else those of its view box."""
    box = [float(one) for one in re.split(r"[ ,]+", svg.get("viewBox", "").strip()) if one]
    width, height = svg.get("width", ""), svg.get("height", "")
    if re.fullmatch(r"[\d.]+", width) and re.fullmatch(r"[\d.]+", height):
        return float(width), float(height)
    if len(box) == 4:
        scale = float(width) / box[2] if re.fullmatch(r"[\d.]+", width) else min(1.0, most / box[2])
        return box[2] * scale, box[3] * scale
    return most, most / 2


def drawn(svg: HtmlElement, *, at: tuple[float, float], size: tuple[float, float] | None = None) -> str:
    """A drawing at a place, in its own size unless told otherwise."""
    width, height = size or picture_size(svg)
    box = svg.get("viewBox") or f"0 0 {width:g} {height:g}"
    inside = "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in svg)
    return (
        f'<svg x="{at[0]:g}" y="{at[1]:g}" width="{width:g}" height="{height:g}" viewBox="{text(box)}">{inside}</svg>'
    )


def pieces(element: HtmlElement, look: Look) -> list[Piece]:
    """The seen content of an element as words and small pictures, in order."""
    found = _words(element.text, look)
    for one in element:
        if not is_spoken(one):
            found += _inside(one, look)
        found += _words(one.tail, look)
    return found


def _inside(one: HtmlElement, look: Look) -> list[Piece]:
    if one.tag == "svg":
        return [Piece(picture=one, look=look)]
    own = one.tag in OWN_LINE
    if one.tag in ("b", "strong"):
        look = replace(look, bold=True)
    elif one.tag == "small":
        look = Look(min(look.size, 12.0), fill=SECONDARY)
    inside = pieces(one, look)
    return [Piece(), *inside, Piece()] if own else inside


def _words(said: str | None, look: Look) -> list[Piece]:
    return [Piece(word.replace("\u00ad", ""), look) for word in re.split(r"[ \n\t]+", said or "") if word]


def lines(found: list[Piece], width: float) -> list[Line]:
    """The pieces in lines that fit the width; a longer word stays whole."""
    made: list[Line] = [[]]
    for one in found:
        if not one.word and one.picture is None:
            if made[-1]:
                made.append([])
            continue
        if made[-1] and length([*made[-1], one]) > width:
            made.append([])
        made[-1].append(one)
    return [line for line in made if line]


def length(line: Line) -> float:
    """Pixels across of a line."""
    spaces = sum(0.28 * one.look.size for one, after in pairwise(line) if _spaced(one, after))
    return sum(one.width for one in line) + spaces


def _spaced(one: Piece, after: Piece) -> bool:
    return one.picture is None and not re.match(r"[.,;:)’]", after.word)


def narrowest(found: list[Piece]) -> float:
    """The width below which a piece would not fit."""
    return max((one.width for one in found), default=0.0)


def height_of(made: list[Line]) -> float:
    """Pixels down of lines."""
    return sum(max(one.height for one in line) for line in made)


def written(made: list[Line], *, at: tuple[float, float], width: float, anchor: str = "start") -> str:
    """Lines as SVG below a place; `anchor` "end" sets them against the right edge of the width."""
    out, (left, y) = [], at
    for line in made:
        high = max(one.height for one in line)
        x = left + (width - length(line) if anchor == "end" else 0.0)
        out.append(_line(line, (x, y), high=high, right=left + width if anchor == "end" else None))
        y += high
    return "".join(out)


def _line(line: Line, at: tuple[float, float], *, high: float, right: float | None) -> str:
    """A line: its words of one stretch are one text, so that they stand together in any letters."""
    x, top = at
    base = top + high / 2 + max((one.look.size for one in line if one.word), default=0) * 0.35
    out: list[str] = []
    stretch: list[Piece] = []

    def close(until: float, *, last: bool) -> None:
        if stretch:
            whole = last and right is not None and len(stretch) == len(line)
            place, anchor = (right, ' text-anchor="end"') if whole else (until, "")
            out.append(f'<text x="{place:.1f}" y="{base:.1f}"{anchor}>{_spans(stretch)}</text>')
            stretch.clear()

    start = x
    for place, one in enumerate(line):
        if one.picture is not None:
            close(start, last=False)
            tall = picture_size(one.picture)[1]
            out.append(drawn(one.picture, at=(x, top + (high - tall) / 2)))
            x += one.width
            start = x
            continue
        stretch.append(one)
        after = line[place + 1] if place + 1 < len(line) else None
        x += one.width + (0.28 * one.look.size if after is not None and _spaced(one, after) else 0)
    close(start, last=True)
    return "".join(out)


def _spans(stretch: list[Piece]) -> str:
    """Words of one look after another, a space between them."""
    out: list[str] = []
    for place, one in enumerate(stretch):
        gap = " " if place and _spaced(stretch[place - 1], one) else ""
        if place and stretch[place - 1].look == one.look:
            out[-1] = out[-1].removesuffix("</tspan>") + f"{gap}{text(one.word)}</tspan>"
            continue
        weight = ' font-weight="700"' if one.look.bold else ""
        out.append(f'{gap}<tspan font-size="{one.look.size:g}" fill="{one.look.fill}"{weight}>{text(one.word)}</tspan>')
    return "".join(out)
