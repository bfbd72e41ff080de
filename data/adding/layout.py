"""Where the table stands in a sheet: titles above it, the header, rows, totals, notes below it.

Lives here: cutting a sheet into header and rows, and saying what was left out. Not here: what a column is
(`data.adding.columns`) or a cell (`data.adding.cells`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.adding.book import Sheet
from data.adding.columns import CODE, guessed, is_fingertips
from data.adding.periods import period_of

SEARCHED = 60  # rows in which the header is looked for
WIDEST = 300
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b.*|(?:all|england) total|all areas|sum|.{1,60} total", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:source|note|notes|footnote|\*|†|©|copyright|contains|data (?:are|is)|published|contact|\d+[.)] |\[\w+\])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Table:
    """A header with its rows.

    Attributes
    ----------
    header : tuple of str
        A name per column; empty ones are called "Column 3".
    rows : tuple of tuple of str
    numbers : tuple of int
        The row of the file that each row stands in, 1 for the first.
    header_row : int
        The row of the file that the header stands in.
    report : tuple of str
        What was left out, in words.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    header_row: int
    report: tuple[str, ...] = ()


def header_row(sheet: Sheet) -> int:
    """The row (1 for the first) that is most likely the header of a sheet's table."""
    rows = [row[:WIDEST] for row in sheet.rows[:SEARCHED]]
    scores = [
        (_score(row, [one[:WIDEST] for one in sheet.rows[place + 1 : place + 25]]), -place)
        for place, row in enumerate(rows)
    ]
    at = -max(scores, default=(0, 0))[1]
    return at + 1 + _in_two_lines(rows[at : at + 2])


def tabled(sheet: Sheet, *, header: int = 0) -> Table:
    """The table of a sheet.

    Parameters
    ----------
    sheet : Sheet
    header : int
        The header's row as the reader chose it; 0 to have it found.
    """
    if not sheet.rows:
        return Table((), (), (), 1, sheet.report)
    at = header or header_row(sheet)
    names = _names(sheet.rows, at)
    kept, numbers, totals, notes = [], [], [], []
    filled = [place for place in range(at, len(sheet.rows)) if any(sheet.rows[place])]
    last = max((place for place in filled if _is_row(sheet.rows[place])), default=at)
    for place in filled:
        row = sheet.rows[place]
        if row == sheet.rows[at - 1]:
            continue  # a header that is repeated on each printed page
        if _is_total(row):
            totals.append(place + 1)
        elif _is_note(row, last=place > last):
            notes.append(place + 1)
        else:
            kept.append(row)
            numbers.append(place + 1)
    told = [_left("row of totals", totals), _left("row with a note", notes)]
    if at > 1 and any(map(any, sheet.rows[: at - 1])):
        told.insert(0, f"The header was found in row {at}; what stands above it was left out.")
    return Table(names, tuple(kept), tuple(numbers), at, (*sheet.report, *filter(None, told)))


def _left(kind: str, rows: list[int]) -> str:
    if not rows:
        return ""
    kind = kind if len(rows) == 1 else kind.replace("row", "rows", 1).replace("a note", "notes")
    shown = ", ".join(map(str, rows[:8])) + (f" and {len(rows) - 8} more" if len(rows) > 8 else "")
    return f"{len(rows)} {kind} left out (row{'s' if len(rows) > 1 else ''} {shown})."


def _score(row: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """How much a row looks like a header: different texts, known words, and rows with codes and numbers below it."""
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or len(set(filled)) < 2 or not below:
        return 0.0
    if is_fingertips(row):
        return 1000.0
    bare = sum(bool(_numeric(cell) and not period_of(cell)) or _is_code(cell) for cell in filled)
    if any(map(_is_code, filled)) or bare > 0.5 * len(filled):
        return -9.0 * bare
    roles = guessed(row, [cells for cells in below if any(cells)])
    known = len([one for one in roles.roles.values() if one != "area_name"]) + (3 if roles.wide else 0)
    figures = sum(sum(_numeric(cell) or _is_code(cell) for cell in cells) > 1 for cells in below[:10])
    wide = len(filled) / max(sum(map(bool, cells)) for cells in (row, *below))
    # Names stand once in the lower line of a heading in two lines.
    twice = (len(filled) - len(set(filled))) / len(filled)
    long = sum(len(cell) > 80 for cell in set(filled))
    return 2 * known + 0.5 * figures + 6 * wide - 8 * bare / len(filled) - 4 * twice - 2 * long


@lru_cache(maxsize=65536)
def _is_code(cell: str) -> bool:
    return _digit(cell) and bool(CODE.fullmatch(cell))


def _in_two_lines(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second of two rows is the lower line of one heading: merged names above, none of a figure below."""
    if len(rows) < 2:
        return False
    upper, lower = ([cell for cell in row if cell] for row in rows)
    as_wide = len(lower) >= 0.9 * len(upper) and len(lower) - len(set(lower)) < len(upper) - len(set(upper))
    return as_wide and not any(_is_code(cell) or (_numeric(cell) and not period_of(cell)) for cell in lower)


@lru_cache(maxsize=65536)
def _numeric(cell: str) -> bool:
    return bool(re.fullmatch(r"[<£-]?[\d.,% ]+", cell)) and any(sign.isdigit() for sign in cell)


def _names(rows: Sequence[Sequence[str]], at: int) -> tuple[str, ...]:
    """Names of the columns: those of a group above them (a merged heading) go before names that stand twice."""
    bare = [" ".join(cell.split()) for cell in rows[at - 1]]
    above = rows[at - 2] if at > 1 else [""] * len(bare)
    grouped = len(set(filter(None, above))) > 1
    names: list[str] = []
    for number, name in enumerate(bare):
        again = bare.count(name) > 1 or not name
        group = above[number] if grouped and again else ""
        made = " ".join(part for part in (group if group != name else "", name) if part) or f"Column {number + 1}"
        while made in names:
            made += " (again)"
        names.append(made)
    return tuple(names)


def _is_total(row: Sequence[str]) -> bool:
    words = [cell for cell in row[:4] if cell and not _numeric(cell)]
    return bool(words) and bool(_TOTAL.fullmatch(words[0])) and not any(map(_is_code, row))


def _digit(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


def _is_row(row: Sequence[str]) -> bool:
    """Whether a row has figures beside its first words, or an area code."""
    filled = [cell for cell in row if cell]
    return len(set(filled)) > 1 and not _NOTE.match(filled[0])


def _is_note(row: Sequence[str], *, last: bool) -> bool:
    """A row of one text (merged over all columns, too): a note where it says so, or where no row of figures follows."""
    filled = [cell for cell in row if cell]
    if len(set(filled)) > 1:
        return bool(_NOTE.match(filled[0])) and len(filled) == 2 and not any(CODE.fullmatch(c) for c in filled)
    if _is_code(filled[0]):
        return False
    return last or bool(_NOTE.match(filled[0])) or len(filled[0]) > 40
