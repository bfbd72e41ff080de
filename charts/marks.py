"""Marks: a shape, a colour and a word for every state, as inline SVG.

Lives here: disc Better, ring Similar, diamond Worse, dash Not compared, square Benchmark; half discs Lower and Higher;
a second line around the shape where an area lies beyond 99.8 % too; swatches of classes and states.
Not here: which of them applies (`equity.comparing.comparison`, `equity.breaks`).
"""

from __future__ import annotations

from charts.markup import text
from charts.states import state_of_class
from charts.theme import ACCENT, CONTROL_EDGE, HIGHER_FILL, INK, PAPER, SECONDARY, WORSE
from equity.comparing.comparison import SIDE, Comparison

_ALONE = {
    Comparison.BETTER: "Better",
    Comparison.SIMILAR: "Similar",
    Comparison.WORSE: "Worse",
    Comparison.LOWER: "Lower",
    Comparison.HIGHER: "Higher",
    Comparison.NOT_COMPARED: "Not compared",
    Comparison.BENCHMARK: "Benchmark",
}
_JOINING = {Comparison.SIMILAR: "to", Comparison.NOT_COMPARED: "with"}


def comparison_words(comparison: str, benchmark: str = "") -> str:
    """The outcome in words: "Worse", or with a benchmark's name "Worse than Norfolk and Waveney"."""
    outcome = Comparison(SIDE[str(comparison)])
    beyond = " (99.8 %)" if str(comparison) != outcome else ""
    if not benchmark or outcome is Comparison.BENCHMARK:
        return _ALONE[outcome] + beyond
    return f"{_ALONE[outcome]} {_JOINING.get(outcome, 'than')} {benchmark}{beyond}"


def mark_shape(comparison: str, *, x: float = 0, y: float = 0, scale: float = 1.0) -> str:
    """The SVG shape of an outcome, centred on x, y; at scale 1 it is 12 to 14 units wide."""
    r, outcome = 6 * scale, Comparison(comparison)
    if SIDE[str(outcome)] != outcome:
        return _ringed(SIDE[str(outcome)], x=x, y=y, scale=scale)
    named = f' class="he-m-{outcome.value}"'
    if outcome is Comparison.WORSE:
        r = 7 * scale
        return f'<path{named} d="M{x:g},{y - r:g} L{x + r:g},{y:g} L{x:g},{y + r:g} L{x - r:g},{y:g}Z" fill="{WORSE}"/>'
    if outcome is Comparison.SIMILAR:
        return (
            f'<circle{named} cx="{x:g}" cy="{y:g}" r="{5 * scale:g}" fill="{PAPER}" stroke="{SECONDARY}" '
            f'stroke-width="{max(2 * scale, 1.4):g}"/>'
        )
    if outcome is Comparison.NOT_COMPARED:
        return f'<path d="M{x - r:g},{y:g}H{x + r:g}" stroke="{SECONDARY}" stroke-width="2"/>'
    if outcome is Comparison.BENCHMARK:
        r = 5.5 * scale
        return f'<rect x="{x - r:g}" y="{y - r:g}" width="{2 * r:g}" height="{2 * r:g}" fill="{INK}"/>'
    if outcome in (Comparison.LOWER, Comparison.HIGHER):  # the filled half says which; arrows are kept for time
        sweep = 1 if outcome is Comparison.HIGHER else 0
        return (
            f'<circle{named} cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{PAPER}" stroke="{HIGHER_FILL}" stroke-width="1.6"/>'
            f'<path{named} d="M{x - r:g},{y:g}A{r:g},{r:g} 0 0 {sweep} {x + r:g},{y:g}Z" fill="{HIGHER_FILL}"/>'
        )
    return f'<circle{named} cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{ACCENT}"/>'


def _ringed(side: str, *, x: float, y: float, scale: float) -> str:
    """A smaller mark with a line of its own shape and colour around it."""
    inner = mark_shape(side, x=x, y=y, scale=0.6 * scale)
    width = f'stroke-width="{max(1.6 * scale, 1.1):g}" fill="none"'
    if side == Comparison.WORSE:
        r = 7.5 * scale
        around = f"M{x:g},{y - r:g} L{x + r:g},{y:g} L{x:g},{y + r:g} L{x - r:g},{y:g}Z"
        return f'{inner}<path class="he-r-worse" d="{around}" stroke="{WORSE}" {width}/>'
    colour = ACCENT if side == Comparison.BETTER else HIGHER_FILL
    return f'{inner}<circle class="he-r-{side}" cx="{x:g}" cy="{y:g}" r="{6.4 * scale:g}" stroke="{colour}" {width}/>'


def mark(comparison: str, *, size: int = 14) -> str:
    """The mark as a small picture beside a word, hidden from screen readers because the word says it."""
    return (
        f'<svg class="he-mark" width="{size}" height="{size}" viewBox="-8 -8 16 16" aria-hidden="true">'
        f"{mark_shape(comparison)}</svg>"
    )


def badge(comparison: str, words: str = "") -> str:
    """Mark and words together."""
    return f'<span class="he-badge">{mark(comparison)}{text(words or comparison_words(comparison))}</span>'


def swatch(code: int, *, width: int = 22, height: int = 14, colour: str = "") -> str:
    """A small sample of a fill: a plain colour, or the hatch of a state (class codes 10 to 13)."""
    inside = f'x=".5" y=".5" width="{width - 1}" height="{height - 1}"'
    if colour:
        body = f'<rect {inside} fill="{colour}" stroke="{SECONDARY}"/>'
    else:
        body = _hatched(state_of_class(code).hatch, inside, width=width, height=height)
    return (
        f'<svg class="he-swatch" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true">{body}</svg>'
    )


def _hatched(hatch: str, inside: str, *, width: int, height: int) -> str:
    """Hatch drawn as plain lines: a pattern would need an id that is unique on the page."""
    if hatch in ("dashed", "diagonal"):
        line = f'<path d="M.5,{height - 0.5}L{width - 0.5},.5" stroke="{CONTROL_EDGE}"/>' if hatch == "diagonal" else ""
        return f'<rect {inside} fill="{PAPER}" stroke="{CONTROL_EDGE}" stroke-dasharray="3 3"/>{line}'
    edge = INK if hatch == "rising" else SECONDARY
    lines = "".join(_slant(start, width, height, rising=hatch == "rising") for start in range(-height, width, 6))
    return (
        f'<rect {inside} fill="{PAPER}"/><path d="{lines}" stroke="{SECONDARY}" stroke-width="1.6" fill="none"/>'
        f'<rect {inside} fill="none" stroke="{edge}"/>'
    )


def _slant(start: float, width: float, height: float, *, rising: bool) -> str:
    """One line at 45 degrees through the box, cut at its edges."""
    left, right = max(start, 0), min(start + height, width)
    top, bottom = left - start, right - start
    if rising:
        top, bottom = height - top, height - bottom
    return f"M{left:g},{top:g}L{right:g},{bottom:g}"
