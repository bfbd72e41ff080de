"""Quarterly coverage workbooks in the publisher's layout. SYNTHETIC made-up authorities, or cells of a genuine file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Grid = list[list[object]]
PERCENT_HEADS = [
    "ONS Government Office Region Code",
    "ONS Government Office Region Name",
    "ONS Upper Tier LA Code",
    "ODS Upper Tier LA Code",
    "Upper Tier LA Name",
    "CHIS Caveat",
    "Data submission caveat",
]
DATA_HEADS = ["Country", "Upper Tier Local Authority ODS Code", "Upper Tier Local Authority Name"]


def synthetic_grids() -> dict[str, Grid]:
    """Three made-up authorities; the third has too few children for its numbers to be given."""
    areas = [
        ("E06990001", 901, "Made-up North"),
        ("E06990002", 902, "Made-up South"),
        ("E06990003", 903, "Made-up Isle"),
    ]
    five = [
        [*PERCENT_HEADS, "5y Denominator", "5y MMR1%", "5y MMR2%"],
        [None] * 4 + ["England", None, "*", "*", "*", "*"],
    ]
    numbers = [(200, 95.0, 90.0), (100, 88.0, 80), ("*", "*", "*")]
    for (code, ods, name), values in zip(areas, numbers, strict=True):
        five.append([None, None, code, ods, name, None, None, *values])
    five.append([None, "Made-up Total", None, None, None, None, None, 300, 92.7, 86.7])
    heads = ["5y MMR1 Numerator", "5y MMR1 Denominator", "5y MMR2 Booster Numerator", "5y MMR2 Booster Denominator"]
    counts = [[*DATA_HEADS, "Financial Year", "Financial Year Quarter", *heads]]
    for (_, ods, name), row in zip(areas[:2], [(190, 200, 180, 200), (88, 100, 80, 100)], strict=True):
        counts.append(["England", str(ods), name, "2018-19", "FY2018_19_Q1", *row])
    return {"5y_UTLA_GOR": five, "Data file": counts, "Caveats": [["Upper Tier LA Name", "CHIS Caveat"]]}


def genuine_grids(path: Path) -> dict[str, Grid]:
    """All cells of a genuine workbook, by sheet."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    grids = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()
    return grids


def write_xlsx(path: Path, grids: dict[str, Grid]) -> Path:
    """Write grids as an Excel workbook."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in grids.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_ods(path: Path, grids: dict[str, Grid]) -> Path:
    """Write grids as an OpenDocument spreadsheet, numbers as numbers."""
    document = OpenDocumentSpreadsheet()
    for name, rows in grids.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _cell(value: object) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell
