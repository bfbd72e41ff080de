"""What a reader's file holds, as sheets of text cells: CSV in any usual encoding and delimiter, Excel, OpenDocument.

Lives here: opening an upload safely and turning every cell of a workbook into the text a reader sees (dates as ISO
dates, "85.5%" of a cell that Excel shows so). Not here: text files (`data.adding.plain_text`), where the table begins
(`data.adding.layout`) or what a cell means.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

import openpyxl
import pandas as pd
from odf.opendocument import load
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from openpyxl.worksheet.worksheet import Worksheet

from data.adding.plain_text import Sheet, is_web_page, squared, text_sheet
from data.sources.sheets import BROKEN
from data.validation import Door, FileFaults

LARGEST = 50_000_000  # bytes of an upload
LARGEST_UNPACKED = 400_000_000
MOST_CELLS = 6_000_000
MOST_MERGED = 1000  # rows or columns that a merged cell may reach beyond the last filled one
KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods")
ZIPPED = (".xlsx", ".xlsm", ".ods")
NOT_WORKED_OUT = "=?"  # a formula whose result is not in the file: it was never opened after it was written
ZIP_START, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_book(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of an upload, shown ones first; a text file is one sheet.

    Raises
    ------
    FileFaults
        What is wrong with the file as a whole, and what to do.
    """
    door, kind = Door(name), PurePosixPath(name.lower()).suffix
    if content.startswith(OLD_EXCEL):
        door.refuse("is an old Excel file (.xls) or has a password: save it as .xlsx without one")
    elif kind not in KINDS:
        door.refuse(f"is no {', '.join(KINDS[:-1])} or {KINDS[-1]} file: save it as .xlsx or .csv")
    elif len(content) > LARGEST:
        door.refuse(f"has {len(content) / 1e6:,.0f} MB, at most {LARGEST // 1_000_000} MB can be read: split it")
    elif not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        door.refuse("is empty")
    elif kind not in ZIPPED and is_web_page(content):
        door.refuse("is a web page, not a table: open it in a browser and save its table as a CSV or a workbook")
    elif (kind in ZIPPED) != content.startswith(ZIP_START):
        door.refuse("is not a workbook" if kind in ZIPPED else "is a workbook by its content: call it .xlsx or .ods")
    door.close()
    if kind not in ZIPPED:
        sheet = text_sheet(name, content)
        if not sheet.rows:
            door.refuse("is empty")
            door.close()
        return (sheet,)
    _check_size(name, content)
    try:
        sheets = _opendocument(name, content) if kind == ".ods" else _excel(name, content)
    except FileFaults:
        raise
    except BROKEN as error:
        door.refuse(f"cannot be opened as a workbook ({type(error).__name__}): open it, save it again and retry")
        raise FileFaults(door.faults) from error
    if sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in sheets if sheet.rows) > MOST_CELLS:
        door.refuse(f"holds more than {MOST_CELLS:,} cells: keep only the sheet that is wanted")
    if not any(any(any(row) for row in sheet.rows) for sheet in sheets):
        door.refuse("holds no filled sheet")
    door.close()
    return tuple(sorted(sheets, key=lambda sheet: sheet.hidden))


