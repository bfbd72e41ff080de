"""Change over time as drawings: two lines, the difference in every period, and every similar area in the place's stead.

Lives here: three drawings, each for a wide page and for a phone. Not here: their sentences
(`charts.saying.similar_change`), the section they stand in (`change_part`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.evidence import Measure
from charts.markup import text, text_width, wrapped
from charts.similar.found import OverTime, Similar
from charts.similar.level_figure import swarm
from charts.theme import ACCENT, BACKGROUND_DOT, INK, PAPER, RULE, SECONDARY
from charts.words import number_text, period_words, round_ticks, tick_text

WIDE, NARROW = 600.0, 358.0
LEFT, TOP, BELOW = 40.0, 18.0, 24.0
NAMES, LINE = 132.0, 15.0  # room for the lines' names, and the height of a row of one


@dataclass(frozen=True)
class Plot:
    """The box of a drawing and what its edges mean."""

    width: float
    height: float
    right: float
    days: tuple[int, ...]
    ticks: tuple[float, ...]

    def x(self, place: int) -> float:
        """Pixels of a period."""
        first, last = self.days[0], self.days[-1]
        return LEFT + 8 + (self.days[place] - first) / max(last - first, 1) * (self.right - LEFT - 16)

    def y(self, value: float) -> float:
        """Pixels of a value."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.height - BELOW - share * (self.height - BELOW - TOP)


def both(draw: Callable[[float], str]) -> str:
    """A drawing for the wide page and one for a phone."""
    return f'<div class="hs-wide">{draw(WIDE)}</div><div class="hs-narrow">{draw(NARROW)}</div>'


def lines(shown: Similar, over: OverTime, *, other: str = "") -> str:
    """The chosen areas together and the similar ones together in every period; `other` is another name for these."""
    named = other or f"{over.areas[1]:,} similar {shown.many}"
    return both(lambda width: _lines(shown, over, width=width, other=named))


def differences(shown: Similar, over: OverTime) -> str:
    """The difference between the groups in every period, against the last one before the start."""
    table = over.checks.periods
    return "" if table.empty else both(lambda width: _differences(shown, over, width=width))


def placebo(shown: Similar, over: OverTime) -> str:
    """The difference found, among those of every similar area treated as if it had been chosen."""
    found = over.checks.areas.sized
    return "" if found.empty else both(lambda width: _placebo(shown, over, width=width))


def _plot(over: OverTime, ends: Sequence[float], *, width: float, height: float, names: float) -> Plot:
    days = tuple(date.fromisoformat(day).toordinal() for day in over.days)
    return Plot(width, height, width - names, days, round_ticks(min(ends), max(ends), most=6))


def _lines(shown: Similar, over: OverTime, *, width: float, other: str) -> str:
    every = [*over.chosen, *over.similar]
    plot = _plot(over, every, width=width, height=230.0, names=NAMES if width == WIDE else 92.0)
    drawn = []
    spots = sorted(((over.chosen[-1], 0), (over.similar[-1], 1)), reverse=True)
    names = (shown.name, other)
    needed = 4 + LINE * (1 + len(_wrapped(names[spots[0][1]], plot)))  # the upper name's own height
    gap = max(0.0, needed - plot.y(spots[1][0]) + plot.y(spots[0][0])) / 2
    nudge = {spots[0][1]: -gap - 8, spots[1][1]: gap - 8}
    for place, (values, colour) in enumerate(((over.chosen, INK), (over.similar, ACCENT))):
        points = [(plot.x(at), plot.y(value)) for at, value in enumerate(values)]
        path = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        marks = "".join(_mark(x, y, colour=colour, own=place == 0) for x, y in points)
        words = number_text(values[-1], shown.measure.decimals)
        drawn.append(
            f'<path d="M{path}" stroke="{colour}" stroke-width="2.5" fill="none"/>{marks}'
            + _name(plot, names[place], words, y=points[-1][1] + nudge[place], colour=colour)
        )
    alt = (
        f"{shown.name}: {_span(over.chosen, shown.measure)}; {names[1]}: {_span(over.similar, shown.measure)}, "
        f"from {period_words(over.periods[0])} to {period_words(over.periods[-1])}."
    )
    return _svg(plot, _axes(plot, over, shown.measure) + _start(plot, over) + "".join(drawn), alt)


