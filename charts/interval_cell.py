"""An interval in a table row: value, end caps and the benchmark's line, all rows on one axis.

Lives here: the small pictures of a table column. Not here: the table (`charts.tables`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import Evidence
from charts.marks import mark_shape
from charts.markup import text
from charts.theme import INK, RULE, SECONDARY
from charts.words import number_text, round_ticks, tick_text

WIDTH, HEIGHT, EDGE = 200.0, 26.0, 8.0


@dataclass(frozen=True)
class IntervalScale:
    """The axis of the column and the benchmark on it."""

    ticks: tuple[float, ...]
    benchmark: float

    @classmethod
    def of(cls, evidence: Evidence) -> IntervalScale | None:
        """The axis that holds every ranked value, or None where there is no interval to draw."""
        ranked, benchmark = evidence.ranked, evidence.benchmark
        if ranked.empty or ranked["lower_ci"].isna().all():
            return None
        middle = benchmark.value if benchmark is not None else float("nan")
        low = min(ranked["lower_ci"].min(), ranked["value"].min(), middle if middle == middle else float("inf"))
        high = max(ranked["upper_ci"].max(), ranked["value"].max(), middle if middle == middle else float("-inf"))
        return cls(ticks=round_ticks(low, high), benchmark=middle)

    def x(self, value: float) -> float:
        """Place of a value in the cell."""
        return EDGE + (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * (WIDTH - 2 * EDGE)


def interval_head(scale: IntervalScale, evidence: Evidence) -> str:
    """Ticks of the axis; the benchmark's value above its line."""
    ends = ((scale.ticks[0], "start"), (scale.ticks[-1], "end"))
    has_benchmark = scale.benchmark == scale.benchmark
    words = (
        f"{evidence.benchmark_word.capitalize()} {number_text(scale.benchmark, evidence.measure.decimals)}"
        if has_benchmark
        else ""
    )
    labels = [
        f'<text x="{scale.x(tick):g}" y="25" font-size="12" fill="{SECONDARY}" text-anchor="{anchor}">'
        f"{tick_text(tick)}</text>"
        for tick, anchor in ends
    ]
    if words:
        anchor = "end" if scale.x(scale.benchmark) > WIDTH / 2 else "start"
        labels.append(
            f'<text x="{scale.x(scale.benchmark):.1f}" y="11" font-size="12" fill="{INK}" font-weight="700" '
            f'text-anchor="{anchor}">{text(words)}</text>'
        )
    return f'<svg width="{WIDTH:g}" height="28" role="img" aria-label="Interval. {text(words)}">{"".join(labels)}</svg>'


def interval_picture(scale: IntervalScale, row: dict) -> str:
    """One row's interval with end caps, its mark, and the benchmark's line through the cell."""
    rules = "".join(
        f'<path d="M{scale.x(tick):.1f},0V{HEIGHT:g}" stroke="{RULE}" stroke-width=".75"/>' for tick in scale.ticks
    )
    if scale.benchmark == scale.benchmark:
        rules += f'<path d="M{scale.x(scale.benchmark):.1f},0V{HEIGHT:g}" stroke="{INK}"/>'
    middle, drawn = HEIGHT / 2, ""
    inside = row["value"] is not None and scale.ticks[0] <= row["value"] <= scale.ticks[-1]
    if inside and row["lower"] is not None:
        low, high = (min(max(scale.x(row[end]), 0), WIDTH) for end in ("lower", "upper"))
        caps = f"M{low:.1f},{middle - 4:g}v8M{high:.1f},{middle - 4:g}v8M{low:.1f},{middle:g}H{high:.1f}"
        drawn = f'<path d="{caps}" stroke="{INK}" stroke-width="1.5" fill="none"/>'
    if inside:
        drawn += mark_shape(row["compared"], x=round(scale.x(row["value"]), 1), y=middle, scale=0.7)
    size = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<svg {size} aria-hidden="true">{rules}{drawn}</svg>'
