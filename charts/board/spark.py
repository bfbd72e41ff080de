"""The small line of a tile: five years, first and last label, a key where there is more than one line.

Lives here: SVG and its text twin. Not here: the tile (`charts.board.tile`), bars (`charts.board.bars`).
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.markup import text
from charts.theme import ACCENT, PAPER, RULE, SECOND_LINE, SECONDARY
from charts.trend.trend_evidence import Line, Point
from charts.trend.trend_figure import axis_words
from charts.trend.trend_scales import ordinal
from charts.words import number_text, period_words, value_text

WIDTH, HEIGHT, EDGE, FOOT = 262.0, 60.0, 5.0, 44.0
COLOURS = {"first": ACCENT, "second": SECOND_LINE, "benchmark": SECONDARY}
DASHES = {"second": "", "benchmark": ' stroke-dasharray="4 3"'}


def spark(lines: tuple[Line, ...], measure: Measure) -> str:
    """The drawing with its key; "" where no line has two points."""
    drawn = [line for line in lines if line.known]
    if not any(len(line.known) > 1 for line in drawn if line.role != "benchmark"):
        return ""
    points = [point for line in drawn for point in line.known]
    days, values = [ordinal(point.day) for point in points], [point.value for point in points]
    box = (min(days), max(days), min(values), max(values))
    order = sorted(drawn, key=lambda line: line.role != "benchmark")  # the benchmark lies underneath
    paths = "".join(_path(line, box) for line in order)
    base = f'<path d="M0,{FOOT:g}H{WIDTH:g}" stroke="{RULE}"/>'
    first, last = drawn[0].known[0], drawn[0].known[-1]
    ends = _label(first, measure, x=0, anchor="start") + _label(last, measure, x=WIDTH, anchor="end")
    return (
        f'<svg class="hb-spark" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="100%" role="img" '
        f'aria-label="{text(spark_alt(drawn, measure))}">{base}{paths}{ends}</svg>'
        + (_key(drawn, measure) if len(drawn) > 1 else "")
    )


def spark_alt(lines: list[Line], measure: Measure) -> str:
    """Every point in words."""
    told = []
    for line in lines:
        points = ", ".join(f"{period_words(p.period)} {value_text(p.value, measure)}" for p in line.known)
        told.append(f"{line.name}: {points}")
    return f"Line of {measure.short_name}. {'. '.join(told)}."


def _place(point: Point, box: tuple[float, ...]) -> tuple[float, float]:
    first, last, low, high = box
    x = EDGE + (ordinal(point.day) - first) / max(last - first, 1) * (WIDTH - 2 * EDGE)
    share = (point.value - low) / (high - low) if high > low else 0.5
    return x, FOOT - EDGE - share * (FOOT - 2 * EDGE - 2)


def _path(line: Line, box: tuple[float, ...]) -> str:
    places = [_place(point, box) for point in line.known]
    colour, dash = COLOURS[line.role], DASHES.get(line.role, "")
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn = f'<path d="M{where}" fill="none" stroke="{colour}" stroke-width="2.4" stroke-linejoin="round"{dash}/>'
    x, y = places[-1]
    if line.role == "second":
        end = f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="{colour}"/>'
    else:
        fill = PAPER if line.role == "benchmark" else colour
        end = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
    return (drawn if len(places) > 1 else "") + end


def _label(point: Point, measure: Measure, *, x: float, anchor: str) -> str:
    words = f"{axis_words(point.period)}: {number_text(point.value, measure.decimals)}"
    place = f'x="{x:g}" y="{HEIGHT - 3:g}" font-size="12" text-anchor="{anchor}"'
    return f'<text {place} fill="{SECONDARY}">{text(words)}</text>'


def _key(lines: list[Line], measure: Measure) -> str:
    """Which line is whose, in words beside a sample of it."""
    items = []
    for line in lines:
        colour, dash = COLOURS[line.role], DASHES.get(line.role, "")
        sample = (
            '<svg width="18" height="8" aria-hidden="true">'
            f'<path d="M0,4H18" stroke="{colour}" stroke-width="2.4"{dash}/></svg>'
        )
        shown = number_text(line.known[-1].value, measure.decimals)
        items.append(f"<li>{sample}{text(line.name)} {text(shown)}</li>")
    return f'<ul class="hb-key">{"".join(items)}</ul>'
