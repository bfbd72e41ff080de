"""A weekly vaccination workbook in the publisher's layout. SYNTHETIC: made-up areas and numbers, for tests only."""

from __future__ import annotations

from pathlib import Path

import openpyxl

BANDS = ["Under 25", "25-29", "30+"]
REGISTER_BANDS = ["Under 18", "18-24", "25-29", "30+", "18+", "16+"]
MSOAS = {"E02990001": "Made-up North", "E02990002": "Made-up South"}
DISTRICTS = {"E07990001": "Made-up District"}
SYSTEMS = {"E54990001": "Made-up System"}


def write_weekly_workbook(path: Path, *, cells: dict[str, dict[str, object]] | None = None, without: str = "") -> Path:
    """Write the workbook; `cells` overwrites single cells by sheet and address, `without` leaves a sheet out."""
    book = openpyxl.Workbook()
    book.active.title = "Contents"
    for row, pair in enumerate([("Title:", "COVID-19 Vaccinations"), ("Published:", "8th July 2021")], 2):
        book["Contents"].cell(row, 2, pair[0])
        book["Contents"].cell(row, 3, pair[1])
    _doses(book.create_sheet("MSOA"), "MSOA Code", MSOAS)
    _doses(book.create_sheet("LTLA"), "LTLA Code4", DISTRICTS)
    _doses(book.create_sheet("ICS STP"), "ICS/STP Code", SYSTEMS)
    _register(book.create_sheet("Population estimates (NIMS)"))
    for sheet, addresses in (cells or {}).items():
        for address, value in addresses.items():
            book[sheet][address] = value
    if without:
        del book[without]
    book.save(path)
    return path


def _doses(sheet: object, heading: str, areas: dict[str, str]) -> None:
    """Row 5 heads the table, row 6 names the bands, row 7 is the total, areas from row 9, then notes."""
    heads = [
        "Region Code",
        "Region Name",
        heading,
        "Name5",
        "1st dose6",
        None,
        None,
        None,
        "2nd dose6",
        None,
        None,
        None,
    ]
    for column, value in enumerate([*heads, "Cumulative Total Doses to Date7"], 2):
        sheet.cell(5, column, value)
    for column, value in enumerate([*BANDS, None, *BANDS], 6):
        sheet.cell(6, column, value)
    total = [3 * len(areas) * n for n in (10, 20, 30)]
    for column, value in enumerate(["Total4", None, None, None, *total, None, *total], 2):
        sheet.cell(7, column, value)
    for row, (code, name) in enumerate(areas.items(), 9):
        for column, value in enumerate(["E12990001", "Region", code, name, 10, 20, 30, None, 1, "2", "1,003"], 2):
            sheet.cell(row, column, value)
    sheet.cell(12, 2, "Data quality notes:")
    sheet.cell(13, 2, "1. Made-up numbers for tests.")


def _register(sheet: object) -> None:
    """The register's tables side by side: LTLA, a gap, MSOA."""
    for column, value in enumerate(["UTLA Code", "UTLA Name", "LTLA Code", "LTLA Name", "Population estimates"], 2):
        sheet.cell(4, column, value)
    for column, value in enumerate(REGISTER_BANDS, 6):
        sheet.cell(5, column, value)
        sheet.cell(5, column + 9, value)
    for column, value in enumerate(["MSOA Code", "MSOA Name3", "Population estimates"], 13):
        sheet.cell(4, column, value)
    people = [50, 12, 25, 60, 97, 100]
    for column, value in enumerate(["E10990001", "Made-up County", "E07990001", "Made-up District", *people], 2):
        sheet.cell(7, column, value)
    for row, (code, name) in enumerate(MSOAS.items(), 7):
        for column, value in enumerate([code, name, *people], 13):
            sheet.cell(row, column, value)
