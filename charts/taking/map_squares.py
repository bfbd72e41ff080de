"""Programmes on a map that is taken away: a numbered square where each runs, and the list of what the numbers mean.

Lives here: the drawing, and where squares go that would lie on each other. Not here: which programmes there are
(`pages.parts.programmes.on_map`), the same on the page (`static/map/projects.mjs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.markup import text, text_width
from charts.theme import INK, PAPER

SIDE, APART, LINE = 24.0, 26.0, 18.0
TITLE = "Programmes (squares say where they run, not how well)"


@dataclass(frozen=True)
class Squares:
    """Programmes that are shown on a map.

    Attributes
    ----------
    at : sequence of (float, float, int)
        Middle of each square in pixels and its number.
    names : sequence of str
        Name and words of every programme; the first has the number 1.
    """

    at: Sequence[tuple[float, float, int]] = ()
    names: Sequence[str] = ()


def drawn(squares: Squares, size: tuple[float, float]) -> str:
    """The squares that lie in a picture, side by side where they would lie on each other.

    Parameters
    ----------
    size : (float, float)
        Width and height of the picture in pixels.
    """
    taken: list[tuple[float, float]] = []
    out = []
    for x, y, number in squares.at:
        while any(abs(left - x) < APART and abs(top - y) < APART for left, top in taken):
            x += APART
        taken.append((x, y))
        if 0 <= x <= size[0] and 0 <= y <= size[1]:
            out.append(_square(x, y, number))
    return "".join(out)


def listed(squares: Squares, width: float) -> tuple[str, float]:
    """The list below a map, and how high it is; nothing where no programme is shown.

    Parameters
    ----------
    width : float
        Pixels that a line may fill.
    """
    if not squares.names:
        return "", 0.0
    lines = [(TITLE, True)]
    for number, name in enumerate(squares.names, 1):
        lines += [(line, False) for line in _lines(f"{number}  {name}", width)]
    said = "".join(
        f'<text x="0" y="{LINE * place:g}" font-size="13" fill="{INK}" font-weight="{700 if bold else 400}">'
        f"{text(words)}</text>"
        for place, (words, bold) in enumerate(lines, 1)
    )
    return said, LINE * len(lines) + 6


def _square(x: float, y: float, number: int) -> str:
    half = SIDE / 2
    return (
        f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{SIDE:g}" height="{SIDE:g}" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="2"/><text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="13" '
        f'font-weight="700" fill="{INK}">{number}</text>'
    )


def _lines(words: str, width: float) -> list[str]:
    """Words in lines of a width."""
    lines: list[str] = []
    for word in words.split(" "):
        together = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(together, 13) <= width:
            lines[-1] = together
        else:
            lines.append(word)
    return lines
