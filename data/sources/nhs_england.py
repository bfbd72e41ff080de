"""NHS England, COVID-19 vaccinations: the weekly workbook and tidy tables made from it.

Lives here: people vaccinated by area, dose and age band; the register's population.
Not here: the uptake made of both (`nhs_england_uptake`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path

import pandas as pd
from openpyxl.utils import get_column_letter

from data.lineage import COLUMNS as LINEAGE
from data.lineage import placed
from data.sources.cells import measured, text_cells, without_footnote
from data.sources.sheets import grids, table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

PEOPLE_COLUMNS = ["published", "level", "area_code", "area_name", "dose", "age_band", "people"]
POPULATION_COLUMNS = ["published", "level", "area_code", "area_name", "age_band", "population"]
SHEETS = {"MSOA": "MSOA", "LTLA": "LTLA", "ICS STP": "ICS", "ICS": "ICS"}
REGISTER_SHEET = "Population estimates (NIMS)"
CODES = {"MSOA": r"^E02\d{6}$", "LTLA": r"^E0[6-9]\d{6}$", "ICS": r"^E54\d{6}$"}
AGE_BAND = re.compile(r"^(?:Under \d+|\d+-\d+|\d+\+)$")
DOSE = re.compile(r"^(1st|2nd) dose", re.IGNORECASE)


def people_vaccinated(path: str | Path) -> Imported:
    """People vaccinated so far, one row per published week, level, area, dose and age band.

    Parameters
    ----------
    path : path
        The weekly workbook (.xlsx, .ods) or a tidy table (.csv, .csv.gz) with the columns published, level,
        area_code, dose, age_band, people_vaccinated.

    Returns
    -------
    Imported
        `PEOPLE_COLUMNS`; `dose` is 1 or 2, `people` Float64.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    if ".csv" in path.suffixes:
        return tidy_table(path, value="people_vaccinated", columns=PEOPLE_COLUMNS)
    sheets = grids(path, ["Contents", *SHEETS])
    door, report = Door(path), []
    published = publication_date(door, sheets.pop("Contents", None))
    if not sheets:
        door.refuse(f"none of the sheets {', '.join(SHEETS)} is in the workbook")
    parts = [dose_sheet(door, sheet, name=name, report=report) for name, sheet in sheets.items()]
    door.close()
    frame = pd.concat(parts, ignore_index=True).assign(published=published)
    return Imported(frame[PEOPLE_COLUMNS], tuple(report))


