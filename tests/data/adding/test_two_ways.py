"""What can be read in two ways is asked, never guessed; what is withheld in words is withheld; size is judged first."""

from __future__ import annotations

import io
import re
import time
import zipfile

import openpyxl
import pytest

from data.adding.areas import Areas
from data.adding.book import read_book
from data.adding.cells import mixed_faults, understood
from data.adding.checks import AS_SHARES, NOT_WHOLE
from data.adding.periods import period_of
from data.schema import Status
from data.validation import FileFaults
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged, ods_bytes, xlsx_bytes

FEW = (
    *("1-4", "1 to 4", "1 – 4", "between 1 and 4", "5 or fewer", "5 or less", "fewer than 5", "Less than 5"),
    *("under 5", "<=5", "≤5", "< 5", "up to 7", "small number", "*", "c"),
)


@pytest.mark.parametrize("words", FEW)
def test_a_number_that_is_not_told_is_withheld_not_missing(words: str) -> None:
    assert understood(words).status == Status.SUPPRESSED and understood(words).number is None


@pytest.mark.parametrize("words", ["4-1", "2017-19", "5 or more", "a-b", "over 5"])
def test_what_only_looks_like_it_is_a_fault(words: str) -> None:
    assert understood(words).fault


def test_a_day_with_a_time_is_the_day() -> None:
    for words in ("2024-04-01 00:00:00", "2024-04-01T13:45:10.250Z", "01/04/2024 09:30", "1 April 2024 09:30"):
        assert period_of(words) == "2024-04-01"
    assert period_of("09:30") == ""


def test_thousands_and_decimals_are_never_guessed(areas: Areas) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][4], rows[2][4] = "1.200", "1.000"
    faults = judged(areas, csv_bytes([HEAD, *rows], part=";")).faults
    assert [(one.row, one.column, one.value) for one in faults] == [(2, "Births", "1.200"), (4, "Births", "1.000")]
    assert faults[0].message == "1200, or 1.2? Counts are whole: write it without the point"
    assert set(mixed_faults(["1,234", "12,5", "980"], counts=False)) == {"1,234"}
    assert mixed_faults(["1,234", "980"], counts=True) == {} and mixed_faults(["1.234", "0.125"], counts=False) == {}
    assert set(mixed_faults(["1.234.567", "0.125"], counts=False)) == {"1.234.567"}


def test_counts_are_whole(areas: Areas) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][3], rows[3][4] = 88.5, "1400.0"
    (fault,) = judged(areas, csv_bytes([HEAD, *rows])).faults
    assert (fault.row, fault.value, fault.message) == (3, "88.5", NOT_WHOLE)


def test_shares_under_a_per_cent_sign_are_asked_about(areas: Areas) -> None:
    head, rows = [*HEAD[:3], "Value"], [[*row[:3], round(row[3] / row[4], 3)] for row in ROWS]
    assert AS_SHARES in judged(areas, csv_bytes([head, *rows])).reading.report
    assert AS_SHARES not in judged(areas, csv_bytes([head, *[[*row[:3], row[3] * 100] for row in rows]])).reading.report
    assert AS_SHARES not in judged(areas, csv_bytes([HEAD, *ROWS])).reading.report
    assert SMOKING.multiplier == 100


@pytest.mark.parametrize("heading", ["Smokers", "Something"])
def test_a_column_half_of_faults_names_every_one(areas: Areas, heading: str) -> None:
    head = [*HEAD[:3], heading, "Births"]
    rows = [[*row[:3], "not provided" if place % 2 == 0 else row[3], row[4]] for place, row in enumerate(ROWS)]
    faults = judged(areas, csv_bytes([head, *rows])).faults
    assert [(one.row, one.column, one.value) for one in faults] == [
        (row, heading, "not provided") for row in (2, 4, 6, 8)
    ]


def formatted_far_below() -> bytes:
    """A table, and an empty cell in bold in the last place of the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"a": [HEAD, *ROWS]})))
    book.active.cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def repeated(content: bytes, *, filled: bool) -> bytes:
    """An OpenDocument sheet whose last row stands for a million, and its last cell for sixteen thousand."""
    source, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name == "content.xml":
                cell = b"<table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p>"
                cell = cell if filled else b"<table:table-cell table:style-name='x'>"
                cell = re.sub(b"table-cell ", b"table-cell table:number-columns-repeated='16384' ", cell)
                row = b"<table:table-row table:number-rows-repeated='1048000'>" + cell + b"</table:table-cell>"
                text = text.replace(b"</table:table>", row + b"</table:table-row></table:table>")
            archive.writestr(name, text)
    return made.getvalue()


def test_formats_far_below_are_no_cells() -> None:
    start = time.monotonic()
    for name, content in (
        ("a.xlsx", formatted_far_below()),
        ("a.ods", repeated(ods_bytes({"a": [HEAD, *ROWS]}), filled=False)),
    ):
        (sheet,) = read_book(name, content)
        assert len(sheet.rows) == len(ROWS) + 1 and len(sheet.rows[0]) == len(HEAD)
    assert time.monotonic() - start < 20  # it took minutes and gigabytes


def test_a_lone_cell_far_away_is_refused_before_anything_is_made() -> None:
    far = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"Table 1": [HEAD, *ROWS]})))
    far.active.cell(1_048_576, 16_384).value = "."
    made = io.BytesIO()
    far.save(made)
    words = "its sheet Table 1 is filled down to row 1,048,576 and column 16,384, .* clear what stands far below"
    with pytest.raises(FileFaults, match=words):
        read_book("a.xlsx", made.getvalue())
    with pytest.raises(FileFaults, match="clear what stands far below"):
        read_book("a.ods", repeated(ods_bytes({"a": [HEAD, *ROWS]}), filled=True))
