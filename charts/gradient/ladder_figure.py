"""The figure of a gradient: deprivation groups as steps as wide as their people, areas behind, the slope line; as SVG.

Lives here: drawing, for a page and for a phone. Not here: words (`charts.gradient.words`), other figures.
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.gradient.drawing import Box, words
from charts.gradient.evidence import NATIONAL, GradientEvidence, Ladder, Step
from charts.gradient.slope_line import slope_line
from charts.markup import text, text_width
from charts.saying.clauses import PARTS
from charts.states import state
from charts.theme import ACCENT, BACKGROUND_DOT, INK, PAPER, RULE, SEA, SECONDARY
from charts.trend.trend_scales import spread
from charts.words import number_text, round_ticks, tick_text, value_text

WIDE, NARROW = 836.0, 358.0
MOST_WIDE = 6  # groups whose values have room for larger letters on a phone
THIN = 8.0  # pixels: a lower interval is hidden by its bar


def figure(shown: GradientEvidence) -> str:
    """The figure twice: as wide as a page's left column, and for a phone; "" where nothing can be drawn."""
    if not shown.shown.known:
        return ""
    return (
        f'<div class="hg-wide">{drawing(shown, width=WIDE)}</div>'
        f'<div class="hg-narrow">{drawing(shown, width=NARROW)}</div>'
    )


def drawing(shown: GradientEvidence, *, width: float) -> str:
    """One SVG of a width in pixels."""
    ladder, measure = shown.shown, shown.measure
    box = _box(ladder, width)
    parts = [
        _key(ladder, box),
        _columns(ladder, box),
        _grid(box, measure),
        *(_dot(dot, box, measure) for dot in ladder.dots),
        *(_step(step, box) for step in ladder.steps),
        slope_line(shown, box),
        _labels(ladder, box, measure),
    ]
    return (
        f'<svg viewBox="0 0 {width:g} {box.bottom + 66:g}" width="100%" role="img" '
        f'aria-label="{text(alt_text(shown))}">{"".join(parts)}</svg>'
    )


def alt_text(shown: GradientEvidence) -> str:
    """Every step in words."""
    ladder, measure = shown.shown, shown.measure
    told = "; ".join(
        f"{step.row.name} {value_text(step.row.value, measure) if step.row.has_value else state(step.row.status).label}"
        for step in ladder.steps
    )
    return f"{measure.noun} by deprivation in {shown.name}. {told}. {axis_start(shown)}"


def axis_start(shown: GradientEvidence) -> str:
    """Where the axis starts, and what is drawn behind the steps."""
    ladder = shown.shown
    if not ladder.known:
        return ""
    start = _box(ladder, WIDE).ticks[0]
    unit = shown.measure.unit if shown.measure.unit == "%" else ""
    thin = all(_thin(step, _box(ladder, WIDE)) for step in ladder.steps) and shown.sampled
    within = " 95 % intervals are narrower than the bars are thick." if thin else ""
    return f"Axis starts at {tick_text(start)}{' ' + unit if unit else ''}.{within}"


def _box(ladder: Ladder, width: float) -> Box:
    rows = [step.row for step in ladder.steps if step.row.has_value]
    ends = [end for row in rows for end in ((row.lower_ci, row.upper_ci) if row.has_interval else (row.value,))]
    ends += [dot.value for dot in ladder.dots]
    ends += [ladder.slope.low, ladder.slope.high] if ladder.slope.known else []
    ticks = round_ticks(max(min(ends), 0.0), max(ends), most=6)
    top = min(max(ends) + 0.04 * (ticks[-1] - ticks[0]), ticks[-1])  # room above the highest, not to the next tick
    ticks = tuple(tick for tick in ticks if tick <= top)
    narrow = width < 500
    left = max(text_width(tick_text(tick), 13) for tick in ticks) + 10
    return Box(width, left, width - (4 if narrow else 10), 62 if narrow else 46, 392 if narrow else 386, ticks, top)


def _key(ladder: Ladder, box: Box) -> str:
    """What steps and dots are, above the plot; on a phone in two lines."""
    part = PARTS[ladder.number].capitalize()
    line = f'<path d="M0,9h22" stroke="{ACCENT}" stroke-width="4"/>'
    said = words((28, 13.5), f"{part}, all its areas together", fill=INK)
    drawn = f'<g data-key="">{line}{said}</g>'
    if ladder.dots:
        one = ladder.of.split(" ")[-1].removesuffix("s")
        x, y = (6.0, 28.0) if box.narrow else (34 + text_width(f"{part}, all its areas together", 13) + 24, 9.0)
        dot = f'<circle cx="{x:.1f}" cy="{y:g}" r="3" fill="{PAPER}" stroke="{BACKGROUND_DOT}" stroke-width="1.3"/>'
        drawn += f'<g data-key="">{dot}{words((x + 10, y + 4.5), f"One {one}", fill=INK)}</g>'
    return drawn


