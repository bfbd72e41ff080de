"""Ages and income by district: published figures only, what the package filled in is left out and named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources import policyengine
from data.validation import FileFaults

AGES = [str(age) for age in range(90)] + ["90+"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Two districts, one new council, Wales; income of one district is a fill."""
    rows = [("E07000001", "One", 10), ("E07000002", "Two", 20), ("E06000063", "New", 5), ("W06000001", "Wales", 3)]
    table = [{"code": code, "name": name, "all": 91 * n, **dict.fromkeys(AGES, n)} for code, name, n in rows]
    pd.DataFrame(table).to_csv(tmp_path / "age.csv", index=False)
    income = [("E07000001", "One", 41000, 41000 * 30700), ("E07000002", "Two", 89380.5, 3.5e9)]
    income += [("E06000063", "New", 89380.5, 3.5e9), ("W06000001", "Wales", 1000, 3e7)]
    frame = pd.DataFrame(income, columns=["code", "name", "total_income_count", "total_income_amount"])
    frame.to_csv(tmp_path / "total_income.csv", index=False)
    return {"age": tmp_path / "age.csv", "income": tmp_path / "total_income.csv"}


def test_bands_are_sums_of_single_years(files: dict[str, Path]) -> None:
    imported = policyengine.age_structure(files, ["E07000001", "E07000002", "E07000003"])
    found = imported.frame.set_index(["area_code", "age"])
    assert found.loc[("E07000001", "0-15"), "numerator"] == 160
    assert found.loc[("E07000001", "65+"), "numerator"] == 260
    assert found.loc[("E07000001", "80+"), "numerator"] == 110
    assert found.loc[("E92000001", "16-24"), "numerator"] == 9 * 35  # the new council counts in England
    assert set(found["denominator"]) == {910, 1820, 91 * 35}
    parts = found.drop(index="65+", level="age").groupby("area_code")["numerator"].sum()
    assert (parts == found.groupby("area_code")["denominator"].first()).all()
    assert set(found["area_type"]) == {"lad22", "ctry"} and "E06000063" not in found.index
    assert "New (E06000063)" in imported.report[1] and "E07000003" in imported.report[0]


def test_income_that_was_filled_in_is_left_out_and_named(files: dict[str, Path]) -> None:
    imported = policyengine.income_per_taxpayer(files, ["E07000001", "E07000002"])
    (row,) = imported.frame.to_dict("records")
    assert (row["area_code"], row["value"], row["denominator"]) == ("E07000001", 30700, 41000)
    assert "Two (E07000002), New (E06000063)" in imported.report[0]
    assert "1 districts of 2022 without a figure: E07000002" in imported.report[1]


@pytest.mark.parametrize(
    ("key", "old", "new", "message"),
    [
        ("age", "E07000001,One,910", "E07000001,One,911", "not the sum of its ages"),
        ("age", "E07000001,One,910,10", "E07000001,One,910,10.5", "ages that are not whole people"),
        ("age", "E07000002", "E07000001", "the same key twice"),
        ("age", "code,name", "area,name", "missing column code"),
        ("income", "41000.0,", "many,", "not a number"),
        ("income", "41000.0,", "-1,", "not a number of zero or more"),
    ],
)
def test_a_changed_package_is_refused(files: dict[str, Path], key: str, old: str, new: str, message: str) -> None:
    text = files[key].read_text()
    files[key].write_text(text.replace(old, new, 1))
    assert files[key].read_text() != text
    read = policyengine.age_structure if key == "age" else policyengine.income_per_taxpayer
    with pytest.raises(FileFaults, match=message):
        read(files, ["E07000001"])


def test_the_installed_package_gives_the_published_total() -> None:
    try:
        files = policyengine.tables()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    raw = pd.read_csv(files["age"])
    districts = sorted(raw.loc[raw["code"].str.startswith("E"), "code"])
    ages = policyengine.age_structure(files, districts).frame
    england = ages[ages["area_code"] == "E92000001"]
    assert set(england["denominator"]) == {57_690_323}  # ONS, England, mid-2023
    income = policyengine.income_per_taxpayer(files, districts)
    assert len(income.frame) == 290 and (income.frame["value"] % 100 == 0).all()
    for name in ("Torbay", "Isles of Scilly", "Cumberland", "Westmorland and Furness", "North Yorkshire", "Somerset"):
        assert name in income.report[0]
