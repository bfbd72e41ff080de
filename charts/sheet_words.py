"""Words on a sheet that leaves as a picture: blocks of lines below each other, wrapped to the sheet's width.

Lives here: the blocks and how they are written. Not here: which words (`charts.taking.sheet`,
`charts.trend.trend_picture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.markup import text, wrapped
from charts.theme import INK, MARGIN, SECONDARY


@dataclass(frozen=True)
class Block:
    """Lines of one size; `above` is the room over the first of them."""

    words: tuple[str, ...]
    size: float
    fill: str
    above: float = 0.0
    bold: bool = False


def heading(title: str, sentence: str, *, under: str) -> list[Block]:
    """Title, sentence and subtitle as a sheet begins; what is empty takes no room."""
    sizes = ((title, 30, INK, 0.0, True), (sentence, 19, INK, 6.0, False), (under, 16, SECONDARY, 4.0, False))
    return [Block((words,), size, fill, room, bold) for words, size, fill, room, bold in sizes if words]


def written(blocks: Sequence[Block], *, top: float, width: float) -> tuple[str, float]:
    """The blocks below each other, wrapped to the width, and where the last of them ends.

    The width holds in the letters of whoever opens the file: most programs have Arial's, which are wider than ours.
    """
    drawn, y = [], top
    for block in blocks:
        y += block.above
        for words in block.words:
            for row in wrapped(words, block.size, width=width, bold=block.bold):
                weight = ' font-weight="700"' if block.bold else ""
                drawn.append(
                    f'<text x="{MARGIN}" y="{y + block.size:g}" font-size="{block.size:g}" fill="{block.fill}"{weight}>'
                    f"{text(row)}</text>"
                )
                y += block.size * 1.3
    return "".join(drawn), y
