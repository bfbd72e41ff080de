"""The summary card of an own footprint: size, coverage, parts, the measure's value, or why there is none.

Lives here: the HTML of the card. Not here: its words (`charts.own.own_summary`), the page's tables
(`charts.own.own_tables`).
"""

from __future__ import annotations

from charts.coverage import coverage_words, split_words
from charts.evidence import AreaRow
from charts.map.card import empty_card
from charts.markup import text
from charts.own.own_summary import RESIDENTS_OF, OwnSummary, coverage_line, percent
from charts.standardised_table import value_words
from charts.states import state
from charts.words import count_text, interval_text, period_phrase, period_words, value_text


def own_card(own: OwnSummary) -> str:
    """The card of an own footprint; without members it says how to begin."""
    if own.size is None:
        return empty_card("No areas yet", "Choose where to start from, or add an area by its name or code.")
    dates = _dates(own.valid)
    parts = [
        f'<h2>{text(own.name)}</h2><p class="he-eyebrow">{text(own.kind)}{text(dates)}</p>',
        _residents(own),
        f'<p class="he-note">{text(coverage_line(own))}</p>',
        _list("By county", own.counties),
        _list("By system", own.systems),
        _apportioned(own),
        _measured(own),
    ]
    return f'<section class="he-card he-own-card" aria-label="This footprint" tabindex="-1">{"".join(parts)}</section>'


def ways(query: str) -> str:
    """Links to the pages that show the footprint, the board first."""
    pages = (("board", "On the board"), ("", "On the map"), ("area", "Its profile"), ("compare", "Its areas compared"))
    links = " ".join(f'<a href="./{path}?{text(query)}" target="_self">{words}</a>' for path, words in pages)
    return f'<p class="he-note he-own-ways">{links}</p>'


def _residents(own: OwnSummary) -> str:
    known = own.residents == own.residents
    big = count_text(own.residents) if known else "Residents not known"
    size = "he-big" if known else "he-big he-big-words"
    beside = f"residents<br>{RESIDENTS_OF}" if known else f"{count_text(own.areas)} {own.made_of[own.areas != 1]}"
    return f'<div class="he-val"><span class="{size}">{text(big)}</span><span class="he-ci">{beside}</span></div>'


def _list(title: str, rows: tuple[AreaRow, ...]) -> str:
    inside = "".join(f"<div><dt>{text(row.name)}</dt><dd>{_people(row)}</dd></div>" for row in rows)
    return f'<h3 class="he-own-h">{text(title)}</h3><dl class="he-dl">{inside}</dl>'


def _people(row: AreaRow) -> str:
    areas = f"{row.members[1]:,} LSOAs" if row.members else ""
    return text(f"{count_text(row.numerator)} ({areas})" if row.numerator == row.numerator else areas)


def _apportioned(own: OwnSummary) -> str:
    if not own.apportioned:
        return ""
    return (
        f'<p class="he-note">{text(percent(own.apportioned))} of its LSOAs are cut: they count by their share inside, '
        "as if people lived evenly in them.</p>"
    )


def _measured(own: OwnSummary) -> str:
    """The measure's value with interval and parts, or the reason why it is not shown."""
    if own.measure is None:
        return ""
    title = own.measure.name
    if own.value is None:
        return (
            f'<h3 class="he-own-h">{text(title)}</h3><p class="he-note" role="status"><b>Not shown.</b> '
            f"{text(own.refused)}</p>"
        )
    head = f"{title}, {period_phrase(own.measure, own.period)}"
    rows = [_value_row(own, own.value, name="All of it")]
    rows += [_value_row(own, row) for row in (*own.value_parts, *own.value_systems)]
    if own.standardised is not None:
        under = f'<span class="he-own-small">ages of the {text(own.standardised.name)}</span>'
        words = text(value_words(own.standardised, own.measure))
        rows.append(f"<div><dt>Age-standardised</dt><dd>{words}{under}</dd></div>")
    covered, split = coverage_words(own.value), split_words(own.value, own.measure)
    note = f'<p class="he-note">Covers {text(covered)}.</p>' if covered else ""
    note += f'<p class="he-note">In any case {text(split)}.</p>' if split else ""
    note += f'<p class="he-note">{text(own.value.reason)}</p>' if own.value.reason and not own.value.has_value else ""
    return f'<h3 class="he-own-h">{text(head)}</h3><dl class="he-dl">{"".join(rows)}</dl>{note}'


def _value_row(own: OwnSummary, row: AreaRow, *, name: str = "") -> str:
    if not row.has_value:
        words, small = state(row.status).label, []
    else:
        words, small = value_text(row.value, own.measure), []
        if row.has_interval:
            small.append(f"95 % interval {interval_text(row.lower_ci, row.upper_ci, measure=own.measure)}")
        if row.has_counts:
            small.append(f"{count_text(row.numerator)} of {count_text(row.denominator)}")
    under = "".join(f'<span class="he-own-small">{text(line)}</span>' for line in small)
    return f"<div><dt>{text(name or row.name)}</dt><dd><b>{text(words)}</b>{under}</dd></div>"


def _dates(valid: tuple[str, str]) -> str:
    start, end = valid
    if start and end:
        return f", {period_words(start)} to {period_words(end)}"
    if start:
        return f", from {period_words(start)}"
    return f", to {period_words(end)}" if end else ""
