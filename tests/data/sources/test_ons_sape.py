"""Residents of boards: locations added up, broad ages, sexes, every fault, and the published totals."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data.sources.ons_sape import SEXES, YEARS_OF_AGE, system_population
from data.validation import FileFaults
from tests.shared_folder import shared

AGES = [f"{sex}{age}" for sex in SEXES for age in YEARS_OF_AGE]
HEADS = ["SICBL 2023 Code", "SICBL 2023 Name", "ICB 2023 Code", "ICB 2023 Name", "Total", *AGES]


def workbook(path: Path, rows: list[list], *, sheet: str = "Mid-2022 ICB 2023", heads: list[str] = HEADS) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(["Estimates by single year of age and sex"])
    page.append(heads)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def location(code: str, board: str, each: int) -> list:
    return [code, code, board, board, each * len(AGES), *([each] * len(AGES))]


def test_locations_are_added_up_to_boards_by_broad_age_and_sex(tmp_path: Path) -> None:
    rows = [location("E38000001", "E54000001", 1), location("E38000002", "E54000001", 2)]
    rows.append(location("E38000003", "E54000002", 5))
    done = system_population(workbook(tmp_path / "s.xlsx", rows), systems={"E54000001": "sys-a"})
    counts = done.frame.set_index(["age", "sex"])["numerator"]
    assert set(done.frame["area_code"]) == {"sys-a"} and set(done.frame["period"]) == {"2022"}
    assert counts[("0-15", "female")] == 3 * 16 and counts[("0-15", "all")] == 3 * 32
    assert counts[("65+", "male")] == 3 * 26 and counts[("85+", "male")] == 3 * 6
    assert counts[("all", "all")] == 3 * 182 == counts[("all", "female")] + counts[("all", "male")]
    assert counts[[("0-15", "all"), ("16-64", "all"), ("65+", "all")]].sum() == counts[("all", "all")]
    assert done.report == ("boards that are no system of the register left out: E54000002",)


def test_faults_are_listed(tmp_path: Path) -> None:
    rows = [location("E38000001", "E54000001", 1), location("E38000001", "E06000001", 1)]
    rows[0][4] += 1
    rows[1][7] = -1
    with pytest.raises(FileFaults) as caught:
        system_population(workbook(tmp_path / "s.xlsx", rows), systems={})
    for words in (
        "not the sum of its ages",
        "not the code of an integrated care board",
        "same key twice",
        "not a count",
    ):
        assert words in str(caught.value)
    with pytest.raises(FileFaults, match="needs a row of headings"):
        system_population(workbook(tmp_path / "h.xlsx", rows, heads=HEADS[:9]), systems={})
    with pytest.raises(FileFaults, match="no sheet is called"):
        system_population(workbook(tmp_path / "n.xlsx", rows, sheet="Mid-2022"), systems={})


@pytest.mark.shared
def test_england_has_its_published_residents() -> None:
    """ONS, March 2024: 57,106,398 residents of England in mid-2022 and 56,554,891 in mid-2021."""
    path = shared("data", "ons", "population", "sape_health_geographies_mid2021_2022.xlsx")
    codes = {f"E540000{n:02d}": f"s{n}" for n in range(71)}
    done = system_population(path, systems=codes)
    everyone = done.frame[(done.frame["age"] == "all") & (done.frame["sex"] == "all")]
    assert everyone.groupby("period").size().tolist() == [42, 42] and done.report == ()
    assert everyone.groupby("period")["numerator"].sum().to_dict() == {"2021": 56_554_891, "2022": 57_106_398}
