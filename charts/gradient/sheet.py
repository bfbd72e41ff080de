"""The gradient page's sheet: figure, card, sentence, the two ways to rank, source line, table, method.

Lives here: how the pieces are put together, and the method. Not here: any of the pieces.
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
from charts.gradient.moments_section import moments_section
from charts.gradient.numbers import numbers_table
from charts.gradient.people_section import people_section
from charts.gradient.published_section import leading_axis, published_section
from charts.gradient.spread_section import spread_section
from charts.gradient.two_lenses import two_lenses
from charts.gradient.words import paragraph
from charts.markup import text
from charts.source_line import source_line

METHOD = (
    (
        "Which fifth is meant",
        "The whole product uses one definition. The areas a measure is counted by (MSOAs or LSOAs) are put in order of "
        "deprivation, the residents' average IMD 2019 rank of their LSOAs, and cut into fifths or tenths of the "
        "residents of mid-2015; an area belongs where the middle of its people lies. Two tenths make a fifth. Tenths "
        "are drawn from 50 areas on.",
    ),
    (
        "Ranked within England",
        "England's tenths or fifths of areas instead. For LSOAs they are the publisher's. Larger areas are ranked by "
        "the average rank of their LSOAs among all of England's; where the pack does not have all of them, an area is "
        "put where its average rank lies among LSOAs, which is an approximation and leaves the ends emptier.",
    ),
    (
        "Values and limits",
        "Numerators and denominators are summed over the areas of a group, then divided; rates are never averaged. "
        "Limits are Wilson's for proportions, exact or Byar's for rates.",
    ),
    (
        "Gap",
        "Most minus least deprived fifth, with limits from both (Newcombe 1998; Donner and Zou 2012); the relative gap "
        "is most over least, with limits of its logarithm.",
    ),
    (
        "Slope index of inequality",
        "A straight line through all groups, each weighted by its people and placed by their share: least minus most "
        "deprived end. Limits from 20,000 simulations of the groups (Low and Low 2004). The relative index divides the "
        "two ends.",
    ),
    (
        "Numbers of people",
        "Every group is given the rate of the least deprived group drawn; the difference from what was counted is the "
        "number (population-attributable fraction, Mackenbach and Kunst 1997). It describes a difference and shows "
        "neither why it is there nor what would change it.",
    ),
    (
        "Concentration",
        "People in order of deprivation against their running share of those counted, by the groups drawn; the index "
        "is twice the area between curve and diagonal, below 0 where the curve lies above (Kakwani, Wagstaff and van "
        "Doorslaer 1997).",
    ),
    (
        "How unequal the areas are",
        "Gini (1912) and Theil (1967) of the share on the wrong side, each area weighed by its people; limits from "
        "areas drawn anew with a fixed seed (Mills and Zandvakili 1997), from ten areas on. Theil’s index is split "
        "into the part between deprivation fifths and the part inside them.",
    ),
    (
        "Core20",
        "Residents of mid-2015 in LSOAs of national tenths 1 and 2 of IMD 2019, out of all residents. All are counted, "
        "so there are no intervals.",
    ),
    (
        "Kind of neighbourhood",
        "Each area is given the 2011 supergroup that most of its postcodes have; an area of another kind inside it "
        "goes along.",
    ),
    (
        "Same ages",
        "Counts and people of each group are summed by age band and weighed with one standard population, so that the "
        "groups differ in everything but age.",
    ),
)
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
        f"{_same_numbers(shown)}"
    )


def _published_only(shown: GradientEvidence) -> str:
    """The published groups with every number, where nothing else follows below."""
    return f"{published_section(shown)}{_same_numbers(shown)}" if shown.published and not shown.shown.known else ""


def _same_numbers(shown: GradientEvidence) -> str:
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
