"""Icons of variation and assurance: a ring with a letter, after Making Data Count; never without the word beside it.

Lives here: SVG, and the marks of points. Not here: the words (`charts.saying.usual`).
"""

from __future__ import annotations

from charts.markup import text
from charts.theme import ACCENT, HIGHER_FILL, PAPER, SECONDARY, WORSE
from equity.change.assurance import Assurance
from equity.change.usual import Usual, Variation

COLOURS = {
    Variation.USUAL: SECONDARY,
    Variation.IMPROVING: ACCENT,
    Variation.CONCERNING: WORSE,
    Variation.HIGHER: HIGHER_FILL,
    Variation.LOWER: HIGHER_FILL,
}
ASSURANCE_COLOURS = {
    Assurance.PASS: ACCENT,
    Assurance.FAIL: WORSE,
    Assurance.INCONSISTENT: SECONDARY,
    Assurance.NOT_ASSESSED: SECONDARY,
}
LETTERS = {Assurance.PASS: "P", Assurance.FAIL: "F", Assurance.INCONSISTENT: "?", Assurance.NOT_ASSESSED: "–"}
WAVE = "M11,31L18,25L25,29L32,22"  # four points that go up and down by little


def variation_icon(usual: Usual, *, size: int = 40) -> str:
    """The ring of variation: H where the latest point is high, L where it is low, a small wave where it is usual."""
    colour = COLOURS[usual.variation]
    side = usual.chart.special[0, -1]
    if usual.variation == Variation.USUAL:
        dots = "".join(f'<circle cx="{x}" cy="{y}" r="2.4" fill="{colour}"/>' for x, y in _wave())
        inside = f'<path d="{WAVE}" transform="translate(0,-5)" stroke="{colour}" fill="none"/>{dots}'
    else:
        inside = _letter("H" if side > 0 else "L", colour)
    return _ring(inside, colour, size=size)


def assurance_icon(assurance: Assurance, *, size: int = 40) -> str:
    """The ring of assurance: P, F, a question mark, or a dash where nothing is assessed."""
    colour = ASSURANCE_COLOURS[Assurance(assurance)]
    return _ring(_letter(LETTERS[Assurance(assurance)], colour), colour, size=size)


def point_mark(variation: Variation, *, x: float, y: float) -> str:
    """The mark of a period: a disc better, a diamond worse, a square high or low, a small grey disc as usual."""
    colour = COLOURS[variation]
    if variation == Variation.CONCERNING:
        return f'<path class="he-m-worse" d="M{x:.1f},{y - 7:.1f}l7,7l-7,7l-7,-7Z" fill="{colour}" stroke="{PAPER}"/>'
    if variation in (Variation.HIGHER, Variation.LOWER):
        return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}" stroke="{PAPER}"/>'
    radius = 3.4 if variation == Variation.USUAL else 6
    named = ' class="he-m-better"' if variation == Variation.IMPROVING else ""
    return f'<circle{named} cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}" stroke="{PAPER}"/>'


def _wave() -> list[tuple[str, float]]:
    places = (step.split(",") for step in WAVE[1:].split("L"))
    return [(x, float(y) - 5) for x, y in places]


def _letter(letter: str, colour: str) -> str:
    return (
        f'<text x="21.5" y="29" font-size="22" font-weight="700" text-anchor="middle" fill="{colour}">'
        f"{text(letter)}</text>"
    )


def _ring(inside: str, colour: str, *, size: int) -> str:
    return (
        f'<svg class="hu-icon" width="{size}" height="{size}" viewBox="0 0 43 43" aria-hidden="true">'
        f'<circle cx="21.5" cy="21.5" r="19.5" fill="{PAPER}" stroke="{colour}" stroke-width="3.5"/>{inside}</svg>'
    )
