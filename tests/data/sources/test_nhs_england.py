"""The weekly vaccination workbook: genuine files agree with each other and the published sums, bad ones say why."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from data.sources.nhs_england import people_vaccinated, registered_population
from data.validation import FileFaults
from tests.data.sources.weekly_workbook import write_weekly_workbook
from tests.shared_folder import shared

PEOPLE = "covid_vacc_cumulative_people_by_area_age_dose.csv.gz"
REGISTER = "covid_vacc_nims_population_denominators.csv.gz"


def refusals(read: object, path: Path) -> str:
    """The text of the error that a file raises."""
    with pytest.raises(FileFaults) as caught:
        read(path)
    return str(caught.value)


def test_synthetic_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    read = people_vaccinated(write_weekly_workbook(tmp_path / "week.xlsx"))
    frame = read.frame
    assert set(frame["published"]) == {"2021-07-08"}
    assert frame.groupby("level").size().to_dict() == {"ICS": 6, "LTLA": 6, "MSOA": 12}
    north = frame[frame["area_code"] == "E02990001"].set_index(["dose", "age_band"])["people"]
    assert north.to_dict() == {
        (1, "Under 25"): 10,
        (1, "25-29"): 20,
        (1, "30+"): 30,
        (2, "Under 25"): 1,
        (2, "25-29"): 2,
        (2, "30+"): 1003,
    }
    assert any("sheet MSOA: areas sum to" in line for line in read.report)


def test_synthetic_register_is_read_for_both_levels(tmp_path: Path) -> None:
    frame = registered_population(write_weekly_workbook(tmp_path / "week.xlsx")).frame
    assert frame.groupby("level")["area_code"].nunique().to_dict() == {"LTLA": 1, "MSOA": 2}
    south = frame[frame["area_code"] == "E02990002"].set_index("age_band")["population"]
    assert south.to_dict() == {"Under 18": 50, "18-24": 12, "25-29": 25, "30+": 60, "18+": 97, "16+": 100}


def test_every_fault_of_a_workbook_is_in_one_error_with_its_cell(tmp_path: Path) -> None:
    cells = {
        "MSOA": {"D10": "E02990001", "F9": "many", "G10": -3},
        "LTLA": {"D9": "E02990009"},
        "Contents": {"C3": "soon"},
    }
    said = refusals(people_vaccinated, write_weekly_workbook(tmp_path / "week.xlsx", cells=cells))
    assert said.startswith("5 faults")
    assert "column MSOA!D, row 10: the same code twice ('E02990001')" in said
    assert "column MSOA!F, row 9: not a number ('many')" in said
    assert "column MSOA!G, row 10: a negative count" in said
    assert "column LTLA!D, row 9: not a code of this level ('E02990009')" in said
    assert "no date of publication" in said


def test_a_sheet_without_its_heading_is_refused(tmp_path: Path) -> None:
    said = refusals(
        people_vaccinated, write_weekly_workbook(tmp_path / "w.xlsx", cells={"MSOA": {"F5": None, "J5": None}})
    )
    assert "sheet MSOA: no heading '1st dose'" in said
    cells = {"Population estimates (NIMS)": {"M4": "Area"}}
    said = refusals(registered_population, write_weekly_workbook(tmp_path / "r.xlsx", cells=cells))
    assert "no table headed 'MSOA Code'" in said


def test_missing_sheets_and_files_that_are_no_workbooks_are_refused(tmp_path: Path) -> None:
    without = write_weekly_workbook(tmp_path / "w.xlsx", without="Population estimates (NIMS)")
    assert "the sheet Population estimates (NIMS) is missing" in refusals(registered_population, without)
    page = tmp_path / "page.xlsx"
    page.write_text("<html>Service unavailable</html>")
    assert "cannot be opened as a workbook" in refusals(people_vaccinated, page)
    assert "not a workbook that can be read" in refusals(people_vaccinated, tmp_path / "week.pdf")


def test_a_tidy_table_with_faults_lists_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "tidy.csv"
    rows = [
        "2021-07-08,MSOA,E02990001,1,25-29,10",
        "2021-07-08,MSOA,E02990001,1,25-29,11",
        "8 July,LTLA,E02990001,3,adults,-1",
        "2021-07-08,MSOA,E02990002,2,80+,lots",
    ]
    path.write_text("published,level,area_code,dose,age_band,people_vaccinated\n" + "\n".join(rows) + "\n")
    said = refusals(people_vaccinated, path)
    for words in (
        "row 3: the same key twice",
        "row 4: not a date",
        "not an age band",
        "not dose 1 or 2",
        "negative",
        "row 5: not a number ('lots')",
        "not of the row's level",
    ):
        assert words in said
    path.write_text("published,level\n2021-07-08,MSOA\n")
    assert "missing columns area_code, dose, age_band, people_vaccinated" in refusals(people_vaccinated, path)


def test_a_tidy_register_is_read(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text('published,level,area_code,age_band,population\n2021-07-08,MSOA,E02990001,16+,"1,003"\n')
    assert registered_population(path).frame["population"].tolist() == [1003]


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    pd.DataFrame({"x": [1]}).to_excel(path, index=False)
    said = refusals(people_vaccinated, path)
    assert "none of the sheets MSOA" in said
    assert "no date of publication" in said


def test_a_sheet_without_areas_or_without_a_total(tmp_path: Path) -> None:
    without_areas = {"LTLA": {"D9": None}, "MSOA": {"B7": "Sum"}}
    said = refusals(people_vaccinated, write_weekly_workbook(tmp_path / "w.xlsx", cells=without_areas))
    assert said.splitlines()[1:] == [f"- {tmp_path / 'w.xlsx'}: sheet LTLA: no row with an area code and a number"]
    equal = dict(zip(("F9", "G9", "H9", "J9", "K9", "L9"), (30, 60, 90) * 2, strict=True))
    equal = {"LTLA": equal, "MSOA": {"B7": "Sum"}}
    read = people_vaccinated(write_weekly_workbook(tmp_path / "v.xlsx", cells=equal))
    assert [line[:14] for line in read.report] == ["sheet ICS STP:"]


def test_half_a_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(b"published,level\n" * 1000)[:40])
    assert "cannot be read as a table" in refusals(people_vaccinated, path)


@pytest.mark.shared
@pytest.mark.slow
def test_genuine_workbook_is_the_genuine_tidy_table_and_sums_to_the_published_totals() -> None:
    book = shared("data", "nhs_england", "8-July-2021.xlsx")
    people = people_vaccinated(book).frame
    sums = people.groupby(["level", "dose"])["people"].sum()
    assert set(sums.xs(1, level="dose")) == {37_717_731}
    assert set(sums.xs(2, level="dose")) == {28_114_979}
    assert people.groupby("level")["area_code"].nunique().to_dict() == {"ICS": 42, "LTLA": 309, "MSOA": 6_791}
    tidy = people_vaccinated(shared("data", "nhs_england", PEOPLE)).frame
    key = ["level", "area_code", "dose", "age_band"]
    pd.testing.assert_series_equal(by(people, key), by(tidy[tidy["published"] == "2021-07-08"], key))
    register = registered_population(book).frame
    tidy = registered_population(shared("data", "nhs_england", REGISTER)).frame
    key.remove("dose")
    pd.testing.assert_series_equal(by(register, key), by(tidy[tidy["published"] == "2021-07-08"], key))


def by(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """The numbers of a frame by key, sorted."""
    return frame.set_index(key).iloc[:, -1].sort_index()
