"""How unequal the areas themselves are, in plain words: Gini and Theil with limits, and the part between fifths.

Lives here: the paragraph and its rows. Not here: the numbers (`charts.gradient.evidence.AreaSpread`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.gradient.area_spread import AreaSpread
from charts.gradient.evidence import GradientEvidence
from charts.gradient.people_section import those
from charts.markup import text
from data.schema import ValueType
from equity.comparing.gap import Estimate

CAREFUL = (
    "Chance alone makes small areas differ, so neither would be quite 0 even if the risk were the same everywhere."
)


def spread_section(shown: GradientEvidence) -> str:
    """The section; the reason where there is no figure, nothing before it was asked for."""
    found = shown.spread
    if found is None:
        return ""
    said = found.reason or f"{spread_words(shown, found)} {CAREFUL}"
    return (
        '<section class="hg-section" aria-labelledby="hg-spread"><h2 id="hg-spread">How unequal the areas are</h2>'
        f"<p>{text(said)}</p></section>"
    )


def spread_words(shown: GradientEvidence, found: AreaSpread) -> str:
    """Both indices, what 0 would mean, how much lies between deprivation fifths, and how many areas they rest on."""
    gone = f" ({found.missing:,} without a figure to show left out)" if found.missing else ""
    between = (
        f" {100 * found.between:.0f} % of the inequality lies between deprivation fifths, the rest inside them."
        if found.between == found.between
        else ""
    )
    return (
        f"Over {found.areas:,} areas of {shown.name}{gone}, the Gini index of {_what(shown)} is "
        f"{index_text(found.gini)}: 0 would be the same share everywhere, near 1 all in one small area. Theil’s index, "
        f"which weighs the highest shares more, is {index_text(found.theil)}.{between}"
    )


def index_text(found: Estimate) -> str:
    """ "0.12 (95 % interval 0.10 to 0.14)"; three decimals of small ones."""
    decimals = 2 if found.value >= 0.095 else 3
    value, low, high = (f"{number:.{decimals}f}" for number in (found.value, found.lower, found.upper))
    return f"{value} (95 % interval {low} to {high})" if found.lower == found.lower else value


def _what(shown: GradientEvidence) -> str:
    """ "the share of people who had no first dose", "the rate of emergency admissions"."""
    share = shown.measure.value_type == ValueType.PROPORTION
    sided = replace(shown, people=replace(shown.people, without=shown.spread.without))
    return f"the {'share' if share else 'rate'} of {those(sided, shown.measure)}"
