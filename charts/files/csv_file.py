"""A table as a file that opens in a spreadsheet as it was meant: UTF-8 with a byte order mark, CRLF, no formulas.

Lives here: the one way a CSV is written, and its name. Not here: which columns and rows a page's file has.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Row = Mapping[str, object] | Sequence[object]


def csv_file(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The file: a header row, then the rows; no text in it is one that a spreadsheet would run as a formula.

    Parameters
    ----------
    columns : sequence of str
    rows : iterable
        Cells by column name ("" where a column is not named), or in the order of the columns. Numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = [row.get(name, "") for name in columns] if isinstance(row, Mapping) else row
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def guarded(words: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would read it as a formula."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def plain_name(*parts: str) -> str:
    """A file name of several words or names, each in plain letters."""
    return "-".join(re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_") for part in parts) + ".csv"
