"""The door: every fault of a file, once, with places a person can find."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.validation import FIRST, LINE, Door, Fault, FileFaults, PackFaults, collected, sha256, shown


def test_no_fault_raises_nothing() -> None:
    with Door("a.csv") as door:
        assert door.needs(pd.DataFrame(columns=["a", "b"]), ["a"])
        door.check(pd.Series([False, False]), pd.Series([1, 2], name="a"), message="bad")
        door.unique(pd.DataFrame({"a": [1, 2]}), ["a"])
    assert door.faults == []


def test_one_error_lists_every_fault_with_row_column_and_values() -> None:
    frame = pd.DataFrame({"code": ["A", "B", "A"], "n": ["1", "x", "<5"]})
    with pytest.raises(FileFaults) as error, Door("areas.csv", first_row=2) as door:
        door.needs(frame, ["name"])
        door.unique(frame, ["code"])
        door.numbers(frame["n"])
        door.codes(frame["code"], {"A"}, what="area code")
        door.refuse("is odd", column="n", row=7, values=range(9))
    text = str(error.value)
    assert text.splitlines()[0] == "5 faults"
    assert "areas.csv: missing column name; the file has code, n" in text
    assert "areas.csv, column code, row 4: the same key twice ('A')" in text
    assert "areas.csv, column n, rows 3, 4: not a number ('x', '<5')" in text
    assert "areas.csv, column code, row 3: unknown area code ('B')" in text
    assert "areas.csv, column n, row 7: is odd ('0', '1', '2', '3', '4')" in text


def test_another_error_is_not_hidden_by_faults() -> None:
    with pytest.raises(KeyError), Door("a.csv") as door:
        door.refuse("bad")
        raise KeyError("other")


def test_only_the_first_five_are_shown_and_all_are_counted() -> None:
    door = Door("a.csv", first_row=2)
    door.check(pd.Series([True] * 9), pd.Series(range(9), name="n"), message="odd")
    (fault,) = door.faults
    assert (fault.count, fault.rows, fault.values) == (9, (2, 3, 4, 5, 6), ("0", "1", "2", "3", "4"))
    assert "rows 2, 3, 4, 5, 6 and 4 more: odd" in str(fault)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234.0),
        (" 85.5% ", 85.5),
        ("£1,368,000", 1368000.0),
        ("−3", -3.0),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("", None),
        ("n/a", None),
        ("c", None),
    ],
)
def test_numbers_as_people_write_them(text: str, number: float | None) -> None:
    with Door("a.csv") as door:
        (read,) = door.numbers(pd.Series([text]), markers=("c",))
    assert (None if pd.isna(read) else read) == number


@pytest.mark.parametrize("text", ["1,23", "12 34", "1.2.3", "5<", "inf", "1e999", "e5", ".", "True"])
def test_what_is_no_number_is_refused(text: str) -> None:
    door = Door("a.csv")
    assert door.numbers(pd.Series([text], name="n")).isna().all()
    assert [fault.message for fault in door.faults] == ["not a number"]


def test_numeric_columns_stay_and_infinity_is_refused() -> None:
    door = Door("a.parquet")
    read = door.numbers(pd.Series([1.5, None, float("inf")], name="n"))
    assert str(read.dtype) == "Float64" and read.isna().tolist() == [False, True, True]
    assert [fault.rows for fault in door.faults] == [(3,)]


def test_duplicates_of_a_compound_key_name_both_columns() -> None:
    door = Door("a.csv")
    door.unique(pd.DataFrame({"a": ["x", "x", "x"], "b": [1, 2, 1]}), ["a", "b"])
    assert (door.faults[0].column, door.faults[0].values) == ("a + b", ("x | 1",))


def test_collected_keeps_faults_and_gives_the_result() -> None:
    faults: list[Fault] = []

    def refuse() -> None:
        raise PackFaults([Fault("a", "bad")])

    assert collected(faults, lambda: 3) == 3
    assert collected(faults, refuse) is None
    assert [fault.message for fault in faults] == ["bad"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 9), max_size=30), st.integers(0, 9), st.integers(1, 3))
def test_check_counts_what_a_loop_counts(values: list[int], limit: int, first_row: int) -> None:
    series = pd.Series(values, dtype="int64", name="n")
    door = Door("a", first_row=first_row)
    door.check(series > limit, series, message="too large")
    rows = [place + first_row for place, value in enumerate(values) if value > limit]
    assert [(fault.count, fault.rows) for fault in door.faults] == ([(len(rows), tuple(rows[:FIRST]))] if rows else [])


@settings(deadline=None, max_examples=40)
@given(st.integers(-(10**9), 10**9))
def test_thousands_commas_change_nothing(number: int) -> None:
    with Door("a") as door:
        assert door.numbers(pd.Series([f"{number:,}"])).tolist() == [float(number)]


@settings(deadline=None, max_examples=40)
@given(st.text() | st.none() | st.floats() | st.lists(st.integers()))
def test_a_value_is_shown_on_one_short_line(value: object) -> None:
    line = shown(value)
    assert 0 < len(line) <= LINE and "\n" not in line


def test_sha256_is_that_of_the_bytes(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