def _span(values: Sequence[float], measure: Measure) -> str:
    return f"{number_text(values[0], measure.decimals)} to {number_text(values[-1], measure.decimals)}"


def _name(plot: Plot, name: str, value: str, *, y: float, colour: str) -> str:
    x = plot.right + 8
    rows = "".join(
        f'<tspan x="{x:g}" dy="{LINE:g}" font-weight="400">{text(row)}</tspan>' for row in _wrapped(name, plot)
    )
    return (
        f'<text x="{x:g}" y="{y:.1f}" font-size="{_size(plot):g}" fill="{colour}" font-weight="700">{text(value)}{rows}'
        "</text>"
    )


def _size(plot: Plot) -> float:
    return 13.0 if plot.width == WIDE else 12.0


def _wrapped(name: str, plot: Plot) -> list[str]:
    return wrapped(name, _size(plot), width=plot.width - plot.right - 10)


def _mark(x: float, y: float, *, colour: str, own: bool) -> str:
    if own:
        return f'<path d="M{x:.1f},{y - 5:.1f}l5,5l-5,5l-5,-5Z" fill="{colour}" stroke="{PAPER}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" stroke="{PAPER}"/>'


def _axes(plot: Plot, over: OverTime, measure: Measure) -> str:
    rules = "".join(
        f'<path d="M{LEFT:g},{plot.y(tick):.1f}H{plot.right:g}" stroke="{RULE}"/>'
        f'<text x="{LEFT - 6:g}" y="{plot.y(tick) + 4:.1f}" font-size="12" fill="{SECONDARY}" text-anchor="end">'
        f"{tick_text(tick)}</text>"
        for tick in plot.ticks
    )
    unit = f'<text x="0" y="11" font-size="12" fill="{SECONDARY}">{text(measure.unit)}</text>' if measure.unit else ""
    return rules + unit + _periods(plot, over)


def _periods(plot: Plot, over: OverTime) -> str:
    """First and last period under the axis, and those between that have room."""
    words, last, taken = [], len(over.periods) - 1, LEFT - 30
    end = text_width(period_words(over.periods[-1]), 12)
    for place, period in enumerate(over.periods):
        said, x = period_words(period), plot.x(place)
        wide = text_width(said, 12)
        low, anchor = (
            (x - 8, "start") if place == 0 else (x - wide + 8, "end") if place == last else (x - wide / 2, "middle")
        )
        if place != last and (low < taken + 12 or low + wide > plot.x(last) - end - 4):
            continue
        at = low if anchor == "start" else low + wide if anchor == "end" else x
        taken = low + wide
        words.append(
            f'<text x="{at:.1f}" y="{plot.height - 6:g}" font-size="12" fill="{SECONDARY}" text-anchor="{anchor}">'
            f"{text(said)}</text>"
        )
    return "".join(words)


def _start(plot: Plot, over: OverTime) -> str:
    """A dashed line between the last period before and the first one since the start."""
    if not over.start or over.start not in over.periods or over.periods.index(over.start) == 0:
        return ""
    at = over.periods.index(over.start)
    x = (plot.x(at) + plot.x(at - 1)) / 2
    anchor, shift = ("end", -5) if x > (LEFT + plot.right) / 2 else ("start", 5)
    return (
        f'<path d="M{x:.1f},{TOP - 4:g}V{plot.height - BELOW:g}" stroke="{INK}" stroke-dasharray="4 3"/>'
        f'<text x="{x + shift:.1f}" y="11" font-size="12" fill="{INK}" text-anchor="{anchor}">start</text>'
    )


