"""The list of programmes under a trend: each with place, dates, owner, reach, source, and the values before and after.

Lives here: HTML. Not here: the lane (`charts.trend.lane`), sentences (`charts.saying.before_after`).
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.markup import text
from charts.saying.before_after import before_after_sentence, dates_words, marker_sentence
from charts.saying.clauses import range_text, side_text
from charts.trend.trend_evidence import Marker, TrendEvidence
from charts.words import interval_text, period_words, sentence_case, value_text
from data.schema import Status
from equity.change.before_after import BeforeAfter, Side
from equity.change.programme import CAUTION

NONE_IN_PACK = "No programme is recorded in this pack."
NONE_HERE = "No programme is recorded here for this measure."
NO_SERIES = "{place} has no series of its own, so before and after are not told."
NO_SUM = "{place} together have no series, so before and after are not told: {reason}"
NO_VALUES = "{place} has no value of this measure, so before and after are not told: {reason}"
NEVER_RANKED = "Reach is a count by its owner, kept beside the outcome: it is never ranked and never made a rate."
ADDING = (
    "The Programmes page takes a file: download its template, fill in name, place, first day, owner, source and the "
    "measures on whose trends it stands, and choose it there. It is checked as a whole, and every fault is named."
)
HOW = {"around": "{place}, which holds {line}", "part": "{place}, a part of {line}"}


def panel(evidence: TrendEvidence) -> str:
    """The list; how to add a programme where none stands here; "" where they are hidden."""
    if evidence.markers:
        listed = "".join(_entry(one, evidence.measure) for one in evidence.markers)
        return (
            f'<section class="hp-list" id="programmes" aria-label="Programmes"><h2>Programmes in these years</h2>'
            f'{listed}<p class="he-note">{text(NEVER_RANKED)}</p></section>'
        )
    if not evidence.markers_note:
        return ""
    return (
        f'<details class="he-panel" id="programmes"><summary>Programmes: how to add one</summary>'
        f'<p class="he-para">{text(evidence.markers_note)} {text(ADDING)} '
        '<a class="he-along" href="./programmes" target="_self">Add a programme</a></p></details>'
    )


def told_words(one: Marker, measure: Measure) -> str:
    """Before and after of one programme in a sentence, always with the caution that timing is no proof."""
    if one.told is None:
        return f"{one.untold} {CAUTION}"
    words = before_after_sentence(measure, one.place, programme=one.programme, told=one.told)
    return words if words.endswith(CAUTION) else f"{words} {CAUTION}"


def programmes_words(evidence: TrendEvidence) -> list[str]:
    """Every programme in words, for the paragraph and the picture: the marker and what stands before and after."""
    return [
        f"{marker_sentence(one.programme, place=one.place, owner=one.owner)} {told_words(one, evidence.measure)}"
        for one in evidence.markers
    ]


def where_words(one: Marker) -> str:
    """Where it ran, and how that lies to the line."""
    return HOW.get(one.how, "{place}").format(place=one.place, line=one.line)


def _entry(one: Marker, measure: Measure) -> str:
    programme = one.programme
    whose = f"{one.owner}, {one.owner_kind}" if one.owner_kind else one.owner
    facts = [("Where", text(where_words(one))), ("When", text(sentence_case(dates_words(programme))))]
    facts += [("Run by", text(whose))] if whose else []
    facts.append(("Reach", _reach(one)))
    source = text(programme.source)
    facts.append(("Source", f'<a href="{text(one.url)}">{source}</a>' if one.url else source))
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    said = "".join(f"<p>{text(words)}</p>" for words in (one.about, one.note) if words)
    return (
        f'<article id="programme-{text(programme.id)}"><h3>{text(programme.name)}</h3>{said}'
        f'<dl class="hp-facts">{rows}</dl>{_table(one, measure)}<p class="hp-told">{text(told_words(one, measure))}</p>'
        "</article>"
    )


def _reach(one: Marker) -> str:
    if not one.reach:
        return "No count is recorded."
    rows = "".join(
        f"<li><b>{text(count)}</b>, {text(period)} <span>({text(quality)})</span></li>"
        for count, period, quality in one.reach
    )
    return f"<ul>{rows}</ul>"


def _table(one: Marker, measure: Measure) -> str:
    """Both sides and the difference, where they can be told."""
    told = one.told
    if told is None or told.status != Status.OK:
        return ""
    limits = sentence_case(range_text(told.lower_ci, told.upper_ci, measure=measure))
    difference = sentence_case(side_text(told.estimate, measure))
    rows = [_side("Before", told.before, measure), _side("Since the start", told.after, measure)]
    rows.append(("Difference", difference, limits, _periods(told)))
    body = "".join(
        f'<tr><th scope="row">{text(name)}</th>{"".join(f"<td>{text(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in rows
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "Value", "95 % interval", "Periods"))
    label = text(f"Before and after {one.programme.name}")
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{label}"><table class="he-table hp-sides">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _side(name: str, side: Side, measure: Measure) -> tuple[str, str, str, str]:
    first, last = side.periods[0], side.periods[-1]
    span = f"{len(side.periods)}: {period_words(first)} to {period_words(last)}"
    return name, value_text(side.value, measure), interval_text(side.lower_ci, side.upper_ci, measure=measure), span


def _periods(told: BeforeAfter) -> str:
    """What is on neither side."""
    left_out = (*told.straddling, *told.unused)
    return f"Left out: {', '.join(map(period_words, left_out))}" if left_out else ""
