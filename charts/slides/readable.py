"""Letters of a drawing as large as a room can read: fewer words rather than tiny ones.

Lives here: where a drawing's words stand, growing them, and which go where there is no room. Not here: the picture
(`charts.taking.raster`), the same for a presenter's screen (`static/present/drawing.mjs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from charts.markup import text_width

ROOM = 24.0  # px of a slide 1280 wide
LARGE = 120.0  # px: a lower drawing is a symbol in a line of words
MIDDLE = 0.36  # of a letter's size: from its middle down to the line it stands on
SNUG = 0.95  # the letters of pictures are narrower than those that `text_width` is generous for
OVER, TOUCH = 0.25, 0.04  # of a line: so far over each other cannot be read; so far looks clumsy
_MOVE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")
_NUMBER = re.compile(r"[\d.,£%−-]+")
_SKIPPED = ("defs", "pattern", "symbol", "title", "desc")


@dataclass(frozen=True)
class Word:
    """A text of a drawing: its element, where it stands, the scale there, its letters."""

    element: etree._Element
    at: tuple[float, float]
    scale: float
    size: float

    @property
    def said(self) -> str:
        """All of it."""
        return " ".join("".join(self.element.itertext()).split())

    @property
    def bold(self) -> bool:
        """Whether it says what matters most."""
        return "700" in {self.element.get("font-weight"), *(one.get("font-weight") for one in self.element)}

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in the picture's pixels."""
        long = text_width(self.said, self.size, bold=self.bold) * SNUG * self.scale
        before = {"end": long, "middle": long / 2}.get(self.element.get("text-anchor", ""), 0.0)
        (x, y), high = self.at, self.size * self.scale
        return x - before, y - 0.74 * high, x - before + long, y + 0.2 * high


def readable(drawing: str, *, scale: float) -> str:
    """The drawing with no letter smaller than 24 pixels of a slide.

    Parameters
    ----------
    drawing : str
        A whole SVG document; only drawings in it are changed, words in tables and keys stay as they are laid out.
    scale : float
        Pixels of the slide per pixel of the drawing.
    """
    root = etree.fromstring(drawing.encode())
    size = (float(root.get("width")), float(root.get("height")))
    found = [word for word in _words(root) if word.said]
    least = ROOM / scale
    grown = [_inside(_grown(word, least / word.scale), size) for word in found]
    for one in {next(word.element.iterancestors("{*}svg")) for word in grown} - {root}:
        if one.find(".//{*}pattern") is None:  # a map is cut at its edges
            one.set("overflow", "visible")  # larger letters may stand lower than their drawing
    for row in _rows(grown):
        _thinned(row)
    kept: list[Word] = []
    fixed = [one for one in filter(_there, grown) if not _may_move(one)]
    for unit in sorted(_units(filter(_there, grown)), key=lambda one: not any(word.bold for word in one)):
        together = _together(unit, kept, fixed=fixed, high=size[1])
        if not together:
            _dropped(unit[0])
        kept = together or kept
    return etree.tostring(root, encoding="unicode")


def _words(one: etree._Element, at: tuple[float, float] = (0.0, 0.0), scale: float = 1.0, *, drawn: bool = False
           ) -> Iterator[Word]:  # fmt: skip
    """The texts of drawings; what is turned is left alone."""
    tag = etree.QName(one).localname if isinstance(one.tag, str) else "title"
    if tag in _SKIPPED:
        return
    transform = one.get("transform", "")
    move = _MOVE.fullmatch(transform.strip())
    if transform and not move:
        return
    if move:
        at = (at[0] + scale * float(move[1]), at[1] + scale * float(move[2]))
    if tag == "svg" and one.getparent() is not None:
        left, top, wide, high = (float(part) for part in re.split(r"[ ,]+", one.get("viewBox").strip()))
        drawn = drawn or float(one.get("height", high)) * scale > LARGE
        inner = scale * float(one.get("width", wide)) / wide
        x, y = (float(one.get(name, 0)) for name in "xy")
        at, scale = (at[0] + scale * x - inner * left, at[1] + scale * y - inner * top), inner
    if tag == "text" and drawn:
        size = one.get("font-size") or next((part.get("font-size") for part in one if part.get("font-size")), "12")
        place = tuple(at[index] + scale * float(one.get(name, 0)) for index, name in enumerate("xy"))
        yield Word(one, place, scale, float(size.removesuffix("px")))
        return
    for inside in one:
        yield from _words(inside, at, scale, drawn=drawn)


