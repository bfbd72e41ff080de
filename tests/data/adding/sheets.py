"""Sheets as people keep them, written by the tests; and settings that fit them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data.adding.areas import Areas
from data.adding.candidate import Candidate, candidate, opened
from data.adding.choices import Choices
from data.adding.settings import Settings

TODAY = date(2026, 6, 3)
SMOKING = Settings(
    name="Smoking when giving birth",
    short_name="Smoking at birth",
    definition="Women who smoked when they gave birth, out of all who gave birth in the year.",
    lens="outcomes",
    value_type="proportion",
    unit="%",
    polarity="low_is_good",
    people="women who gave birth",
    numerator_name="smoked when they gave birth",
    publisher="Norfolk maternity services",
    title="Yearly return",
    licence="Only within our system",
    published="2024-05-31",
    owner="the Norfolk place team",
    release_rule="small7",
)
HEAD = ["Area code", "Area", "Year", "Smokers", "Births"]
NORFOLK = (
    ("E07000143", "Breckland", 130, 1200),
    ("E07000144", "Broadland", 88, 1100),
    ("E07000145", "Great Yarmouth", 190, 1000),
    ("E07000146", "King's Lynn and West Norfolk", 170, 1400),
    ("E07000147", "North Norfolk", 60, 640),
    ("E07000148", "Norwich", 150, 1500),
    ("E07000149", "South Norfolk", 95, 1300),
)
ROWS = [[code, name, "2023/24", smokers, births] for code, name, smokers, births in NORFOLK]


def csv_bytes(rows: Sequence[Sequence], *, part: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV of rows."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=part).writerows(rows)
    return made.getvalue().encode(encoding)


def xlsx_bytes(
    sheets: dict[str, Sequence[Sequence]], *, merge: Sequence[str] = (), hidden: Sequence[str] = ()
) -> bytes:
    """A workbook; `merge` names ranges of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for place in merge:
        book.worksheets[0].merge_cells(place)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def ods_bytes(sheets: dict[str, Sequence[Sequence]], *, hidden: Sequence[str] = ()) -> bytes:
    """An OpenDocument sheet; a text that ends in % is a cell formatted as a percentage."""
    book = OpenDocumentSpreadsheet()
    style = Style(name="gone", family="table")
    style.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(style)
    for name, rows in sheets.items():
        table = Table(name=name, **({"stylename": "gone"} if name in hidden else {}))
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _ods_cell(value: object) -> TableCell:
    if isinstance(value, str) and value.endswith("%"):
        cell = TableCell(valuetype="percentage", value=float(value[:-1]) / 100)
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def judged(
    areas: Areas, content: bytes, name: str = "births.csv", *, settings: Settings = SMOKING, **chosen
) -> Candidate:
    """The candidate of a file; what is chosen goes to `Choices`."""
    choices = Choices(**chosen)
    return candidate(
        opened(name, content, choices=choices), choices=choices, settings=settings, areas=areas, today=TODAY
    )


def rates(**changes: object) -> Settings:
    """Settings of an average, whose values stand alone."""
    return replace(SMOKING, name="Waiting", value_type="mean", unit="days", **changes)
