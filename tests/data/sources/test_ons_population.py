"""Residents: ages sum to the total, Wales stays out, ethnic groups make a whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources.ons_population import age_structure, band_ages, ethnic_groups, single_year_population
from data.validation import FileFaults
from equity.values.age_bands import sharing_bands
from tests.shared_folder import shared

YEARS = [str(year) for year in range(90)] + ["90+"]
BANDS = ["4 and under", *[f"{first} to {first + 4}" for first in range(5, 85, 5)], "85 and over"]


def single_years(path: Path, **changes: object) -> Path:
    """Two made-up areas with two people of every age, one in England and one in Wales."""
    row = {"total_population": 182, **dict.fromkeys(YEARS, 2)}
    frame = pd.DataFrame([{"lsoa11_code": code, **row} for code in ("E01990001", "W01990001")])
    frame.assign(**changes).to_csv(path, index=False)
    return path


def bands(path: Path, **changes: object) -> Path:
    """One made-up area with ten people in every five-year band."""
    frame = pd.DataFrame(
        [{"lsoa21_name": "Made-up", "lsoa21_code": "E01990001", "total": 180, **dict.fromkeys(BANDS, 10)}]
    )
    frame.assign(**changes).to_csv(path, index=False)
    return path


def test_single_years_become_broad_ages_and_five_years(tmp_path: Path) -> None:
    done = single_year_population(single_years(tmp_path / "p.csv"), period="2020")
    counts = done.frame.set_index("age")["numerator"].to_dict()
    pyramid = sharing_bands(counts, "all")
    assert pyramid == ("0-4", "5-9", *(f"{low}-{low + 4}" for low in range(10, 85, 5)), "85+")
    assert {counts.pop(band) for band in pyramid if band != "85+"} == {10}
    assert counts == {
        "0-15": 32,
        "16-64": 98,
        "65+": 52,
        "85+": 12,
        "all": 182,
    }
    assert set(done.frame["area_code"]) == {"E01990001"}
    assert done.report == ("1 areas in Wales left out",)


def test_faults_of_single_years(tmp_path: Path) -> None:
    for changes, words in (
        ({"total_population": 183}, "not the sum of its ages"),
        ({"17": "-2"}, "not a count"),
        ({"17": "some"}, "not a number"),
        ({"lsoa11_code": "X"}, "not an area code"),
    ):
        with pytest.raises(FileFaults, match=words):
            single_year_population(single_years(tmp_path / "p.csv", **changes), period="2020")
    pd.DataFrame({"lsoa11_code": ["E01990001"], "0": [1]}).to_csv(tmp_path / "q.csv", index=False)
    with pytest.raises(FileFaults, match="every year of age"):
        single_year_population(tmp_path / "q.csv", period="2020")
    pd.DataFrame({"area": ["E01990001"]}).to_csv(tmp_path / "r.csv", index=False)
    with pytest.raises(FileFaults, match="no column of area codes"):
        single_year_population(tmp_path / "r.csv", period="2020")


def test_five_year_bands_become_shares(tmp_path: Path) -> None:
    frame = age_structure(bands(tmp_path / "c.csv")).frame.set_index("age")
    assert frame["numerator"].to_dict() == {"0-14": 30, "15-24": 20, "25-64": 80, "65+": 50, "85+": 10}
    assert set(frame["denominator"]) == {180}
    with pytest.raises(FileFaults, match="not the sum of its ages"):
        age_structure(bands(tmp_path / "d.csv", total=500))
    with pytest.raises(FileFaults, match="eighteen five-year bands"):
        pd.DataFrame({"lsoa21_code": ["E01990001"], "total": [1]}).to_csv(tmp_path / "e.csv", index=False)
        age_structure(tmp_path / "e.csv")


def test_headings_of_ages() -> None:
    written = ["5 to 9", "4 and under", "85 and over", "Aged 10 to 14 years", "total"]
    assert [band_ages(heading) for heading in written] == [(5, 9), (0, 4), (85, 120), (10, 14), None]


def test_ethnic_groups_make_a_whole(tmp_path: Path) -> None:
    groups = {
        "Asian, Asian British or Asian Welsh": 3,
        "Black, of African background": 1,
        "Black, of Caribbean background": 2,
        "Mixed or Multiple ethnic groups": 1,
        "White": 12,
        "Other ethnic group": 1,
    }
    rows = [{"msoa21_code": "E02990001", "ethnic_group": name, "n": n} for name, n in groups.items()]
    path = tmp_path / "e.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    frame = ethnic_groups(path).frame.set_index("category")
    assert frame.loc["ethnicity:Black", ["numerator", "denominator"]].tolist() == [3, 20]
    assert frame["numerator"].sum() == 20
    pd.DataFrame([*rows, rows[0], {**rows[1], "ethnic_group": "Martian", "n": -1}]).to_csv(path, index=False)
    with pytest.raises(FileFaults) as caught:
        ethnic_groups(path)
    for words in ("an ethnic group that is not known ('Martian')", "the same key twice", "not a count"):
        assert words in str(caught.value)
    pd.DataFrame({"msoa21_code": ["E02990001"]}).to_csv(path, index=False)
    with pytest.raises(FileFaults, match="missing columns ethnic_group, n"):
        ethnic_groups(path)


@pytest.mark.shared
def test_genuine_estimates_agree_between_levels() -> None:
    """English residents of mid-2020: 56,550,138 (the ONS total), by LSOA and by MSOA, in every age."""
    small = single_year_population(
        shared("data", "ons", "population", "population20_lsoa11.parquet"), period="2020"
    ).frame
    large = single_year_population(
        shared("data", "ons", "population", "population20_msoa11.parquet"), period="2020"
    ).frame
    sums = [frame.groupby("age")["numerator"].sum().to_dict() for frame in (small, large)]
    assert sums[0] == sums[1]
    assert sums[0]["all"] == 56_550_138


@pytest.mark.shared
def test_genuine_census_tables_agree_with_each_other() -> None:
    ages = age_structure(shared("data", "ons", "population", "census2021_ts007a_age5_lsoa21.csv.gz")).frame
    groups = ethnic_groups(shared("data", "ons", "population", "ethnicity21_lsoa21.parquet")).frame
    assert ages["area_code"].nunique() == groups["area_code"].nunique() == 33_755
    people = [frame.groupby("area_code")["denominator"].first() for frame in (ages, groups)]
    assert (people[0] - people[1]).abs().max() <= 25
    assert people[0].sum() == pytest.approx(56_490_000, abs=20_000)
