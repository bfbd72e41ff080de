"""The gradient page's sheet: figure, card, sentence, the two ways to rank, source line, table, method.

Lives here: how the pieces are put together. Not here: any of the pieces, what the method panel says (`methods`).
"""

from __future__ import annotations

from charts import empty
from charts.glossary import words_used
from charts.gradient.axes_section import axes_section
from charts.gradient.core20_section import core20_section
from charts.gradient.evidence import GradientEvidence
from charts.gradient.gap_card import card
from charts.gradient.ladder_figure import axis_start, figure
from charts.gradient.maps_section import maps_section
from charts.gradient.methods import METHOD
from charts.gradient.moments_section import moments_section
from charts.gradient.numbers import numbers_table
from charts.gradient.people_section import people_section
from charts.gradient.published_section import leading_axis, published_section
from charts.gradient.spread_section import spread_section
from charts.gradient.two_lenses import two_lenses
from charts.gradient.words import paragraph
from charts.markup import text
from charts.source_line import source_line

WORDS = ("deprivation", "slope", "equity_gap", "interval", "beyond_chance")  # of the glossary


def sheet(shown: GradientEvidence, *, further: str = "") -> str:
    """The whole sheet; what stands below the first screen comes from the address `further` when the page is there."""
    drawn = figure(shown) or leading_axis(shown) or empty.empty_box("No groups to draw", shown.shown.reason)
    start = axis_start(shown)
    source = source_line(shown.sources, method_href="#method", tail=start)
    return (
        f'<figure aria-label="Gradient">{drawn}{source}</figure>'
        f'<div class="he-side">{card(shown)}</div>'
        f'<p class="he-paragraph">{text(paragraph(shown))}</p>'
        f'<div class="hg-sections">{people_section(shown)}{core20_section(shown)}{two_lenses(shown)}'
        f"{_published_only(shown)}</div>{_later(further) if shown.shown.known else ''}"
        f"{_method(shown)}"
    )


def below(shown: GradientEvidence) -> str:
    """What stands below: periods, other groups, small maps, and every number as a table."""
    return (
        f"{moments_section(shown)}{axes_section(shown)}{published_section(shown)}{spread_section(shown)}"
        f"{maps_section(shown)}"
        f"{same_numbers(shown)}"
    )


def _published_only(shown: GradientEvidence) -> str:
    """The published groups with every number, where nothing else follows below."""
    return f"{published_section(shown)}{same_numbers(shown)}" if shown.published and not shown.shown.known else ""


def same_numbers(shown: GradientEvidence) -> str:
    """Every number that is known as a table, folded away."""
    return f'<details class="he-panel"><summary>The same numbers as a table</summary>{numbers_table(shown)}</details>'


def _later(address: str) -> str:
    """A place for what the browser asks for by itself; grey bars until it is there."""
    return f'<div class="hg-further" data-later="{text(address)}">{empty.waiting_box(height=420)}</div>'


def _method(shown: GradientEvidence) -> str:
    rows = (*METHOD, *(("Caution", words) for words in shown.cautions))
    drawn = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in rows)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{drawn}</dl>{words_used(WORDS, "method")}</details>'
    )
