"""A list of the page of definitions, and one entry of it: the table on the page and the file have the same rows.

Lives here: HTML and CSV of plain texts. Not here: what the texts say (`charts.sources.meaning`, the page's answers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from charts.files.csv_file import csv_file
from charts.markup import text


@dataclass(frozen=True)
class Cell:
    """A text, with an address where it leads somewhere."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Listing:
    """A table of texts.

    Attributes
    ----------
    total : int
        Rows there are before a search.
    right : tuple of int
        Columns of numbers.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int = 0
    right: tuple[int, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A label with what is to be said under it, one paragraph or link a cell; `term` opens its meaning."""

    label: str
    cells: tuple[Cell, ...]
    term: str = ""


@dataclass(frozen=True)
class Entry:
    """Everything that is known of one measure, source or footprint; `lead` stands under its name."""

    name: str
    lead: str
    facts: tuple[Fact, ...]
    beside: tuple[Listing, ...] = field(default=())
    ways: tuple[Cell, ...] = ()


def fact(label: str, *words: str, term: str = "") -> Fact:
    """A fact of plain paragraphs; empty ones are left out."""
    return Fact(label, tuple(Cell(one) for one in words if one), term)


def searched(listing: Listing, wanted: str) -> Listing:
    """The rows that hold every word of a search, in any column."""
    asked = wanted.casefold().split()
    kept = tuple(row for row in listing.rows if all(one in _whole(row) for one in asked))
    return Listing(listing.title, listing.heads, kept, len(listing.rows), listing.right)


def _whole(row: Sequence[Cell]) -> str:
    return " ".join(cell.words for cell in row).casefold()


def cell_html(cell: Cell) -> str:
    """A text or a link; one that leaves the dashboard opens beside it and says so."""
    if not cell.href:
        return text(cell.words)
    if cell.href.startswith("http"):
        return (
            f'<a href="{text(cell.href)}" target="_blank" rel="noopener noreferrer">{text(cell.words)}'
            '<span class="he-vh"> (opens in a new tab)</span></a>'
        )
    return f'<a class="he-along" href="{text(cell.href)}" target="_self">{text(cell.words)}</a>'


def table(listing: Listing) -> str:
    """The rows as a table, or one sentence where a search finds none."""
    if not listing.rows:
        return f'<p class="he-nothing" role="status">Nothing here matches. All {listing.total:,} stand in the list.</p>'
    heads = "".join(f'<th scope="col"{_right(n, listing)}>{text(one)}</th>' for n, one in enumerate(listing.heads))
    rows = "".join(_row(row, listing) for row in listing.rows)
    label = text(listing.title)
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{label}"><table class="he-table hs-list">'
        f"<caption>{label}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], listing: Listing) -> str:
    first, *rest = row
    cells = "".join(f"<td{_right(n, listing)}>{cell_html(cell)}</td>" for n, cell in enumerate(rest, 1))
    return f'<tr><th scope="row">{cell_html(first)}</th>{cells}</tr>'


def _right(place: int, listing: Listing) -> str:
    return ' class="he-r"' if place in listing.right else ""


def listing_csv(listing: Listing) -> bytes:
    """The rows as a file; an outside address stands behind its words."""
    return csv_file(listing.heads, [[_plain(cell) for cell in row] for row in listing.rows])


def entry_csv(entry: Entry) -> bytes:
    """The facts as rows of label and text, then the rows of the tables beside them."""
    rows = [(entry.name, "In short", entry.lead)]
    rows += [(entry.name, fact.label, _plain(cell)) for fact in entry.facts for cell in fact.cells]
    for listing in entry.beside:
        for row in listing.rows:
            told = [f"{head}: {cell.words}" for head, cell in zip(listing.heads, row, strict=True) if cell.words]
            rows.append((entry.name, listing.title, "; ".join(told)))
    return csv_file(("of", "what", "text"), rows)


def _plain(cell: Cell) -> str:
    return (
        f"{cell.words} {cell.href}".strip() if cell.href.startswith("http") and cell.href != cell.words else cell.words
    )
