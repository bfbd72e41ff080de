"""The matrix of two sets of borders, or their pairs where one has many units: sorted by any column, a page at a time.

Lives here: HTML of the sortable table and its order. Not here: the other tables and the file
(`charts.misfit.misfit_tables`), asking for another order (`static/map/sorting.mjs`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts.markup import text
from charts.misfit.misfit_tables import framed
from charts.misfit.misfit_words import Misfit, Side, Unit, share_text
from charts.words import count_text, sentence_case

WIDEST = 8  # columns of a matrix; with more units in B the pairs are listed
LONGEST = 25  # rows of a page
NAME, ALONE, ALL, OTHER, PEOPLE, OF_A, OF_B = "name", "alone", "all", "other", "people", "of_a", "of_b"
COLUMN = "in:"  # before the code of a unit of B


@dataclass(frozen=True)
class Order:
    """What the reader asked of the table: a column ("" for the usual one), a direction, a page (0-based)."""

    sort: str = ""
    descending: bool = True
    page: int = 0


@dataclass(frozen=True)
class Column:
    """One column: its key in an order, its head, and what its cells are sorted by."""

    key: str
    head: str
    value: Callable
    words: bool = False

    def header(self, order: Order) -> str:
        """The head with its button; names begin at A, numbers at the largest, a second click turns round."""
        current = self.key == order.sort
        said = f' aria-sort="{"descending" if order.descending else "ascending"}"' if current else ""
        turn = not order.descending if current else not self.words
        look = "" if self.words else ' class="he-r"'
        return (
            f'<th scope="col"{look}{said}><button type="button" data-sort="{text(self.key)}" '
            f'data-descending="{1 if turn else 0}">{text(self.head)}</button></th>'
        )


def table(shown: Misfit, order: Order | None = None) -> str:
    """A matrix of A by B, or, where B has many units, the pairs; "" where nothing is in common.

    Parameters
    ----------
    shown : Misfit
    order : Order, optional
        A column that the table does not have stands for the usual one: the most people first.
    """
    if not shown.cells:
        return ""
    order = order or Order()
    return _matrix(shown, order) if len(shown.b.units) <= WIDEST else _pairs(shown, order)


def _matrix(shown: Misfit, order: Order) -> str:
    people = {(a, b): number for a, b, number in shown.cells}
    units = sorted(shown.b.units, key=lambda unit: (-unit.people, unit.name))
    columns = [
        Column(NAME, sentence_case(shown.a.singular), lambda row: row.name, words=True),
        *(Column(f"{COLUMN}{unit.code}", unit.name, _shared(people, unit)) for unit in units),
        Column(ALONE, f"Not in {_whole(shown.b)}", lambda row: row.alone),
        Column(ALL, "All", lambda row: row.people),
    ]
    order = _possible(order, columns, usual=ALL)
    rows = _ordered(shown.a.units, columns, order)
    body = "".join(
        f'<tr><th scope="row">{text(row.name)}</th>'
        + "".join(_cell(people.get((row.code, unit.code), 0)) for unit in units)
        + f'{_cell(row.alone)}<td class="he-r"><b>{count_text(row.people)}</b></td></tr>'
        for row in _page(rows, order)
    )
    foot = (
        f'<tr><th scope="row">{text(f"Not in {_whole(shown.a)}")}</th>{"".join(_cell(unit.alone) for unit in units)}'
        f'<td></td><td class="he-r"><b>{count_text(shown.only_b)}</b></td></tr>'
    )
    caption = f"{shown.a.name} by {_whole(shown.b)}, {shown.noun}"
    head = "".join(column.header(order) for column in columns)
    inside = framed(caption, head=head, body=f"<tbody>{body}</tbody><tfoot>{foot}</tfoot>")
    return inside + _pager(len(rows), order)


def _shared(people: dict[tuple[str, str], int], unit: Unit) -> Callable[[Unit], int]:
    return lambda row: people.get((row.code, unit.code), 0)


def _pairs(shown: Misfit, order: Order) -> str:
    a, b = ({unit.code: unit for unit in side.units} for side in (shown.a, shown.b))
    columns = [
        Column(NAME, sentence_case(shown.a.singular), lambda cell: a[cell[0]].name, words=True),
        Column(OTHER, sentence_case(shown.b.singular), lambda cell: b[cell[1]].name, words=True),
        Column(PEOPLE, sentence_case(shown.noun), lambda cell: cell[2]),
        Column(OF_A, f"Of the {shown.a.singular}", lambda cell: cell[2] / a[cell[0]].people),
        Column(OF_B, f"Of the {shown.b.singular}", lambda cell: cell[2] / b[cell[1]].people),
    ]
    order = _possible(order, columns, usual=PEOPLE)
    rows = _ordered(shown.cells, columns, order)
    body = "".join(
        f'<tr><th scope="row">{text(a[one].name)}</th><td>{text(b[other].name)}</td>'
        f'<td class="he-r"><b>{count_text(people)}</b></td>'
        f'<td class="he-r">{text(share_text(people, a[one].people))}</td>'
        f'<td class="he-r">{text(share_text(people, b[other].people))}</td></tr>'
        for one, other, people in _page(rows, order)
    )
    head = "".join(column.header(order) for column in columns)
    inside = framed(f"{shown.a.name} by {_whole(shown.b)}, pairs", head=head, body=f"<tbody>{body}</tbody>")
    return inside + _pager(len(rows), order)


def _possible(order: Order, columns: Sequence[Column], *, usual: str) -> Order:
    """The order asked for, or the usual one where the table has no such column."""
    known = order.sort in {column.key for column in columns}
    return order if known else Order(usual, True, order.page)


def _ordered(rows: Sequence, columns: Sequence[Column], order: Order) -> list:
    """Rows by the column; ties keep the order they came in, in either direction."""
    chosen = next(column for column in columns if column.key == order.sort)
    return sorted(rows, key=chosen.value, reverse=order.descending)


def _page(rows: Sequence, order: Order) -> Sequence:
    page = min(order.page, (len(rows) - 1) // LONGEST)
    return rows[page * LONGEST : (page + 1) * LONGEST]


def _pager(rows: int, order: Order) -> str:
    last = (rows - 1) // LONGEST
    if not last:
        return ""
    page = min(order.page, last)
    shown = f"{page * LONGEST + 1:,} to {min((page + 1) * LONGEST, rows):,} of {rows:,}"
    turns = [
        f'<button type="button" data-page="{to}"{"" if 0 <= to <= last else " disabled"}>{words}</button>'
        for words, to in (("Back", page - 1), ("Next", page + 1))
    ]
    return f'<nav class="he-pager" aria-label="Pages of the table">{turns[0]}<span>{shown}</span>{turns[1]}</nav>'


def _whole(side: Side) -> str:
    return side.name if side.one else side.plural


def _cell(people: int) -> str:
    return f'<td class="he-r">{count_text(people) if people else ""}</td>'
