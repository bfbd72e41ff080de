"""Opening files: tables and workbooks are read as they are, anything else is one clear fault."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources.sheets import grids, sheet_names, table
from data.validation import FileFaults


def test_csv_cells_stay_text_and_signs_stay_signs(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffcode,n\n0012,NA\n,*\n".encode())
    assert table(path).to_dict("list") == {"code": ["0012", ""], "n": ["NA", "*"]}


def test_parquet_columns_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({"a": [1], "b": [2]}).to_parquet(path)
    assert list(table(path, columns=["b"])) == ["b"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"x,y\n", "holds no rows"),
        ("b.csv", b"", "cannot be read as a table"),
        ("c.csv", b"x,y\n1,2,3\n", "cannot be read as a table"),
        ("d.csv", b"x,y\n\xff\xfe,1\n", "cannot be read as a table"),
        ("e.csv.gz", b"x,y\n1,2\n", "cannot be read as a table"),
        ("f.parquet", b"PAR1 and then nothing", "cannot be read as a table"),
    ],
)
def test_broken_tables_are_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileFaults, match=words):
        table(path)


def test_absent_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFaults, match="cannot be read as a table"):
        table(tmp_path / "none.csv")
    with pytest.raises(FileFaults, match="cannot be opened as a workbook"):
        sheet_names(tmp_path / "none.xlsx")


def test_only_the_sheets_asked_for_are_read(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame([[None, "x"], [1, None]]).to_excel(book, sheet_name="one", header=False, index=False)
        pd.DataFrame([[2]]).to_excel(book, sheet_name="two", header=False, index=False)
    assert sheet_names(path) == ["one", "two"]
    read = grids(path, ["one", "three"])
    assert list(read) == ["one"]
    assert read["one"].iloc[1, 0] == 1
    assert read["one"].isna().to_numpy().tolist() == [[True, False], [False, True]]
    assert grids(path, ["three"]) == {}


@settings(max_examples=30)
@given(st.binary(max_size=400), st.sampled_from([".csv", ".csv.gz", ".parquet", ".xlsx", ".ods"]))
def test_any_bytes_are_a_table_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"f{ending}"
    path.write_bytes(content)
    try:
        read = sheet_names(path) if ending in (".xlsx", ".ods") else table(path)
    except FileFaults as error:
        assert str(path) in str(error)
    else:
        assert len(read)
