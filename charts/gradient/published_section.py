"""Groups as published: a sentence and a table per axis, for England and the councils a footprint lies in.

Lives here: HTML and words of the section, also that the pack has no such table. Not here: the groups
(`charts.gradient.published`), drawing of one row (`charts.gradient.axes_section`).
"""

from __future__ import annotations

from itertools import groupby

from charts.evidence import AreaRow, Measure
from charts.gradient.axes_section import picture, scale, ticks_of
from charts.gradient.evidence import GradientEvidence, GroupRow
from charts.gradient.published import Published
from charts.gradient.published_words import group_sentence
from charts.gradient.words import counted, counted_head, limits_words, value_or_state
from charts.markup import text
from charts.words import count_text, period_words

NONE = (
    "This pack holds no table of this measure by group as its publisher gives it: no values of England or of a council "
    "by sex, age, ethnic group or deprivation. That does not mean that there is no difference."
)
METHOD = (
    "As the publisher gives them for England and for whole councils, in the newest period of each table; they are "
    "not worked out for a footprint. Limits are the publisher’s, or Wilson’s and Byar’s from published counts; a dash "
    "means that neither is published. People whose group is not known are in no row."
)


def published_section(shown: GradientEvidence) -> str:
    """The section; where the pack has no such table it says so."""
    start = '<section class="hg-section" aria-labelledby="hg-published"><h2 id="hg-published">Groups as published</h2>'
    if not shown.published:
        return f"{start}<p>{text(NONE)}</p></section>"
    every = _by_axis(shown) if shown.shown.known else _by_axis(shown)[1:]  # the first leads the page
    tables = "".join(_table(title, found, shown.measure) for title, found in every)
    return f'{start}<p class="he-note">{text(METHOD)}</p>{tables}</section>'


def leading_axis(shown: GradientEvidence) -> str:
    """The first axis alone, where there are no deprivation groups to draw; "" where the pack has none."""
    found = _by_axis(shown)
    return f'<div class="hg-section hg-leading">{_table(*found[0], shown.measure, said=False)}</div>' if found else ""


def _by_axis(shown: GradientEvidence) -> list[tuple[str, list[Published]]]:
    return [(title, list(found)) for title, found in groupby(shown.published, key=lambda one: one.title)]


def _table(title: str, found: list[Published], measure: Measure, *, said: bool = True) -> str:
    """Heading, sentences (where they do not stand elsewhere) and the table, which names areas where it has several."""
    rows = [(one, row) for one in found for row in (*one.rows, *((one.everyone,) if one.everyone else ()))]
    ticks = ticks_of([GroupRow(row) for _, row in rows])
    where = len(found) > 1
    named = ("Group", "Where and when") if where else ("Group",)
    counts = (measure.unit or "Value", "95 % interval", counted_head(measure), "Out of")
    told = "".join(f'<th scope="col">{text(one)}</th>' for one in named)
    told += "".join(f'<th scope="col" class="he-r">{text(one)}</th>' for one in counts)
    drawn = "".join(_row(one, row, measure, ticks=ticks, where=where) for one, row in rows)
    words = "".join(f"<p>{text(group_sentence(one, measure))}</p>" for one in found) if said else ""
    only = "" if where else f"<caption>{text(f'{found[0].area}, {period_words(found[0].period)}')}</caption>"
    note = f'<p class="he-note">{text(found[0].note)}</p>' if found[0].note else ""
    label = text(f"{title}, as published: table")
    return (
        f'<h3>{text(title)}</h3>{words}<div class="he-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="he-table hg-axis">{only}<thead><tr>{told}'
        f'<th scope="col">{scale(ticks, split=False)}</th></tr></thead>'
        f"<tbody>{drawn}</tbody></table></div>{note}"
    )


def _row(one: Published, row: AreaRow, measure: Measure, *, ticks: tuple[float, ...], where: bool) -> str:
    value = value_or_state(row, measure).removesuffix(f" {measure.unit}")
    on = ' class="he-on"' if row is one.everyone else ""
    people = count_text(row.denominator) if row.denominator == row.denominator else ""
    cells = (limits_words(row, measure) or "–", counted(row, measure) or "–", people or "–")
    told = "".join(f'<td class="he-r">{text(cell)}</td>' for cell in cells)
    place = f"<td>{text(f'{one.area}, {period_words(one.period)}')}</td>" if where else ""
    return (
        f'<tr{on}><th scope="row">{text(row.name)}</th>{place}'
        f'<td class="he-r"><b>{text(value)}</b></td>{told}<td>{picture(GroupRow(row), ticks)}</td></tr>'
    )
