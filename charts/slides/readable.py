"""Letters of a drawing as large as a room can read: fewer words rather than tiny ones.

Lives here: where a drawing's words stand, growing them, and which go where there is no room. Not here: the picture
(`charts.taking.raster`), the same for a presenter's screen (`static/present/drawing.mjs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from charts.slides import apart
from charts.slides.lettering import NUMBER, Word, grown, words

ROOM = 24.0  # px of a slide 1280 wide
OVER, TOUCH = 0.25, 0.04  # of a line: so far over each other cannot be read; so far looks clumsy


@dataclass(frozen=True)
class Fitted:
    """A drawing with letters to read, the pixels of the slide per pixel of it, and its size."""

    svg: str
    scale: float
    width: float
    height: float


def readable(drawing: str, *, room: tuple[float, float]) -> Fitted:
    """The drawing as large as fits, with no letter smaller than 24 pixels of a slide.

    Parameters
    ----------
    drawing : str
        A whole SVG document; only drawings in it are changed, words in tables and keys stay as they are laid out. It
        becomes wider or higher where larger letters need it.
    room : (float, float)
        Pixels of the slide across and down.
    """
    made = _at(drawing, scale=_scale(etree.fromstring(drawing.encode()), room))
    scale = _scale(made, room)
    made = _at(drawing, scale=scale)
    width, height = apart.size(made)
    return Fitted(etree.tostring(made, encoding="unicode"), _scale(made, room), width, height)


def _scale(root: etree._Element, room: tuple[float, float]) -> float:
    return min(most / own for most, own in zip(room, apart.size(root), strict=True))


def _at(drawing: str, *, scale: float) -> etree._Element:
    """The drawing at a scale, its letters grown, without those that there is no room for."""
    root = etree.fromstring(drawing.encode())
    least = ROOM / scale
    found = apart.with_room(root, [grown(word, least / word.scale) for word in words(root) if word.said])
    size = apart.size(root)
    large = [_inside(word, size) for word in found]
    for one in {next(word.element.iterancestors("{*}svg")) for word in large} - {root}:
        if one.find(".//{*}pattern") is None:  # a map is cut at its edges
            one.set("overflow", "visible")  # larger letters may stand lower than their drawing
    for row in _rows(large):
        _thinned(row)
    kept: list[Word] = []
    fixed = [one for one in filter(_there, large) if not _may_move(one)]
    for unit in sorted(_units(filter(_there, large)), key=lambda one: not any(word.bold for word in one)):
        together = _together(unit, kept, fixed=fixed, high=size[1])
        if not together:
            _dropped(unit[0])
        kept = together or kept
    return root


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
        if NUMBER.fullmatch(word.said):
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
    return not (NUMBER.fullmatch(word.said) or word.element.get("data-middle"))


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
