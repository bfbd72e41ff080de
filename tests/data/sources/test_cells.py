"""Cells as publishers write them: every sign becomes a number or a status, and nothing crashes."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Status
from data.sources.cells import financial_year, measured, text_cells, without_footnote
from data.validation import Door, FileFaults


def read(*cells: object) -> tuple[list, list]:
    """Numbers and statuses of cells; faults raise."""
    with Door("cells.csv") as door:
        numbers, status = measured(door, pd.Series(list(cells), name="value", dtype=object))
    return [None if pd.isna(number) else float(number) for number in numbers], status.tolist()


@pytest.mark.parametrize(
    ("cell", "number", "status"),
    [
        ("1,234", 1234.0, "ok"),
        (" 85.5% ", 85.5, "ok"),
        ("£1,000.50", 1000.5, "ok"),
        ("-3.2", -3.2, "ok"),
        ("0", 0.0, "ok"),
        (233.0, 233.0, "ok"),
        (7, 7.0, "ok"),
        ("1e3", 1000.0, "ok"),
        ("<5", None, "suppressed"),
        ("< 10", None, "suppressed"),
        ("*", None, "suppressed"),
        ("***", None, "suppressed"),
        ("c", None, "suppressed"),
        ("[c]", None, "suppressed"),
        ("n/a", None, "missing"),
        ("", None, "missing"),
        (None, None, "missing"),
        (float("nan"), None, "missing"),
        ("-", None, "missing"),
        ("..", None, "missing"),
        (":", None, "missing"),
        ("[z]", None, "missing"),
    ],
)
def test_signs_and_numbers(cell: object, number: float | None, status: str) -> None:
    assert read(cell) == ([number], [status])


@pytest.mark.parametrize("cell", ["12,34", "85.5 %%", "about 5", "5-10", "1.2.3", "٣", "inf", "<five", "1 234"])
def test_what_is_no_number_is_refused_with_its_place(cell: str) -> None:
    with pytest.raises(FileFaults) as caught:
        read("1", cell, "2")
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.values) == (2, "value", (cell,))


def test_numeric_columns_are_read_as_they_are_and_infinity_is_refused() -> None:
    door = Door("table.parquet")
    numbers, status = measured(door, pd.Series([1.5, None, math.inf], name="n"))
    assert numbers.isna().tolist() == [False, True, True]
    assert status.tolist() == ["ok", "missing", "missing"]
    assert [fault.message for fault in door.faults] == ["not a finite number"]


def test_all_faults_of_a_column_are_one_fault_with_the_first_five() -> None:
    with pytest.raises(FileFaults) as caught:
        read(*[f"word {n}" for n in range(9)])
    (fault,) = caught.value.faults
    assert fault.count == 9
    assert fault.values == tuple(f"word {n}" for n in range(5))


@given(st.lists(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.none()), max_size=20))
def test_any_cells_are_read_or_refused(cells: list) -> None:
    """No crash; each cell is a finite number, a sign with a status, or part of a fault."""
    door = Door("fuzz.csv")
    numbers, status = measured(door, pd.Series(cells, dtype=object, name="fuzz"))
    assert len(numbers) == len(status) == len(cells)
    assert set(status) <= set(Status)
    refused = sum(fault.count for fault in door.faults)
    settled = sum(1 for number, word in zip(numbers, status, strict=True) if pd.notna(number) or word != Status.OK)
    assert refused + settled == len(cells)
    assert all(math.isfinite(number) for number in numbers.dropna())


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_written_number_comes_back(whole: int, decimals: int) -> None:
    number = whole / 10**decimals
    assert read(f"{number:,.{decimals}f}", f"{number:.{decimals}f}%") == ([number, number], ["ok", "ok"])


def test_financial_years_in_all_their_spellings() -> None:
    door = Door("years.csv")
    years = pd.Series(["2018-19", "2018/2019", "FY2018_19", "2018/19", "1999/2000", "2018/20", "soon"], name="year")
    assert financial_year(door, years).tolist() == ["2018/19"] * 4 + ["1999/00", "", ""]
    assert door.faults[0].values == ("2018/20", "soon")


def test_headings_lose_their_footnotes_and_keep_their_numbers() -> None:
    written = [
        "LTLA Code4",
        "1st dose5",
        "MSOA Name5",
        "Total4",
        "25-29",
        "80+",
        "Under 18",
        None,
        float("nan"),
        "(x)7",
    ]
    read_as = ["LTLA Code", "1st dose", "MSOA Name", "Total", "25-29", "80+", "Under 18", "", "", "(x)"]
    assert [without_footnote(label) for label in written] == read_as


def test_text_cells_drop_the_decimals_a_sheet_adds_to_codes() -> None:
    assert text_cells(pd.Series([111.0, "x ", None, 2.5], dtype=object)).tolist() == ["111", "x", "", "2.5"]
