"""The card beside the gradient: the gap of the fifths, the slope, ages, whose fifth is meant.

Lives here: HTML of the card. Not here: its sentences (`charts.gradient.words`).
"""

from __future__ import annotations

from charts.board.words import LONG_VALUE, size_words
from charts.evidence import AreaRow
from charts.gradient.evidence import NATIONAL, SAME_AGES, GradientEvidence
from charts.gradient.words import (
    ages_words,
    counted,
    counted_head,
    limits_words,
    meant,
    ratio_words,
    slope_words,
)
from charts.markup import text
from charts.states import state
from charts.words import number_text, sentence_case


def card(shown: GradientEvidence) -> str:
    """The card."""
    ladder = shown.shown
    parts = [_gap(shown)]
    for title, words in (
        ("Slope index of inequality", slope_words(shown) if ladder.known else ""),
        ("Is it age?", ages_words(shown) if ladder.known else ""),
        ("Which fifth is meant", meant(ladder, shown.name) if ladder.known else ""),
        ("How sure we are", sure(shown) if ladder.known else ""),
    ):
        if words:
            parts.append(f'<h3>{title}</h3><p class="he-said">{text(words)}</p>')
    return f'<section class="he-card" aria-label="Gap between fifths">{"".join(parts)}</section>'


def _gap(shown: GradientEvidence) -> str:
    ladder = shown.shown
    same = ", with the same ages" if shown.ages == SAME_AGES else ""
    eyebrow = f'<p class="he-eyebrow">Gap between fifths{" of England" if ladder.lens == NATIONAL else ""}{same}</p>'
    if not ladder.fifths.known:
        reason = ladder.fifths.reason or ladder.reason or "Withheld."
        return f'{eyebrow}<p class="he-big he-big-words">No gap to show</p><p class="he-sent">{text(reason)}</p>'
    ratio = ratio_words(ladder)
    relative = f'<p class="he-said">Relative gap: {text(ratio)}.</p>' if ratio else ""
    return f'{eyebrow}<p class="hg-big">{_size(shown)}</p>{_table(shown)}{relative}'


def _size(shown: GradientEvidence) -> str:
    """The gap in large type; a long unit beside it in small type."""
    said = size_words(shown.shown.gap.value, shown.measure)
    number, _, unit = said.partition(" ")
    return text(said) if len(said) <= LONG_VALUE + 3 else f"{text(number)} <small>{text(unit)}</small>"


def _table(shown: GradientEvidence) -> str:
    measure, fifths = shown.measure, shown.shown.fifths
    last = "" if shown.ages == SAME_AGES else f'<th scope="col" class="he-r">{text(counted_head(measure))}</th>'
    head = (
        f'<tr><th scope="col">Fifth</th><th scope="col" class="he-r">{text(measure.unit or "Value")}</th>'
        f'<th scope="col" class="he-r">95 % interval</th>{last}</tr>'
    )
    rows = "".join(_row(row, shown) for row in (fifths.most, fifths.least) if row is not None)
    return f'<table class="he-table hg-ends"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _row(row: AreaRow, shown: GradientEvidence) -> str:
    measure = shown.measure
    value = number_text(row.value, measure.decimals) if row.has_value else state(row.status).label
    last = "" if shown.ages == SAME_AGES else f'<td class="he-r">{text(counted(row, measure))}</td>'
    name = row.name.removesuffix(" fifth")
    return (
        f'<tr><th scope="row">{text(name)}</th><td class="he-r"><b>{text(value)}</b></td>'
        f'<td class="he-r">{text(limits_words(row, measure) or "not sampled")}</td>{last}</tr>'
    )


def sure(shown: GradientEvidence) -> str:
    """What the intervals hold and what they do not."""
    if not shown.sampled:
        return "All residents are counted, none are sampled: there are no intervals."
    single = [step.row.name for step in shown.shown.steps if step.areas == 1]
    alone = f" {sentence_case(' and '.join(single))} is a single area." if len(single) == 1 else ""
    covered = min(
        (step.row.coverage for step in shown.shown.steps if step.row.coverage == step.row.coverage), default=1
    )
    part = f" Counts cover {100 * covered:.0f} % of people or more in every group." if covered < 0.995 else ""
    return f"Intervals cover counting error only, not errors in the counts or the list of people.{alone}{part}"
