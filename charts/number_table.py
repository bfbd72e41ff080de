"""The same numbers as a table: the twin of figures and tiles, in a box that scrolls sideways.

Lives here: its HTML. Not here: which numbers (each page's `numbers`), the map's sortable table (`charts.tables`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from charts.markup import text

LABEL = "The same numbers as a table"


def number_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Collection[int], kind: str) -> str:
    """The table as HTML.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequences of str
        Plain words; the first cell names the row.
    right : collection of int
        Places of the columns of numbers.
    kind : str
        A class of the page's style sheet.
    """

    def look(place: int) -> str:
        return ' class="he-r"' if place in right else ""

    def row(first: str, *others: str) -> str:
        cells = "".join(f"<td{look(place)}>{text(cell)}</td>" for place, cell in enumerate(others, 1))
        return f'<tr><th scope="row">{text(first)}</th>{cells}</tr>'

    named = "".join(f'<th scope="col"{look(place)}>{text(words)}</th>' for place, words in enumerate(heads))
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{LABEL}"><table class="he-table {kind}">'
        f"<caption>{LABEL}</caption><thead><tr>{named}</tr></thead><tbody>"
        f"{''.join(row(*cells) for cells in rows)}</tbody></table></div>"
    )
