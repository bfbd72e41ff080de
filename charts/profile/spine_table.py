"""Every measure of the area as one table with a spine chart in it, lens by lens.

Lives here: the table, what is published around the area instead, and what has no figure. Not here: a row's drawing
(`charts.profile.spine`), words (`charts.profile.words`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.marks import badge, swatch
from charts.markup import text
from charts.profile import words
from charts.profile.profile_evidence import LENSES, AbsentRow, MeasureRow, Profile
from charts.profile.spine import key, spine
from charts.states import state
from charts.theme import ACCENT
from charts.words import interval_text, period_words, value_text
from data.schema import Status
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Direction

NOTHING_DIFFERS = "No measure differs from its benchmark beyond chance here."
NO_MEASURE = "No indicator loaded"
CONTEXT = "context"
MOST_OPEN, MOST_AROUND = 12, 6  # rows about the area, and of councils around it, that stand open
HEADS = (
    ("Measure", ""), ("Value", "he-r"), ("Count", "he-r hp-count"), ("Compared with", "he-r"), ("", "hp-pic"),
    ("Outcome", ""), ("Five-year trend", "hp-trend"),
)  # fmt: skip
_ARROWS = {
    Direction.INCREASING: "M2,12L12,3M12,3H5.5M12,3V9.5",
    Direction.DECREASING: "M2,3L12,12M12,12H5.5M12,12V5.5",
    Direction.NO_CHANGE: "M1,7.5H13M13,7.5L9,3.5M13,7.5L9,11.5",
}


def spine_table(profile: Profile, show: str = "") -> str:
    """The table of the measures shown, its key, and what stands around where there is no figure."""
    rows = words.shown_rows(profile, show)
    lenses = {lens: [row for row in rows if row.lens == lens] for lens in LENSES}
    folded = len(lenses[CONTEXT]) > MOST_OPEN and show == ""
    bodies = "".join(
        _lens(lens, found, profile, show=show) for lens, found in lenses.items() if not (folded and lens == CONTEXT)
    )
    if not bodies:
        bodies = f'<tbody><tr><td colspan="{len(HEADS)}">{text(NOTHING_DIFFERS)}</td></tr></tbody>'
    more = ""
    if folded:
        inside = _table(f"About {profile.name}", f"<tbody>{''.join(_row(row) for row in lenses[CONTEXT])}</tbody>")
        words_of = f"{LENSES[CONTEXT]}: {len(lenses[CONTEXT])} measures"
        more = f'<details class="he-panel"><summary>{text(words_of)}</summary>{inside}</details>'
    return (
        f'<section class="hp-main" aria-label="Measures">{_table(f"Every measure of {profile.name}", bodies)}{key()}'
        f"{more}{around(profile, show)}</section>"
    )


def _table(label: str, bodies: str) -> str:
    heads = "".join(_head(*one) for one in HEADS)
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(label)}">'
        f'<table class="he-table hp-table"><caption class="he-vh">{text(label)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{bodies}</table></div>"
    )


def _head(label: str, kind: str) -> str:
    if kind == "hp-pic":
        inside = (
            '<span class="hp-sides"><span>Worse or lower</span><span>Better or higher</span></span>'
            '<span class="he-vh">Among areas of its kind</span>'
        )
        return f'<th scope="col" class="hp-pic">{inside}</th>'
    return f'<th scope="col"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{text(label)}</th>'


def _lens(lens: str, rows: Sequence[MeasureRow], profile: Profile, *, show: str) -> str:
    """The rows of one lens under its name; an empty lens says so where everything is shown."""
    head = f'<tr class="hp-lens"><th scope="rowgroup" colspan="{len(HEADS)}">{text(LENSES[lens])}</th></tr>'
    if rows:
        return f"<tbody>{head}{''.join(_row(row) for row in rows)}</tbody>"
    if show not in ("", lens) or lens == CONTEXT:
        return ""
    absent = [one for one in profile.absent if one.lens == lens]
    said = NO_MEASURE if not absent else f"No figure for {profile.name}: {_listed(absent)}"
    return f'<tbody>{head}<tr class="hp-none"><td colspan="{len(HEADS)}">{text(said)}</td></tr></tbody>'


def _listed(absent: Sequence[AbsentRow]) -> str:
    told = [f"{one.name} ({one.reason.rstrip('.')})" for one in absent[:3]]
    rest = len(absent) - len(told)
    return "; ".join(told) + (f"; {rest} more below." if rest else ".")


def _row(row: MeasureRow) -> str:
    name = f'<a href="{text(row.map_href)}" target="_self">{text(words.name_of(row.measure))}</a>'
    under = " · ".join(part for part in (words.period_of(row), row.whose, words.gap_in_coverage(row)) if part)
    large, unit = words.value_parts(row) if row.row.has_value else (state(row.row.status).table_text, "")
    count, of = words.count_words(row) if row.row.has_value else ("", "")
    return (
        f'<tr{" class=he-on" if row.chosen else ""} data-measure="{text(row.measure.indicator_id)}">'
        f'<th scope="row">{name}<small>{text(under)}</small></th>'
        f'<td class="he-r"><b>{text(large)}</b>{_small(unit or _interval(row))}</td>'
        f'<td class="he-r hp-count">{text(count)}{_small(of)}</td>'
        f'<td class="he-r">{_benchmark(row)}</td><td class="hp-pic">{spine(row)}</td>'
        f"<td>{_outcome(row)}</td><td class=hp-trend>{_trend(row)}</td></tr>"
    )


def _small(told: str) -> str:
    return f"<small>{text(told)}</small>" if told else ""


def _interval(row: MeasureRow) -> str:
    if not row.row.has_interval:
        return ""
    return interval_text(row.row.lower_ci, row.row.upper_ci, measure=row.measure, unit=False)


def _benchmark(row: MeasureRow) -> str:
    if row.benchmark is None:
        return ""
    shown = value_text(row.benchmark.value, row.measure, unit=row.measure.unit == "%")
    return f"{text(shown)}<small>{text(row.benchmark_word)}</small>"


def _outcome(row: MeasureRow) -> str:
    """Mark and word against the benchmark, or the state that stands in its place."""
    found = state(row.row.status, not_ranked=row.measure.not_ranked)
    if found.class_code is not None:
        return f'<span class="he-badge">{swatch(found.class_code)}{text(found.label)}</span>'
    if not row.judged:
        return f'<span class="hp-quiet">{text(words.not_compared_words(row))}</span>'
    word = Comparison(row.row.compared).value.capitalize()
    estimated = " (estimated)" if row.row.status == Status.ESTIMATED else ""
    return badge(row.row.compared, word + estimated)


def _trend(row: MeasureRow) -> str:
    path = _ARROWS.get(Direction(row.direction))
    if not path:
        return f'<span class="hp-quiet">Not tested<span class="he-vh">: {text(words.trend_reason(row))}</span></span>'
    arrow = (
        '<svg width="14" height="15" aria-hidden="true">'
        f'<path d="{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/></svg>'
    )
    return f'<span class="hp-arrow">{arrow}{text(words.trend_words(row))}</span>'


def around(profile: Profile, show: str = "") -> str:
    """What is published for councils around the area, and which measures have nothing here at all."""
    wanted = [one for one in profile.absent if show in ("", one.lens)]
    published = [one for one in wanted if one.around]
    missing = [one for one in wanted if not one.around]
    parts = []
    if published:
        first, rest = published[:MOST_AROUND], published[MOST_AROUND:]
        parts.append(
            f'<h2>Published for councils around it</h2><p class="hp-said">These measures have no figure for '
            f"{text(profile.name)} itself.</p>{_councils(first)}"
        )
        if rest:
            more = f"{len(rest)} more {'measure' if len(rest) == 1 else 'measures'} of councils around it"
            parts.append(f'<details class="he-panel"><summary>{text(more)}</summary>{_councils(rest)}</details>')
    if missing:
        rows = "".join(f"<li><b>{text(one.name)}</b> {text(one.reason)}</li>" for one in missing)
        many = f"{len(missing)} {'measure' if len(missing) == 1 else 'measures'} of the pack without a figure here"
        parts.append(
            f'<details class="he-panel"><summary>{text(many)}</summary><ul class="hp-miss">{rows}</ul></details>'
        )
    return "".join(parts)


def _councils(published: Sequence[AbsentRow]) -> str:
    return f'<ul class="hp-around">{"".join(_published(one) for one in published)}</ul>'


def _published(one: AbsentRow) -> str:
    told = ", ".join(f"{row.name} {value_text(row.value, one.measure)}" for row in one.around)
    name, when = text(words.name_of(one.measure)), text(period_words(one.period))
    return f"<li><b>{name}</b> <span>{text(told)}</span> <small>{when}</small></li>"
