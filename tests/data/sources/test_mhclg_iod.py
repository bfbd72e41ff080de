"""Indices of deprivation: both editions, both spellings of headings; ranks that are no ranking are refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources.mhclg_iod import deprivation, residents
from data.validation import FileFaults
from tests.shared_folder import shared

FILE_7 = {
    "LSOA code (2011)": ["E01990001", "E01990002"],
    "LSOA name (2011)": ["Made-up 001A", "Made-up 001B"],
    "Index of Multiple Deprivation (IMD) Score": ["12.389", "5.1"],
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)": ["18,992", "30000"],
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)": ["6", "10"],
    "Income Score (rate)": ["0.096", "0.01"],
    "Income Deprivation Affecting Children Index (IDACI) Decile (where 1 is most deprived 10% of LSOAs)": ["5", "9"],
    "Children and Young People Sub-domain Rank (where 1 is most deprived)": ["1", "2"],
    "Barriers to Housing and Services Decile (where 1 is most deprived 10% of LSOAs)": ["3", "4"],
    "Total population: mid 2015 (excluding prisoners)": ["1699", "1,500"],
}


def file_7(path: Path, **changes: list[str]) -> Path:
    """Two made-up LSOAs with the publisher's headings; changes by heading."""
    pd.DataFrame({**FILE_7, **changes}).to_csv(path, index=False)
    return path


def refusals(path: Path, *, whole: bool = False) -> str:
    with pytest.raises(FileFaults) as caught:
        deprivation(path, whole=whole)
    return str(caught.value)


def test_file_7_is_read_by_domain_and_kind(tmp_path: Path) -> None:
    done = deprivation(file_7(tmp_path / "f.csv"), whole=False)
    first = done.frame[done.frame["area_code"] == "E01990001"].set_index("indicator_id")["value"]
    assert first.to_dict() == {
        "imd2019_score": 12.389,
        "imd2019_rank": 18_992,
        "imd2019_decile": 6,
        "income2019_score": 0.096,
        "idaci2019_decile": 5,
        "housing2019_decile": 3,
    }
    assert set(done.frame["area_type"]) == {"lsoa11"}
    assert set(done.frame["period"]) == {"2019"}
    assert "Sub-domain" in done.report[0]
    assert "Total population" in done.report[0]


def test_residents_come_from_the_same_file(tmp_path: Path) -> None:
    assert residents(file_7(tmp_path / "f.csv")).frame["numerator"].tolist() == [1_699, 1_500]
    with pytest.raises(FileFaults, match="not a count"):
        residents(file_7(tmp_path / "g.csv", **{"Total population: mid 2015 (excluding prisoners)": ["-1", ""]}))
    with pytest.raises(FileFaults, match="no column 'Total population"):
        path = tmp_path / "h.csv"
        pd.DataFrame({"lsoa11_code": ["E01990001"]}).to_csv(path, index=False)
        residents(path)


def test_every_fault_is_listed(tmp_path: Path) -> None:
    rank = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
    decile = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
    codes = ["W01990001", "W01990001"]
    path = file_7(tmp_path / "f.csv", **{rank: ["0", "1.5"], decile: ["11", "six"], "LSOA code (2011)": codes})
    said = refusals(path, whole=True)
    for words in (
        "not the code of an LSOA in England",
        "the same key twice",
        "2 rows, but the 2019 edition has 32,844 LSOAs",
        "not a rank from 1 to 32,844 ('0', '1.5')",
        "not a decile from 1 to 10 ('11')",
        "not a number ('six')",
    ):
        assert words in said


def test_ranks_that_repeat_are_no_ranking(tmp_path: Path) -> None:
    codes = [f"E01{n:06d}" for n in range(300)]
    path = tmp_path / "f.csv"
    pd.DataFrame({"lsoa21_code": codes, "IMD_rank": [n % 10 + 1 for n in range(300)]}).to_csv(path, index=False)
    assert "not a ranking" in refusals(path, whole=True)
    frame = deprivation(path, whole=False).frame
    assert set(frame["indicator_id"]) == {"imd2025_rank"}
    assert set(frame["area_type"]) == {"lsoa21"}


def test_files_of_something_else_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    pd.DataFrame({"area": ["E01990001"]}).to_csv(path, index=False)
    assert "no column of LSOA codes" in refusals(path)
    pd.DataFrame({"lsoa11_code": ["E01990001"], "colour": ["red"]}).to_csv(path, index=False)
    assert "no column of ranks, deciles or scores" in refusals(path)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "areas"), [("imd2019_england_lsoa11", 32_844), ("imd2025_england_lsoa21", 33_755)])
def test_genuine_editions_rank_every_lsoa_once(name: str, areas: int) -> None:
    year = name[3:7]
    frame = deprivation(shared("data", "mhclg", f"{name}.parquet")).frame
    wide = frame.pivot(index="area_code", columns="indicator_id", values="value")
    assert len(wide) == areas
    rank, decile = wide[f"imd{year}_rank"], wide[f"imd{year}_decile"]
    assert (rank.rank(method="min") == rank).all()
    assert rank.nunique() > 0.999 * areas
    assert ((rank * 10 / areas).apply(lambda x: -(-x // 1)) - decile).abs().max() <= 1
    assert decile.value_counts().between(areas // 10, areas // 10 + 1).all()


@pytest.mark.shared
def test_genuine_ranks_are_those_of_the_published_facts() -> None:
    facts = pd.read_csv(shared("facts", "imd2019_lsoa11.csv")).set_index("lsoa11cd")
    frame = deprivation(shared("data", "mhclg", "imd2019_england_lsoa11.parquet")).frame
    for kind in ("rank", "decile"):
        ours = frame[frame["indicator_id"] == f"imd2019_{kind}"].set_index("area_code")["value"]
        assert (ours.loc[facts.index] == facts[f"imd_{kind}"]).all()
    people = pd.read_csv(shared("facts", "population_mid2015_lsoa11.csv")).set_index("lsoa11cd")["population_total"]
    ours = residents(shared("data", "mhclg", "imd2019_lsoa11_score_pop2015.csv.gz")).frame
    assert (ours.set_index("area_code")["numerator"].loc[people.index] == people).all()
