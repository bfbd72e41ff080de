"""A table as an Excel workbook: the rows of the CSV, numbers as numbers, and a second sheet about them.

Lives here: sheets, cell types, widths. Not here: which rows (each page's CSV), what is said of them
(`pages.parts.serving.workbooks`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.files.csv_file import FORMULA_STARTS

FIGURES, ABOUT = "Figures", "About these figures"
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,8})?")
TEXTS = re.compile(r".*(name|code|_id|period|period_words|_as_on|row|card|words|note|what|text)")
WIDEST, NARROWEST, LOOKED_AT = 48, 8, 200
MOST_LETTERS = 32_767  # of a cell

Part = tuple[str, Sequence[tuple[str, str]]]


def workbook(content: bytes, parts: Sequence[Part], *, title: str) -> bytes:
    """The workbook of a CSV file as `charts.files.csv_file` writes it.

    Parameters
    ----------
    content
        The CSV. The apostrophe that keeps a spreadsheet from running a text is left out: here a text is a text.
    parts
        What the second sheet says: a heading with its (label, words) rows.
    title
        Of the document.
    """
    columns, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": title})
        _figures(book, columns, rows)
        _about(book, parts, title)
    return out.getvalue()


def _figures(book: Workbook, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet, formats = book.add_worksheet(FIGURES), _Formats(book)
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, formats.bold)
        longest = max((len(row[place]) for row in rows[:LOOKED_AT]), default=0)
        sheet.set_column(place, place, min(WIDEST, max(NARROWEST, len(name) + 3, longest + 1)))
        is_text = bool(TEXTS.match(name))
        for line, row in enumerate(rows, 1):
            _cell(sheet, (line, place), row[place], number=None if is_text else formats.number(row[place]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _cell(sheet: Worksheet, place: tuple[int, int], words: str, *, number: Format | None) -> None:
    if not words:
        return
    if number is not None:
        sheet.write_number(*place, float(words), number)
        return
    plain = words[1:] if words.startswith("'") and words[1:].startswith(FORMULA_STARTS) else words
    sheet.write_string(*place, plain[:MOST_LETTERS])


def _about(book: Workbook, parts: Sequence[Part], title: str) -> None:
    sheet = book.add_worksheet(ABOUT)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    large = book.add_format({"bold": True, "font_size": 14})
    sheet.set_column(0, 0, 26, book.add_format({"valign": "top"}))
    sheet.set_column(1, 1, 100, wrapped)
    sheet.write_string(0, 0, title, large)
    line = 2
    for heading, rows in parts:
        sheet.write_string(line, 0, heading, bold)
        for label, words in rows:
            line += 1
            sheet.write_string(line, 0, label)
            sheet.write_string(line, 1, words[:MOST_LETTERS], wrapped)
        line += 2


class _Formats:
    """Formats of a workbook; one per number of decimals."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.bold = book, book.add_format({"bold": True})
        self.made: dict[int, Format] = {}

    def number(self, words: str) -> Format | None:
        """How a number is shown, with the decimals it is written with; None for a text."""
        if not NUMBER.fullmatch(words):
            return None
        decimals = len(words.partition(".")[2])
        if decimals not in self.made:
            self.made[decimals] = self.book.add_format({"num_format": f"0.{'0' * decimals}" if decimals else "0"})
        return self.made[decimals]
