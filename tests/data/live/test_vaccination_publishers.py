"""Workbooks of vaccinations, made and genuine, from the pages that list them into a new pack."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from data.live.publishers import cover_quarterly, covid_vaccinations
from data.pack import open_pack
from tests.data.live.conftest import WORKBOOK, Refreshing, listed, new_rows
from tests.data.loopback import Answer, Publisher
from tests.data.sources.cover_files import synthetic_grids, write_xlsx
from tests.data.sources.weekly_workbook import write_weekly_workbook
from tests.shared_folder import shared


def test_cover_quarterly(refreshing: Refreshing, publisher: Publisher, tmp_path: Path) -> None:
    text = json.dumps(synthetic_grids())
    for made_up, real in {"E06990001": "E06000001", "E06990002": "E06000002", "E06990003": "E06000003"}.items():
        text = text.replace(made_up, real)
    book = write_xlsx(tmp_path / "q.xlsx", json.loads(text)).read_bytes()
    page = cover_quarterly.SOURCES[0].remotes[0].pages[0].split("www.gov.uk")[1]
    title = "COVER programme data tables: April to June 2018"
    listed(publisher, page, {title: ("cover-q1.xlsx", Answer(book, WORKBOOK)), "Notes": ("n.pdf", Answer(b"x"))})
    report = refreshing(*cover_quarterly.SOURCES)
    assert report.good, report.lines()
    rows = new_rows(refreshing).loc["cover_mmr2_5y"].reset_index().set_index("area_code")
    assert rows.loc["E06000001", ["numerator", "denominator"]].tolist() == [180, 200]
    assert set(rows["period"]) == {"2018/19 Q1"} and "E92000001" in rows.index
    pack = open_pack(refreshing.to)
    assert pack.indicators["cover_mmr2_5y"].source == "live_cover_quarterly"
    assert "this pack ends" not in pack.indicators["cover_mmr2_5y"].updated
    assert pack.sources["live_cover_quarterly"].file == "2018_2019_Q1.xlsx"


def test_a_genuine_cover_workbook(refreshing: Refreshing, publisher: Publisher) -> None:
    book = shared("data", "ukhsa", "2018_2019_Q1.xlsx").read_bytes()
    page = cover_quarterly.SOURCES[0].remotes[0].pages[1].split("www.gov.uk")[1]
    listed(publisher, page, {"April to June 2018": ("2018_2019_Q1.xlsx", Answer(book, WORKBOOK))})
    report = refreshing(*cover_quarterly.SOURCES)
    assert report.good, report.lines()
    assert len(new_rows(refreshing).loc["cover_mmr2_5y"]) > 140


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("COVER: January to March 2024", "x/t.ods", "2023_2024_Q4.ods"),
        ("Data tables", "x/cover-october-to-december-2025.xlsx", "2025_2026_Q3.xlsx"),
        ("Data tables", "x/2018_2019_Q1.xlsx", "2018_2019_Q1.xlsx"),
        ("Annual report 2024", "x/annual.ods", ""),
    ],
)
def test_quarters_are_known_by_their_titles(title: str, url: str, name: str) -> None:
    assert cover_quarterly.name_of(title, url) == name


def test_covid_vaccinations(refreshing: Refreshing, publisher: Publisher, tmp_path: Path) -> None:
    path = write_weekly_workbook(tmp_path / "week.xlsx", cells={"MSOA": {"D9": "E02005503", "D10": "E02005504"}})
    book = openpyxl.load_workbook(path)
    for cells in book["Population estimates (NIMS)"].iter_rows():
        for cell in cells:
            renamed = {"E02990001": "E02005503", "E02990002": "E02005504"}
            cell.value = renamed.get(cell.value, cell.value)
    book.save(path)
    file = covid_vaccinations.SOURCES[0].remotes[0]
    publisher.answers[file.url.split("nhs.uk")[1]] = Answer(path.read_bytes(), WORKBOOK)
    report = refreshing(*covid_vaccinations.SOURCES)
    assert report.good, report.lines()
    new = new_rows(refreshing).loc["covid_dose1"].reset_index()
    assert set(new["area_code"]) == {"E02005503", "E02005504"} and set(new["period"]) == {"2021-07-08"}
