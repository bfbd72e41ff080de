"""A district or place beside its county without it, its system and England: one table, one sentence.

Lives here: the figures of that comparison as the page needs them, its words and its HTML. Not here: sums and release
(`pages.parts.answering.county_context`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.coverage import coverage_words
from charts.evidence import AreaRow, Measure
from charts.interval_cell import IntervalScale, interval_picture
from charts.marks import badge
from charts.markup import text
from charts.states import state
from charts.words import (
    count_text,
    interval_text,
    mid_sentence,
    number_text,
    period_phrase,
    round_ticks,
    sentence_case,
    value_text,
)
from data.schema import ValueType
from equity.comparing.comparison import Comparison

KINDS = {"place": "", "rest": "county without {name}", "system": "system", "country": "country"}
ADDED = (
    "The county without it is added up from the same small areas as the place: numerators and denominators once, never "
    "the difference of two rates. It is withheld wherever that difference could give a small count away."
)
_BEYOND = {
    Comparison.BETTER: "better than", Comparison.WORSE: "worse than", Comparison.LOWER: "lower than",
    Comparison.HIGHER: "higher than", Comparison.SIMILAR: "similar to",
}  # fmt: skip


@dataclass(frozen=True)
class CountyContext:
    """A place and what stands around it in one period.

    Attributes
    ----------
    name : str
        The place.
    rows : tuple of AreaRow
        Released; the place (role "place"), each county without it ("rest"), its system, England ("country"). `compared`
        is what the place's interval says about the row.
    whole : tuple of str
        Authorities that the place fills, so that nothing of them is left.
    """

    name: str
    period: str
    rows: tuple[AreaRow, ...]
    whole: tuple[str, ...] = ()


def panel(context: CountyContext, measure: Measure) -> str:
    """Heading, sentence and table."""
    title = f"{context.name} in its county"
    words = "".join(f"<p>{text(one)}</p>" for one in (sentence(context, measure), gap_words(context)) if one)
    table = _table(context, measure, title) if any(row.has_value for row in context.rows) else ""
    note = f'<p class="he-note">{text(ADDED)}</p>' if table else ""
    return f'<section class="he-around" aria-label="{text(title)}"><h2>{text(title)}</h2>{words}{table}{note}</section>'


def sentence(context: CountyContext, measure: Measure) -> str:
    """The values side by side, and what the place's interval says about the rest of its county."""
    own, others = context.rows[0], [row for row in context.rows[1:] if row.has_value]
    if not own.has_value:
        return f"{own.name}: {_why(own)}"
    interval = (
        f" (95 % interval {interval_text(own.lower_ci, own.upper_ci, measure=measure)})" if own.has_interval else ""
    )
    start = f"{sentence_case(period_phrase(measure, context.period))} {mid_sentence(measure.noun)} was"
    beside = [f"{value_text(row.value, measure)} in {_called(row)}" for row in others]
    said = f"{start} {value_text(own.value, measure)}{interval} in {own.name}"
    said += f"; {', '.join(beside)}." if beside else "."
    judged = [
        f"{own.name} is {_BEYOND[Comparison(row.compared)]} {_called(row)}"
        for row in others
        if row.role == "rest" and Comparison(row.compared) in _BEYOND
    ]
    size = _size(own, [row for row in context.rows if row.role == "rest"], measure)
    return " ".join([said, *(f"{one}." for one in judged), *([size] if size else [])])


def gap_words(context: CountyContext) -> str:
    """Why a row has no value, or why there is no county around the place."""
    whole = [
        f"{context.name} fills the upper-tier council {name}: there is no county around it."
        if name != context.name
        else f"{name} is an upper-tier council itself: there is no county around it."
        for name in context.whole
    ]
    gaps = [f"{row.name}: {_why(row)}" for row in context.rows[1:] if not row.has_value]
    return " ".join([*whole, *gaps])


def _called(row: AreaRow) -> str:
    if row.role == "rest":
        return f"the {row.name[:1].lower()}{row.name[1:]}"
    return f"the system {row.name}" if row.role == "system" else row.name


def _size(own: AreaRow, rests: list[AreaRow], measure: Measure) -> str:
    """The place's share of everyone counted in its counties; "" where a part of them is not known."""
    known = [row.denominator for row in (own, *rests) if row.denominator == row.denominator]
    if measure.value_type != ValueType.PROPORTION or not rests or len(known) <= len(rests):
        return ""
    share = f"{number_text(100 * own.denominator / sum(known), 1)} %"
    which = "county" if len(rests) == 1 else "counties"
    return f"It has {share} of the {measure.people or 'people counted'} in its {which}."


def _why(row: AreaRow) -> str:
    return row.reason or state(row.status).words


def _table(context: CountyContext, measure: Measure, title: str) -> str:
    drawn = [row for row in context.rows if row.has_interval]
    ends = [end for row in drawn for end in (row.lower_ci, row.upper_ci)]
    scale = IntervalScale(round_ticks(min(ends), max(ends)), context.rows[0].value) if ends else None
    rows = "".join(_row(row, context, measure, scale) for row in context.rows)
    unit, counted = measure.unit or "Value", sentence_case(measure.numerator_name or "Counted")
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(title)}, table"><table class="he-table">'
        f"<caption>{text(f'{measure.name}, {period_phrase(measure, context.period)}')}</caption><thead><tr>"
        f'<th scope="col">Area</th><th scope="col" class="he-r">{text(unit)}</th>'
        '<th scope="col" class="he-r">95 % interval</th>'
        + ('<th scope="col">Intervals; the line is the place</th>' if scale else "")
        + f'<th scope="col">{text(context.name)} compared with it</th><th scope="col" class="he-r">{text(counted)}</th>'
        f'<th scope="col" class="he-r">Out of</th><th scope="col">Rests on</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


def _row(row: AreaRow, context: CountyContext, measure: Measure, scale: IntervalScale | None) -> str:
    value = number_text(row.value, measure.decimals) if row.has_value else state(row.status).table_text
    interval = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False) if row.has_interval else ""
    first = row is context.rows[0]
    ends = {"lower": row.lower_ci, "upper": row.upper_ci} if row.has_interval else {"lower": None, "upper": None}
    point = {"value": row.value if row.has_value else None, "compared": "benchmark", **ends}
    picture = f"<td>{interval_picture(scale, point)}</td>" if scale else ""
    judged = "" if first or not row.has_value else badge(row.compared)
    counts = "".join(
        f'<td class="he-r">{count_text(count) if count == count else ""}</td>'
        for count in (row.numerator, row.denominator)
    )
    kind = f"<small>{text(KINDS[row.role].format(name=context.name))}</small>" if KINDS[row.role] else ""
    return (
        f'<tr{" class=he-on" if first else ""}><th scope="row">{text(row.name)}{kind}</th>'
        f'<td class="he-r"><b>{text(value)}</b></td><td class="he-r">{text(interval)}</td>{picture}<td>{judged}</td>'
        f"{counts}<td>{text(coverage_words(row))}</td></tr>"
    )
