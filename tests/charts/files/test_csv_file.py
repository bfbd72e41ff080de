"""Files that spreadsheets open: what they hold, and that nothing writes one another way."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from charts.files.csv_file import FORMULA_STARTS, csv_file, guarded, plain_name

ROOT = Path(__file__).parents[3]
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(rows=st.lists(st.tuples(TEXTS, TEXTS, st.integers()), max_size=5))
def test_a_reader_gets_the_cells_back_and_no_formula(rows: list[tuple[str, str, int]]) -> None:
    content = csv_file(("a", "b", "c"), rows)
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    head, *found = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert head == ["a", "b", "c"]
    assert [[a.removeprefix("'") if guarded(x) != x else a for a, x in zip(row[:2], given[:2], strict=True)]
            for row, given in zip(found, rows, strict=True)] == [[a, b] for a, b, _ in rows]  # fmt: skip
    assert not any(cell.startswith(FORMULA_STARTS) for row in found for cell in row[:2])
    assert [int(row[2]) for row in found] == [number for _, _, number in rows]


def test_rows_by_name_leave_out_what_they_do_not_know_and_names_are_plain() -> None:
    assert csv_file(("a", "b"), [{"b": 1, "x": 2}]).decode("utf-8-sig") == "a,b\r\n,1\r\n"
    assert plain_name("Area profile", "King's Lynn & =West") == "area_profile-king_s_lynn_west.csv"


def test_no_other_module_writes_a_csv() -> None:
    """The two marks read a finished file and write it again: its cells are guarded already."""
    files = [path for room in ("charts", "pages") for path in (ROOT / room).rglob("*.py")]
    found = {path.name for path in files if "csv.writer(" in path.read_text() or "DictWriter(" in path.read_text()}
    assert found == {"csv_file.py", "watermark.py", "seen_as.py"}
