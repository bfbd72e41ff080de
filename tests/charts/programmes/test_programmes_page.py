"""Programmes are listed by their first day with owner and quality, never ranked; deliverables say their age."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from charts.programmes import numbers, sheet, words
from charts.programmes.figures import Deliverable, ProgrammeBoard, Reach, Shown
from charts.programmes.programmes_style import programmes_css

TODAY = "2026-06-01"
LATE = Deliverable("Neighbours", "Phone line", "2026-05-01", "under way", "2025-11-01", TODAY)
SOON = Deliverable("Neighbours", "Second door", "2026-06-11", "planned", "2026-05-31", TODAY)
DONE = Deliverable("Neighbours", "Leaflets", "2026-01-01", "done", "2025-01-01", TODAY)
ONE = Shown(
    "neighbours", "Good <Neighbours>", "=An Alliance", "voluntary sector", "Belton", "It covers a part of Norfolk.",
    "2025-11-01", "", "Neighbours who call.", "A note.", "A report, 2026", "https://example.org/",
    reach=(Reach("volunteers", 240, "in 2025", "rounded to ten"), Reach("calls made", 6200, "in 2025", "complete")),
    deliverables=(DONE, SOON, LATE), measures=(("Falls", "./trend?indicator=falls"),),
)  # fmt: skip
BOARD = ProgrammeBoard("Norfolk", TODAY, (ONE, replace(ONE, id="b", name="Champions", reach=(), deliverables=())), 2)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(numbers.csv_bytes(BOARD).decode("utf-8-sig"), newline="")))


def test_headline_counts_programmes_and_what_is_overdue() -> None:
    assert words.finding(BOARD) == "2 programmes in Norfolk: 1 deliverable overdue"
    assert words.lead(BOARD).startswith("1 of 3 deliverables are done. Reach is what each owner counted")
    assert words.finding(replace(BOARD, programmes=BOARD.programmes[1:])) == "1 programme in Norfolk"
    assert words.lead(replace(BOARD, programmes=BOARD.programmes[1:])) == words.NOT_RANKED
    assert words.subtitle(BOARD).endswith("as on 1 June 2026")


def test_nothing_recorded_is_said() -> None:
    none = ProgrammeBoard("Norfolk", TODAY)
    assert words.finding(none) == "No programme is recorded for Norfolk" and words.NONE_RECORDED in sheet.sheet(none)
    assert "3 of other places" in words.lead(replace(none, elsewhere=3))


@pytest.mark.parametrize(
    ("item", "due", "age"),
    [
        (LATE, "1 May 2026, overdue by 4 weeks", "1 November 2025, 7 months ago: over six months old"),
        (SOON, "11 June 2026, in 10 days", "31 May 2026, 1 day ago"),
        (DONE, "1 January 2026", "1 January 2025, 17 months ago"),
        (replace(SOON, due=TODAY, updated=TODAY), "1 June 2026, today", "1 June 2026, today"),
        (replace(LATE, status="stopped"), "1 May 2026", "1 November 2025, 7 months ago"),
    ],
)
def test_due_and_age_are_said(item: Deliverable, due: str, age: str) -> None:
    assert (words.due_words(item), words.age_words(item)) == (due, age)


def test_what_is_done_comes_last_and_the_rest_soonest_first() -> None:
    assert [item.title for item in BOARD.deliverables] == ["Phone line", "Second door", "Leaflets"]


def test_sheet_keeps_the_order_names_owner_and_quality_and_escapes() -> None:
    html = sheet.sheet(BOARD)
    assert "Good &lt;Neighbours&gt;" in html and html.index("Neighbours&gt;</h2>") < html.index("Champions</h2>")
    assert "<b>240</b> volunteers" in html and "Quality: rounded to ten" in html and "(voluntary sector)" in html
    assert "under way, overdue" in html and "No count of its reach" in html and "2 more of other places" in html
    assert "since 1 November 2025" in html and 'href="./trend?indicator=falls"' in html
    assert words.dates_words(replace(ONE, end="2026-03-31")) == "1 November 2025 to 31 March 2026"


def test_file_has_a_row_per_count_and_deliverable() -> None:
    found = rows()
    assert [row["row"] for row in found] == ["reach", "reach", "deliverable", "deliverable", "deliverable", "programme"]
    assert found[1]["count"] == "6200" and found[0]["owner"] == "'=An Alliance" and found[4]["overdue"] == "yes"
    assert numbers.csv_name(BOARD) == "programmes-norfolk.csv" and programmes_css().startswith("<style>")