def _differences(shown: Similar, over: OverTime, *, width: float) -> str:
    table = over.checks.periods
    ends = [0.0, *table["lower_ci"], *table["upper_ci"], *table["estimate"]]
    plot = _plot(over, [end for end in ends if end == end], width=width, height=200.0, names=10.0)
    zero = f'<path d="M{LEFT:g},{plot.y(0):.1f}H{plot.right:g}" stroke="{INK}"/>'
    drawn = "".join(_whisker(plot, place, row) for place, (_, row) in enumerate(table.iterrows()))
    alt = (
        f"Difference between {shown.name} and similar {shown.many} in every period, less that in the last one before "
        f"the start: {', '.join(number_text(value, shown.measure.decimals) for value in table['estimate'])}."
    )
    measure = shown.measure
    axes = _axes(plot, over, measure).replace(f">{text(measure.unit)}<", ">points<") if measure.unit == "%" else ""
    return _svg(plot, (axes or _axes(plot, over, measure)) + _start(plot, over) + zero + drawn, alt)


def _whisker(plot: Plot, place: int, row: pd.Series) -> str:
    x, y = plot.x(place), plot.y(row["estimate"])
    if row["phase"] == "reference":
        return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="{INK}"/>'
    low, high = plot.y(row["lower_ci"]), plot.y(row["upper_ci"])
    fill = PAPER if row["phase"] == "before" else ACCENT
    return (
        f'<path d="M{x:.1f},{low:.1f}V{high:.1f}M{x - 4:.1f},{low:.1f}h8M{x - 4:.1f},{high:.1f}h8" stroke="{ACCENT}" '
        f'stroke-width="1.8"/><circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{ACCENT}" '
        'stroke-width="2"/>'
    )


def _placebo(shown: Similar, over: OverTime, *, width: float) -> str:
    found, own = over.checks.areas.sized, over.checks.change.estimate
    ticks = round_ticks(min([*found, own, 0.0]), max([*found, own, 0.0]), most=6)
    height, middle = 96.0, 44.0

    def x(value: float) -> float:
        return 12 + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (width - 24)

    axis = "".join(
        f'<path d="M{x(tick):.1f},18V{height - 22:g}" stroke="{INK if tick == 0 else RULE}"/>'
        f'<text x="{x(tick):.1f}" y="{height - 6:g}" font-size="12" fill="{SECONDARY}" text-anchor="middle">'
        f"{tick_text(tick)}</text>"
        for tick in ticks
    )
    dots = "".join(
        f'<circle cx="{spot:.1f}" cy="{middle + offset:.1f}" r="4.2" fill="{PAPER}" stroke="{BACKGROUND_DOT}"/>'
        for spot, offset in swarm([x(value) for value in found])
    )
    mark = f'<path d="M{x(own):.1f},{middle - 9:g}l9,9l-9,9l-9,-9Z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"/>'
    shown_value = number_text(own, shown.measure.decimals) if round(own, shown.measure.decimals) else "about 0"
    words = f"{shown.name} {shown_value}"
    half = text_width(words, 13, bold=True) / 2
    at = min(max(x(own), half + 2), width - half - 2)
    name = (
        f'<text x="{at:.1f}" y="12" font-size="13" font-weight="700" fill="{INK}" text-anchor="middle">'
        f"{text(words)}</text>"
    )
    alt = f"{shown.name} at {number_text(own, shown.measure.decimals)} among {len(found)} similar {shown.many}."
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg {size} role="img" aria-label="{text(alt)}">{axis}{dots}{mark}{name}</svg>'


def _svg(plot: Plot, inside: str, alt: str) -> str:
    size = f'width="{plot.width:g}" height="{plot.height:g}" viewBox="0 0 {plot.width:g} {plot.height:g}"'
    return f'<svg {size} role="img" aria-label="{text(alt)}">{inside}</svg>'
