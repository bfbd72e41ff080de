"""Boxes by period: how the areas spread in each, with the benchmark, the chosen area marked in every one.

Lives here: drawing for a page and for a phone, its words and its table. Not here: the five numbers
(`equity.comparing.spread`).
"""

from __future__ import annotations

import json

from charts.compare.compared import Areas, BoxPeriod, BoxView
from charts.compare.plot import NARROW, WIDE, Plot, figure, rows_of, svg
from charts.compare.plot import words as said
from charts.evidence import Measure
from charts.markup import text, text_width
from charts.saying.clauses import size_text
from charts.theme import ACCENT, BETTER_TINT, CONTROL_EDGE, INK, PAPER, SECONDARY
from charts.trend.trend_figure import axis_words
from charts.words import level_words, number_text, period_phrase, period_words, round_ticks, value_text

HEIGHT = {WIDE: 410.0, NARROW: 360.0}
MOST_DOTS = 800  # areas times periods drawn one by one
FEWEST = 5
HEADS = ("Period", "Areas", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest", "Benchmark")


def box_figure(areas: Areas, view: BoxView) -> str:
    """The figure twice, and what its parts mean."""
    if not any(len(one.values) for one in view.periods):
        return '<div class="he-box he-dash"><p>No area here has a value that may be ranked.</p></div>'
    drawings = tuple(_drawing(areas, view, width) for width in (WIDE, NARROW))
    words = "Box: the middle half of the areas. Line in it: the median. Ends: the lowest and the highest."
    if len(view.periods[-1].values) < FEWEST:
        words = f"Fewer than {FEWEST} areas, so no box: each dot is an area."
    more = (
        f" The newest {len(view.periods)} of {view.total} periods are drawn." if view.total > len(view.periods) else ""
    )
    fixed = "" if view.fixed else " Councils changed on the way: each period has the areas of its time."
    key = f'<p class="hc-cut"><i class="hc-bench"></i>Benchmark. {text(words + more + fixed)}</p>'
    return figure(drawings, what=alt_text(areas, view)) + key


def alt_text(areas: Areas, view: BoxView) -> str:
    """What the picture shows."""
    return f"Boxes of {areas.evidence.measure.name} by period. {box_finding(areas, view)}"


def box_finding(areas: Areas, view: BoxView) -> str:
    """Whether the areas came closer together: the middle half now and then."""
    measure, many = areas.evidence.measure, level_words(areas.evidence.area_type)[1]
    known = [one for one in view.periods if one.spread.known]
    if not known:
        return f"Too few {many} for a box: {len(view.periods[-1].values)} of them have a value"
    first, last = known[0], known[-1]
    if len(known) == 1:
        low, high = (
            number_text(end, measure.decimals) for end in (last.spread.lower_quartile, last.spread.upper_quartile)
        )
        return f"The middle half of {last.spread.areas:,} {many} is from {low} to {high} {measure.unit}".strip()
    then, now = (one.spread.upper_quartile - one.spread.lower_quartile for one in (first, last))
    word = (
        "as far apart as"
        if round(now, measure.decimals) == round(then, measure.decimals)
        else ("further apart than" if now > then else "closer together than")
    )
    return f"The middle half of the {many} is {word} it was {period_phrase(measure, first.period)}"


def box_lead(areas: Areas, view: BoxView) -> str:
    """Median, and the width of the middle half, in the newest period and the first."""
    measure = areas.evidence.measure
    known = [one for one in view.periods if one.spread.known]
    if not known:
        return "A box needs five areas; the dots show each of them."
    last = known[-1]
    when = period_phrase(measure, last.period)
    words = [f"Half of the areas were above {value_text(last.spread.median, measure)} {when}."]
    if len(known) == 1 and view.total == 1:
        words.append("The pack has one period, so there is no earlier box to lay beside it.")
    if len(known) > 1:
        ends = [(one.spread.upper_quartile - one.spread.lower_quartile, one.period) for one in (known[0], last)]
        then, now = (size_text(size, measure) for size, _ in ends)
        words.append(f"The middle half spanned {now}; {period_phrase(measure, known[0].period)} it was {then}.")
    return " ".join(words)


def area_sentence(areas: Areas, view: BoxView, *, code: str) -> str:
    """Where one area stood in the first and the last of the periods."""
    measure = areas.evidence.measure
    had = [(one.period, float(one.values[code])) for one in view.periods if code in one.values.index]
    if len(had) < 2:
        return ""
    (first, then), (last, now) = had[0], had[-1]
    return (
        f"It went from {value_text(then, measure)} {period_phrase(measure, first)} to "
        f"{value_text(now, measure)} {period_phrase(measure, last)}."
    )


def box_table(areas: Areas, view: BoxView) -> str:
    """The five numbers of every period."""
    measure = areas.evidence.measure
    heads = "".join(f'<th scope="col"{" class=he-r" if at else ""}>{text(one)}</th>' for at, one in enumerate(HEADS))
    body = "".join(_table_row(one, measure) for one in view.periods)
    label = ", ".join(part for part in ("The boxes as a table", measure.unit) if part)
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(label)}"><table class="he-table">'
        f"<caption>{text(label)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def five(one: BoxPeriod) -> tuple[float, ...]:
    """Lowest, lower quartile, median, upper quartile, highest."""
    found = one.spread
    return found.lowest, found.lower_quartile, found.median, found.upper_quartile, found.highest


