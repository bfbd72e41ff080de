"""The card beside usual variation: the two verdicts with icon and words, what stands out, limits, the footprint.

Lives here: HTML. Not here: the sentences (`charts.saying.usual`).
"""

from __future__ import annotations

from charts.markup import text
from charts.saying.usual import (
    ASSURANCE,
    VARIATION,
    assurance_sentence,
    kind_words,
    limits_sentence,
    standing_out,
    variation_sentence,
)
from charts.usual.usual_evidence import UsualEvidence
from charts.usual.usual_icons import assurance_icon, variation_icon
from charts.words import sentence_case

INSTEAD = (
    "The view “Lines” shows the values that there are. A chart of usual variation needs periods of one length, one "
    "after the other, on the same members."
)
MOST = 6  # runs named in the card; the paragraph under the figure names all


def card(evidence: UsualEvidence) -> str:
    """The card; without a chart it says why and what would help."""
    usual, measure = evidence.usual, evidence.trend.measure
    footprint = f'<h3>Footprint</h3><p class="he-said">{text(evidence.trend.footprint_note)}</p>'
    if usual.chart is None:
        return _section(f'<h3>Instead</h3><p class="he-said">{INSTEAD}</p>{footprint}')
    runs = standing_out(usual)
    beyond = [f"{len(runs) - MOST} more, named under the figure"] if len(runs) > MOST else []
    listed = "".join(f"<li>{text(words)}</li>" for words in (*runs[:MOST], *beyond))
    stand = f"<ul>{listed}</ul>" if runs else '<p class="he-said">No period does.</p>'
    target = assurance_sentence(usual, measure, target=evidence.target)
    target += f" Set by: {evidence.target_source}." if evidence.target_source else ""
    return _section(
        _verdict(
            "Variation",
            VARIATION[usual.variation],
            variation_sentence(usual, evidence.line.name),
            variation_icon(usual),
        )
        + _verdict("Assurance", ASSURANCE[usual.assurance], target, assurance_icon(usual.assurance))
        + f'<h3>What stands out</h3>{stand}<h3>Limits</h3><p class="he-said">{text(limits_sentence(usual, measure))} '
        f"{text(sentence_case(kind_words(usual)))}.</p>{footprint}"
    )


def _section(inside: str) -> str:
    return f'<section class="he-card" aria-label="Variation and assurance">{inside}</section>'


def _verdict(kind: str, word: str, sentence: str, icon: str) -> str:
    return (
        f'<div class="hu-verdict">{icon}<div><p class="he-eyebrow">{text(kind)}</p><p class="hu-word">{text(word)}</p>'
        f'</div></div><p class="he-said">{text(sentence)}</p>'
    )
