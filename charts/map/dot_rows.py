"""Dots of the selected area, its place, the place's parts and the system on one axis.

Lives here: the small figure inside the card, as SVG. Not here: its frame (`charts.map.card`).
"""

from __future__ import annotations

from charts.evidence import AreaRow, Evidence, Measure
from charts.marks import mark_shape
from charts.markup import text, wrapped
from charts.states import state
from charts.theme import INK, RULE, SECONDARY
from charts.words import axis_ticks, number_text, tick_text
from data.schema import Status, ValueType
from equity.comparing.comparison import Comparison

WIDTH, LEFT, RIGHT, INDENT = 336.0, 186.0, 288.0, 14.0
ROW, LINE, AXIS = 23.0, 15.0, 18.0


def dot_rows(evidence: Evidence) -> str:
    """The figure, or "" where there is nothing to compare on an axis (counts depend on how many people live there)."""
    selected = evidence.selected_row
    rows = [row for row in (selected, *evidence.rows) if row is not None]
    ends = [end for row in rows if row.has_value for end in _extent(row)]
    if len(rows) < 2 or not ends or evidence.measure.value_type == ValueType.COUNT:
        return ""
    least = 2 * 10.0**-evidence.measure.decimals  # an axis narrower than the digits shown would repeat its labels
    ends = [*ends, min(ends) - least / 2, max(ends) + least / 2] if max(ends) - min(ends) < least else ends
    ceiling = evidence.measure.multiplier if evidence.measure.value_type == ValueType.PROPORTION else None
    ticks = axis_ticks(min(ends), max(ends), ceiling=ceiling)
    drawn, y = [], 0.0
    for row in rows:
        words, height = _label_lines(row)
        drawn.append(_row(row, evidence.measure, words, y=y + height / 2, ticks=ticks))
        y += height
    line = _benchmark_line(evidence.benchmark, ticks, height=y)
    axis = _axis(ticks, evidence.measure, y=y)
    label = text(f"{evidence.measure.noun} of {', '.join(row.name for row in rows)} on one axis")
    return (
        f'<svg class="he-dots" width="100%" viewBox="0 0 {WIDTH:g} {y + AXIS:g}" role="img" aria-label="{label}">'
        f"{line}{''.join(drawn)}{axis}</svg>"
    )


def _extent(row: AreaRow) -> tuple[float, ...]:
    return (row.lower_ci, row.value, row.upper_ci) if row.has_interval else (row.value,)


def _x(value: float, ticks: tuple[float, ...]) -> float:
    return LEFT + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (RIGHT - LEFT)


def _label_lines(row: AreaRow) -> tuple[list[str], float]:
    """A long name takes a second line rather than being cut."""
    indent = INDENT if row.role == "part" else 0.0
    lines = wrapped(row.name, 13, width=LEFT - indent - 8, bold=row.role == "selected")
    return lines, ROW + (len(lines) - 1) * LINE


def _row(row: AreaRow, measure: Measure, lines: list[str], *, y: float, ticks: tuple[float, ...]) -> str:
    part, bold = row.role == "part", 700 if row.role == "selected" else 400
    x, first = INDENT if part else 0.0, y + 4.5 - (len(lines) - 1) * LINE / 2
    spans = "".join(
        f'<tspan x="{x:g}" y="{first + place * LINE:g}">{text(words)}</tspan>' for place, words in enumerate(lines)
    )
    name = f'<text font-size="13" fill="{SECONDARY if part else INK}" font-weight="{bold}">{spans}</text>'
    shown = number_text(row.value, measure.decimals) if row.has_value else state(row.status).table_text
    value = (
        f'<text x="{WIDTH:g}" y="{y + 4.5:g}" font-size="13" fill="{INK}" font-weight="{bold}" text-anchor="end">'
        f"{text(shown)}</text>"
    )
    track = f'<path d="M{LEFT:g},{y:g}H{RIGHT:g}" stroke="{RULE}"/>' if row.has_value else ""
    return track + name + _dot(row, y=y, ticks=ticks) + value


def _dot(row: AreaRow, *, y: float, ticks: tuple[float, ...]) -> str:
    if not row.has_value:  # a withheld or missing value has no place on the axis
        return ""
    x = round(_x(row.value, ticks), 1)
    whisker = ""
    if row.has_interval:
        ends = f"M{_x(row.lower_ci, ticks):.1f},{y:g}H{_x(row.upper_ci, ticks):.1f}"
        whisker = f'<path d="{ends}" stroke="{INK}" stroke-width="2.5"/>'
    if row.role == "selected" and row.status == Status.NOT_COMPARABLE:
        ring = f'r="4.5" fill="none" stroke="{SECONDARY}" stroke-dasharray="2 1.5"'
        return f'{whisker}<circle cx="{x:g}" cy="{y:g}" {ring}/>'
    if row.role == "selected" and row.compared != Comparison.NOT_COMPARED:
        return whisker + mark_shape(row.compared, x=x, y=y, scale=6 / 7)
    radius, fill = (3.5, SECONDARY) if row.role == "part" else (4.5, INK)
    return f'{whisker}<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def _benchmark_line(benchmark: AreaRow | None, ticks: tuple[float, ...], *, height: float) -> str:
    if benchmark is None or not benchmark.has_value or not ticks[0] <= benchmark.value <= ticks[-1]:
        return ""
    x = _x(benchmark.value, ticks)
    return f'<path d="M{x:.1f},0V{height:g}" stroke="{INK}" stroke-width="1" stroke-dasharray="2 2"/>'


def _axis(ticks: tuple[float, ...], measure: Measure, *, y: float) -> str:
    def label(x: float, words: str, *, anchor: str) -> str:
        place = f'x="{x:g}" y="{y + 13:g}" font-size="12" text-anchor="{anchor}"'
        return f'<text {place} fill="{SECONDARY}">{text(words)}</text>'

    numbers = [label(_x(tick, ticks), tick_text(tick), anchor="middle") for tick in ticks]
    unit = [label(WIDTH, measure.unit, anchor="end")] if len(measure.unit) <= 2 else []
    return "".join(numbers + unit)