def _check_size(name: str, content: bytes) -> None:
    """An archive is counted before it is unpacked."""
    door = Door(name)
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            door.refuse(f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB: keep only the sheet that is wanted")
        elif any(entry.flag_bits & 1 for entry in entries):
            door.refuse("has a password: save it without one")
    except BROKEN as error:
        door.refuse(f"is damaged ({type(error).__name__}): open it, save it again and retry")
    door.close()


def _excel(name: str, content: bytes) -> list[Sheet]:
    book, written = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
    extents = {sheet.title: _extent(sheet) for sheet in written.worksheets}
    _refuse_wide(name, extents)
    sheets = []
    for sheet in book.worksheets:
        rows, columns = extents.get(sheet.title, (0, 0))
        cells = (
            [
                [_shown(cell.value, str(cell.number_format or "")) for cell in row]
                for row in sheet.iter_rows(max_row=rows, max_col=columns)
            ]
            if rows
            else []
        )
        for row in written[sheet.title].iter_rows(max_row=rows, max_col=columns) if rows else ():
            for cell in row:
                if cell.data_type == "f" and not cells[cell.row - 1][cell.column - 1]:
                    cells[cell.row - 1][cell.column - 1] = (
                        str(cell.value) if isinstance(cell.value, str) else NOT_WORKED_OUT
                    )
        merged = [one.bounds for one in sheet.merged_cells.ranges]
        for left, top, right, bottom in merged:
            for row in range(top - 1, min(bottom, len(cells))):
                for column in range(left - 1, min(right, len(cells[row]))):
                    cells[row][column] = cells[top - 1][left - 1]
        said = f"{len(merged)} merged cells were filled with what they show." if merged else ""
        sheets.append(Sheet(sheet.title, squared(cells), sheet.sheet_state != "visible", tuple(filter(None, (said,)))))
    return sheets


def _extent(sheet: Worksheet) -> tuple[int, int]:
    """Rows and columns down to the last filled cell: cells that are only formatted may lie a million rows below."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    rows, columns = (max((place[axis] for place in filled), default=0) for axis in (0, 1))
    shown = [one.bounds for one in sheet.merged_cells.ranges if sheet.cell(one.min_row, one.min_col).value is not None]
    rows = max([rows, *(min(bottom, rows + MOST_MERGED) for _, _, _, bottom in shown)])
    return rows, max([columns, *(min(right, columns + MOST_MERGED) for _, _, right, _ in shown)])


def _refuse_wide(name: str, extents: Mapping[str, tuple[int, int]]) -> None:
    """A workbook is refused before its rows are made where a lone cell far away would make them endless."""
    door = Door(name)
    for sheet, (rows, columns) in extents.items():
        if rows * columns > MOST_CELLS:
            door.refuse(
                f"its sheet {sheet} is filled down to row {rows:,} and column {columns:,}, more than {MOST_CELLS:,} "
                "cells: clear what stands far below or beside the table, and save it again"
            )
    door.close()


def _shown(value: object, form: str) -> str:
    """A cell as its reader sees it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if "%" in form:
            return f"{_plain(round(float(value) * 100, 10))}%"
        return _plain(value)
    return str(value)


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))


def _opendocument(name: str, content: bytes) -> list[Sheet]:
    tables = _tables(content)[1]
    _refuse_wide(name, {str(table.getAttribute("name")): _ods_extent(table) for table in tables})
    hidden = _hidden_tables(content)
    with pd.ExcelFile(io.BytesIO(content), engine="odf") as book:
        found = pd.read_excel(book, None, header=None, dtype=object, keep_default_na=False, na_values=[""])
    percents = _percent_cells(content)
    sheets = []
    for number, (name, frame) in enumerate(found.items()):
        cells = [[_shown(None if _absent(value) else value, "") for value in row] for row in frame.to_numpy().tolist()]
        for row, column in percents.get(number, ()):
            if row < len(cells) and column < len(cells[row]) and cells[row][column]:
                cells[row][column] = f"{_plain(round(float(cells[row][column]) * 100, 10))}%"
        sheets.append(Sheet(str(name), squared(cells), number in hidden))
    return sheets


def _ods_extent(table: Table) -> tuple[int, int]:
    """Rows and columns down to the last filled cell; rows and cells may stand for millions of their like."""
    rows = columns = place = 0
    for row in table.getElementsByType(TableRow):
        wide = at = 0
        for cell in row.childNodes:
            at += int(cell.getAttribute("numbercolumnsrepeated") or 1)
            if cell.hasChildNodes() or cell.getAttribute("valuetype"):
                wide = at
        place += int(row.getAttribute("numberrowsrepeated") or 1)
        if wide:
            rows, columns = place, max(columns, wide)
    return rows, columns


def _absent(value: object) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _tables(content: bytes) -> tuple[object, list]:
    document = load(io.BytesIO(content))
    return document, document.spreadsheet.getElementsByType(Table)


def _hidden_tables(content: bytes) -> set[int]:
    """Numbers of the tables whose style says that they are not displayed."""
    document, tables = _tables(content)
    styles = {
        style.getAttribute("name")
        for style in document.getElementsByType(Style)
        for one in style.getElementsByType(TableProperties)
        if one.getAttribute("display") == "false"
    }
    return {number for number, table in enumerate(tables) if table.getAttribute("stylename") in styles}


def _percent_cells(content: bytes) -> dict[int, list[tuple[int, int]]]:
    """Places of the cells that hold a percentage, by table: pandas gives their bare fraction."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, table in enumerate(_tables(content)[1]):
        place = 0
        for row in table.getElementsByType(TableRow):
            column = 0
            for cell in row.getElementsByType(TableCell):
                wide = int(cell.getAttribute("numbercolumnsrepeated") or 1)
                if cell.getAttribute("valuetype") == "percentage":
                    found.setdefault(number, []).extend((place, column + i) for i in range(min(wide, 500)))
                column += wide
            place += int(row.getAttribute("numberrowsrepeated") or 1)
    return found
