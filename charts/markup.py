"""Small pieces every HTML function shares: escaping, and how wide a text will be.

Lives here: nothing that knows a measure. All text from outside goes through `text`.
"""

from __future__ import annotations

from html import escape

NBSP = "\u00a0"
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[]/- " + NBSP), frozenset("mwMW@%")


def text(words: object) -> str:
    """Escaped text for HTML or SVG; a number and its per cent sign stay on one line."""
    return escape(str(words), quote=True).replace(" %", f"{NBSP}%")


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Width in pixels a text needs in the page's sans-serif, a little on the generous side."""
    units = sum(
        0.31 if letter in _NARROW else 0.86 if letter in _WIDE else 0.69 if letter.isupper() else 0.555
        for letter in words
    )
    return units * size * (1.06 if bold else 1.0)


def wrapped(words: str, size: float, *, width: float, bold: bool = False) -> list[str]:
    """The words in lines that fit the width; a single longer word stays whole, nothing is cut off."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