def _grown(word: Word, least: float) -> Word:
    if word.size >= least:
        return word
    for one in (word.element, *(part for part in word.element if part.get("font-size"))):
        one.set("font-size", f"{least:.2f}")
    if not (middle := word.element.get("data-middle")):
        return replace(word, size=least)
    down = float(middle) + MIDDLE * least - float(word.element.get("y"))
    word.element.set("y", f"{float(middle) + MIDDLE * least:.1f}")  # letters in a bar stay in its middle
    return replace(word, size=least, at=(word.at[0], word.at[1] + down * word.scale))


def _inside(word: Word, size: tuple[float, float]) -> Word:
    """Moved in from the edges of the picture."""
    moved = []
    for axis, name, (low, high) in ((0, "x", word.box[::2]), (1, "y", word.box[1::2])):
        by = size[axis] - high if high > size[axis] else max(-low, 0.0)
        moved.append(word.at[axis] + by)
        if by:
            word.element.set(name, f"{float(word.element.get(name, 0)) + by / word.scale:.1f}")
    return replace(word, at=(moved[0], moved[1]))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Numbers that stand in a line or under each other: the ticks of an axis."""
    lines: dict[tuple, list[Word]] = {}
    for word in words:
        if _NUMBER.fullmatch(word.said):
            lines.setdefault(("y", word.at[1]), []).append(word)
            lines.setdefault(("x", word.at[0]), []).append(word)
    return [line for line in lines.values() if len(line) > 2]


def _thinned(row: Sequence[Word]) -> None:
    """Every second number goes until no two meet."""
    left = [word for word in row if _there(word)]
    while len(left) > 2 and any(_meet(one.box, other.box) for one, other in pairwise(left)):
        for word in left[1::2]:
            _dropped(word)
        left = left[::2]


def _units(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stay or go together: the lines of a saying, else each alone."""
    units: dict[object, list[Word]] = {}
    for word in words:
        above = word.element.getparent()
        units.setdefault(word.element if above.get("data-saying") is None else above, []).append(word)
    return list(units.values())


def _together(unit: list[Word], kept: list[Word], *, fixed: Sequence[Word], high: float) -> list[Word]:
    """All that stands once these words have come, moved apart a little where it must be; () where there is no room."""
    met = [other for other in kept if any(_meet(one.box, other.box, by=TOUCH) for one in unit)]
    if not met:
        return [*kept, *unit]
    if apart := _apart(unit, [*kept, *fixed], high=high):
        return [*kept, *apart]
    others = [*(one for one in kept if one is not met[0]), *unit]
    if len(met) == 1 and (apart := _apart(met, [*others, *fixed], high=high)):
        return [*others, *apart]
    return [] if any(_meet(one.box, other.box) for one in unit for other in met) else [*kept, *unit]


def _may_move(word: Word) -> bool:
    """A number of an axis and words in a bar stay where they belong."""
    return not (_NUMBER.fullmatch(word.said) or word.element.get("data-middle"))


def _apart(words: list[Word], others: Sequence[Word], *, high: float) -> list[Word]:
    """The words a part of a line higher or lower, clear of all others; () where that does not help or may not be."""
    if not all(map(_may_move, words)):
        return []
    for share in (0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4):
        by = share * max(one.size * one.scale for one in words)
        moved = [replace(one, at=(one.at[0], one.at[1] + by)) for one in words]
        within = all(one.box[1] >= 0 and one.box[3] <= high for one in moved)
        if within and not any(_meet(one.box, other.box, by=TOUCH) for one in moved for other in others):
            for one in words:
                one.element.set("y", f"{float(one.element.get('y', 0)) + by / one.scale:.1f}")
            return moved
    return []


def _there(word: Word) -> bool:
    return next(word.element.iterancestors("{*}svg"), None) is not None


def _dropped(word: Word) -> None:
    """Without its word an entry of a key would say nothing, nor would half a saying: they go as a whole."""
    above = word.element.getparent()
    gone = above if {"data-key", "data-saying"} & set(above.keys()) else word.element
    gone.getparent().remove(gone)


def _meet(one: tuple[float, ...], other: tuple[float, ...], *, by: float = OVER) -> bool:
    """Whether letters would stand in or on each other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > -4 and down > by * min(one[3] - one[1], other[3] - other[1])
