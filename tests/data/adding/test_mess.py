"""Sheets as they come: each kind of mess gives the same figures as the clean sheet, or is named in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import pytest

from data.adding.areas import Areas
from tests.data.adding.sheets import HEAD, ROWS, csv_bytes, judged, ods_bytes, xlsx_bytes

TABLE = [HEAD, *ROWS]
TITLES = [["Smoking at the time of birth"], ["Norfolk, 2023/24"], []]
NOTES = [["Total", "", "", 883, 8140], [], ["Source: maternity system, May 2024"], ["* provisional"]]
MERGED = ("A1:E1", "D2:E2")
GROUPED = [["", "", "", "Counts", "Counts"], HEAD]
DAYS = [[code, name, date(2024, 3, 31), x, n] for code, name, _, x, n in ROWS]


def changed(place: int, change: Callable) -> list[list]:
    """The clean table with one column changed."""
    return [HEAD, *([*row[:place], change(row[place]), *row[place + 1 :]] for row in ROWS)]


MESS = {
    "clean": ("a.csv", csv_bytes(TABLE)),
    "utf-8 with a byte order mark": ("a.csv", csv_bytes(TABLE, encoding="utf-8-sig")),
    "windows-1252": ("a.csv", csv_bytes([*TABLE, ["Source: café – données"]], encoding="cp1252")),
    "utf-16": ("a.csv", csv_bytes(TABLE, encoding="utf-16")),
    "semicolons": ("a.csv", csv_bytes(TABLE, part=";")),
    "tabs": ("a.tsv", csv_bytes(TABLE, part="\t")),
    "titles, totals and notes": ("a.csv", csv_bytes([*TITLES, *TABLE, *NOTES])),
    "thousands": ("a.csv", csv_bytes(changed(4, lambda n: f"{n:,}"))),
    "thousands parted by spaces": ("a.csv", csv_bytes(changed(4, lambda n: f"{n:,}".replace(",", "\u00a0")))),
    "spaces and small letters": ("a.csv", csv_bytes(changed(0, lambda code: f" {code.lower()} "))),
    "blank rows and columns": ("a.csv", csv_bytes([["", *row] for row in [HEAD, [], *ROWS, []]])),
    "a header that is repeated": ("a.csv", csv_bytes([*TABLE[:4], HEAD, *TABLE[4:]])),
    "financial years with a hyphen": ("a.csv", csv_bytes(changed(2, lambda _: "2023-24"))),
    "workbook": ("a.xlsx", xlsx_bytes({"Data": TABLE})),
    "merged title and heading": ("a.xlsx", xlsx_bytes({"Data": [TITLES[0], *GROUPED, *ROWS]}, merge=MERGED)),
    "cover sheet and hidden sheet": (
        "a.xlsx",
        xlsx_bytes({"Cover": [["Births"], ["Contact us"]], "Old": [HEAD, *ROWS[:2]], "Data": TABLE}, hidden=("Old",)),
    ),
    "open document": ("a.ods", ods_bytes({"Old": [HEAD, ROWS[0]], "Data": TABLE}, hidden=("Old",))),
}  # fmt: skip


@pytest.mark.parametrize("kind", MESS)
def test_a_messy_sheet_gives_the_figures_of_the_clean_one(kind: str, areas: Areas) -> None:
    name, content = MESS[kind]
    made = judged(areas, content, name)
    assert [str(fault) for fault in made.faults] == []
    found = made.added.frame.set_index("area_code")
    assert found["numerator"].to_dict() == {row[0]: row[3] for row in ROWS}
    assert found["denominator"].to_dict() == {row[0]: row[4] for row in ROWS}
    assert set(found["period"]) == {"2023/24"} and set(found["status"]) == {"ok"}
    assert set(found["area_type"]) == {"lad22"} and made.coverage[0].there == 7


def test_a_vertically_merged_year_and_dates_of_excel(areas: Areas) -> None:
    year = [HEAD, [*ROWS[0][:2], 2023, *ROWS[0][3:]], *([*row[:2], "", *row[3:]] for row in ROWS[1:])]
    made = judged(areas, xlsx_bytes({"Data": year}, merge=("C2:C8",)), "a.xlsx")
    assert set(made.added.frame["period"]) == {"2023"}
    for content, name in (
        (xlsx_bytes({"Data": [HEAD, *DAYS]}), "a.xlsx"),
        (csv_bytes(changed(2, lambda _: 45382)), "a.csv"),
    ):
        assert set(judged(areas, content, name).added.frame["period"]) == {"2024-03-31"}
    assert datetime.fromisoformat("2024-03-31")


def test_a_column_for_each_year_is_recognised(areas: Areas) -> None:
    head = ["Area code", "Area", "2021/22", "2022/23", "2023/24"]
    rows = [[row[0], row[1], "10.1%", "c", 12.5 if row[0][-1] == "9" else "11.9%"] for row in ROWS]
    made = judged(areas, csv_bytes([head, *rows[:-1]]))
    frame = made.added.frame
    assert frame.groupby("period")["status"].agg(set).to_dict() == {
        "2021/22": {"ok"},
        "2022/23": {"suppressed"},
        "2023/24": {"ok"},
    }
    assert set(frame.loc[frame["period"] == "2021/22", "value"]) == {10.1}
    bad = judged(areas, csv_bytes([head, *rows]))
    assert [str(fault) for fault in bad.faults] == [
        "row 8, Value: no per cent sign where other rows have one: give it to all or to none, so that 0.5 is not 50 %"
    ]


def test_signs_for_no_number_never_become_numbers(areas: Areas) -> None:
    signs = {
        "*": "suppressed",
        "<5": "suppressed",
        "c": "suppressed",
        "[c]": "suppressed",
        "n/a": "missing",
        "-": "missing",
        ":": "missing",
    }
    rows = [[*row[:3], sign, row[4]] for row, sign in zip(ROWS, signs, strict=True)]
    made = judged(areas, csv_bytes([HEAD, *rows, ["E07000200", "Babergh", "2023/24", 0, 800]]))
    found = made.added.frame.set_index("area_code")
    assert [found.at[row[0], "status"] for row in rows] == list(signs.values())
    assert found.loc[[row[0] for row in rows], ["numerator", "value"]].isna().all(axis=None)
    assert found.at["E07000200", "numerator"] == 0 and found.at["E07000200", "status"] == "ok"


def test_percentages_of_workbooks_are_read_as_they_are_shown(areas: Areas) -> None:
    head = ["Area code", "Year", "Value"]
    rows = [[row[0], "2023/24", "12.5%"] for row in ROWS]
    for content, name in ((csv_bytes([head, *rows]), "a.csv"), (ods_bytes({"Data": [head, *rows]}), "a.ods")):
        assert set(judged(areas, content, name).added.frame["value"]) == {12.5}


def test_area_names_lead_to_one_code_or_are_listed(areas: Areas) -> None:
    rows = [[row[1], *row[2:]] for row in ROWS]
    made = judged(areas, csv_bytes([HEAD[1:], *rows]))
    assert sorted(made.added.frame["area_code"]) == sorted(row[0] for row in ROWS)
    bad = judged(areas, csv_bytes([HEAD[1:], *rows, ["Earley", "2023/24", 90, 900], ["Norwhich", "2023/24", 90, 900]]))
    assert [str(fault) for fault in bad.faults] == [
        "row 9, Area ('Earley'): is not one of districts (2022), but nb-earley, one of neighbourhoods: give the code "
        "instead",
        "row 10, Area ('Norwhich'): no area has this name: perhaps Norwich (E07000148); give the code instead",
    ]


def test_the_whole_of_a_fault_is_a_row_of_the_file(areas: Areas) -> None:
    from data.adding.cell_fault import faults_csv

    bad = judged(areas, csv_bytes([HEAD, *ROWS[:2], ["=E1", "x", "soon", "12,5", ""]]))
    assert [(one.row, one.column, one.value) for one in bad.faults] == [
        (4, "Area code", "=E1"),
        (4, "Smokers", "12,5"),
        (4, "Year", "soon"),
    ]
    lines = faults_csv(bad.faults).decode("utf-8-sig").splitlines()
    assert lines[0] == "Row,Column,What stands there,What is wrong and what to do" and lines[1].startswith(
        "4,Area code,'=E1,"
    )
    assert isinstance(bad.reading.frame, pd.DataFrame) and bad.added is None
