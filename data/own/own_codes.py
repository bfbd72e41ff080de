"""Codes and postcodes that a reader pastes or uploads as a table: all of them understood, or one message.

Lives here: finding codes in any text. Not here: which areas they are (`data.own.listed_areas`), drawn shapes
(`data.own.own_shapes`), opening an upload (`data.own.own_files`). Faults name row, column and the first five values; a
good part is never used alone.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.validation import FIRST, LINE, Door, Fault, FileFaults

CODE = re.compile(r"[EWSNK]\d{8}", re.IGNORECASE)
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
TOKEN = re.compile(rf"(?<![A-Z\d])(?:{CODE.pattern}|[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}})(?![A-Z\d])", re.IGNORECASE)
PATIENTS = re.compile(r"[A-Z]\d{5}")  # of a primary care network (U12345) or a practice (D82001)
NEITHER = "{many} neither area code nor postcode ({where})"
LISTS = (
    "{many} no area: networks and practices are lists of patients ({where}). Start from the neighbourhood that the "
    "network works for, or upload a boundary"
)
SEPARATORS = re.compile(r"[\s,;|/'\"()\[\]]+")
SEPARATORS_OF_CELLS = ",;\t|"
SAID_SEPARATOR = re.compile(rf'"?sep=([{SEPARATORS_OF_CELLS}])"?[ ]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
CODE_COLUMNS = ("area_code", "code", "lsoa11cd", "msoa11cd", "wd25cd", "lad22cd", "postcode", "pcd", "pcds")
SHARE_COLUMNS = ("share", "weight")


@dataclass(frozen=True)
class Listed:
    """What a reader listed: values in their order, the row each stands in, shares where the table has them."""

    file: str
    values: tuple[str, ...]
    rows: tuple[int, ...]
    column: str = ""
    shares: tuple[float, ...] = ()
    faults: tuple[Fault, ...] = ()  # what is known to be wrong before anything is looked up

    @property
    def postcodes(self) -> bool:
        """Whether the values are postcodes, not codes."""
        return bool(self.values) and CODE.fullmatch(self.values[0]) is None

    def only(self, *, codes: bool) -> Listed:
        """The codes of the list, or its postcodes, without any fault."""
        kept = [place for place, value in enumerate(self.values) if bool(CODE.fullmatch(value)) == codes]
        values, rows = (tuple(given[place] for place in kept) for given in (self.values, self.rows))
        shares = tuple(self.shares[place] for place in kept) if self.shares else ()
        return replace(self, values=values, rows=rows, shares=shares, faults=())


def pasted(text: str, *, file: str = "the pasted text") -> Listed:
    """Codes or postcodes in a text, whatever stands between them.

    Raises
    ------
    FileFaults
        Naming words that are neither, with their lines; or that nothing was pasted.
    """
    listed = read_list(text, file=file)
    if listed.faults:
        raise FileFaults(listed.faults)
    return listed


def read_list(text: str, *, file: str = "the pasted text") -> Listed:
    """`pasted`, with what is wrong in `faults`, so that it can be said together with codes that do not exist."""
    values, rows = [], []
    strange: list[tuple[int, str]] = []
    for row, line in enumerate(text.splitlines(), start=1):
        for found in TOKEN.finditer(line):
            values.append(_plain(found[0]))
            rows.append(row)
        strange += [(row, word) for word in SEPARATORS.split(TOKEN.sub(" ", line)) if word]
    lists = [one for one in strange if PATIENTS.fullmatch(one[1].upper())]
    other = [one for one in strange if one not in lists]
    faults = [_strange(found, file, words=words) for found, words in ((other, NEITHER), (lists, LISTS)) if found]
    if not (strange or values):
        words = "holds no area code and no postcode: paste codes such as E01026581, or postcodes such as NR30 1AA"
        faults.append(Fault(file, words))
    listed = Listed(file, tuple(values), tuple(rows), faults=tuple(faults))
    mixed = _mixed(listed)
    return replace(listed, faults=(*listed.faults, mixed)) if mixed else listed


def _strange(found: list[tuple[int, str]], file: str, *, words: str) -> Fault:
    """What is no area, with the lines it stands in."""
    lines = list(dict.fromkeys(row for row, _ in found))
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:FIRST]))}"
    many = f"{len(found):,} words are" if len(found) > 1 else "1 word is"
    shown = tuple(word[:LINE] for _, word in found[:FIRST])
    return Fault(file, words.format(many=many, where=where), values=shown, count=len(found))


def tabled(text: str, *, file: str) -> Listed:
    """Codes or postcodes of a CSV: from the column that is called so, or from the only one.

    Raises
    ------
    FileFaults
        Naming row and column of every cell that is neither.
    """
    listed = read_table(text, file=file)
    if listed.faults:
        raise FileFaults(listed.faults)
    return listed


def read_table(text: str, *, file: str) -> Listed:
    """`tabled`, with wrong cells in `faults`, so that they can be said together with codes that do not exist.

    Raises
    ------
    FileFaults
        The text is no table, or none of its columns holds the codes.
    """
    table = _table(text, file)
    column = _code_column(table, file)
    values, door = table[column].map(_plain), Door(file, first_row=table.index.start)
    if not len(table):
        door.refuse("has a header and no rows")
    good = [bool(CODE.fullmatch(value) or POSTCODE.fullmatch(value)) for value in values]
    door.check(~np.array(good, dtype=bool), table[column], message="neither area code nor postcode")
    shares = _shares(table, door)
    kept = [place for place, is_good in enumerate(good) if is_good]
    listed = Listed(
        file,
        tuple(values.iloc[kept]),
        tuple(int(row) for row in table.index[kept]),
        column,
        tuple(shares[place] for place in kept) if shares else (),
    )
    mixed = _mixed(listed)
    return replace(listed, faults=(*door.faults, *([mixed] if mixed else [])))


def _table(text: str, file: str) -> pd.DataFrame:
    """The table as text, whatever parts its cells, by the row each stands in; blank lines at the end are left out."""
    said = SAID_SEPARATOR.match(text)  # Excel's own first line, which says what parts the cells
    start, body = (2, text[said.end() :]) if said else (1, text)
    first = body.split("\n", 1)[0]
    door = Door(file)
    rows = _rows(body, said[1] if said else max(SEPARATORS_OF_CELLS, key=first.count), start=start, door=door)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows and not door.faults:
        door.refuse("is empty")
    elif rows and not rows[0]:
        door.refuse("the first line is blank: the headings belong there", row=start)
    door.close()
    header = [name.strip() for name in rows[0]]
    bare = _plain(header[0])
    if len(header) == 1 and (CODE.fullmatch(bare) or POSTCODE.fullmatch(bare)):  # a list without a header
        header = ["code" if CODE.fullmatch(bare) else "postcode"]
    else:
        rows, start = rows[1:], start + 1
    rows = [cells or [""] * len(header) for cells in rows]  # a blank line is a row without a value
    uneven = [row for row, cells in enumerate(rows, start=start) if len(cells) != len(header)]
    if uneven:
        door.refuse(f"rows without {len(header)} cells as the header has", values=uneven)
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        door.refuse("columns of the same name", values=twice)
    door.close()
    return pd.DataFrame(rows, columns=header, dtype="str", index=pd.RangeIndex(start, start + len(rows)))


def _rows(text: str, part: str, *, start: int, door: Door) -> list[list[str]]:
    """Cells of every row; a quotation mark that is not closed would swallow rows, so its row is refused."""
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=part, strict=True), [], start
    try:
        for cells in reader:
            rows.append(cells)
            line = start + reader.line_num
    except csv.Error as problem:
        words = f"cannot be read as a table from here: {problem}"
        if "end of data" in str(problem):
            words = 'a quotation mark (") opens in this row and is never closed: close it or take it out'
        elif "expected after" in str(problem):
            words = 'a quotation mark (") ends before its cell does, from this row on: close it or take it out'
        door.refuse(words, row=line)
    return rows


def _code_column(table: pd.DataFrame, file: str) -> str:
    known = [name for name in table if name.casefold() in CODE_COLUMNS]
    named = known or ([next(iter(table))] if table.shape[1] == 1 else [])
    if len(named) != 1:
        door, there = Door(file), ", ".join(map(str, table))
        problem = f"more than one column of codes ({', '.join(named)})" if named else "no column of codes"
        door.refuse(f"{problem}: call one of them area_code or postcode; the file has {there}")
        door.close()
    return named[0]


def _shares(table: pd.DataFrame, door: Door) -> tuple[float, ...]:
    named = [name for name in table if name.casefold() in SHARE_COLUMNS]
    if not named:
        return ()
    shares = door.numbers(table[named[0]])
    door.check(~(shares > 0).fillna(False) | ~(shares <= 1).fillna(False), table[named[0]], message="not above 0 to 1")
    return tuple(shares.fillna(0).astype(float))


def _plain(value: str) -> str:
    """A code or postcode without spaces and case, and without the apostrophe that guards a spreadsheet's cell."""
    return re.sub(r"\s", "", str(value)).lstrip("'").upper()


def _mixed(listed: Listed) -> Fault | None:
    """The fault of a list that holds codes and postcodes."""
    if len({bool(CODE.fullmatch(value)) for value in listed.values}) < 2:
        return None
    message = "holds area codes and postcodes: give one kind at a time"
    return Fault(listed.file, message, values=listed.values[:FIRST], count=len(listed.values))
