"""Fingertips downloads: genuine files whole, notes and categories kept, and any broken file refused with reasons."""

from __future__ import annotations

import doctest
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import AREA_TYPES, Status
from data.sources import fingertips_words
from data.sources.fingertips import chart_series, indicator_values
from data.sources.fingertips_words import category_words
from data.store_checks import is_period
from data.validation import FileFaults
from tests.data.live.fingertips_answers import COLUMNS
from tests.shared_folder import shared

HEADS = list(COLUMNS)
ROW = {
    "Indicator ID": "99001",
    "Indicator Name": "A made-up indicator",
    "Parent Code": "E92000001",
    "Area Code": "E06990001",
    "Area Type": "County & UA",
    "Sex": "Persons",
    "Age": "18+ yrs",
    "Time period": "2018/19",
    "Value": "12.5",
    "Lower CI 95.0 limit": "10.1",
    "Upper CI 95.0 limit": "15.2",
    "Count": "25",
    "Denominator": "200",
}


def download(path: Path, *rows: dict[str, str], without: str = "") -> Path:
    """A made-up download with 26 columns; each row says what differs from `ROW`."""
    columns = [name for name in HEADS if name != without]
    frame = pd.DataFrame([{**dict.fromkeys(columns, ""), **ROW, **row} for row in rows])[columns]
    frame.to_csv(path, index=False)
    return path


def refusals(path: Path) -> str:
    """The text of the error that a file raises."""
    with pytest.raises(FileFaults) as caught:
        indicator_values(path)
    return str(caught.value)


def test_words_are_read_as_their_examples_say() -> None:
    assert doctest.testmod(fingertips_words).failed == 0


def test_a_row_keeps_its_numbers_limits_and_note(tmp_path: Path) -> None:
    done = indicator_values(download(tmp_path / "a.csv", {"Value note": "Value for Bucks County applied to Bucks UA"}))
    (row,) = done.frame.to_dict("records")
    assert row["indicator_id"] == "fingertips_99001"
    assert (row["area_type"], row["period"], row["age"], row["sex"], row["category"]) == (
        "ctyua18",
        "2018/19",
        "18+",
        "all",
        "",
    )
    assert [row[name] for name in ("numerator", "denominator", "value", "lower_ci", "upper_ci")] == [
        25,
        200,
        12.5,
        10.1,
        15.2,
    ]
    assert done.notes == {row["note"]: "Value for Bucks County applied to Bucks UA"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Value": "", "Value note": "Value missing in source data"}, "missing"),
        ({"Value": "", "Count": "3", "Value note": "Value suppressed for disclosure control"}, "suppressed"),
        ({"Value": "*", "Count": "*"}, "suppressed"),
        ({"Value note": "There is a data quality issue with this value"}, "not_comparable"),
        ({"Value": "0", "Count": "0"}, "ok"),
    ],
)
def test_status_follows_value_and_note(tmp_path: Path, changes: dict[str, str], status: str) -> None:
    row = indicator_values(download(tmp_path / "a.csv", changes)).frame.iloc[0]
    assert row["status"] == status
    bare = status in (Status.MISSING, Status.SUPPRESSED)
    assert row[["numerator", "value", "lower_ci"]].isna().all() == bare


def test_years_decide_which_list_of_authorities(tmp_path: Path) -> None:
    rows = [{"Time period": period} for period in ("2015", "2019/20", "2021/22", "2023/24", "2020 - 22")]
    frame = indicator_values(download(tmp_path / "a.csv", *rows)).frame
    assert frame["area_type"].tolist() == ["ctyua18", "ctyua19", "ctyua21", "ctyua23", "ctyua19"]
    assert frame["period"].tolist()[-1] == "2020-2022"


def test_repeats_under_other_parents_are_read_once_and_contradictions_refused(tmp_path: Path) -> None:
    same = download(tmp_path / "a.csv", {}, {"Parent Code": "E12000008"})
    assert len(indicator_values(same).frame) == 1
    assert "the same key with different values" in refusals(download(tmp_path / "b.csv", {}, {"Value": "13"}))


def test_unknown_area_types_and_unnamed_categories_are_left_out_and_reported(tmp_path: Path) -> None:
    rows = [{}, {"Area Type": "Acute Trust"}, {"Category Type": "Religion - 8 categories"}]
    done = indicator_values(download(tmp_path / "a.csv", *rows))
    assert len(done.frame) == 1
    assert len(done.report) == 2


def test_every_fault_is_listed(tmp_path: Path) -> None:
    bad = {
        "Indicator ID": "MMR",
        "Area Code": "here!",
        "Sex": "Anyone",
        "Time period": "soon",
        "Value": "high",
        "Lower CI 95.0 limit": "20",
    }
    said = refusals(download(tmp_path / "a.csv", {}, bad))
    for words in (
        "not the number of an indicator",
        "not an area code",
        "not one of Persons",
        "a period that cannot be read",
        "row 3: not a number ('high')",
        "lower limit above upper limit",
    ):
        assert words in said
    assert "missing column Value" in refusals(download(tmp_path / "b.csv", {}, without="Value"))


