"""Sheets as place teams send them, each with several kinds of mess: loaded right, or refused with every reason."""

from __future__ import annotations

import pytest

from data.adding.areas import Areas
from data.adding.book import read_book
from data.adding.candidate import opened, sheet_reading
from data.adding.cells import NO_RESULT
from data.adding.choices import Choices
from data.adding.plain_text import DELIMITERS, text_sheet
from data.validation import FileFaults
from tests.data.adding.sheets import HEAD, NORFOLK, ROWS, csv_bytes, judged, ods_bytes, rates, xlsx_bytes

COUNTS = {code: (counted, people) for code, _, counted, people in NORFOLK}
SEMICOLONS = "sep=;\r\nCode;Area;Year;Smokers;Births\r\n" + "".join(
    f"{code};{name};2023/24;{counted};{people:,}\r\n" for code, name, counted, people in NORFOLK
)
TYPED = [
    ["", "Maternity return 2023/24, Norfolk and Waveney LMNS", "", "", "", ""],
    ["", "'Area code", "Area [note 1]", "Period", "Smokers", "Births"],
    *(["", f"'{code}", f"{name} [note 2]", "Apr 2023 - Mar 2024", x, n] for code, name, x, n in NORFOLK),
    ["", "Total", "", "", 883, 8140],
    ["", "[note 1] District of residence"],
]
SUFFIXED = [
    ["Council", "w/e", "Smokers", "Births"],
    *([f"{name} District Council", "w/e 31/03/2024", x, f"{n:,}"] for _, name, x, n in NORFOLK),
    ["Norfolk total", "", "883", "8,140"],
    ["Source: badger, run 3 May"],
]
MERGED = [
    ["Smoking at delivery", "", "", "", ""],
    ["", "", "2023/24", "Counts", "Counts"],
    ["Area code", "Area", "Year", "Smokers", "Births"],
    *([code, name, "2023/24" if place == 0 else "", x, n] for place, (code, name, x, n) in enumerate(NORFOLK)),
    ["Total", "", "", 883, 8140],
    ["1. Provisional figures"],
]
LOADED = {
    "sep= line, semicolons, thousands": ("a.csv", SEMICOLONS.encode("utf-8-sig"), "2023/24"),
    "UTF-16 with no mark": ("a.csv", SEMICOLONS.encode("utf-16-le"), "2023/24"),
    "UTF-16, other way round": ("a.txt", b"\xfe\xff" + SEMICOLONS.encode("utf-16-be"), "2023/24"),
    "blank first column, typed codes, note marks": ("a.csv", csv_bytes(TYPED), "2023/24"),
    "councils by name, weeks, totals, a source": ("a.xlsx", xlsx_bytes({"Q4": SUFFIXED}), "2024-03-31"),
    "two header rows, a merged year, totals, notes": (
        "a.xlsx",
        xlsx_bytes({"S": MERGED}, merge=("A1:E1", "D2:E2", "C4:C10")),
        "2023/24",
    ),
}


@pytest.mark.parametrize("kind", LOADED)
def test_a_nasty_sheet_gives_the_figures_a_person_reads(kind: str, areas: Areas) -> None:
    name, content, period = LOADED[kind]
    made = judged(areas, content, name)
    assert [str(fault) for fault in made.faults] == []
    frame = made.added.frame
    assert {one.area_code: (one.numerator, one.denominator) for one in frame.itertuples()} == COUNTS
    assert set(frame["period"]) == {period} and set(frame["area_type"]) == {"lad22"}


def test_months_across_the_top_of_an_open_document(areas: Areas) -> None:
    months = ("2024-01", "2024-02", "2024-03")
    rows = [["", code, name, 10.5, "n/a", 9] for code, name, *_ in NORFOLK]
    content = ods_bytes(
        {"Waits": [["", "Days waited"], ["", "LA code", "LA", *months], *rows, ["", "Sum", "", 73, 0, 63]]}
    )
    frame = judged(areas, content, "waits.ods", settings=rates()).added.frame
    assert len(frame) == 21 and set(frame["period"]) == set(months)
    assert frame.groupby("period")["status"].agg(set).to_dict() == {
        "2024-01": {"ok"}, "2024-02": {"missing"}, "2024-03": {"ok"}
    }  # fmt: skip


def test_what_cannot_be_read_is_refused_with_every_reason(areas: Areas) -> None:
    """Two vintages, a code of Wales, decimal commas, a formula without result, an American day: all at once."""
    rows = [
        HEAD,
        ["E07000206", "Waveney", "2023/24", 10, 200],
        ["E06000064", "Westmorland and Furness", "2023/24", 30, 500],
        ["W06000001", "Anglesey", "2023/24", 1, 9],
        ["E07000145", "Great Yarmouth", "03/31/2024", "=ROUND(190.2,0)", 1000],
        ["E07000148", "Norwich", "2023/24", "12,5", "1.500,0"],
        *ROWS[:1],
    ]
    told = [str(fault) for fault in judged(areas, xlsx_bytes({"S": rows}), "a.xlsx").faults]
    for row, words in (
        (3, "give one vintage only"),
        (4, "not a code of England"),
        (5, "not a period"),
        (5, NO_RESULT),
        (6, "write 12.5"),
        (6, "write 1500.0"),
    ):
        assert any(one.startswith(f"row {row},") and words in one for one in told), (row, words, told)
    assert not any(one.startswith("row 7,") for one in told)


def test_a_web_page_that_was_saved_as_a_table_is_called_one() -> None:
    for page in (
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        b"\xef\xbb\xbf \n<table><tr><td>1</td></tr></table>",
    ):
        with pytest.raises(FileFaults, match="is a web page, not a table"):
            read_book("figures.csv", page)


def test_the_sheets_own_faults_need_no_settings(areas: Areas) -> None:
    """What no setting can mend is said as soon as the file is chosen; a clean sheet has nothing to say."""
    for content, words in (
        (
            csv_bytes([HEAD, *ROWS, ROWS[0], ["x", "", "soon", "12,5", 9]]),
            ["keep one of them", "not a period", "write 12.5"],
        ),
        (csv_bytes([HEAD, *ROWS]), []),
    ):
        told = sheet_reading(opened("a.csv", content), choices=Choices(), areas=areas).faults
        assert all(any(part in one.message for one in told) for part in words) and bool(told) == bool(words)


def test_every_usual_delimiter_is_found() -> None:
    for sign in DELIMITERS:
        sheet = text_sheet("a.csv", csv_bytes([HEAD, *ROWS], part=sign))
        assert sheet.rows[1] == ("E07000143", "Breckland", "2023/24", "130", "1200"), sign
