"""Small trends: a tile for each measure with its lines, latest values, the result of its test and the way on.

Lives here: HTML and drawing. Not here: words (`charts.trend.small_words`), the table (`charts.trend.small_table`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from charts.board.lenses import LENSES
from charts.markup import text
from charts.theme import ACCENT, INK, PAPER, RULE, SECOND_LINE, SECONDARY
from charts.trend.many import Many, Small
from charts.trend.small_words import latest_words, tested_words
from charts.trend.trend_evidence import Line, Point, TrendEvidence
from charts.trend.trend_figure import axis_words
from charts.trend.trend_scales import ordinal
from charts.words import period_words, round_ticks, tick_text, value_text
from equity.comparing.trend import Direction

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 290.0, 118.0, 34.0, 284.0, 8.0, 96.0
COLOURS = {"first": ACCENT, "second": SECOND_LINE, "benchmark": SECONDARY}
ARROWS = {
    Direction.INCREASING: "M2,12L12,3M12,3H5.5M12,3V9.5",
    Direction.DECREASING: "M2,3L12,12M12,12H5.5M12,12V5.5",
    Direction.NO_CHANGE: "M1,7.5H13M13,7.5L9,3.5M13,7.5L9,11.5",
}


def tiles(many: Many) -> str:
    """The tiles by lens, in the order they come."""
    parts = []
    for lens, group in groupby(many.shown, key=lambda one: one.lens):
        title = LENSES.get(lens, "Context")
        made = "".join(tile(one) for one in group)
        parts.append(
            f'<section aria-label="{text(title)}"><h2>{text(title)}</h2><div class="hs-tiles">{made}</div></section>'
        )
    return f'<div class="hs-all">{"".join(parts)}</div>'


def tile(one: Small) -> str:
    """One measure: name, latest values, the drawing, the result of the test, the way to the whole trend."""
    trend = one.trend
    latest = "".join(
        f'<li style="color:{COLOURS[line.role]}">{text(latest_words(line, trend))}</li>'
        for line in trend.lines
        if line.known
    )
    tested = "".join(f"<p>{_arrow(line)}{text(tested_words(line, trend))}</p>" for line in trend.subjects if line.known)
    name = text(trend.measure.name)
    return (
        f'<article class="hs-tile"><h3>{name}</h3><ul>{latest}</ul>{drawing(trend)}<div class="hs-trend">{tested}</div>'
        f'<a href="{text(one.href)}" target="_self">Full trend<span class="he-vh"> of {name}</span></a></article>'
    )


def drawing(trend: TrendEvidence) -> str:
    """The small picture: lines between the first and last period, two ticks, changes as dashed lines."""
    points = [point for line in trend.lines for point in line.known]
    ticks = round_ticks(min(p.value for p in points), max(p.value for p in points), most=6)
    days = [ordinal(point.day) for point in trend.lines[0].points]
    first, last = days[0], max(days[-1], days[0] + 1)

    def at(point: Point) -> tuple[float, float]:
        share = (point.value - ticks[0]) / (ticks[-1] - ticks[0])
        return LEFT + 6 + (ordinal(point.day) - first) / (last - first) * (RIGHT - LEFT - 12), FOOT - share * (
            FOOT - TOP
        )

    rows = [
        f'<path d="M{LEFT:g},{y:.1f}H{RIGHT:g}" stroke="{RULE}"/>{_label(LEFT - 5, y + 4, tick_text(tick), "end")}'
        for tick in (ticks[0], ticks[-1])
        for y in (FOOT - (tick - ticks[0]) / (ticks[-1] - ticks[0]) * (FOOT - TOP),)
    ]
    for change in trend.breaks:
        x = LEFT + 6 + (ordinal(change.day) - first) / (last - first) * (RIGHT - LEFT - 12)
        if x < RIGHT:
            rows.append(f'<path d="M{x:.1f},{TOP:g}V{FOOT:g}" stroke="{INK}" stroke-dasharray="4 3"/>')
    order = sorted(trend.lines, key=lambda line: line.role != "benchmark")
    ends = (trend.lines[0].points[0], trend.lines[0].points[-1])
    labels = _label(LEFT, HEIGHT - 6, axis_words(ends[0].period), "start")
    labels += _label(RIGHT, HEIGHT - 6, axis_words(ends[1].period), "end")
    body = "".join(rows) + "".join(_line(line, at) for line in order) + labels
    label = text(alt_text(trend))
    return f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="100%" role="img" aria-label="{label}">{body}</svg>'


def alt_text(trend: TrendEvidence) -> str:
    """First and latest value of each line, and the changes."""
    told = []
    for line in trend.lines:
        if line.known:
            ends = [
                f"{value_text(p.value, trend.measure)} in {period_words(p.period)}"
                for p in (line.known[0], line.known[-1])
            ]
            told.append(f"{line.name}: {ends[0]}, {ends[1]}")
    changes = "".join(f" {period_words(one.day)}: {one.words}." for one in trend.breaks)
    return f"Lines of {trend.measure.short_name}. {'; '.join(told)}.{changes}"


def _line(line: Line, at) -> str:
    runs: list[list[Point]] = [[]]
    for point in line.points:
        if point.has_value:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    colour = COLOURS[line.role]
    dash = ' stroke-dasharray="5 3"' if line.role == "benchmark" else ""
    drawn = [
        f'<path d="M{_places(map(at, run))}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        for run in runs
        if len(run) > 1
    ]
    if line.known:
        x, y = at(line.known[-1])
        fill = PAPER if line.role == "benchmark" else colour
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>')
    return "".join(drawn)


def _places(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _label(x: float, y: float, words: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="12" fill="{SECONDARY}">{text(words)}</text>'


def _arrow(line: Line) -> str:
    path = ARROWS.get(line.trend.direction) if line.trend else None
    if not path:
        return ""
    return (
        '<svg class="hs-arrow" width="14" height="15" aria-hidden="true">'
        f'<path d="{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/></svg>'
    )
