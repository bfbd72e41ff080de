"""Classes of areas by membership (in, in one set, in both): words, fill and pattern, tellable apart in greyscale.

Lives here: what a class looks like and the sets of classes the pages share. Not here: which area is in which class
(`geo.membership`, the pages) or the drawing (`static/map`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts.theme import ACCENT, ORANGE_TEXT, OTHER_SET_FILL, OUTSIDE_FILL, PAPER, SECONDARY, SET_FILL

PATTERNS = ("", "rising", "falling", "dots", "cross")
HIGHEST = 9  # the map keeps the bytes from 10 for states of values (withheld, no data ...)
COLOUR = re.compile(r"#[0-9A-F]{6}", re.IGNORECASE)
OUTSIDE, FIRST, SECOND, BOTH, PARTLY = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class AreaClass:
    """One class of areas.

    Parameters
    ----------
    code : int
        The byte of this class, 0 to 9.
    words : str
        What the legend and a screen reader say: "In Great Yarmouth and Waveney only".
    colour : str
        Fill, "#RRGGBB".
    pattern : {"", "rising", "falling", "dots", "cross"}
        Drawn over the fill; "" for a plain one.
    ink : str
        Colour of the pattern.

    Raises
    ------
    ValueError
        If code, pattern or a colour is none the map knows.
    """

    code: int
    words: str
    colour: str
    pattern: str = ""
    ink: str = SECONDARY

    def __post_init__(self) -> None:
        if not 0 <= self.code <= HIGHEST:
            raise ValueError(f"class {self.words!r}: code {self.code} is not 0 to {HIGHEST}")
        if self.pattern not in PATTERNS:
            raise ValueError(f"class {self.words!r}: pattern {self.pattern!r} is none of {', '.join(PATTERNS[1:])}")
        for colour in (self.colour, self.ink):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"class {self.words!r}: {colour!r} is not a colour like #0B0C0C")


def footprint_classes(inside: str, outside: str, *, partly: str = "") -> tuple[AreaClass, ...]:
    """Classes of one footprint: 0 `outside`, 1 `inside` and, where it has words, 4 `partly`."""
    found = (AreaClass(OUTSIDE, outside, OUTSIDE_FILL), AreaClass(FIRST, inside, SET_FILL))
    return (*found, AreaClass(PARTLY, partly, PAPER, "falling", SECONDARY)) if partly else found


def two_set_classes(first: str, second: str, *, both: str, neither: str, partly: str = "") -> tuple[AreaClass, ...]:
    """Classes of two sets of areas: 0 neither, 1 first only, 2 second only, 3 both, 4 in part (if it has words).

    A plain tint, an orange rising hatch on pale, white dots on dark, a grey falling hatch: four looks also without
    colour. Each parameter is the class's words in the legend.
    """
    outside, one, *rest = footprint_classes(first, neither, partly=partly)
    two = AreaClass(SECOND, second, OTHER_SET_FILL, "rising", ORANGE_TEXT)
    return (outside, one, two, AreaClass(BOTH, both, ACCENT, "dots", PAPER), *rest)