def registered_population(path: str | Path) -> Imported:
    """People on the register (NIMS), one row per published week, level, area and age band.

    Parameters
    ----------
    path : path
        The weekly workbook or a tidy table with the columns published, level, area_code, age_band, population.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    path = Path(path)
    if ".csv" in path.suffixes:
        return tidy_table(path, value="population", columns=POPULATION_COLUMNS)
    sheets = grids(path, ["Contents", REGISTER_SHEET])
    door = Door(path)
    published = publication_date(door, sheets.get("Contents"))
    if REGISTER_SHEET not in sheets:
        door.refuse(f"the sheet {REGISTER_SHEET} is missing")
        door.close()
    parts = register_tables(door, sheets[REGISTER_SHEET])
    door.close()
    frame = pd.concat(parts, ignore_index=True).assign(published=published)
    return Imported(frame[POPULATION_COLUMNS])


def tidy_table(path: Path, *, value: str, columns: list[str]) -> Imported:
    """A long CSV, checked: known levels, codes that fit them, dates, ages, one row per key."""
    frame = table(path)
    door = Door(path, first_row=2)
    keys = [name for name in columns[:-1] if name != "area_name"]
    if not door.needs(frame, [*keys, value]):
        door.close()
    frame = frame.assign(area_name=frame.get("area_name", ""))
    fitting = pd.Series(False, index=frame.index)
    for level, pattern in CODES.items():
        fitting |= (frame["level"] == level) & frame["area_code"].str.match(pattern)
    door.check(~fitting, frame["area_code"], message="not the code of an MSOA, LTLA or ICS, or not of the row's level")
    door.check(~frame["published"].str.match(r"^20\d\d-[01]\d-[0-3]\d$"), frame["published"], message="not a date")
    door.check(~frame["age_band"].str.match(AGE_BAND), frame["age_band"], message="not an age band")
    if "dose" in columns:
        door.check(~frame["dose"].isin(["1", "2"]), frame["dose"], message="not dose 1 or 2")
    numbers, _ = measured(door, frame[value])
    door.check(numbers.lt(0).fillna(False).astype(bool), frame[value], message="a negative count")
    door.unique(frame, keys)
    door.close()
    frame = placed(frame.assign(**{columns[-1]: numbers}), path)[[*columns[:-1], *LINEAGE, columns[-1]]]
    return Imported(frame.astype({"dose": "int64"}) if "dose" in columns else frame)


def publication_date(door: Door, contents: pd.DataFrame | None) -> str:
    """ISO date from the line "Published:" of the contents sheet; a fault where there is none."""
    cells = [] if contents is None else text_cells(contents.stack()).tolist()
    for label, value in pairwise(cells):
        if label.startswith("Published"):
            date = pd.to_datetime(re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", value), dayfirst=True, errors="coerce")
            if pd.notna(date):
                return date.date().isoformat()
    door.refuse("no date of publication: the sheet Contents needs a line 'Published:'")
    return ""


def dose_sheet(door: Door, sheet: pd.DataFrame, *, name: str, report: list[str]) -> pd.DataFrame:
    """One sheet of people vaccinated as long rows.

    The row with the cell "1st dose" heads the table, the row below names the age bands; columns that belong to
    neither dose (totals, percentages) are not read. Sums are compared with the sheet's own total row.
    """
    level = SHEETS[name]
    labels = sheet.map(without_footnote)
    heads = labels.index[labels.map(lambda label: bool(DOSE.match(label))).any(axis=1)]
    code_column = None if heads.empty else column_of(labels.loc[heads[0]], rf"^{level}(?:/STP)? Code$")
    if code_column is None or heads[0] + 1 not in labels.index:
        door.refuse(f"sheet {name}: no heading '1st dose' with a column '{level} Code'")
        return pd.DataFrame(columns=PEOPLE_COLUMNS[1:])
    dose = labels.loc[heads[0]].replace("", None).ffill().str.extract(DOSE)[0].map({"1st": 1, "2nd": 2})
    bands = labels.loc[heads[0] + 1]
    wanted = [column for column in sheet if pd.notna(dose[column]) and AGE_BAND.match(bands[column])]
    block = Block(name, below(sheet, heads[0] + 1), code_column, tuple(wanted), CODES[level])
    long = area_cells(door, block)
    report.extend(shortfall(block))
    long = long.assign(level=level, dose=long["column"].map(dose).astype("int64"), age_band=long["column"].map(bands))
    return long.rename(columns={"number": "people"})[PEOPLE_COLUMNS[1:]]


def register_tables(door: Door, sheet: pd.DataFrame) -> list[pd.DataFrame]:
    """The tables that stand side by side on the register sheet: LTLA and MSOA (constituencies are not read)."""
    labels = sheet.map(without_footnote)
    heads = labels.index[labels.eq("Population estimates").any(axis=1)]
    parts = []
    for level in ("LTLA", "MSOA"):
        code_column = None if heads.empty else column_of(labels.loc[heads[0]], rf"^{level} Code$")
        if code_column is None or heads[0] + 1 not in labels.index:
            door.refuse(f"sheet {REGISTER_SHEET}: no table headed '{level} Code' and 'Population estimates'")
            continue
        bands = labels.loc[heads[0] + 1]
        right = [column for column in sheet if column >= code_column + 2]
        wanted = list(takewhile(lambda column, bands=bands: AGE_BAND.match(bands[column]), right))
        block = Block(REGISTER_SHEET, below(sheet, heads[0] + 1), code_column, tuple(wanted), CODES[level])
        long = area_cells(door, block)
        long = long.assign(level=level, age_band=long["column"].map(bands))
        parts.append(long.rename(columns={"number": "population"})[POPULATION_COLUMNS[1:]])
    return parts


@dataclass(frozen=True)
class Block:
    """A table inside a sheet: its cells (blank above the table), the column of codes, the columns of numbers."""

    sheet: str
    cells: pd.DataFrame
    code_column: int
    wanted: tuple[int, ...]
    pattern: str

    @property
    def codes(self) -> pd.Series:
        """Area codes by row, "" in rows without one (notes, totals, blank rows)."""
        text = text_cells(self.cells[self.code_column])
        return text.mask(text.str.match(r"^Total"), "").rename(
            f"{self.sheet}!{get_column_letter(self.code_column + 1)}"
        )


def below(sheet: pd.DataFrame, row: int) -> pd.DataFrame:
    """The sheet with everything down to and including a row blanked, so that row numbers stay those of the file."""
    return sheet.set_axis(range(len(sheet))).where(pd.Series(range(len(sheet))) > row, None, axis=0)


def column_of(labels: pd.Series, pattern: str) -> int | None:
    """The first column whose heading matches, None if there is none."""
    found = labels.index[labels.str.match(pattern)]
    return None if found.empty else found[0]


def area_cells(door: Door, block: Block) -> pd.DataFrame:
    """Long form of a block: area_code, area_name, column, number. Odd or repeated codes and odd numbers are faults."""
    codes = block.codes
    areas = codes != ""
    door.check(areas & ~codes.str.match(block.pattern), codes, message="not a code of this level")
    door.check(areas & codes.duplicated(), codes, message="the same code twice")
    if not areas.any() or not block.wanted:
        door.refuse(f"sheet {block.sheet}: no row with an area code and a number")
    names = text_cells(block.cells[block.code_column + 1])
    parts = []
    for column in block.wanted:
        name = f"{block.sheet}!{get_column_letter(column + 1)}"
        numbers, _ = measured(door, block.cells[column].where(areas).rename(name))
        door.check(numbers.lt(0).fillna(False), block.cells[column].rename(name), message="a negative count")
        parts.append(pd.DataFrame({"area_code": codes, "area_name": names, "column": column, "number": numbers})[areas])
    empty = pd.DataFrame(columns=["area_code", "area_name", "column", "number"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def shortfall(block: Block) -> list[str]:
    """How far the areas fall short of the sheet's own total (people who could not be placed), in words."""
    is_total = block.cells.map(without_footnote).eq("Total").any(axis=1)
    if not is_total.any() or not block.wanted:
        return []
    numbers = block.cells[list(block.wanted)].apply(pd.to_numeric, errors="coerce")
    stated, found = numbers[is_total].iloc[0].sum(), numbers[block.codes != ""].sum().sum()
    if stated == found:
        return []
    words = f"areas sum to {found:,.0f} doses, the sheet's total is {stated:,.0f} (some people have no area)"
    return [f"sheet {block.sheet}: {words}"]


PUBLICATION = Publication(
    id="nhse_covid",
    publisher="NHS England",
    title="COVID-19 Vaccinations, weekly: people vaccinated by MSOA, LTLA and ICS of residence",
    url="https://www.england.nhs.uk/statistics/statistical-work-areas/covid-19-vaccinations/covid-19-vaccinations-archive/",
    licence=OGL,
    cadence="weekly, December 2020 to 2023",
    formats=(".xlsx", ".ods", ".csv", ".csv.gz"),
    parser=people_vaccinated,
)
