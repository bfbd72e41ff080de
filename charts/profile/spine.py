"""One row of a spine chart: the areas of its kind from lowest to highest, the benchmark in the middle, the area's mark.

Lives here: the drawing of a row and of the chart's key. Not here: the table around it (`charts.profile.spine_table`).
Right of the middle is better; of measures without a good side, higher.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.marks import mark_shape
from charts.markup import text
from charts.profile.profile_evidence import MeasureRow, Spread
from charts.theme import INK, LANE_FILLS, PAPER, SECONDARY
from charts.words import number_text
from equity.comparing.comparison import Comparison

WIDTH, HEIGHT, EDGE = 180.0, 30.0, 8.0
ENDS_FILL, MIDDLE_FILL = LANE_FILLS[1], LANE_FILLS[3]


@dataclass(frozen=True)
class Axis:
    """Where a value lies in a row: the middle stands for the benchmark, half the width for the farthest end."""

    middle: float
    reach: float
    side: int

    @classmethod
    def of(cls, row: MeasureRow) -> Axis | None:
        """The axis of a row; None where there is nothing to compare the value with."""
        known = [row.spread.lowest, row.spread.highest] if row.spread.known else []
        middle = row.benchmark.value if row.benchmark is not None else row.spread.median
        if middle != middle and known:
            middle = sum(known) / 2
        if middle != middle or row.is_count or not row.row.has_value:
            return None
        ends = [*known, row.row.value]
        reach = max(abs(end - middle) for end in ends)
        return cls(middle, reach or 1.0, row.side)

    def x(self, value: float) -> float:
        """Place of a value; what lies beyond an end stands on it."""
        share = max(-1.0, min(1.0, self.side * (value - self.middle) / self.reach))
        return WIDTH / 2 + share * (WIDTH / 2 - EDGE)


def spine(row: MeasureRow) -> str:
    """The row's picture; its words stand in the cells beside it and in its description."""
    axis = Axis.of(row)
    if axis is None:
        return ""
    y = HEIGHT / 2
    spread = row.spread
    parts = []
    if spread.known:
        parts.append(_bar(axis, (spread.lowest, spread.highest), y=y, height=14, fill=ENDS_FILL))
        if spread.lower_quartile == spread.lower_quartile:
            parts.append(_bar(axis, (spread.lower_quartile, spread.upper_quartile), y=y, height=14, fill=MIDDLE_FILL))
    if row.benchmark is not None:
        parts.append(f'<path d="M{WIDTH / 2:g},0V{HEIGHT:g}" stroke="{INK}" stroke-width="1.5"/>')
    if row.row.has_interval:
        low, high = axis.x(row.row.lower_ci), axis.x(row.row.upper_ci)
        parts.append(f'<path d="M{low:.1f},{y:g}H{high:.1f}" stroke="{INK}" stroke-width="1.5"/>')
    parts.append(_mark(row, x=axis.x(row.row.value), y=y))
    size = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<svg class="hp-spine" {size} role="img" aria-label="{text(spine_words(row))}">{"".join(parts)}</svg>'


def _mark(row: MeasureRow, *, x: float, y: float) -> str:
    """The mark of the outcome on a white edge; a grey point where nothing is compared."""
    halo = f'<circle cx="{x:.1f}" cy="{y:g}" r="7.5" fill="{PAPER}"/>'
    if row.row.compared == Comparison.NOT_COMPARED:
        return f'<circle cx="{x:.1f}" cy="{y:g}" r="5" fill="{SECONDARY}" stroke="{PAPER}" stroke-width="2"/>'
    return halo + mark_shape(row.row.compared, x=round(x, 1), y=y, scale=0.85)


def _bar(axis: Axis, ends: tuple[float, float], *, y: float, height: float, fill: str) -> str:
    low, high = sorted(axis.x(end) for end in ends)
    box = f'x="{low:.1f}" y="{y - height / 2:g}" width="{max(high - low, 1):.1f}" height="{height:g}"'
    return f'<rect {box} fill="{fill}"/>'


def spine_words(row: MeasureRow) -> str:
    """The row's spread in words: "309 districts from 53.3 to 88.4, the middle half 68.0 to 79.1"."""
    told = []
    if row.spread.known:
        told.append(spread_words(row.spread, row.measure.decimals))
    if row.benchmark is not None:
        told.append(f"{row.benchmark.name} {number_text(row.benchmark.value, row.measure.decimals)}")
    return ". ".join([f"{row.row.name} {number_text(row.row.value, row.measure.decimals)}", *told])


def spread_words(spread: Spread, decimals: int) -> str:
    """Lowest to highest and the middle half of the areas, in words."""
    words = f"{spread.words} from {number_text(spread.lowest, decimals)} to {number_text(spread.highest, decimals)}"
    if spread.lower_quartile == spread.lower_quartile:
        low, high = (number_text(end, decimals) for end in (spread.lower_quartile, spread.upper_quartile))
        words += f", the middle half {low} to {high}"
    return words


def key() -> str:
    """What the bars and the line mean."""
    ends = f'<rect width="34" height="12" y="2" fill="{ENDS_FILL}"/>'
    middle = f'<rect width="16" height="12" x="9" y="2" fill="{MIDDLE_FILL}"/>'
    line = f'<path d="M8,0V16" stroke="{INK}" stroke-width="1.5"/>'
    dot = f'<circle cx="8" cy="8" r="5" fill="{SECONDARY}"/>'
    items = (
        (_sample(ends + middle, 34), "lowest to highest of areas of its kind, middle half darker"),
        (_sample(line, 16), "benchmark"),
        *((_sample(mark_shape(one, x=8, y=8, scale=0.85), 16), one.value) for one in _KEYED),
        (_sample(mark_shape(Comparison.HIGHER, x=8, y=8, scale=0.85), 16), "higher, no side is good"),
        (_sample(mark_shape(Comparison.LOWER, x=8, y=8, scale=0.85), 16), "lower, no side is good"),
        (_sample(dot, 16), "not compared"),
    )
    inside = "".join(f"<li>{picture}{text(words)}</li>" for picture, words in items)
    return f'<ul class="hp-key" aria-label="Key of the chart">{inside}</ul>'


_KEYED = (Comparison.BETTER, Comparison.SIMILAR, Comparison.WORSE)


def _sample(inside: str, width: int) -> str:
    return f'<svg width="{width}" height="16" aria-hidden="true">{inside}</svg>'
