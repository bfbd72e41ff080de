"""The file: exactly what is shown, numbers as numbers, nothing a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.evidence import SourceItem
from charts.files.csv_export import COLUMNS, csv_bytes, csv_name, shown_number
from charts.files.csv_file import FORMULA_STARTS, guarded
from charts.tables import table_rows
from data.schema import Status
from tests.charts.views import CODES, COUNT, MEASURES, UPTAKE, frame, view


def read(evidence):
    return list(csv.DictReader(io.StringIO(csv_bytes(evidence).decode("utf-8-sig"), newline="")))


def test_utf8_with_mark_one_header_one_row_per_area_and_pinned_rows_last():
    content = csv_bytes(view())
    assert content.startswith(b"\xef\xbb\xbfarea_code,")
    assert content.endswith(b"\r\n")
    rows = read(view())
    assert tuple(rows[0]) == COLUMNS
    assert [row["row"] for row in rows] == ["area"] * 8 + ["place", "part", "system"]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.value_type)
def test_the_file_and_the_table_agree(measure):
    evidence = view(measure)
    rows = {row["area_code"]: row for row in read(evidence)}
    for shown in table_rows(evidence):
        in_file = rows[shown["code"]]["value"]
        if shown["value"] is None:
            assert in_file == ""
        else:
            assert float(in_file) == pytest.approx(float(shown["value_text"].replace(",", "")))


def test_numbers_come_back_as_numbers():
    table = pd.read_csv(io.BytesIO(csv_bytes(view())), encoding="utf-8-sig")
    for column in ("value", "lower_95", "upper_95", "numerator", "denominator"):
        assert table[column].dtype.kind in "fi"
    assert table.loc[0, ["value", "lower_95", "upper_95", "numerator", "denominator"]].tolist() == [
        55.4,
        54.4,
        56.4,
        5306,
        9573,
    ]


def test_states_have_symbol_and_words_and_never_a_zero():
    rows = {row["status"]: row for row in read(view())}
    assert set(rows) == {str(status) for status in Status}
    assert (rows["suppressed"]["symbol"], rows["suppressed"]["value"]) == ("*", "")
    assert rows["suppressed"]["numerator"] == ""
    assert rows["missing"]["status_words"] == "No data"
    assert rows["not_comparable"]["status_words"] == "Not ranked: register unreliable"
    assert rows["not_comparable"]["note"] == "Armed-forces base."
    assert rows["not_comparable"]["map_class"] == ""
    assert rows["estimated"]["map_class"] == "80 to 85"


def test_what_a_reader_must_know_is_in_every_row():
    for row in read(view()):
        assert row["indicator"] == "First dose"
        assert row["period_words"] == "8 July 2021"
        assert row["source"].startswith("Source: NHS England")
        assert row["licence"] == "OGL v3.0"
    rows = read(view())
    assert rows[0]["coverage"].startswith("Values are shown for 5 of 8")
    assert rows[-2]["coverage"] == "3 of 4 areas, 93 % of people; under 1 % of people apportioned"
    assert rows[-1]["compared"] == "Benchmark"
    assert rows[0]["compared"] == "Worse"
    assert rows[0]["compared_with"] == "Norfolk and Waveney"
    assert read(view(benchmark=None, rows=()))[0]["compared_with"] == ""


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_cell_starts_like_a_formula(start):
    wicked = f"{start}cmd|' /C calc'!A0"
    table = frame()
    table = view().frame.assign(name=[wicked, *table["name"][1:]], district=wicked, county=wicked, note=wicked)
    evidence = view(replace(UPTAKE, name=wicked, people=wicked), sources=(SourceItem(wicked, wicked, licence=wicked),))
    for row in read(replace(evidence, frame=table)):
        for column, cell in row.items():
            if column not in ("value", "lower_95", "upper_95", "numerator", "denominator"):
                assert not cell.startswith(FORMULA_STARTS)
    assert guarded(wicked) == f"'{wicked}"


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=1, max_size=8))
def test_any_name_comes_back_as_it_was(names):
    table = view().frame.iloc[: len(names)].assign(name=names)
    back = {row["area_code"]: unguarded(row["area_name"]) for row in read(replace(view(rows=()), frame=table))}
    for code, name in zip(CODES, names, strict=False):
        assert back[code] == (name or code)


def unguarded(cell):
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def test_negative_numbers_stay_numbers_and_small_ones_stay_above_zero():
    assert shown_number(-3.25, 1) == -3.2
    assert shown_number(0.004321, 1) == 0.00432
    assert shown_number(float("nan"), 1) == ""
    assert shown_number(12.0, 0) == 12
    assert read(view(COUNT))[0]["value"] == "8200"


def test_file_name_is_plain():
    assert csv_name(view()) == "dose-norfolk_and_waveney-msoa11-2021_07_08.csv"
    assert "/" not in csv_name(replace(view(), period="2023/24", scope_name="../x"))
