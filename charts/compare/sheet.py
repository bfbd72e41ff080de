"""The comparison's sheet: the figure on the left, the small map on the right, table, source and method below.

Lives here: how the pieces are put together. Not here: any of the pieces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from charts.compare.compared import Areas
from charts.compare.heat_words import METHOD_HEAT
from charts.evidence import SourceItem, area_rows
from charts.glossary import words_used
from charts.marks import comparison_words
from charts.markup import text
from charts.saying import judged
from charts.source_line import source_line
from charts.states import state
from charts.tables import ordered_codes
from charts.words import mid_sentence, value_text
from equity.comparing.comparison import Comparison

METHOD = (
    (
        "Better, similar, worse",
        f"{judged.METHOD} {judged.TWO_LIMITS} Intervals cover counting error only. Of areas that are just like the "
        "benchmark about 1 in 20 would differ by chance alone.",
    ),
    (
        "Benchmarks",
        "The system’s own figure where it can be summed, else England’s, else all areas of the scope together. Peers "
        "are the areas of England in the same fifth by deprivation as the chosen one, or those of its district; their "
        "figure is the sum of their released numerators over the sum of their denominators, the chosen area included.",
    ),
    (
        "Deprivation tenth",
        "The average IMD 2019 rank of an area’s LSOAs, weighted by residents. Where the pack has every LSOA’s rank, "
        "the areas of England of a kind are cut into tenths by it; else the average is placed among the ranks of "
        "England’s LSOAs. 1 is the most deprived. Derived here.",
    ),
    (
        "Funnel",
        "Limits about the average of all areas of the scope (Spiegelhalter 2005): normal for proportions, exact or "
        "Byar’s for rates. Where areas vary more than chance alone gives, limits are widened by the square root of the "
        "overdispersion, estimated with a tenth of the scores pulled in at either end.",
    ),
    ("Box", "Quartiles of the areas, each counted once whatever its size; no test is made between periods."),
    (
        "Scatter",
        "Pearson’s correlation with Fisher’s limits, every area counted once. No line is drawn where it would explain "
        "less than 15 % of the differences (R² under 0.15).",
    ),
    METHOD_HEAT,
)
WORDS = ("interval", "beyond_chance", "benchmark", "suppressed", "not_ranked")  # of the glossary


def sheet(areas: Areas, figure: str, *, below: str, locator: str, sources: tuple[SourceItem, ...]) -> str:
    """Everything of the page that does not change when another area is chosen.

    Parameters
    ----------
    figure : str
        What the reader asked to see.
    below : str
        The table of a figure's numbers; "" where the figure is a table.
    locator : str
        The small map with its key.
    """
    return (
        f'<div class="hc-main">{figure}{source_line(sources, method_href="#method")}</div>'
        f'<div class="hc-side">{locator}</div>'
        f'<p class="hc-spoken he-vh" role="status"></p>{below}{_method()}'
        f'<script type="application/json" class="hc-words">{_spoken(areas)}</script>'
    )


def area_words(areas: Areas) -> Mapping[str, list[str]]:
    """What is said of every area that is pointed at: name, then value and judgement."""
    evidence = areas.evidence
    found = {}
    for row in area_rows(evidence.frame, ordered_codes(evidence)):
        if not row.has_value:
            found[row.code] = [row.name, state(row.status).label]
            continue
        judged = "" if row.compared == Comparison.NOT_COMPARED else f", {mid_sentence(comparison_words(row.compared))}"
        found[row.code] = [row.name, f"{value_text(row.value, evidence.measure)}{judged}"]
    return found


def _spoken(areas: Areas) -> str:
    words = area_words(areas)
    drawn = {code: words[code] for code in areas.drawn} if len(words) > len(areas.drawn) else words
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _method() -> str:
    rows = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in METHOD)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{rows}</dl>{words_used(WORDS, "method")}</details>'
    )
