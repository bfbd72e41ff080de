"""The words of method in plain English: one list, shown where a word stands and whole on the page of definitions.

Lives here: terms, and the button that opens a term's meaning. Not here: which page uses which (the pages' own pieces).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charts.markup import text


@dataclass(frozen=True)
class Term:
    """A word a reader may stumble over; `meaning` is a sentence or two."""

    word: str
    meaning: str


TERMS = {
    "interval": Term(
        "95 % interval",
        "The range in which the true figure lies, as far as chance in the counting goes. Small numbers give a wide "
        "range. It does not cover mistakes in registers or surveys.",
    ),
    "beyond_chance": Term(
        "Beyond chance",
        "A difference too large to be put down to chance: its whole 95 % interval lies on one side of no difference.",
    ),
    "benchmark": Term(
        "Benchmark",
        "The figure something is compared with: the whole system where it can be added up, else England or the region. "
        "It is never tested against itself.",
    ),
    "polarity": Term(
        "Which way is better",
        "For vaccine uptake higher is better, for admissions lower is. Where neither is good in itself, the page says "
        "higher or lower and does not judge.",
    ),
    "better_worse": Term(
        "Better, similar, worse",
        "Better or worse: the difference from the benchmark is larger than chance alone would make it (95 %). Similar: "
        "chance alone could explain it. England's figure is taken as exact; others are compared as a second "
        "sample, without the area's own people.",
    ),
    "suppressed": Term(
        "Suppressed",
        "Counted but not shown: so few people are behind the number that somebody might be recognised. It is not zero.",
    ),
    "no_data": Term(
        "No data, not collected",
        "No data: the figure exists for such areas, but not for this one in this pack. Not collected: nobody publishes "
        "it for this kind of area. Neither is zero.",
    ),
    "not_ranked": Term(
        "Not ranked",
        "The value is shown, but it cannot fairly be compared, for instance where the register is known to be wrong.",
    ),
    "rate": Term(
        "Rate",
        "Events for a fixed number of people, such as 100,000, so that large and small areas can be compared.",
    ),
    "standardised": Term(
        "Age-standardised",
        "What the figure would be if every area had the same mix of ages. Without it an area with many older residents "
        "looks worse for illnesses of old age.",
    ),
    "equity_gap": Term(
        "Equity gap",
        "The figure of the most deprived fifth of residents less that of the least deprived fifth.",
    ),
    "deprivation": Term(
        "Deprivation (IMD)",
        "The Index of Multiple Deprivation ranks England's small areas by income, work, education, health, crime, "
        "housing and surroundings. It describes areas, not each person in them.",
    ),
    "slope": Term(
        "Slope index of inequality",
        "The difference between the most and the least deprived end of a line drawn through all areas in order of "
        "deprivation. It uses everybody, not only the two ends.",
    ),
    "trend": Term(
        "Trend",
        "Whether the last five periods move one way more than chance would have it. With fewer points, or over a "
        "change of borders, no trend is named.",
    ),
    "signal": Term(
        "Signal",
        "A rise that is more than an area's own past would lead to expect, and more than in other areas. A reason to "
        "look, not proof of anything.",
    ),
    "matched": Term(
        "Similar places",
        "Areas chosen because their people and starting point are alike. A difference between them is a comparison, "
        "not proof of what made it.",
    ),
    "small_areas": Term(
        "LSOA and MSOA",
        "Areas drawn by the Office for National Statistics for figures: an LSOA has about 1,500 residents, an MSOA "
        "about 7,500.",
    ),
    "tiers": Term(
        "System, place, neighbourhood",
        "Where care is planned. System: one integrated care board. Place: usually a council's area or a group of "
        "districts. Neighbourhood: 30,000 to 50,000 people.",
    ),
    "footprint": Term(
        "Footprint",
        "The area an organisation or partnership serves, on given dates. It need not follow council borders.",
    ),
    "confidence": Term(
        "Confidence in a boundary",
        "Confirmed: by official data or a cited source. Approximated: put together from the best description there is. "
        "Knowledge: well-founded, but without a source at hand.",
    ),
    "coverage": Term(
        "Coverage",
        "How many of a footprint's areas, and of its people, a figure rests on.",
    ),
    "derived": Term(
        "Derived",
        "Worked out here from published counts. The publisher did not print this figure itself.",
    ),
}  # fmt: skip


def term(key: str, place: str, *, words: str = "") -> str:
    """The word as a button that opens its meaning beside it; keyboard and Escape are the browser's own.

    Parameters
    ----------
    key : str
        Of `TERMS`.
    place : str
        Makes the button's id its own on the page.
    words : str
        What stands in the sentence instead of the term's own word.
    """
    found, name = TERMS[key], f"he-term-{key}-{place}"
    return (
        f'<button type="button" class="he-term" popovertarget="{text(name)}">{text(words or found.word)}</button>'
        f'<span popover id="{text(name)}" class="he-meaning" role="note"><strong>{text(found.word)}</strong> '
        f"{text(found.meaning)}</span>"
    )


def words_used(keys: Iterable[str], place: str) -> str:
    """A line of terms for the end of a method panel."""
    return f'<p class="he-terms">In plain words: {" ".join(term(key, place) for key in keys)}</p>'
