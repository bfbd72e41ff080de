"""The chosen area beside the figure: its value, the judgement, one sentence, and what else is known of it.

Lives here: a small card; it also tells the browser which area is chosen. Not here: the map's own card
(`charts.map.card`).
"""

from __future__ import annotations

from charts.card_words import card_sentence, note_words
from charts.compare.compared import Areas
from charts.compare.ranked import outcome_words
from charts.coverage import rank_words
from charts.evidence import AreaRow
from charts.marks import badge, comparison_words
from charts.markup import text
from charts.states import state
from charts.words import interval_text, level_words, sentence_case, value_text

CLEAR = '<button type="button" class="he-clear" data-choose="none">Clear</button>'


def chosen_card(areas: Areas, code: str, *, extra: tuple[str, ...] = ()) -> str:
    """The card of a code, "" for a prompt to choose one; `extra` are sentences of the view that is shown."""
    evidence = areas.evidence
    one, _ = level_words(evidence.area_type)
    if not code:
        words = f"Choose a {one} in the map, the figure, the table or the Area box: it is marked in all of them."
        return (
            f'<section class="hc-card hc-card-empty" data-chosen="" aria-label="Chosen area"><h2>No {text(one)} chosen'
            f"</h2><p>{text(words)}</p></section>"
        )
    row = evidence.selected_row
    parts = [
        CLEAR,
        f"<h2>{text(row.name)}</h2>",
        f'<p class="he-eyebrow">{text(_kind(row, one))}</p>',
        _value(row, areas),
    ]
    parts += [f"<p>{text(card_sentence(evidence.measure, row, period=evidence.period))}</p>"]
    parts += [f"<p>{text(words)}</p>" for words in extra if words]
    pairs = _pairs(row, areas)
    listed = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in pairs)
    parts.append(f'<dl class="he-dl">{listed}</dl>' if pairs else "")
    parts += [f'<p class="he-note">Note: {text(words)}</p>' for words in note_words(evidence.measure, row)]
    return (
        f'<section class="hc-card" data-chosen="{text(code)}" aria-label="Chosen area" tabindex="-1">'
        f"{''.join(parts)}</section>"
    )


def _kind(row: AreaRow, one: str) -> str:
    around = [name for name in (row.district, row.county) if name and name != row.name]
    return sentence_case(one) + (f" in {', '.join(dict.fromkeys(around))}" if around else "")


def _value(row: AreaRow, areas: Areas) -> str:
    evidence = areas.evidence
    measure, other = evidence.measure, evidence.benchmark
    if not row.has_value:
        return f'<p class="hc-value"><b>{text(state(row.status).label)}</b></p>'
    limits = f"95 % interval {interval_text(row.lower_ci, row.upper_ci, measure=measure)}" if row.has_interval else ""
    judged = outcome_words(row, evidence)
    if other is not None and other.has_value and row.status in ("ok", "estimated"):
        judged = badge(
            row.compared, f"{comparison_words(row.compared, other.name)} ({value_text(other.value, measure)})"
        )
    return (
        f'<p class="hc-value"><b>{text(value_text(row.value, measure))}</b><span>{text(limits)}</span></p>'
        f'<p class="he-judge">{judged}</p>'
    )


def _pairs(row: AreaRow, areas: Areas) -> list[tuple[str, str]]:
    evidence = areas.evidence
    pairs = [("Rank in view", sentence_case(rank_words(evidence)))] if row.has_value else []
    tenth = areas.tenths.get(row.code, 0)
    return [*pairs, ("Deprivation in England", f"tenth {tenth} of 10 (1 is most deprived)")] if tenth else pairs
