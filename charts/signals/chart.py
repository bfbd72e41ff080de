"""The small chart of a signal: its periods, what was usual, the limits, the recent periods, the points marked.

Lives here: one SVG that fits a list and a phone. Not here: limits (`equity.change.signal_chart`), words (`words`).
"""

from __future__ import annotations

import math

from charts.markup import text, text_width
from charts.signals.figures import Series
from charts.theme import ACCENT, INK, PAPER, ROW_RULE, RULE, SECONDARY, SELECTED_ROW, WORSE
from charts.words import period_words, round_ticks, tick_text

WIDTH, HEIGHT = 340.0, 132.0
TOP, BOTTOM, RIGHT = 8.0, 108.0, 334.0
MOST_POINTS = 48
USUAL = f'stroke="{SECONDARY}" stroke-dasharray="4 3"'


def signal_chart(series: Series, label: str) -> str:
    """The drawing, with its text alternative."""
    keep = slice(-min(len(series.periods), MOST_POINTS), None)
    parts = [part[keep] for part in (series.values, series.mean, series.lower, series.upper)]
    values, mean, lower, upper = parts
    known = [value for part in (values, lower, upper) for value in part if not math.isnan(value)]
    ticks = round_ticks(min(known), max(known), most=4)
    left = 8 + max(text_width(tick_text(tick), 12) for tick in ticks)
    step = (RIGHT - left - 6) / max(len(values) - 1, 1)

    def at(place: int) -> float:
        return left + 4 + step * place

    def up(value: float) -> float:
        low, high = ticks[0], ticks[-1]
        return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)

    points = [(at(place), value) for place, value in enumerate(values)]
    drawn = [
        _recent(at(len(values) - series.recent) - step / 2),
        _grid(ticks, left, up),
        _band([(at(place), low, high) for place, (low, high) in enumerate(zip(lower, upper, strict=True))], up),
        _line([(at(place), value) for place, value in enumerate(mean)], up, USUAL),
        _line(points, up, f'stroke="{ACCENT}" stroke-width="1.8"'),
        *(
            _point(x, up(value), high)
            for (x, value), high in zip(points, series.high[keep], strict=True)
            if not math.isnan(value)
        ),
        _ends(series.periods[keep], left),
    ]
    return (
        f'<svg class="hs-chart" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="100%" role="img" aria-label="{text(label)}">'
        f"{''.join(drawn)}</svg>"
    )


def _recent(x: float) -> str:
    return f'<rect x="{x:.1f}" y="{TOP:g}" width="{RIGHT - x + 2:.1f}" height="{BOTTOM - TOP:g}" fill="{ROW_RULE}"/>'


def _grid(ticks: tuple[float, ...], left: float, up) -> str:
    return "".join(
        f'<path d="M{left:.1f},{up(tick):.1f}H{RIGHT:g}" stroke="{RULE}"/>'
        f'<text x="{left - 5:.1f}" y="{up(tick) + 4:.1f}" font-size="12" fill="{SECONDARY}" text-anchor="end">'
        f"{tick_text(tick)}</text>"
        for tick in ticks
    )


def _band(limits: list[tuple[float, float, float]], up) -> str:
    known = [(x, low, high) for x, low, high in limits if not math.isnan(low + high)]
    if not known:
        return ""
    over = " ".join(f"{x:.1f},{up(high):.1f}" for x, _, high in known)
    under = " ".join(f"{x:.1f},{up(low):.1f}" for x, low, _ in reversed(known))
    return f'<path d="M{over} {under}Z" fill="{SELECTED_ROW}" fill-opacity=".8" stroke="{RULE}"/>'


def _line(points: list[tuple[float, float]], up, look: str) -> str:
    """A line, broken where a point is not known."""
    runs: list[list[str]] = [[]]
    for x, value in points:
        if math.isnan(value):
            runs.append([])
        else:
            runs[-1].append(f"{x:.1f},{up(value):.1f}")
    return "".join(f'<path d="M{" ".join(run)}" fill="none" {look}/>' for run in runs if len(run) > 1)


def _point(x: float, y: float, high: bool) -> str:
    if not high:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="{ACCENT}"/>'
    shape = f"M{x:.1f},{y - 5:.1f}L{x + 5:.1f},{y:.1f}L{x:.1f},{y + 5:.1f}L{x - 5:.1f},{y:.1f}Z"
    return f'<path d="{shape}" fill="{WORSE}" stroke="{PAPER}"/>'


def _ends(periods: tuple[str, ...], left: float) -> str:
    first, last = period_words(periods[0]), period_words(periods[-1])
    base = f'<path d="M{left:.1f},{BOTTOM:g}H{RIGHT:g}" stroke="{INK}"/>'
    style = f'y="{BOTTOM + 17:g}" font-size="12" fill="{SECONDARY}"'
    return (
        f'{base}<text x="{left:.1f}" {style}>{text(first)}</text>'
        f'<text x="{RIGHT:g}" {style} text-anchor="end">{text(last)}</text>'
    )
