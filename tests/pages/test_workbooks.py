"""Every page's file is also a workbook, with the same numbers and the definitions of its measures."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette

from charts.files.csv_file import csv_file
from charts.files.workbook import ABOUT, FIGURES, workbook
from pages.parts.serving import page_files, view_api, workbooks
from tests.pages import office
from tests.pages.asgi import ask
from tests.pages.test_own_choice import LETTERS

TABLES = {"view": view_api.csv} | {
    name.removesuffix(".csv"): made for name, made in page_files.FILES.items() if name.endswith(".csv")
}
QUERY = {"indicator": "covid_dose1", "place": "pl-gyw"}


@pytest.mark.parametrize("stem", TABLES)
def test_a_workbook_has_the_numbers_of_the_csv(stem: str) -> None:
    made = ask(Starlette(routes=workbooks.routes()), f"/r/{stem}.xlsx", query=urlencode(QUERY))
    name, content = TABLES[stem](QUERY)
    assert made.status == 200
    assert name.removesuffix(".csv") + ".xlsx" in made.headers["content-disposition"]
    wanted = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    found = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(made.body))[FIGURES].iter_rows()]
    assert len(found) == len(wanted)
    for mine, theirs in zip(found, wanted, strict=True):
        for one, other in zip(mine, theirs, strict=True):
            assert str(one) == other if isinstance(one, str) else float(other or 0) == (one or 0)
            assert bool(other) == (one is not None)


@office.needed
def test_libre_office_opens_every_workbook_with_the_same_numbers(tmp_path: Path) -> None:
    """Numbers are numbers there, and a text that looks like a formula stays a text."""
    wanted = {}
    for stem, made in TABLES.items():
        answer = ask(Starlette(routes=workbooks.routes()), f"/r/{stem}.xlsx", query=urlencode(QUERY))
        (tmp_path / f"{stem}.xlsx").write_bytes(answer.body)
        wanted[stem] = list(csv.reader(io.StringIO(made(QUERY)[1].decode("utf-8-sig"), newline="")))
    told = [["area_name", "value"], ["=cmd|' /C calc'!A0", "1.5"], ['a "b", c', "2"], ["+1", ""], ["@x", "0"]]
    (tmp_path / "names.xlsx").write_bytes(workbook(csv_file(told[0], told[1:]), (), title="Names"))
    wanted["names"] = told
    office.converted(sorted(tmp_path.glob("*.xlsx")), office.SHEETS, tmp_path)
    assert sum(len(rows) for rows in wanted.values()) > 300
    for stem, rows in wanted.items():
        with open(tmp_path / f"{stem}-{FIGURES}.csv", encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        assert len(found) == len(rows), stem
        for mine, theirs in zip(found, rows, strict=True):
            assert [_cell(cell) for cell in mine] == [_cell(cell.removeprefix("'")) for cell in theirs], stem


def _cell(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.replace("\r\n", "\n")


def test_it_says_which_page_it_is_of_and_defines_its_measures() -> None:
    asked = "indicator=mmr2_5y&system=england"
    made = ask(Starlette(routes=workbooks.routes()), "/r/view.xlsx", query=f"page=trend&{asked}")
    said = {row[0].value: row[1].value for row in load_workbook(io.BytesIO(made.body))[ABOUT].iter_rows()}
    assert said["Opens the page"].endswith(f"/trend?{asked}")
    assert "rubella vaccine" in said["In short"]
    assert "Open Government Licence" in " ".join(words or "" for words in said.values())


@pytest.mark.parametrize(
    ("stem", "said"), [("gradient", "Slope index of inequality"), ("compare", "Better, similar, worse")]
)
def test_it_says_how_what_the_page_adds_is_made(stem: str, said: str) -> None:
    made = ask(Starlette(routes=workbooks.routes()), f"/r/{stem}.xlsx", query=urlencode(QUERY))
    labels = [row[0].value for row in load_workbook(io.BytesIO(made.body))[ABOUT].iter_rows()]
    assert said in labels[labels.index("Method and limits of the page") :]


# What a file holds that has no figures of measures: lists of words, people of borders, cards of readers.
OF_WORDS = {"sources", "programmes", "cards"}


@pytest.mark.parametrize("stem", sorted(set(TABLES) - OF_WORDS))
def test_every_file_of_figures_says_method_coverage_note_source_and_licence(stem: str) -> None:
    query = QUERY | ({"own": LETTERS} if stem == "footprint" else {})
    found = csv.DictReader(io.StringIO(TABLES[stem](query)[1].decode("utf-8-sig"), newline=""))
    rows, heads = list(found), set(found.fieldnames)
    wanted = {"source", "licence"} | ({"method"} if stem != "misfit" else set())
    assert wanted <= heads and (rows or stem == "signals")  # that list may be empty
    for name in wanted if rows else ():
        assert any(row[name] for row in rows), name
    if stem not in ("misfit", "tier", "signals"):  # these have whole sets of areas, counted in columns of their own
        assert {"coverage", "note"} <= heads
    for row in rows:
        if row.get("value") and row.get("indicator_id"):
            assert row["method"] or stem == "area", row
