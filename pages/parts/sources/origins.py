"""What the pack says of one source, and of all of them as a list.

Lives here: `sources.toml` in a reader's words, with the measures that stand on each source. Not here: measures.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from charts.sources.listing import Cell, Entry, Fact, Listing, fact
from charts.words import period_words, sentence_case, vintage_words
from data.catalogue import Indicator, Source
from data.freshness import due
from pages.parts import opened_pack
from pages.parts.answering.due_words import short_due

BEHIND = "No measure: it stands behind borders, names, lookups or residents."


def users(source_id: str) -> list[Indicator]:
    """The measures that stand on a source."""
    return [one for one in opened_pack.pack().indicators.values() if one.source == source_id]


def entry(source_id: str) -> Entry:
    """Everything known of one source."""
    source, used = opened_pack.pack().sources[source_id], users(source_id)
    cautions = dict.fromkeys(caution for one in used for caution in one.cautions)
    measures = tuple(Cell(sentence_case(one.name), f"./sources?indicator={one.id}") for one in used)
    facts = (
        fact("Publisher", source.publisher),
        fact("Publication", source.title),
        Fact("Address", (Cell(source.url, source.url),)),
        fact("Published", period_words(source.published)),
        fact("Read on", period_words(source.retrieved)),
        fact("Next due", *due_words(source, date.today())),
        fact("Licence", source.licence),
        fact("To be named as", source.attribution),
        fact("Borders", _borders(source)),
        Fact("Used by", measures or (Cell(BEHIND),)),
        fact("Be careful", *cautions),
        fact("Files read", source.file),
        fact("Checksum", f"SHA-256 {source.sha256}", "Who has the same files can check that nothing was changed."),
    )
    lead = f"{source.publisher}, {period_words(source.published)}."
    return Entry(
        source.title,
        lead,
        tuple(one for one in facts if one.cells),
        ways=(Cell("All sources", "./sources?show=sources"),),
    )


def due_words(source: Source, today: date) -> tuple[str, ...]:
    """When a newer publication is expected, and in words if it should be here already; none where nothing is known."""
    found = due(source)
    if found.day is None:
        return (f"Nothing more is expected. {found.words}".strip(),) if found.known else ()
    when = period_words(found.day.isoformat())
    said = f"Overdue: a newer publication was expected by {when}." if found.overdue(today) else when
    return (said, found.words) if found.words else (said,)


def _borders(source: Source) -> str:
    return sentence_case(vintage_words(source.vintage)) if source.vintage else ""


def every() -> Listing:
    """All sources: publication, dates, when they are due again, licence, how many measures."""
    return _every(date.today())


@lru_cache(maxsize=1)
def _every(today: date) -> Listing:
    rows = []
    for one in sorted(opened_pack.pack().sources.values(), key=lambda one: (one.publisher.casefold(), one.title)):
        used = users(one.id)
        rows.append(
            (
                Cell(one.title, f"./sources?show=sources&source={one.id}"),
                Cell(one.publisher),
                Cell(period_words(one.published)),
                Cell(period_words(one.retrieved)),
                Cell(short_due(one, today)),
                Cell(one.licence),
                Cell(str(len(used))),
            )
        )
    heads = ("Publication", "Publisher", "Published", "Read on", "Next due", "Licence", "Measures")
    return Listing("All sources", heads, tuple(rows), len(rows), (6,))