def _table_row(one: BoxPeriod, measure: Measure) -> str:
    numbers = [number_text(value, measure.decimals) if value == value else "–" for value in five(one)]
    beside = number_text(one.benchmark.value, measure.decimals) if one.benchmark is not None else "–"
    cells = "".join(f'<td class="he-r">{text(cell)}</td>' for cell in (f"{len(one.values):,}", *numbers, beside))
    return f'<tr><th scope="row">{text(period_words(one.period))}</th>{cells}</tr>'


def _drawing(areas: Areas, view: BoxView, width: float) -> str:
    measure = areas.evidence.measure
    every = [value for one in view.periods for value in one.values]
    every += [one.benchmark.value for one in view.periods if one.benchmark is not None]
    height, narrow = HEIGHT[width], width == NARROW
    plot = Plot(
        left=44, right=width - 8, top=26, bottom=height - 30,
        xs=(0.0, float(len(view.periods))), ys=round_ticks(min(every), max(every), most=5 if narrow else 8),
    )  # fmt: skip
    base = f'<path d="M{plot.left:g},{plot.bottom:g}H{plot.right:g}" stroke="{SECONDARY}"/>'
    dotted = sum(len(one.values) for one in view.periods) <= MOST_DOTS
    boxes = "".join(_box(plot, one, place=place, dots=dotted) for place, one in enumerate(view.periods))
    series = json.dumps(_series(plot, areas, view), separators=(",", ":"))
    parts = [
        said(measure.unit or measure.short_name, (0, 12)), rows_of(plot), base, boxes, _labels(plot, view),
        said(f"Axis starts at {number_text(plot.ys[0], 0)}" if plot.ys[0] > 0 else "", (plot.right, 12), anchor="end"),
    ]  # fmt: skip
    drawn = svg("".join(parts), size=(width, height), label=alt_text(areas, view))
    return drawn.replace("<svg ", f'<svg data-series="{text(series)}" ', 1)


def _series(plot: Plot, areas: Areas, view: BoxView) -> dict[str, list]:
    """Pixels of every area in view, period by period (None where it has no value), for the line of the chosen one."""
    xs = [round(plot.x(place + 0.5), 1) for place in range(len(view.periods))]
    known = [one.values.to_dict() for one in view.periods]
    rows = {
        code: [round(plot.y(values[code]), 1) if code in values else None for values in known]
        for code in areas.drawn
        if any(code in values for values in known)
    }
    return {"xs": xs, "ys": rows}


def _box(plot: Plot, one: BoxPeriod, *, place: int, dots: bool) -> str:
    middle, half = plot.x(place + 0.5), min(26.0, (plot.x(1) - plot.x(0)) * 0.3)
    drawn = []
    found = one.spread
    if found.known:
        low, q1, median, q3, high = (plot.y(value) for value in five(one))
        drawn.append(f'<path d="M{middle:.1f},{low:.1f}V{high:.1f}" stroke="{SECONDARY}"/>')
        box = f'x="{middle - half:.1f}" y="{q3:.1f}" width="{2 * half:.1f}" height="{max(q1 - q3, 1):.1f}"'
        drawn.append(f'<rect {box} fill="{BETTER_TINT}" stroke="{ACCENT}"/>')
        drawn.append(f'<path d="M{middle - half:.1f},{median:.1f}h{2 * half:.1f}" stroke="{ACCENT}" stroke-width="3"/>')
    if dots:
        drawn += [
            _dot(code, middle + _aside(at, half), plot.y(value)) for at, (code, value) in enumerate(one.values.items())
        ]
    if one.benchmark is not None and one.benchmark.has_value:
        y = plot.y(one.benchmark.value)
        drawn.append(
            f'<path d="M{middle - half - 7:.1f},{y:.1f}h{2 * half + 14:.1f}" stroke="{INK}" stroke-width="2" '
            f'stroke-dasharray="3 2"/>'
        )
    return "".join(drawn)


def _aside(at: int, half: float) -> float:
    """Dots stand side by side in a fixed pattern, so that equal values can be told apart."""
    return ((at * 7) % 11 - 5) / 5 * half * 0.75


def _dot(code: str, x: float, y: float) -> str:
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{PAPER}" stroke="{CONTROL_EDGE}"/>'
    return f'<g data-area="{text(code)}" data-at="{x:.1f},{y:.1f}">{circle}</g>'


def _labels(plot: Plot, view: BoxView) -> str:
    """As many periods named as there is room for, the newest always."""
    drawn, free = [], float("inf")
    for place in range(len(view.periods) - 1, -1, -1):
        name = axis_words(view.periods[place].period)
        half = text_width(name, 12) / 2
        x = min(max(plot.x(place + 0.5), half), plot.right + 6 - half)
        if x + half < free:
            drawn.append(said(name, (x, plot.bottom + 18), anchor="middle"))
            free = x - half - 8
    return "".join(drawn)
