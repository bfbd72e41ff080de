"""A text file of a reader as a sheet of text cells: any usual encoding and delimiter.

Lives here: the sheet, telling encodings and delimiters apart, cells without spaces around them. Not here: workbooks
(`data.adding.book`), where the table begins (`data.adding.layout`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from data.validation import Fault, FileFaults

DELIMITERS = ",;\t|"
Rows = tuple[tuple[str, ...], ...]
_TYPED = re.compile(r"'[A-Za-z]\d{8}")  # a code that somebody typed as text, with the sign that Excel hides
_WEB = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|table)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` of text cells, row 1 of the file first; `hidden` where a workbook does not show it."""

    name: str
    rows: Rows
    hidden: bool = False
    report: tuple[str, ...] = ()


def is_web_page(content: bytes) -> bool:
    """Whether a file is what a publisher's server says instead of sending a table."""
    return bool(_WEB.match(content[:400]))


def text_sheet(name: str, content: bytes) -> Sheet:
    """The one sheet of a text file.

    Raises
    ------
    FileFaults
        If it is not text, or no table.
    """
    text, words = _decoded(name, content)
    sample = [line for line in text.splitlines()[:200] if line.strip()]
    part = max(DELIMITERS, key=lambda sign: (_even(sample, sign), sum(line.count(sign) for line in sample)))
    try:
        rows = squared(csv.reader(io.StringIO(text, newline=""), delimiter=part))
    except csv.Error as error:
        raise FileFaults([Fault(name, f"cannot be read as a table ({error}): save it as CSV again")]) from error
    said = {",": "", ";": "Cells are parted by semicolons.", "\t": "Cells are parted by tabs."}.get(part, "")
    return Sheet(PurePosixPath(name).name, rows, report=tuple(filter(None, (words, said))))


def _even(lines: list[str], sign: str) -> int:
    """How many lines have the usual number of a sign, if they have any."""
    counts = pd.Series([line.count(sign) for line in lines], dtype="int64")
    usual = counts[counts > 0].mode()
    return int((counts == usual.iloc[0]).sum()) if len(usual) else 0


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if wide := "utf-16" if marked else _without_mark(content):
        try:
            return content.decode(wide), "The text is in UTF-16."
        except UnicodeDecodeError as error:
            raise FileFaults([Fault(name, "is not text: save it as CSV UTF-8")]) from error
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "The text is in Windows-1252, as Excel on Windows writes it."
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise FileFaults(
            [Fault(name, "is not text in UTF-8 or Windows-1252: save it as CSV UTF-8", row=row)]
        ) from error


def _without_mark(content: bytes) -> str:
    """The kind of UTF-16 of a text without a byte order mark, "" where it is none: every other byte is empty."""
    first = content[:400]
    if len(first) < 8:
        return ""
    low, high = (first[start::2].count(0) / len(first[start::2]) for start in (1, 0))
    return "utf-16-le" if low > 0.9 and high < 0.1 else "utf-16-be" if high > 0.9 and low < 0.1 else ""


def squared(rows: Iterable[Iterable[str]]) -> Rows:
    """Rows of equal length, empty ones at the end left out; spaces around a cell, hard ones too, are taken away."""
    made = [tuple(_cell(cell) for cell in row) for row in rows]
    while made and not any(made[-1]):
        made.pop()
    width = max((len(row) for row in made), default=0)
    while width and not any(len(row) >= width and row[width - 1] for row in made):
        width -= 1
    return tuple((row + ("",) * width)[:width] for row in made)


def _cell(cell: object) -> str:
    text = " ".join(str(cell).split())
    return text[1:] if _TYPED.fullmatch(text) else text
