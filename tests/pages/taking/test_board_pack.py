"""The board pack of a place: its numbers are those of page and file; it says how far it is and can be called off."""

import csv
import io

import pypdf
import pytest
from starlette.applications import Starlette

from pages.parts.serving import page_files, taking_routes
from pages.parts.serving.jobs import Cancelled, Progress
from pages.parts.taking import board_pack, figures
from tests.pages.asgi import ask

APP = Starlette(routes=taking_routes.routes())


def test_numbers_of_the_document_are_those_of_page_and_file(monkeypatch):
    monkeypatch.setattr(board_pack, "VIEWS", (board_pack.VIEWS[0], board_pack.VIEWS[3], ("No view", "nowhere", {}, "")))
    progress = Progress()
    made = board_pack.work({}, site="https://example.org/")(progress)
    document = pypdf.PdfReader(io.BytesIO(made.content))
    said = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    taken = figures.taken("/board", "")[0]
    for row in taken.rows:
        assert row[1] == "Earlier" or row[4] in said
    assert board_pack.EARLIER_NOTE in said
    filed = csv.DictReader(io.StringIO(page_files.board_csv({})[1].decode("utf-8-sig")))
    footprint = [float(row["value"]) for row in filed if row["what"] == "Footprint" and row["value"]]
    assert footprint and all(any(form in said for form in (f"{v:.1f} %", f"{v:,.0f}")) for v in footprint)
    parts = ("Which areas differ", "Cautions", "Methods", "Sources and licences", "Footprints as on")
    for words in (taken.title, *parts, "Left out of this pack", "no figures to take away at /nowhere"):
        assert words in said
    assert (progress.done, progress.of) == (len(board_pack.VIEWS), len(board_pack.VIEWS) + 1)
    assert made.name.startswith("board-pack-great-yarmouth-and-waveney-")


def test_what_is_said_of_several_chapters_alike_stands_once_under_all_their_names():
    said = (("Board", ("a", "b")), ("Board, part 2", ("a", "b")), ("Map", ("c",)), ("Bare", ()))
    assert board_pack._once(said) == (("Board; Board, part 2", ("a", "b")), ("Map", ("c",)))


def test_the_colours_asked_for_are_those_of_every_figure(monkeypatch):
    asked = []
    monkeypatch.setattr(figures, "taken", lambda path, query, **_: asked.append(query) or [])
    with pytest.raises(ValueError, match="no board"):
        board_pack.gathered({"palette": "fingertips"}, site="/", told=lambda *_: None)
    assert len(asked) == len(board_pack.VIEWS) and all("palette=fingertips" in one for one in asked)


def test_making_it_stops_where_it_is_called_off():
    progress = Progress()
    progress.stopped.set()
    with pytest.raises(Cancelled):
        board_pack.work({}, site="/")(progress)


def test_the_address_starts_a_job_for_this_site_only():
    assert ask(APP, "/r/board.pdf", method="POST", headers={"Sec-Fetch-Site": "cross-site"}).status == 403
