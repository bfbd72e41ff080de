"""The gap over time: a lane with one mark per period, from the most to the least deprived fifth.

Lives here: words, SVG and table of the section. Not here: its numbers (`charts.gradient.evidence.Moment`).
"""

from __future__ import annotations

from charts.board.words import size_words
from charts.gradient.drawing import words
from charts.gradient.evidence import NATIONAL, GradientEvidence, Moment
from charts.gradient.words import gap_text, limits_words
from charts.markup import text, text_width
from charts.saying.clauses import range_text
from charts.theme import ACCENT, INK, PAPER, RULE, SECONDARY, WORSE
from charts.trend.trend_figure import axis_words
from charts.trend.trend_scales import ordinal
from charts.words import number_text, period_words, round_ticks, tick_text, value_text
from equity.comparing.gap import Estimate, gap

WIDE, NARROW = 1232.0, 358.0
TOP, BOTTOM, FOOT = 44.0, 224.0, 250.0


def moments_section(shown: GradientEvidence) -> str:
    """The section; with one period a sentence that says so, with none the reason."""
    title = '<h2 id="hg-moments">The gap over time</h2>'
    start = f'<section class="hg-section" aria-labelledby="hg-moments">{title}<p>{text(moments_words(shown))}</p>'
    if len(shown.moments) < 2:
        return f"{start}</section>"
    drawn = (
        f'<div class="hg-wide">{lane(shown, width=WIDE)}</div><div class="hg-narrow">{lane(shown, width=NARROW)}</div>'
    )
    return f"{start}<figure>{drawn}</figure>{_table(shown)}</section>"


def moments_words(shown: GradientEvidence) -> str:
    """First and last gap, and whether the change between them can be judged."""
    found, measure = shown.moments, shown.measure
    if not found:
        return f"No gap over time: {shown.own.fifths.reason or 'no period has a figure for both fifths.'}"
    first, last = found[0], found[-1]
    if len(found) == 1:
        return f"This pack has one period ({period_words(last.period)}), so no change of the gap can be shown."
    said = (
        f"The gap was {size_words(first.gap.value, measure)} by {period_words(first.period)} and "
        f"{size_words(last.gap.value, measure)} by {period_words(last.period)}"
    )
    if shown.cumulative:
        return f"{said}. The figures add up to each date, so periods share people and the change is not tested."
    sizes = (Estimate(abs(one.gap.value), *sorted((abs(one.gap.lower), abs(one.gap.upper)))) for one in (last, first))
    change = gap(*sizes)
    side = "wider" if change.value > 0 else "narrower"
    if change.clear is None:
        return f"{said}: {size_words(change.value, measure)} {side}."
    if not change.clear:
        return f"{said}; chance alone could make that change."
    limits = range_text(change.lower, change.upper, measure=measure)
    return f"{said}: {size_words(change.value, measure)} {side} (95 % interval {limits})."


def lane(shown: GradientEvidence, *, width: float) -> str:
    """One upright mark per period between the two fifths, the size of the gap above it."""
    found, measure = shown.moments, shown.measure
    ends = [value for one in found for row in (one.most, one.least) for value in (row.value,)]
    ticks = round_ticks(min(ends), max(ends), most=5)
    left = max(text_width(tick_text(tick), 13) for tick in ticks) + 10
    days = [ordinal(one.day) for one in found]
    span = max(days[-1] - days[0], 1)

    def x(one: Moment) -> float:
        return left + 30 + (ordinal(one.day) - days[0]) / span * (width - left - 66)

    def y(value: float) -> float:
        return BOTTOM - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (BOTTOM - TOP)

    grid = "".join(
        f'<path d="M{left:.1f},{y(tick):.1f}H{width:g}" stroke="{RULE}"/>'
        + words((left - 7, y(tick) + 4.5), tick_text(tick), anchor="end")
        for tick in ticks
    )
    marks = "".join(_mark(x(one), y(one.most.value), y(one.least.value)) for one in found)
    labels = _labels([(x(one), one) for one in found], y, shown)
    title = f"% who {measure.numerator_name}" if measure.unit == "%" and measure.numerator_name else measure.unit
    key = _key(shown, left) + words((0, 12), title)
    label = text(f"{measure.noun} by fifth over time. {alt_text(shown)}")
    return (
        f'<svg viewBox="0 0 {width:g} {FOOT + 30:g}" width="100%" role="img" aria-label="{label}">{grid}{marks}{labels}'
        f"{key}</svg>"
    )


