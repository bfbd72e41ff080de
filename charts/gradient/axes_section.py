"""Other groups: one table per axis with everybody in a group and its two fifths; a sentence where the pack has none.

Lives here: HTML of the section. Not here: the groups (`charts.gradient.evidence.Axis`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.evidence import Measure
from charts.gradient.evidence import Axis, GradientEvidence, GroupRow
from charts.gradient.words import counted, counted_head, gap_text, limits_words, value_or_state
from charts.markup import text
from charts.theme import ACCENT, INK, PAPER, RULE, SECONDARY, WORSE
from charts.words import mid_sentence, round_ticks, tick_text, value_text
from data.schema import Polarity

WIDTH, HEIGHT, EDGE = 230.0, 26.0, 8.0


def axes_section(shown: GradientEvidence) -> str:
    """The section: axes with a table first, then what the pack has none of."""
    if not shown.axes:
        return ""
    told = [axis for axis in shown.axes if axis.rows]
    tables = "".join(_table(axis, shown.measure) for axis in told)
    missing = "".join(
        f"<li><b>{text(axis.title)}</b>: {text(axis.reason)}</li>" for axis in shown.axes if not axis.rows
    )
    absent = f'<h3>Not in this pack</h3><ul class="hg-absent">{missing}</ul>' if missing else ""
    return (
        '<section class="hg-section" aria-labelledby="hg-axes"><h2 id="hg-axes">Other groups</h2>'
        f"<p>{text(axes_words(shown))}</p>{tables}{absent}</section>"
    )


def axes_words(shown: GradientEvidence) -> str:
    """The group at the end that needs attention, and the one with the widest gap between fifths."""
    measure, said = shown.measure, []
    for axis in (axis for axis in shown.axes if axis.rows):
        known = [row for row in axis.rows if row.whole.has_value]
        if not known:
            continue
        low = measure.polarity != Polarity.LOW_IS_GOOD
        worst = (min if low else max)(known, key=lambda row: row.whole.value)
        end = "lowest" if low else "highest"
        word = f"By {mid_sentence(axis.title)} {mid_sentence(measure.noun)} is {end} in “{worst.whole.name}”"
        said.append(f"{word} ({value_text(worst.whole.value, measure)}){_widest(known, measure)}.")
    return " ".join(said) or "No other group has a figure here."


def _widest(rows: list[GroupRow], measure: Measure) -> str:
    known = [row for row in rows if row.gap is not None and row.gap.clear]
    if not known:
        return ""
    widest = max(known, key=lambda row: abs(row.gap.value))
    sized = gap_text(widest.gap, measure).replace("(", "(95 % interval ", 1)
    return f"; the gap between fifths is widest in “{widest.whole.name}”, {sized}"


def _table(axis: Axis, measure: Measure) -> str:
    split = any(row.most is not None for row in axis.rows)
    ticks = ticks_of(axis.rows)
    heads = [(axis.title, ""), (f"Everyone, {measure.unit}", "he-r"), (counted_head(measure), "he-r")]
    if split:
        heads += [("Most deprived fifth", "he-r"), ("Least deprived fifth", "he-r"), ("Gap (95 % interval)", "he-r")]
    said = "".join(f'<th scope="col" class="{look}">{text(words)}</th>' for words, look in heads)
    rows = "".join(_row(row, measure, ticks, split=split) for row in axis.rows)
    table = (
        f'<table class="he-table hg-axis"><thead><tr>{said}<th scope="col">{scale(ticks, split=split)}</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
    label = text(f"{axis.title}: table")
    return (
        f"<h3>{text(axis.title)}</h3><p>{text(axis.words)} {text(unknown_words(axis))}</p>"
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{label}">{table}</div>'
    )


def unknown_words(axis: Axis) -> str:
    """The share of people whose group is not known."""
    if axis.unknown != axis.unknown:
        return "How many people are of unknown group is not published."
    if axis.unknown < 0.0005:
        return "Nobody’s group is unknown."
    share = "under 1 %" if axis.unknown < 0.01 else f"{100 * axis.unknown:.0f} %"
    return f"The group of {share} of people is unknown; they are in no row."


def _row(row: GroupRow, measure: Measure, ticks: tuple[float, ...], *, split: bool) -> str:
    whole = row.whole
    cells = [
        f'<td class="he-r"><b>{text(value_or_state(whole, measure).removesuffix(f" {measure.unit}"))}</b> '
        f"<small>{text(limits_words(whole, measure))}</small></td>",
        f'<td class="he-r">{text(counted(whole, measure))}</td>',
    ]
    if split:
        cells += [
            f'<td class="he-r">{text(value_or_state(side, measure).removesuffix(f" {measure.unit}"))}</td>'
            for side in (row.most, row.least)
        ]
        cells.append(f'<td class="he-r">{text(gap_text(row.gap, measure))}</td>')
    return f'<tr><th scope="row">{text(whole.name)}</th>{"".join(cells)}<td>{picture(row, ticks)}</td></tr>'


def ticks_of(rows: Sequence[GroupRow]) -> tuple[float, ...]:
    """Round ticks that hold every value, and every interval that is drawn."""
    ends: list[float] = []
    for row in rows:
        for side in (row.whole, row.most, row.least):
            if side is not None and side.has_value:
                ends += [side.lower_ci, side.upper_ci] if side is row.whole and side.has_interval else [side.value]
    return round_ticks(min(ends), max(ends), most=5) if ends else (0.0, 1.0)


def _x(value: float, ticks: tuple[float, ...]) -> float:
    return EDGE + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (WIDTH - 2 * EDGE)


def scale(ticks: tuple[float, ...], *, split: bool) -> str:
    """The axis over the pictures, and what the marks are."""
    ends = "".join(
        f'<text x="{_x(tick, ticks):.1f}" y="26" font-size="12" fill="{SECONDARY}" text-anchor="{anchor}">'
        f"{tick_text(tick)}</text>"
        for tick, anchor in ((ticks[0], "start"), (ticks[-1], "end"))
    )
    said = "Filled: most deprived, ring: least" if split else "Value and 95 % interval"
    key = f'<text x="{EDGE:g}" y="11" font-size="12" fill="{INK}">{said}</text>'
    return f'<svg width="{WIDTH:g}" height="30" role="img" aria-label="{said}">{key}{ends}</svg>'


def picture(row: GroupRow, ticks: tuple[float, ...]) -> str:
    """The two fifths on one axis with everybody as a tick; without fifths the value with its interval."""
    y = HEIGHT / 2
    drawn = f'<path d="M{EDGE:g},{y:g}H{WIDTH - EDGE:g}" stroke="{RULE}"/>'
    whole = row.whole
    sides = [side for side in (row.most, row.least) if side is not None and side.has_value]
    if len(sides) == 2:
        most, least = (_x(side.value, ticks) for side in sides)
        drawn += (
            f'<path d="M{most:.1f},{y:g}H{least:.1f}" stroke="{SECONDARY}" stroke-width="1.6"/>'
            f'<circle cx="{most:.1f}" cy="{y:g}" r="4.5" fill="{WORSE}"/>'
            f'<circle cx="{least:.1f}" cy="{y:g}" r="4.2" fill="{PAPER}" stroke="{ACCENT}" stroke-width="2.2"/>'
        )
        if whole.has_value:
            drawn += f'<path d="M{_x(whole.value, ticks):.1f},{y - 6:g}v12" stroke="{INK}" stroke-width="1.4"/>'
    elif whole.has_value:
        if whole.has_interval:
            low, high = (_x(end, ticks) for end in (whole.lower_ci, whole.upper_ci))
            drawn += f'<path d="M{low:.1f},{y:g}H{high:.1f}" stroke="{INK}" stroke-width="2.4"/>'
        drawn += f'<circle cx="{_x(whole.value, ticks):.1f}" cy="{y:g}" r="4.5" fill="{ACCENT}"/>'
    return f'<svg width="{WIDTH:g}" height="{HEIGHT:g}" aria-hidden="true">{drawn}</svg>'
