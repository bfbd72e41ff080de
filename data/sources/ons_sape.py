"""ONS, population estimates for health geographies: residents of integrated care boards by age and sex.

Lives here: the sheets "Mid-<year> ICB 2023" of the workbook, added up to boards and broad ages. Not here: small-area
populations (`ons_population`), other health geographies of the workbook (clinical commissioning groups, Wales).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.lineage import gathered_by
from data.schema import Status
from data.sources.cells import text_cells
from data.sources.ons_population import AGES, counted
from data.sources.sheets import grids, sheet_names
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

INDICATOR = "population_systems"
SHEET = re.compile(r"^Mid-(20\d\d) ICB 2023$")
SEXES = {"F": "female", "M": "male"}
YEARS_OF_AGE = range(91)  # the last is 90 and over
HEADS = ("ICB 2023 Code", "SICBL 2023 Code", "Total")


def system_population(path: str | Path, *, systems: Mapping[str, str]) -> Imported:
    """Residents of every board by age and sex, a row per year.

    Parameters
    ----------
    path : path
        The workbook (.xlsx, .ods).
    systems : mapping
        Board's code -> id of the system.

    Returns
    -------
    Imported
        Counts for `AGES` and "all", for women, men and everyone, on area type "system".

    Raises
    ------
    FileFaults
        With every fault: no such sheet, headings, codes, cells that are no counts, ages that do not sum to the total.
    """
    path = Path(path)
    wanted = [name for name in sheet_names(path) if SHEET.match(name)]
    door = Door(path)
    if not wanted:
        door.refuse("no sheet is called 'Mid-<year> ICB 2023'")
    parts = [
        sheet_rows(door, name, grid=grid).assign(source_file=path.name) for name, grid in grids(path, wanted).items()
    ]
    door.close()
    frame = pd.concat(parts, ignore_index=True)
    gone = sorted(set(frame["board"]) - set(systems))
    report = (f"boards that are no system of the register left out: {', '.join(gone)}",) if gone else ()
    frame = frame.assign(area_code=frame["board"].map(systems)).dropna(subset="area_code").drop(columns="board")
    return Imported(
        frame.assign(indicator_id=INDICATOR, area_type="system", status=Status.OK.value).reset_index(drop=True), report
    )


def sheet_rows(door: Door, name: str, *, grid: pd.DataFrame) -> pd.DataFrame:
    """One sheet as rows `board, period, sex, age, numerator`; its faults are noted."""
    empty = pd.DataFrame(columns=["board", "period", "sex", "age", "numerator"])
    labels = grid.map(lambda cell: str(cell).strip())
    heads = labels.index[labels.eq(HEADS[0]).any(axis=1)]
    columns = [f"{sex}{age}" for sex in SEXES for age in YEARS_OF_AGE]
    if heads.empty or not {*HEADS, *columns} <= set(labels.loc[heads[0]]):
        door.refuse(f"sheet {name}: needs a row of headings with {', '.join(HEADS)}, F0 to F90 and M0 to M90")
        return empty
    rows = grid.loc[heads[0] + 1 :].set_axis(list(labels.loc[heads[0]]), axis=1)
    rows = rows[text_cells(rows[HEADS[1]]) != ""]
    codes = text_cells(rows[HEADS[0]])
    door.check(~codes.str.match(r"^E54\d{6}$"), codes, message="not the code of an integrated care board")
    door.unique(rows, [HEADS[1]])
    counts = counted(door, rows, columns=["Total", *columns])
    door.check(counts[columns].sum(axis=1) != counts["Total"], rows["Total"], message="not the sum of its ages")
    boards = counts.groupby(codes).sum()
    parts = []
    for word, (low, high) in (AGES | {"all": (0, 120)}).items():
        for sex, letters in {"all": "FM", "female": "F", "male": "M"}.items():
            names = [f"{letter}{age}" for letter in letters for age in YEARS_OF_AGE if low <= age <= high]
            parts.append(pd.DataFrame({"numerator": boards[names].sum(axis=1), "age": word, "sex": sex}))
    behind = gathered_by(pd.DataFrame({"board": codes, "source_row": codes.index + 1, "source_file": name}), ["board"])
    made = pd.concat(parts).rename_axis("board").reset_index().assign(period=SHEET.match(name)[1])
    return made.merge(behind.drop(columns="source_file"), on="board")


PUBLICATION = Publication(
    id="ons_sape_health",
    publisher="Office for National Statistics",
    title="Population estimates for health geographies in England and Wales by single year of age and sex",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/healthgeographiesmidyearpopulationestimates",
    licence=OGL,
    cadence="yearly",
    formats=(".xlsx", ".ods"),
    parser=system_population,
)
