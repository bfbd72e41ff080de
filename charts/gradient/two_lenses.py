"""The two ways to say "most deprived fifth" side by side: within the footprint, and within England.

Lives here: one small table. Not here: its numbers (`charts.gradient.evidence`), words shared with the card.
"""

from __future__ import annotations

from charts.gradient.evidence import OWN, GradientEvidence, Ladder
from charts.gradient.words import gap_text, limits_words, meant, value_or_state
from charts.markup import text
from charts.words import mid_sentence, period_phrase, sentence_case, value_text

TITLES = {OWN: "Within this footprint", "england": "Within England"}


def two_lenses(shown: GradientEvidence) -> str:
    """The section; "" where neither way has groups."""
    if not (shown.own.known or shown.national.known):
        return ""
    rows = "".join(_row(ladder, shown) for ladder in (shown.own, shown.national))
    heads = "".join(
        f'<th scope="col"{look}>{words}</th>'
        for words, look in (
            ("Ranked", ""),
            ("Most deprived", ' class="he-r"'),
            ("Least deprived", ' class="he-r"'),
            ("Gap (95 % interval)", ' class="he-r"'),
            ("What it means", ""),
        )
    )
    return (
        '<section class="hg-section" aria-labelledby="hg-lenses"><h2 id="hg-lenses">Two ways to say “most deprived '
        "fifth”</h2>"
        f"<p>{text(two_words(shown))}</p>"
        '<div class="he-scroll" tabindex="0" role="region" aria-label="Two ways to rank"><table '
        f'class="he-table hg-two"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def two_words(shown: GradientEvidence) -> str:
    """What either way of ranking says of the gap, in one sentence; why there is none where that is so."""
    measure, said = shown.measure, []
    for ladder, whose in ((shown.own, "residents here"), (shown.national, "England’s areas")):
        fifths = ladder.fifths
        if not fifths.known:
            said.append(f"by fifths of {whose} no gap can be shown")
            continue
        ends = [value_text(row.value, measure) for row in (fifths.most, fifths.least)]
        said.append(
            f"by fifths of {whose} it was {ends[0]} in the most and {ends[1]} in the least deprived fifth, "
            f"{_side(ladder, shown)}"
        )
    when = sentence_case(period_phrase(measure, shown.period))
    return f"{when} {mid_sentence(measure.noun)} in {shown.name} is told in two ways: {'; '.join(said)}."


def _side(ladder: Ladder, shown: GradientEvidence) -> str:
    """ "22.5 points lower (95 % interval 21.9 to 23.0)"; that it is not clear, where it is not."""
    said = gap_text(ladder.gap, shown.measure).replace("(", "(95 % interval ", 1) or "no gap"
    return f"{said}, which chance alone could make" if ladder.gap.clear is False else said


def _row(ladder: Ladder, shown: GradientEvidence) -> str:
    fifths, measure = ladder.fifths, shown.measure
    ends = []
    for row in (fifths.most, fifths.least):
        limits = limits_words(row, measure)
        small = f"<small>{text(limits)}</small>" if limits else ""
        ends.append(f'<td class="he-r"><b>{text(value_or_state(row, measure))}</b>{small}</td>')
    gap = gap_text(ladder.gap, measure) if fifths.known else fifths.reason or ladder.reason
    words = meant(ladder, shown.name) if ladder.known else ladder.reason
    on = ' class="he-on"' if ladder.lens == shown.shown.lens else ""
    return (
        f'<tr{on}><th scope="row">{text(TITLES[ladder.lens])}</th>{"".join(ends)}<td class="he-r">{text(gap)}</td>'
        f"<td>{text(words)}</td></tr>"
    )
