"""Quarterly coverage: workbook, ODS and long table give the same rows; England reproduces the published percentages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources.cover_workbook import read_workbook
from data.sources.ukhsa_cover import coverage, current_codes
from data.validation import FileFaults
from tests.data.sources.cover_files import genuine_grids, synthetic_grids, write_ods, write_xlsx
from tests.shared_folder import shared

HEADS = "fin_year,quarter,utla_code,area_name,age,antigen_std,numerator,denominator,coverage_pct\n"
KEY = ["indicator_id", "area_code", "period"]


def refusals(path: Path) -> str:
    """The text of the error that a file raises."""
    with pytest.raises(FileFaults) as caught:
        coverage(path)
    return str(caught.value)


def long_table(path: Path, *rows: str) -> Path:
    path.write_text(HEADS + "\n".join(rows) + "\n")
    return path


def test_counts_and_percentages_of_a_workbook_meet_through_the_ods_code(tmp_path: Path) -> None:
    done = coverage(write_xlsx(tmp_path / "any_name.xlsx", synthetic_grids()))
    rows = done.frame.set_index(["indicator_id", "area_code"])
    mmr2 = rows.loc[("cover_mmr2_5y", "E06990001")]
    assert mmr2[["numerator", "denominator", "period", "age", "area_type", "status"]].tolist() == [
        180,
        200,
        "2018/19 Q1",
        "5 years",
        "ctyua18",
        "ok",
    ]
    assert pd.isna(mmr2["value"])
    assert rows.loc[("cover_mmr2_5y", "E06990003"), "status"] == "suppressed"
    england = rows.loc[("cover_mmr1_5y", "E92000001")]
    assert england[["numerator", "denominator", "note"]].tolist() == [278, 300, "england_sum"]


def test_an_ods_gives_the_same_rows_as_the_xlsx(tmp_path: Path) -> None:
    grids = synthetic_grids()
    frames = [
        coverage(write(tmp_path / name, grids)).frame for write, name in ((write_xlsx, "a.xlsx"), (write_ods, "a.ods"))
    ]
    pd.testing.assert_frame_equal(*[frame.sort_values(KEY, ignore_index=True) for frame in frames])


def test_without_a_data_sheet_percentages_stand_and_the_name_gives_the_quarter(tmp_path: Path) -> None:
    grids = synthetic_grids()
    del grids["Data file"]
    rows = coverage(write_xlsx(tmp_path / "2016_2017_Q3.xlsx", grids)).frame.set_index(["indicator_id", "area_code"])
    north = rows.loc[("cover_mmr2_5y", "E06990001")]
    assert north[["value", "denominator", "period"]].tolist() == [90.0, 200, "2016/17 Q3"]
    assert pd.isna(north["numerator"])
    england = rows.loc[("cover_mmr2_5y", "E92000001")]
    assert england[["numerator", "denominator", "status"]].tolist() == [260, 300, "estimated"]
    assert "which financial year and quarter" in refusals(write_xlsx(tmp_path / "coverage.xlsx", grids))


def test_what_is_wrong_with_a_workbook_is_said_at_once(tmp_path: Path) -> None:
    grids = synthetic_grids()
    grids["5y_UTLA_GOR"][0][-1] = "5y Chickenpox%"
    grids["Data file"][0][-4] = "5y Chickenpox Numerator"
    grids["Data file"][0][-3] = "5y Chickenpox Denominator"
    grids["Data file"][0][-1] = "another heading"
    grids["Data file"][1][1] = "999"
    said = refusals(write_xlsx(tmp_path / "odd.xlsx", grids))
    assert "a vaccine that is not known" in said
    grids["5y_UTLA_GOR"][0][-1] = "5y MMR2%"
    grids["Data file"][0][-4:-2] = ["5y MMR1 Numerator", "5y MMR1 Denominator"]
    said = refusals(write_xlsx(tmp_path / "odd.xlsx", grids))
    assert "a numerator without its denominator" in said
    assert "not on the percentage sheets ('Made-up North')" in said
    said = refusals(write_xlsx(tmp_path / "none.xlsx", {"Caveats": [["x"]]}))
    assert "no sheet of percentages" in said
    grids["5y_UTLA_GOR"][0][2] = "Code"
    assert "sheet 5y_UTLA_GOR: needs the columns" in refusals(write_xlsx(tmp_path / "head.xlsx", grids))
    grids = synthetic_grids()
    grids["Data file"][0][1] = "Code"
    assert "the data sheet needs the columns" in refusals(write_xlsx(tmp_path / "data.xlsx", grids))


def test_every_fault_of_a_long_table_is_listed(tmp_path: Path) -> None:
    path = long_table(
        tmp_path / "long.csv",
        "2018/2019,Q1,E06990001,A,5y,MMR2,90,100,90",
        "2018/2019,Q1,E06990001,A,5y,MMR2,91,100,91",
        "2018/2020,Q7,06990001,A,6y,MMR9,-1,100,90",
        "2018/2019,Q2,E06990001,A,5y,MMR2,110,100,101",
        "2018/2019,Q3,E06990001,A,5y,MMR2,ninety,100,n/a",
    )
    said = refusals(path)
    for words in (
        "row 3: the same key twice",
        "row 4: not a financial year",
        "not a quarter Q1 to Q4",
        "not the code of an upper-tier authority ('06990001')",
        "not one of the ages",
        "an antigen that is not known ('MMR9')",
        "a negative number",
        "row 5: more children vaccinated than there are",
        "row 6: not a number ('ninety')",
    ):
        assert words in said
    assert "missing column" in refusals(long_table_without(tmp_path / "w.csv"))


def long_table_without(path: Path) -> Path:
    path.write_text("fin_year,quarter\n2018/2019,Q1\n")
    return path


def test_schedules_not_in_force_are_left_out_and_old_codes_carried_over(tmp_path: Path) -> None:
    crosswalk = tmp_path / "crosswalk.csv"
    crosswalk.write_text("cover_code,current_code,name\nE10990009,E06990009,Old\nE10990008,E06990001+E06990002,Split\n")
    assert current_codes(crosswalk) == {"E10990009": "E06990009"}
    path = long_table(
        tmp_path / "long.csv",
        "2021/2022,Q1,E10990009,Old,12m,PCV1,90,100,90",
        "2021/2022,Q1,E10990009,Old,12m,PCV2,,,",
        "2021/2022,Q1,E06990009,Old,12m,PCV1,90,100,90",
        "2021/2022,Q1,E06990003,Isle,12m,Rotavirus,,,",
        "2021/2022,Q1,E06990003,Isle,12m,MenB,7,9,77.8",
    )
    done = coverage(path, crosswalk=crosswalk)
    rows = done.frame[done.frame["area_type"] == "ctyua21"].set_index(["indicator_id", "area_code"])
    assert sorted(rows.index) == [
        ("cover_menb_12m", "E06990003"),
        ("cover_pcv1_12m", "E06990009"),
        ("cover_rota_12m", "E06990003"),
    ]
    assert rows["status"].tolist() == ["ok", "missing", "ok"]
    assert rows.loc[("cover_menb_12m", "E06990003"), "note"] == "few_children"
    assert len(done.report) == 5


@pytest.mark.shared
def test_genuine_workbook_gives_the_rows_of_the_genuine_long_table() -> None:
    crosswalk = shared("data", "ons", "lookups", "cover_utla_code_crosswalk.csv")
    workbook = coverage(shared("data", "ukhsa", "2018_2019_Q1.xlsx"), crosswalk=crosswalk).frame
    long = coverage(
        shared("data", "ukhsa", "cover_utla_quarterly_2016-17_to_2023-24.csv.gz"), crosswalk=crosswalk
    ).frame
    quarter = long[long["period"] == "2018/19 Q1"]
    columns = [*KEY, "area_type", "numerator", "denominator", "status", "note"]
    pd.testing.assert_frame_equal(
        *[frame[columns].sort_values(KEY, ignore_index=True) for frame in (workbook, quarter)]
    )


@pytest.mark.shared
@pytest.mark.slow
def test_genuine_cells_as_ods_give_the_same_rows(tmp_path: Path) -> None:
    path = shared("data", "ukhsa", "2018_2019_Q1.xlsx")
    ods = write_ods(tmp_path / "2018_2019_Q1.ods", genuine_grids(path))
    pd.testing.assert_frame_equal(coverage(ods).frame, coverage(path).frame)
    assert len(read_workbook(ods)) == len(read_workbook(path))


@pytest.mark.shared
def test_england_mmr2_reproduces_the_published_percentages() -> None:
    """Four quarters summed are the year's published figure, within the half point that late corrections move it."""
    crosswalk = shared("data", "ons", "lookups", "cover_utla_code_crosswalk.csv")
    long = coverage(
        shared("data", "ukhsa", "cover_utla_quarterly_2016-17_to_2023-24.csv.gz"), crosswalk=crosswalk
    ).frame
    mmr2 = long[(long["indicator_id"] == "cover_mmr2_5y") & (long["area_type"] == "ctry")]
    year = mmr2.groupby(mmr2["period"].str[:7])[["numerator", "denominator"]].sum()
    facts = pd.read_csv(shared("facts", "mmr2_5y_utla.csv"), dtype={"period": "str"})
    published = facts[facts["area_code"] == "E92000001"].set_index("period")["value"]
    assert sorted(year.index) == [f"20{y}/{y + 1}" for y in range(16, 24)]
    gap = (100 * year["numerator"] / year["denominator"] - published.loc[year.index]).abs()
    assert gap.max() < 0.35
    assert (
        (year["denominator"] / facts[facts["area_code"] == "E92000001"].set_index("period")["denominator"])
        .dropna()
        .between(0.98, 1.0)
        .all()
    )
