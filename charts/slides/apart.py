"""Room for larger letters around a slide's drawing: names at the ends of lines, rows of words under an axis.

Lives here: widening and heightening one drawing, and standing its words a line apart. Not here: which words go where
there still is none (`charts.slides.readable`); the same for a presenter's screen is `static/present/drawing.mjs`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from charts.slides.lettering import MOVE, NUMBER, Word

ENDS = 0.7  # of a drawing's width: names that begin beyond are those at the ends of lines
UNDER = 0.75  # of its height: rows of words further down stand under its axis
WIDER = 0.2  # of its width: more edge is not given to names
LINE, SAME = 1.06, 0.3  # of a letter's size: from line to line; nearer is the same row


def size(root: etree._Element) -> tuple[float, float]:
    """Width and height of a whole document, px."""
    return float(root.get("width")), float(root.get("height"))


def with_room(root: etree._Element, words: Sequence[Word]) -> list[Word]:
    """The words of a figure of one drawing, moved apart; the document becomes wider and higher for them.

    A map's names stay where they are, and so do all words where several drawings stand beside each other.
    """
    drawings = {next(word.element.iterancestors("{*}svg")) for word in words}
    if len(drawings) != 1 or (drawing := drawings.pop()) is root or drawing.find(".//{*}pattern") is not None:
        return list(words)
    _, _, wide, high = (float(part) for part in drawing.get("viewBox").replace(",", " ").split())
    ends = [word for word in words if _at_end(word, wide)]
    others = [word for word in words if word not in ends]
    _widened(root, ends)
    under = [word for word in others if float(word.element.get("y", 0)) > UNDER * high and not _of_axis(word)]
    placed = _rows(root, drawing, under=under)
    return [*(word for word in others if word not in under), *placed, *_stacked(ends)]


def _at_end(word: Word, wide: float) -> bool:
    anchored = word.element.get("text-anchor") in ("end", "middle")
    return not anchored and float(word.element.get("x", 0)) > ENDS * wide and not _saying(word)


def _saying(word: Word) -> bool:
    return word.element.getparent().get("data-saying") is not None


def _of_axis(word: Word) -> bool:
    """Whether it is a number beside an upright axis."""
    return word.element.get("text-anchor") == "end" and bool(NUMBER.fullmatch(word.said))


def _widened(root: etree._Element, ends: Sequence[Word]) -> None:
    wide, high = size(root)
    over = max((word.box[2] for word in ends), default=0.0) - wide
    if over > 0:
        _sized(root, wide + min(over, WIDER * wide), high)


def _sized(root: etree._Element, wide: float, high: float) -> None:
    root.attrib.update({"width": f"{wide:.1f}", "height": f"{high:.1f}", "viewBox": f"0 0 {wide:.1f} {high:.1f}"})


def _stacked(ends: Sequence[Word]) -> list[Word]:
    """Names of one column under each other in their order, pushed up and down by the same."""
    columns: dict[str, list[Word]] = defaultdict(list)
    for word in ends:
        columns[word.element.get("x")].append(word)
    found = []
    for column in columns.values():
        column.sort(key=lambda word: word.at[1])
        placed: list[float] = []
        for word in column:
            line = LINE * word.size * word.scale
            placed.append(max(word.at[1], placed[-1] + line if placed else word.at[1]))
        back = min((placed[-1] - column[-1].at[1]) / 2, max(column[0].box[1], 0.0))
        found += [word.moved(down=y - back - word.at[1]) for word, y in zip(column, placed, strict=True)]
    return found


def _rows(root: etree._Element, drawing: etree._Element, *, under: list[Word]) -> list[Word]:
    """Rows under an axis a line apart; what follows the drawing moves down. Bars among them hold all where they are."""
    if any(word.element.get("data-middle") or _saying(word) for word in under):
        return under
    found, by, before = [], 0.0, None
    for word in sorted(under, key=lambda one: one.at[1]):
        gap = word.at[1] - before.at[1] if before else 0.0
        if before and gap > SAME * word.size * word.scale:
            by = max(by, by + LINE * word.size * word.scale - gap)
        if not before or gap > SAME * word.size * word.scale:
            before = word
        found.append(word.moved(down=by))
    if by:
        wide, high = size(root)
        _sized(root, wide, high + by)
        _followed(drawing, by)
    return found


def _followed(drawing: etree._Element, by: float) -> None:
    for above in (drawing, *drawing.iterancestors()):
        for later in above.itersiblings():
            if move := MOVE.fullmatch(later.get("transform", "").strip()):
                later.set("transform", f"translate({move[1]},{float(move[2]) + by:.1f})")
