"""A deck as PowerPoint slides: its views' numbers, broken steps in words, progress, one sentence for a failure."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette

from pages.parts.presenting import deck_file, slides
from pages.parts.serving import job_routes, jobs, presenting_routes, view_api
from pages.parts.taking.figures import taken
from tests.pages import office
from tests.pages.asgi import ask

QUESTION = "indicator=covid_dose1&place=pl-gyw"
HOME = "http://a.server"


class Told(jobs.Progress):
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, int, str]] = []

    def at(self, done: int, of: int, *, words: str) -> None:
        """Remember a step."""
        self.said.append((done, of, words))


def deck(*steps: tuple[str, str, str], title: str = "") -> deck_file.Deck:
    """A deck of (page, query, title)."""
    made = [{"page": page, "query": query, "title": name, "notes": "Say this."} for page, query, name in steps]
    return deck_file.checked({"form": "health-equity-deck", "version": 1, "title": title, "steps": made})


@pytest.fixture(scope="module")
def made() -> tuple[jobs.File, Told]:
    """A deck of three views, one of them broken, as slides."""
    told = Told()
    asked = slides.Asked(
        deck(
            ("gradient", QUESTION, "=Who is left behind?"),
            ("nowhere", "", ""),
            ("trend", QUESTION, ""),
            title="The room",
        ),
        HOME,
    )
    return slides.slides(asked, told), told


def test_each_view_is_a_slide_with_the_figure_s_own_words(made: tuple[jobs.File, Told]) -> None:
    file = Presentation(io.BytesIO(made[0].content))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    trend = taken("/trend", QUESTION)[0]
    assert made[0].name == "the-room.pptx"
    assert titles[:4] == ["The room", "=Who is left behind?", "Step 2", trend.title]
    assert titles[4:6] == ["Table: =Who is left behind?", f"Table: {trend.title}"]
    broken = " ".join(shape.text_frame.text for shape in file.slides[2].shapes if shape.has_text_frame)
    assert "There is no page called “nowhere”." in broken
    links = [
        run.hyperlink.address
        for shape in file.slides[1].shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert f"{HOME}/gradient?indicator=covid_dose1&place=pl-gyw" in links
    assert [(done, of) for done, of, _ in made[1].said] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert made[1].said[0][2] == "View 1 of 3: =Who is left behind?"


def test_numbers_of_the_slide_are_those_of_the_file(made: tuple[jobs.File, Told]) -> None:
    slide = Presentation(io.BytesIO(made[0].content)).slides[5]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    figure = taken("/trend", QUESTION)[0]
    assert [tuple(row) for row in rows] == [row[: len(heads)] for row in figure.rows[: len(rows)]]
    content = view_api.csv({"page": "trend", "indicator": "covid_dose1", "place": "pl-gyw"})[1]
    kept = {row["value"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    values = [row[heads.index("Value")] for row in rows if row[heads.index("Value")][:1].isdigit()]
    assert values and all(any(abs(float(one) - float(value)) < 0.05 for one in kept if one) for value in values)


def test_one_view_alone_has_all_its_figures() -> None:
    file = Presentation(io.BytesIO(slides.slides(slides.Asked(deck(("trend", QUESTION, "")), HOME), Told()).content))
    pictures = [one for slide in file.slides for one in slide.placeholders if hasattr(one, "image")]
    assert len(pictures) == len(taken("/trend", QUESTION))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (deck(), slides.EMPTY),
        (deck(*[("trend", "", "")] * 61), slides.MANY),
        (deck(("sources", "", "")), "no figure"),
    ],
)
def test_a_failure_is_one_sentence(broken: deck_file.Deck, words: str) -> None:
    with pytest.raises(ValueError, match=words.split(".")[0]) as fault:
        slides.slides(slides.Asked(broken, HOME), Told())
    assert "\n" not in str(fault.value)


def test_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "JOBS", jobs.Jobs())
    app = Starlette(routes=[*presenting_routes.routes(), *job_routes.routes()])
    wrong = ask(app, "/r/deck.pptx", method="POST")  # no deck at all
    assert wrong.status == 400 and "not JSON" in json.loads(wrong.body)["words"]
    sheet = ask(app, "/r/exporting.css")
    assert sheet.status == 200 and ".he-export" in sheet.body.decode()


@office.needed
def test_libre_office_opens_every_slide(made: tuple[jobs.File, Told], tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(made[0].content)
    office.converted([path], "pdf", tmp_path)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "deck.pdf").pages]
    file = Presentation(io.BytesIO(made[0].content))
    assert len(pages) == len(file.slides)
    for page, slide in zip(pages, file.slides, strict=True):
        said = "".join(slide.shapes.title.text_frame.text.split())
        assert said in "".join(page.split())
