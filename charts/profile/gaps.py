"""Who is left behind inside the area: its most deprived fifth beside its least, measure by measure.

Lives here: the table of gaps and its sentence. Not here: the gap itself (`equity.comparing.profile`).
"""

from __future__ import annotations

from charts.markup import text
from charts.profile import words
from charts.profile.profile_evidence import MeasureRow, Profile
from charts.words import number_text, value_text

TITLE = "Its most and least deprived fifth"
NONE = "No measure can be added up over fifths of this area: there are no counts for enough small areas in it."
HOW = "Fifths of its residents by deprivation of their small areas (IMD 2019); counts are added up, no rates averaged."


def gaps_section(profile: Profile, show: str = "") -> str:
    """Heading, sentence and table; without gaps the reason."""
    rows = [row for row in words.shown_rows(profile, show) if row.fifths]
    if not rows:
        return f'<section class="hp-gaps"><h2>{TITLE}</h2><p class="hp-said">{text(NONE)}</p></section>'
    lines = "".join(_row(row) for row in rows)
    widest = max(rows, key=lambda row: abs(row.gap.value) / max(abs(row.row.value), 1e-9))
    said = f"{widest.measure.short_name}: {words.gap_words(widest)}."
    return (
        f'<section class="hp-gaps" aria-label="{TITLE}"><h2>{TITLE}</h2><p class="hp-said">{text(said)}</p>'
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{TITLE}, table"><table class="he-table">'
        f'<caption class="he-vh">{TITLE}</caption><thead><tr><th scope="col">Measure</th>'
        '<th scope="col" class="he-r">Most</th><th scope="col" class="he-r">Least</th>'
        '<th scope="col" class="he-r">Gap</th></tr></thead>'
        f'<tbody>{lines}</tbody></table></div><p class="hp-under">{text(HOW)}</p></section>'
    )


def _row(row: MeasureRow) -> str:
    most, least = row.fifths
    gap, decimals = row.gap, row.measure.decimals
    size = number_text(gap.value, decimals)
    limits = (
        f"{number_text(gap.lower, decimals)} to {number_text(gap.upper, decimals)}" if gap.lower == gap.lower else ""
    )
    unit = row.measure.unit == "%"
    return (
        f'<tr><th scope="row">{text(row.measure.short_name)}</th>'
        f'<td class="he-r">{text(value_text(most.value, row.measure, unit=unit))}</td>'
        f'<td class="he-r">{text(value_text(least.value, row.measure, unit=unit))}</td>'
        f'<td class="he-r"><b>{text(size)}</b><small>{text(limits)}</small></td></tr>'
    )