def _columns(ladder: Ladder, box: Box) -> str:
    return "".join(
        f'<rect x="{box.x(step.start):.1f}" y="{box.top:g}" width="{box.x(step.end) - box.x(step.start):.1f}" '
        f'height="{box.bottom - box.top:g}" fill="{SEA}"/>'
        for step in ladder.steps[::2]
    )


def _grid(box: Box, measure: Measure) -> str:
    rows = []
    for tick in box.ticks:
        y = box.y(tick)
        rows.append(f'<path d="M{box.left:g},{y:.1f}H{box.right:g}" stroke="{RULE}"/>')
        rows.append(words((box.left - 7, y + 4.5), tick_text(tick), anchor="end"))
    base = f'<path d="M{box.left:g},{box.bottom:g}H{box.right:g}" stroke="{SECONDARY}"/>'
    title = f"% who {measure.numerator_name}" if measure.unit == "%" and measure.numerator_name else measure.unit
    return words((0, box.top - 12), title) + "".join(rows) + base


def _dot(dot, box: Box, measure: Measure) -> str:
    return (
        f'<circle cx="{box.x(dot.at):.1f}" cy="{box.y(dot.value):.1f}" r="2.9" fill="{PAPER}" '
        f'stroke="{BACKGROUND_DOT}" stroke-width="1.3"><title>{text(dot.name)}: '
        f"{text(value_text(dot.value, measure))}</title></circle>"
    )


def _thin(step: Step, box: Box) -> bool:
    """Whether the interval would be hidden by the bar."""
    row = step.row
    return not row.has_interval or box.y(row.lower_ci) - box.y(row.upper_ci) < THIN


def _step(step: Step, box: Box) -> str:
    """The group's value as a step, its 95 % limits as a band and a whisker; hatched words where it is withheld."""
    left, right = box.x(step.start) + 1.5, box.x(step.end) - 1.5
    right = max(right, left + 2)
    row = step.row
    if not row.has_value:
        middle = (box.top + box.bottom) / 2
        return words(
            ((left + right) / 2, middle), state(row.status).symbol or "–", anchor="middle", bold=True, fill=INK
        )
    y, drawn = box.y(row.value), ""
    if not _thin(step, box):
        high, low, middle = box.y(row.upper_ci), box.y(row.lower_ci), (left + right) / 2
        drawn = (
            f'<rect x="{left:.1f}" y="{high:.1f}" width="{right - left:.1f}" height="{low - high:.1f}" '
            f'fill="{ACCENT}" fill-opacity=".16"/>'
            f'<path d="M{middle:.1f},{high:.1f}V{low:.1f}M{middle - 4:.1f},{high:.1f}h8M{middle - 4:.1f},{low:.1f}h8" '
            f'stroke="{ACCENT}" stroke-width="1.4" fill="none"/>'
        )
    return drawn + f'<path d="M{left:.1f},{y:.1f}H{right:.1f}" stroke="{ACCENT}" stroke-width="4"/>'


def _labels(ladder: Ladder, box: Box, measure: Measure) -> str:
    """Number and value of every group below its column, pushed apart where columns are thin."""
    size, gap = (14, 46.0) if not box.narrow else (12, 40.0) if len(ladder.steps) <= MOST_WIDE else (11, 30.0)
    shown = [
        number_text(step.row.value, measure.decimals) if step.row.has_value else state(step.row.status).table_text
        for step in ladder.steps
    ]
    gap = min(gap, max(text_width(word, size, bold=True) for word in shown) + 5)
    places = spread(
        [box.x(step.middle) for step in ladder.steps], gap=gap, low=box.left + gap / 2, high=box.width - gap / 2 + 2
    )
    drawn = []
    for step, word, x in zip(ladder.steps, shown, places, strict=True):
        edge = box.x(step.end)
        drawn.append(f'<path d="M{edge:.1f},{box.bottom:g}v6" stroke="{SECONDARY}"/>')
        drawn.append(words((x, box.bottom + 20), str(step.number), anchor="middle"))
        drawn.append(words((x, box.bottom + 39), word, anchor="middle", bold=True, fill=INK, size=size))
    part = PARTS[ladder.number]
    of = " in England" if ladder.lens == NATIONAL else ""
    left, right = f"Most deprived {part}{of}", f"Least deprived {part}"
    if box.narrow:
        left, right = "Most deprived", "Least deprived"
    y = box.bottom + 60
    drawn.append(words((box.left, y), left))
    drawn.append(words((box.right, y), right, anchor="end"))
    if not box.narrow:
        drawn.append(words(((box.left + box.right) / 2, y), "Column width: share of people", anchor="middle"))
    return "".join(drawn)