def alt_text(shown: GradientEvidence) -> str:
    """Every period in words."""
    return "; ".join(
        f"{period_words(one.period)}: most deprived {value_text(one.most.value, shown.measure)}, least deprived "
        f"{value_text(one.least.value, shown.measure)}"
        for one in shown.moments
    )


def _mark(x: float, most: float, least: float) -> str:
    return (
        f'<path d="M{x:.1f},{most:.1f}V{least:.1f}" stroke="{SECONDARY}" stroke-width="1.6"/>'
        f'<circle cx="{x:.1f}" cy="{most:.1f}" r="4.5" fill="{WORSE}"/>'
        f'<circle cx="{x:.1f}" cy="{least:.1f}" r="4.2" fill="{PAPER}" stroke="{ACCENT}" stroke-width="2.2"/>'
    )


def _labels(placed: list[tuple[float, Moment]], y, shown: GradientEvidence) -> str:
    """Gap and date of as many periods as there is room for, the last one always."""
    drawn, free = [], float("inf")
    for x, one in reversed(placed):
        said, day = number_text(abs(one.gap.value), shown.measure.decimals), axis_words(one.period).rsplit(" 20", 1)[0]
        half = max(text_width(said, 13, bold=True), text_width(day, 12)) / 2
        if x + half > free:
            continue
        top = min(y(one.most.value), y(one.least.value))
        drawn.append(words((x, top - 9), said, anchor="middle", bold=True, fill=INK, halo=True))
        drawn.append(words((x, BOTTOM + 20), day, anchor="middle", size=12))
        free = x - half - 6
    return "".join(drawn)


def _key(shown: GradientEvidence, left: float) -> str:
    whose = "England’s most deprived fifth" if shown.shown.lens == NATIONAL else "Most deprived fifth"
    y, second = FOOT + 16, left + 14 + text_width(whose, 13) + 26
    return (
        f'<circle cx="{left + 5:.1f}" cy="{y:g}" r="4.5" fill="{WORSE}"/>{words((left + 15, y + 4.5), whose, fill=INK)}'
        f'<circle cx="{second:.1f}" cy="{y:g}" r="4.2" fill="{PAPER}" stroke="{ACCENT}" stroke-width="2.2"/>'
        + words((second + 10, y + 4.5), "Least deprived fifth", fill=INK)
    )


def _table(shown: GradientEvidence) -> str:
    measure = shown.measure
    rows = "".join(
        f'<tr><th scope="row">{text(period_words(one.period))}</th>'
        + "".join(
            f'<td class="he-r">{text(number_text(row.value, measure.decimals))} '
            f"<small>{text(limits_words(row, measure))}</small></td>"
            for row in (one.most, one.least)
        )
        + f'<td class="he-r">{text(gap_text(one.gap, measure))}</td><td class="he-r">{_times(one)}</td></tr>'
        for one in shown.moments
    )
    heads = "".join(
        f'<th scope="col"{look}>{text(said)}</th>'
        for said, look in (
            ("Period", ""),
            (f"Most deprived fifth, {measure.unit}", ' class="he-r"'),
            (f"Least deprived fifth, {measure.unit}", ' class="he-r"'),
            ("Gap (95 % interval)", ' class="he-r"'),
            ("Most over least", ' class="he-r"'),
        )
    )
    table = f'<table class="he-table hg-moments"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return (
        '<details class="hg-more"><summary>The periods as a table</summary><div class="he-scroll" tabindex="0" '
        f'role="region" aria-label="The periods as a table">{table}</div></details>'
    )


def _times(one: Moment) -> str:
    return "" if one.ratio.value != one.ratio.value else f"{one.ratio.value:.2f}"
