"""The words of a drawing on a slide: where each stands, how large its letters are, and larger ones.

Lives here: `Word`, finding and growing. Not here: which stay where there is no room (`charts.slides.readable`),
room made for them (`charts.slides.apart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from charts.markup import text_width

LARGE = 120.0  # px: a lower drawing is a symbol in a line of words
MIDDLE = 0.36  # of a letter's size: from its middle down to the line it stands on
SNUG = 0.95  # the letters of pictures are narrower than those that `text_width` is generous for
MOVE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")
NUMBER = re.compile(r"[\d.,£%−-]+")
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

    def moved(self, *, down: float) -> Word:
        """Lower by so many of the picture's pixels."""
        self.element.set("y", f"{float(self.element.get('y', 0)) + down / self.scale:.1f}")
        return replace(self, at=(self.at[0], self.at[1] + down))


def words(root: etree._Element) -> list[Word]:
    """The texts of a document's drawings; what is turned is left alone, and so are words of tables and keys."""
    return list(_words(root))


def _words(one: etree._Element, at: tuple[float, float] = (0.0, 0.0), scale: float = 1.0, *, drawn: bool = False
           ) -> Iterator[Word]:  # fmt: skip
    tag = etree.QName(one).localname if isinstance(one.tag, str) else "title"
    if tag in _SKIPPED:
        return
    transform = one.get("transform", "")
    move = MOVE.fullmatch(transform.strip())
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


def grown(word: Word, least: float) -> Word:
    """With letters of at least this size in the drawing's own units."""
    if word.size >= least:
        return word
    for one in (word.element, *(part for part in word.element if part.get("font-size"))):
        one.set("font-size", f"{least:.2f}")
    if not (middle := word.element.get("data-middle")):
        return replace(word, size=least)
    down = float(middle) + MIDDLE * least - float(word.element.get("y"))
    word.element.set("y", f"{float(middle) + MIDDLE * least:.1f}")  # letters in a bar stay in its middle
    return replace(word, size=least, at=(word.at[0], word.at[1] + down * word.scale))
