"""Every importer, whatever stands in its file: observations, or `FileFaults` with reasons. Never another error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.sources.cover_workbook import read_workbook
from data.sources.mhclg_iod import deprivation, residents
from data.sources.nhs_england import people_vaccinated, registered_population
from data.sources.nhs_qof import practice_networks, practice_registers
from data.sources.ons_health_index import SCORES, health_index, health_index_of_systems
from data.sources.ons_lookups import lookup
from data.sources.ons_population import age_structure, ethnic_groups
from data.sources.source import Imported
from data.sources.ukhsa_cover import coverage, current_codes
from data.validation import FileFaults
from tests.data.sources.cover_files import synthetic_grids, write_xlsx
from tests.data.sources.test_ons_population import BANDS
from tests.data.sources.weekly_workbook import write_weekly_workbook

LOOKUP = {"lsoa11cd": "LSOA11CD", "msoa11cd": "MSOA11CD"}
# An importer of tables and one good row for it.
TABLES: dict[str, tuple[Callable[[Path], object], dict[str, str]]] = {
    "people": (
        people_vaccinated,
        {"published": "2021-07-08", "level": "MSOA", "area_code": "E02990001", "dose": "1", "age_band": "80+"}
        | {"people_vaccinated": "10"},
    ),
    "register": (
        registered_population,
        {"published": "2021-07-08", "level": "LTLA", "area_code": "E07990001", "age_band": "16+", "population": "99"},
    ),
    "cover": (
        coverage,
        {"fin_year": "2018/2019", "quarter": "Q1", "utla_code": "E06990001", "area_name": "A", "age": "5y"}
        | {"antigen_std": "MMR2", "numerator": "90", "denominator": "100", "coverage_pct": "90"},
    ),
    "crosswalk": (current_codes, {"cover_code": "E10990001", "current_code": "E06990001"}),
    "deprivation": (
        lambda path: deprivation(path, whole=False),
        {"lsoa11_code": "E01990001", "IMD_rank": "7", "IMD_decile": "1", "Health_score": "-0.5"},
    ),
    "residents": (residents, {"lsoa11_code": "E01990001", "Total population: mid 2015 (excluding prisoners)": "1,500"}),
    "practices": (
        practice_registers,
        {"PRACTICE_CODE": "A99001", "GROUP_CODE": "AST", "REGISTER": "1", "PATIENT_LIST_TYPE": "06OV"}
        | {"PRACTICE_LIST_SIZE": "9"},
    ),
    "networks": (practice_networks, {"PRACTICE_CODE": "A99001", "PCN_CODE": "U99001", "PCN_NAME": "One"}),
    "health index": (health_index, {"ltla21_code": "E06990001", "year": "2015.0", "indicator": "A", "value": "1.5"}),
    "health index of boards": (
        health_index_of_systems,
        {"icb22_code": "E54000099", "year": "2015", **dict.fromkeys(SCORES, "101.5")},
    ),
    "lookup": (lambda path: lookup(path, LOOKUP), {"LSOA11CD": "E01990001", "MSOA11CD": "E02990001"}),
    "ages": (age_structure, {"lsoa21_code": "E01990001", "total": "180", **dict.fromkeys(BANDS, "10")}),
    "ethnicity": (ethnic_groups, {"lsoa21_code": "E01990001", "ethnic_group": "White", "n": "5"}),
}
SIGNS = ("", "*", "<5", "c", "n/a", "1,234", "85.5%", "-1", "1e400", "nan", "E01990001", "2018/19", "\x00", '"', "٣")
CELLS = st.one_of(st.sampled_from(SIGNS), st.text(max_size=6), st.integers(-5, 10**12).map(str))
VALUES = st.one_of(st.none(), CELLS, st.floats(allow_nan=False, allow_infinity=False), st.just(datetime(2021, 7, 8)))
calm = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])


def assert_read_or_refused(read: Callable[[Path], object], path: Path) -> bool:
    """Whether the file was read; if not, the error lists at least one fault and names the file."""
    try:
        done = read(path)
    except FileFaults as error:
        assert error.faults
        assert all(fault.file == str(path) for fault in error.faults)
        return False
    if isinstance(done, Imported) and "status" in done.frame:
        assert set(done.frame["status"]) <= {"ok", "suppressed", "missing", "not_comparable", "estimated"}
    return True


@pytest.mark.parametrize("name", TABLES)
def test_the_good_row_is_read(tmp_path: Path, name: str) -> None:
    read, row = TABLES[name]
    pd.DataFrame([row]).to_csv(tmp_path / "t.csv", index=False)
    assert assert_read_or_refused(read, tmp_path / "t.csv")


@pytest.mark.parametrize("name", TABLES)
@calm
@given(data=st.data())
def test_any_cells_in_a_table(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    read, row = TABLES[name]
    changes = st.dictionaries(st.sampled_from(sorted(row)), CELLS, max_size=4)
    rows = [{**row, **change} for change in data.draw(st.lists(changes, min_size=1, max_size=4))]
    path = tmp_path_factory.mktemp("fuzz") / "t.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    assert_read_or_refused(read, path)


@calm
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 10), VALUES), max_size=6),
    st.sampled_from(["5y_UTLA_GOR", "Data file"]),
)
def test_any_cells_in_a_coverage_workbook(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, object]], sheet: str
) -> None:
    grids = synthetic_grids()
    for row, column, value in changes:
        if row < len(grids[sheet]) and column < len(grids[sheet][row]):
            grids[sheet][row][column] = writable(value)
    path = write_xlsx(tmp_path_factory.mktemp("fuzz") / "2018_2019_Q1.xlsx", grids)
    assert_read_or_refused(coverage, path)
    assert_read_or_refused(read_workbook, path)


@calm
@given(
    st.dictionaries(st.tuples(st.sampled_from("BCDEFGHIJKLMNOPQ"), st.integers(1, 14)), VALUES, max_size=6),
    st.sampled_from(["MSOA", "ICS STP", "Population estimates (NIMS)", "Contents"]),
)
def test_any_cells_in_a_vaccination_workbook(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[tuple[str, int], object], sheet: str
) -> None:
    cells = {f"{column}{row}": writable(value) for (column, row), value in changes.items()}
    path = write_weekly_workbook(tmp_path_factory.mktemp("fuzz") / "week.xlsx", cells={sheet: cells})
    assert_read_or_refused(people_vaccinated, path)
    assert_read_or_refused(registered_population, path)


def writable(value: object) -> object:
    """The value without signs that a workbook cannot hold, and never a formula."""
    if not isinstance(value, str):
        return value
    return "".join(sign for sign in value if sign.isprintable()).lstrip("=")
