"""What the register says of one footprint, and of all of them as a list.

Lives here: dates, owner, confidence, lineage and sources of footprints. Not here: their members' figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

from charts.sources.listing import Cell, Entry, Fact, Listing, fact
from charts.words import sentence_case
from geo.footprints import Footprint
from geo.lineage import Share, Span, day_in_words, percent_words
from pages.parts import opened_pack
from pages.parts.asking.footprint_address import of_footprint

CONFIDENCE = {
    "confirmed": "Confirmed by official data or a cited source.",
    "approximated": "Approximated: its extent is put together from the best description there is.",
    "knowledge": "Well-founded knowledge, without a source at hand.",
}
ADDRESS = re.compile(r"https?://[^\s;)]+")


def span_words(start: str, end: str, *, notes: tuple[str, str] = ("", "")) -> str:
    """ "from 1 July 2022 to 31 March 2026"; open ends are said, and what is noted of either day."""
    first = f"from {day_in_words(start)}{notes[0]}" if start else "start not recorded"
    return f"{first} to {day_in_words(end)}{notes[1]}" if end else f"{first}, still in use"


def life_words(one: Footprint) -> str:
    """From when to when a footprint was in use, with a word where a day is assumed."""
    return span_words(one.valid_from, one.valid_to, notes=(one.day_note("valid_from"), one.day_note("valid_to")))


def day_cell(one: Footprint, which: str) -> str:
    """A first or last day, short, with a word where it is assumed; "" where there is none."""
    day = getattr(one, which)
    return f"{day_in_words(day, short=True)}{one.day_note(which)}" if day else ""


def share_words(shares: Iterable[Share], whose: str) -> tuple[Cell, ...]:
    """Where an area came from or went to: a link and a share for each, then what the shares count."""
    registry = opened_pack.registry()
    known = sorted((one for one in shares if one.id in registry), key=lambda one: -one.share)
    named = [
        Cell(f"{registry[one.id].title}: {percent_words(one.share)} of {whose}", _way(registry[one.id]))
        for one in known
    ]
    if any(one.basis == "lsoa" and one.share < 1 for one in known):
        named.append(Cell("Shares are by number of small areas, not people."))
    return tuple(named)


def entry(footprint_id: str) -> Entry:
    """Everything known of one footprint."""
    one, registry = opened_pack.registry()[footprint_id], opened_pack.registry()
    residents = f"{one.population:,.0f} residents" if one.population else ""
    small = f"{one.n_lsoa11:,} small areas (LSOA 2011)"
    inside = [child for child in registry if any(span.id == one.id for span in child.parents)]
    facts = (
        fact("Kind", sentence_case(one.kind or str(one.tier)), term="tiers"),
        fact("Full name", one.name),
        fact("Whose it is", sentence_case(f"{one.owner_name} ({one.owner})" if one.owner_name else str(one.owner))),
        fact("In use", sentence_case(life_words(one))),
        fact("Confidence", CONFIDENCE.get(one.confidence, one.confidence), one.member_basis, term="confidence"),
        fact("Made of", ", ".join(part for part in (small, residents) if part)),
        fact("Codes", ", ".join(one.codes), one.code_note),
        Fact("Part of", tuple(_parent(span) for span in one.parents if span.id in registry)),
        Fact("Came from", share_words(one.predecessors, "its area")),
        Fact("Went to", share_words(one.successors, "its area")),
        Fact("Has inside", tuple(Cell(child.title, _way(child)) for child in inside)),
        fact("Notes", one.notes),
        Fact("Source", tuple(_source(words) for words in one.source)),
    )
    lead = f"{sentence_case(one.owner_name or one.name)}, {life_words(one)}."
    return Entry(one.short_name, lead, tuple(one for one in facts if one.cells), ways=_ways(one))


def _parent(span: Span) -> Cell:
    found = opened_pack.registry()[span.id]
    return Cell(f"{found.short_name}, {span_words(span.start, span.end)}", _way(found))


def _way(one: Footprint) -> str:
    return f"./sources?show=footprints&footprint={one.id}"


def _source(words: str) -> Cell:
    found = ADDRESS.search(words)
    return Cell(words, found[0]) if found else Cell(words)


def _ways(one: Footprint) -> tuple[Cell, ...]:
    """Board and map of the footprint on a day it was in use."""
    day = one.valid_to or max(one.valid_from, str(opened_pack.pack().defaults.get("date", "")))
    asked = urlencode(of_footprint(one, day))
    return (
        Cell("On the board", f"./board?{asked}"),
        Cell("On the map", f"./?{asked}"),
        Cell("All footprints", "./sources?show=footprints"),
    )


@lru_cache(maxsize=1)
def every() -> Listing:
    """All footprints: kind, owner, dates, confidence."""
    rows = tuple(
        (
            Cell(one.title, _way(one)),
            Cell(sentence_case(one.kind or str(one.tier))),
            Cell(sentence_case(one.owner_name or str(one.owner))),
            Cell(day_cell(one, "valid_from") or "Not recorded"),
            Cell(day_cell(one, "valid_to") or "Still in use"),
            Cell(sentence_case(one.confidence)),
            Cell(", ".join(one.codes) or sentence_case(one.code_note)),
        )
        for one in sorted(opened_pack.registry(), key=lambda one: (one.title.casefold(), one.id))
    )
    heads = ("Footprint", "Kind", "Whose", "First day", "Last day", "Boundary", "Codes")
    return Listing("All footprints", heads, rows, len(rows))
