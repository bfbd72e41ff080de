"""The method panel: what a measure counts, how its value and limits are made, what to be careful with, and its source.

Lives here: one definition list per measure, and the sentence that stands beside a value in a file. Not here: the
catalogue it is made from (the page passes plain texts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charts.glossary import words_used
from charts.markup import text
from charts.words import vintage_words
from data.schema import ValueType

METHODS = {
    ValueType.PROPORTION: "People counted divided by all people concerned. Limits: Wilson score interval, 95 %.",
    ValueType.CRUDE_RATE: "Events divided by people, not adjusted for age. Limits: exact below 10 events, else Byar.",
    ValueType.DSR: "Age-standardised as published.",
    ValueType.COUNT: "A count: it grows with the number of people who live in an area.",
    ValueType.MEAN: "As published or measured for each area; it has no sampling interval.",
    ValueType.INDEX: "A rank or score as published: it cannot be added up over areas.",
}
ALWAYS = (
    "Intervals cover counting error only, not errors in registers or in the people counted.",
    "Figures of places and systems are sums of counts, never averages of percentages.",
)
WORDS = ("interval", "benchmark", "better_worse", "suppressed", "no_data", "derived")  # of the glossary

GAP = "Most minus least deprived fifth; its limits are recovered from both limits (Newcombe 1998; Zou and Donner 2008)."


@dataclass(frozen=True)
class Method:
    """What the panel says of a measure; `source` holds texts `publisher, title, published, retrieved, ...`."""

    name: str
    definition: str
    value_type: ValueType
    cautions: tuple[str, ...]
    source: Mapping[str, str]
    extra: tuple[tuple[str, str], ...] = ()  # further rows: footprints, boundaries


def measure_method(value_type: ValueType) -> str:
    """How a measure's value and its limits are made, for a row of a file; "" for an unknown kind."""
    return METHODS.get(value_type, "")


def method_html(measure: Method) -> str:
    """Definition, method, cautions and source of a measure as a definition list (HTML)."""
    source = measure.source
    rows = [("What it counts", measure.definition), ("How it is worked out", METHODS[measure.value_type])]
    rows += [("Be careful", caution) for caution in (*measure.cautions, *ALWAYS)]
    published = f", published {source['published']}" if source.get("published") else ""
    rows.append(("Source", f"{source['publisher']}, {source['title']}{published}. Retrieved {source['retrieved']}."))
    rows += [("Geography", vintage_words(source["vintage"]))] if source.get("vintage") else []
    rows += [*measure.extra, ("Licence", f"{source['licence']}. {source['attribution']}")]
    items = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in rows)
    title = f'<h2 class="he-method-title">{text(measure.name)}</h2>'
    return f'{title}<dl class="he-method">{items}</dl>{words_used(WORDS, "method")}'
