"""Text for a slide: what XML can carry, and how much of it fits a box.

Lives here: letters and their estimated widths. Not here: where a box is (`charts.slides.layouts`).
"""

from __future__ import annotations

import math
import re

_SPACES = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_ILLEGAL = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Widths of Arial's letters in hundredths of their height; any other letter counts as wide as most capitals.
_REGULAR = {
    22: "ijl'|",
    28: " !,./:;I[\\]ft\xa0",
    34: '()-`r{}"',
    40: "*",
    50: "Jcksvxyz^",
    61: "FTZ+<=>~−–",
    67: "&ABEKPSVXY",
}
_REGULAR |= {56: "#$0123456789?L_abdeghnopqu", 72: "CDHNRUw", 78: "GOQ", 84: "Mm", 89: "%", 94: "W", 102: "@—"}
_BOLD = {28: " ',./I\\ijl|\xa0", 34: "!()-:;[]`ft", 40: "*r{}", 50: 'z"', 56: "#$0123456789J_aceksvxy", 67: "EPSVXY"}
_BOLD |= {61: "+<=>^~?FLTZbdghnopqu−–", 72: "&ABCDHKNRU", 78: "GOQw", 84: "M", 89: "%m", 94: "W", 102: "@—"}
_WIDTHS = [{one: wide for wide, letters in every.items() for one in letters} for every in (_REGULAR, _BOLD)]
OTHER = 72
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"(A-Z0-9])")


def plain(words: str) -> str:
    """One line of text: no control characters, nothing that XML cannot hold; everything else as it was."""
    return _ILLEGAL.sub("", _SPACES.sub(" ", words)).strip()


def plain_lines(words: str) -> str:
    """Text with its line breaks, else as `plain`."""
    return "\n".join(plain(line) for line in words.replace("\r\n", "\n").split("\n"))


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Estimated width of a line, in the unit of `size`."""
    widths = _WIDTHS[bold]
    return sum(widths.get(one, OTHER) for one in words) * size / 100


def lines(words: str, size: float, *, room: float, bold: bool = False) -> int:
    """Estimated number of lines of a text in a box so wide; words are kept whole where they fit a line."""
    count, at, space = 1, 0.0, width(" ", size, bold=bold)
    for word in words.split():
        long = width(word, size, bold=bold)
        if at and at + space + long > room:
            count, at = count + 1, 0.0
        if long > room:
            more = math.ceil(long / room) - 1
            count, long = count + more, long - more * room
        at += (space if at else 0.0) + long
    return count


def whole_sentences(words: str, size: float, *, room: float, most: int) -> str:
    """As many whole sentences from the first as fit `most` lines; the first one whatever its length."""
    kept = ""
    for sentence in _SENTENCE.split(words):
        longer = f"{kept} {sentence}".strip()
        if kept and lines(longer, size, room=room) > most:
            break
        kept = longer
    return kept
