"""A workbook holds the rows of the CSV, numbers as numbers, and never a formula."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from charts.files.csv_file import csv_file
from charts.files.workbook import ABOUT, FIGURES, workbook

PRINTED = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
LETTERS = st.text(PRINTED, max_size=40).filter(lambda words: not words.startswith("'"))


def opened(columns: tuple[str, ...], *rows: tuple[object, ...]):
    made = workbook(csv_file(columns, rows), [("Part", [("Label", "=words")])], title="A title")
    return load_workbook(io.BytesIO(made))


def test_numbers_are_numbers_with_their_decimals_and_names_are_texts() -> None:
    sheet = opened(("area_code", "value", "period"), ("0012", "81.0", "2019"), ("E1", "", "2020"))[FIGURES]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["area_code", "value", "period"],
        ["0012", 81.0, "2019"],
        ["E1", None, "2020"],
    ]
    assert sheet["B2"].number_format == "0.0"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")


def test_a_name_that_looks_like_a_formula_is_that_text() -> None:
    names = ["=cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", 'Quay, "Harbour"', "'plain"]
    book = opened(("area_name",), *[(name,) for name in names])
    assert [cell.value for cell in book[FIGURES]["A"]][1:] == names
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_the_second_sheet_says_what_the_figures_are() -> None:
    sheet = opened(("value",), (1,))[ABOUT]
    said = [tuple(cell.value for cell in row) for row in sheet.iter_rows() if any(cell.value for cell in row)]
    assert said == [("A title", None), ("Part", None), ("Label", "=words")]


@settings(max_examples=40)
@given(st.lists(st.tuples(LETTERS, st.integers(-999, 999)), min_size=1, max_size=5))
def test_what_goes_in_comes_out(rows: list[tuple[str, int]]) -> None:
    sheet = opened(("area_name", "count"), *rows)[FIGURES]
    found = [(name.value or "", count.value) for name, count in sheet.iter_rows(min_row=2)]
    assert found == rows
