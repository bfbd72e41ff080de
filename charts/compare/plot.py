"""What the figures of the comparison share: a frame with two axes, texts, marks that know their area.

Lives here: geometry and small pieces of SVG. Not here: any figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.marks import mark_shape
from charts.markup import text
from charts.theme import BACKGROUND_DOT, INK, PAPER, RULE, SECONDARY
from charts.words import tick_text

WIDE, NARROW = 836.0, 358.0


@dataclass(frozen=True)
class Plot:
    """The box of a plot and what its edges mean."""

    left: float
    right: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def x(self, value: float) -> float:
        """Pixels of a value across."""
        return self.left + (value - self.xs[0]) / (self.xs[-1] - self.xs[0]) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Pixels of a value upward."""
        return self.bottom - (value - self.ys[0]) / (self.ys[-1] - self.ys[0]) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on the plot."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def words(said: str, at: tuple[float, float], **look: object) -> str:
    """A text of a figure: size 12 and quiet unless told otherwise (size, fill, anchor, bold, halo)."""
    style = {"size": 12, "fill": SECONDARY, "anchor": "start", "bold": False, "halo": True} | look
    x, y = at
    halo = f' paint-order="stroke" stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round"' if style["halo"] else ""
    weight = ' font-weight="700"' if style["bold"] else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{style["size"]}" fill="{style["fill"]}" '
        f'text-anchor="{style["anchor"]}"{weight}{halo}>{text(said)}</text>'
    )


def rows_of(plot: Plot) -> str:
    """Lines across at the ticks, with their numbers."""
    return "".join(
        f'<path d="M{plot.left:g},{plot.y(tick):.1f}H{plot.right:g}" stroke="{RULE}"/>'
        + words(tick_text(tick), (plot.left - 8, plot.y(tick) + 4), anchor="end")
        for tick in plot.ys
    )


def base_line(plot: Plot, *, ticks: Sequence[float] | None = None) -> str:
    """The line under the plot, with ticks and numbers."""
    drawn = [f'<path d="M{plot.left:g},{plot.bottom:g}H{plot.right:g}" stroke="{SECONDARY}"/>']
    for tick in plot.xs if ticks is None else ticks:
        x = plot.x(tick)
        drawn.append(f'<path d="M{x:.1f},{plot.bottom:g}v5" stroke="{SECONDARY}"/>')
        drawn.append(words(tick_text(tick), (x, plot.bottom + 18), anchor="middle"))
    return "".join(drawn)


def benchmark_line(plot: Plot, value: float, *, said: str) -> str:
    """The benchmark across the plot, its words at the right end above the line, below where there is no room."""
    if not plot.ys[0] <= value <= plot.ys[-1]:
        return ""
    y = plot.y(value)
    at = y - 6 if y - plot.top > 18 else y + 16
    line = f'<path d="M{plot.left:g},{y:.1f}H{plot.right:g}" stroke="{INK}"/>'
    return line + words(said, (plot.right, at), anchor="end", fill=INK, bold=True)


def area_mark(code: str, outcome: str, *, at: tuple[float, float], scale: float = 0.8) -> str:
    """A mark of an area that can be pointed at and chosen (`static/map/linking.mjs`)."""
    x, y = at
    reach = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="none" pointer-events="all"/>'
    shape = mark_shape(outcome, x=round(x, 1), y=round(y, 1), scale=scale)
    return f'<g data-area="{text(code)}" data-at="{x:.1f},{y:.1f}">{shape}{reach}</g>'


def quiet_dot(x: float, y: float) -> str:
    """An area behind those in view."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{PAPER}" stroke="{BACKGROUND_DOT}"/>'


def svg(inside: str, *, size: tuple[float, float], label: str) -> str:
    """A drawing with its text twin; what is chosen is drawn over it in the browser."""
    width, height = size
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="100%" role="img" aria-label="{text(label)}">'
        f'{inside}<g class="hc-over" aria-hidden="true"></g></svg>'
    )


def figure(drawings: tuple[str, str], *, what: str) -> str:
    """The wide and the narrow drawing in a frame that the arrow keys walk through, with the words for it."""
    wide, narrow = drawings
    label = f"{what}. Arrow keys go from area to area, Enter chooses, Escape leaves."
    inside = f'<div class="hc-wide">{wide}</div><div class="hc-narrow">{narrow}</div>'
    return f'<div class="hc-figure" data-marks tabindex="0" role="group" aria-label="{text(label)}">{inside}</div>'
