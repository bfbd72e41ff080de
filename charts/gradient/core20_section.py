"""Core20: the share of residents in England's most deprived fifth of small areas, as rows with a bar.

Lives here: words and HTML of the section. Not here: the shares (`equity.inequality.core20`).
"""

from __future__ import annotations

from charts.evidence import AreaRow
from charts.gradient.evidence import GradientEvidence
from charts.markup import text
from charts.theme import ACCENT, SECONDARY
from charts.words import about, count_text, number_text

ROLES = {"system": "system", "country": "country", "part": "part of it", "place": "in it"}


def core20_section(shown: GradientEvidence) -> str:
    """The section; "" where the footprint has no share."""
    rows = shown.core20.rows
    if not rows or rows[0].role != "selected":
        return ""
    most = max(row.value for row in rows) or 1.0
    drawn = "".join(_row(row, most) for row in rows)
    notes = "".join(f'<p class="he-note">{text(note)}</p>' for note in shown.core20.notes)
    return (
        '<section class="hg-section hg-half" aria-labelledby="hg-core20"><h2 id="hg-core20">Core20: residents in '
        f"England’s most deprived fifth</h2><p>{text(core20_words(shown))}</p>"
        '<table class="he-table hg-core20"><thead><tr><th scope="col">Where</th><th scope="col"><span class="he-vh">'
        'Bar</span></th><th scope="col" class="he-r">%</th><th scope="col" class="he-r">Residents</th></tr></thead>'
        f"<tbody>{drawn}</tbody></table>{notes}</section>"
    )


def core20_words(shown: GradientEvidence) -> str:
    """ "About 66,130 of its 215,620 residents live in ... (30.7 %); in Norfolk and Waveney it is 15.8 %." """
    own, *others = shown.core20.rows
    over = [f"{number_text(row.value, 1)} % in {row.name}" for row in others if row.role in ("system", "country")]
    against = f", against {' and '.join(over)}" if over else ""
    count = about(own.numerator)
    return (
        f"{count[:1].upper()}{count[1:]} of the {count_text(own.denominator)} residents of {own.name} "
        f"({number_text(own.value, 1)} %) live in the fifth of England’s small areas (LSOAs) that is most deprived by "
        f"IMD 2019{against}. Residents are those of mid-2015, which the index weighs by."
    )


def _row(row: AreaRow, most: float) -> str:
    colour = ACCENT if row.role == "selected" else SECONDARY
    role = f" <small>{ROLES[row.role]}</small>" if row.role in ROLES else ""
    on = ' class="he-on"' if row.role == "selected" else ""
    bar = f'<i style="width:{100 * row.value / most:.1f}%;background:{colour}"></i>'
    return (
        f'<tr{on}><th scope="row">{text(row.name)}{role}</th><td class="hg-bar">{bar}</td>'
        f'<td class="he-r"><b>{number_text(row.value, 1)}</b></td>'
        f'<td class="he-r">{count_text(row.numerator)}</td></tr>'
    )