def test_limits_may_be_called_otherwise_or_be_absent(tmp_path: Path) -> None:
    path = download(tmp_path / "a.csv", {})
    path.write_text(
        path.read_text().replace("Lower CI 95.0 limit", "Lower CI limit").replace("Upper CI 95.0 limit", "Upper")
    )
    row = indicator_values(path).frame.iloc[0]
    assert row["lower_ci"] == 10.1
    assert pd.isna(row["upper_ci"])


def test_deprivation_categories_become_ranks() -> None:
    kind = "LSOA11 deprivation quintiles in England (IMD2019)"
    written = ["Most deprived quintile (IMD2019)", "Middle quintile", "Least deprived quintile", "Somewhere"]
    axis = "lsoa11_deprivation_quintiles_in_england_imd2019"
    assert [category_words(kind, value) for value in written] == [
        f"{axis}:{rank}" for rank in ("1", "3", "5", "Somewhere")
    ]


def test_a_chart_series_is_read_and_its_faults_listed(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    heads = "indicator_id,area_code,area_name,age,time_period_sortable,value_per_100k,time_period,sex\n"
    path.write_text(heads + "99001,E06990001,A,0-18 yrs,20130000,137.8,2013/14,Persons\n")
    row = chart_series(path).frame.iloc[0]
    assert row[["indicator_id", "age", "value", "status", "area_type"]].tolist() == [
        "fingertips_99001",
        "0-18",
        137.8,
        "ok",
        "ctyua18",
    ]
    path.write_text(heads + "99001,E06990001,A,0-18 yrs,20130000,137.8,2013/14,Persons\n" * 2)
    with pytest.raises(FileFaults, match="the same key twice"):
        chart_series(path)
    path.write_text("indicator_id\n1\n")
    with pytest.raises(FileFaults, match="missing column"):
        chart_series(path)


@settings(max_examples=40)
@given(st.data())
def test_any_cells_in_a_download_are_read_or_refused_with_reasons(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Nothing but `FileFaults` leaves the reader, whatever stands in the cells."""
    words = st.one_of(
        st.text(max_size=8), st.sampled_from(["", "*", "<5", "1,234", "E06000001", "2018/19", "Persons", "nan"])
    )
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(ROW, words)), min_size=1, max_size=4))
    path = tmp_path_factory.mktemp("fuzz") / "f.csv"
    read_or_refused(download(path, *rows))


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_reasons(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "f.csv"
    path.write_bytes(",".join(HEADS).encode() + b"\n" + content)
    read_or_refused(path)


def read_or_refused(path: Path) -> None:
    """Either observations that the schema knows, or at least one fault that names the file."""
    try:
        frame = indicator_values(path).frame
    except FileFaults as error:
        assert error.faults
        assert all(fault.file == str(path) for fault in error.faults)
        return
    assert set(frame["area_type"]) <= set(AREA_TYPES)
    assert set(frame["status"]) <= set(Status)
    assert all(is_period(period) for period in frame["period"])


@pytest.mark.shared
def test_genuine_downloads_are_read_whole() -> None:
    infections = indicator_values(shared("data", "ohid", "fingertips_countyua_jargonautical.csv.gz")).frame
    assert infections["indicator_id"].unique().tolist() == ["fingertips_93356"]
    assert len(infections) == 852
    assert (infections["status"] == "missing").sum() == 10
    england = infections.query("area_type == 'ctry' and period == '2015' and age == 'all' and category == ''").iloc[0]
    assert england[["numerator", "denominator"]].tolist() == [51_897, 54_786_327]
    assert 100_000 * england["numerator"] / england["denominator"] == pytest.approx(england["value"])
    path = shared("data", "ohid", "fingertips_countyua_social_isolation_brc.csv.gz")
    contact = indicator_values(path)
    assert len(contact.frame) == 4_536 - 13
    assert contact.frame["status"].value_counts().to_dict() == {"ok": 4_403, "missing": 71, "not_comparable": 49}
    raw = pd.read_csv(path, dtype={"Value": "float64"})
    named = raw["Category Type"].isna() | raw["Category"].notna()
    assert contact.frame["value"].sum() == pytest.approx(raw.loc[named, "Value"].sum())


@pytest.mark.shared
def test_genuine_chart_series_has_seven_authorities_and_three_ages() -> None:
    frame = chart_series(shared("data", "ohid", "fingertips_90810_asthma_u19_7LAs_2013-14_to_2023-24.csv")).frame
    assert frame["area_code"].nunique() == 7
    assert frame.groupby("age").size().to_dict() == {"0-18": 77, "0-9": 77, "10-18": 76}
