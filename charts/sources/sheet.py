"""The sheet of the page of definitions: an entry with its facts and tables, a list, or the glossary.

Lives here: how the pieces are put together. Not here: the pieces (`charts.sources.listing`, `charts.glossary`).
"""

from __future__ import annotations

from charts.glossary import TERMS, term
from charts.markup import text
from charts.sources.listing import Cell, Entry, Fact, Listing, cell_html, table


def entry_sheet(entry: Entry) -> str:
    """Facts on the left, tables and ways on beside them."""
    facts = "".join(_fact(fact, place) for place, fact in enumerate(entry.facts))
    beside = "".join(table(one) for one in entry.beside)
    ways = "".join(f"<li>{cell_html(cell)}</li>" for cell in entry.ways)
    ways = f'<nav aria-label="See it"><h2>See it</h2><ul class="hs-ways">{ways}</ul></nav>' if ways else ""
    side = f'<div class="hs-side">{beside}{ways}</div>' if beside or ways else ""
    return f'<div class="hs-entry"><dl class="he-method hs-facts">{facts}</dl>{side}</div>'


def _fact(fact: Fact, place: int) -> str:
    label = term(fact.term, str(place), words=fact.label) if fact.term else text(fact.label)
    said = "".join(f"<p>{cell_html(cell)}</p>" for cell in fact.cells)
    return f"<div><dt>{label}</dt><dd>{said}</dd></div>"


def list_sheet(listing: Listing) -> str:
    """A whole list."""
    return table(listing)


def glossary(wanted: str = "") -> Listing:
    """Every term with its meaning, or those that hold a search."""
    rows = tuple(
        (Cell(one.word), Cell(one.meaning)) for one in sorted(TERMS.values(), key=lambda one: one.word.lower())
    )
    kept = tuple(
        row for row in rows if all(w in f"{row[0].words} {row[1].words}".lower() for w in wanted.lower().split())
    )
    return Listing("Words", ("Word", "In plain English"), kept, len(rows))
