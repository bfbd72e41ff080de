"""Which programmes concern a footprint: those in it, around it, or in a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from charts.programmes import words
from data.programmes import read_programmes
from pages.parts import opened_pack
from pages.parts.answering import programmes
from pages.parts.programmes import answer, pieces, question
from pages.parts.serving import page_files

TRAINING = read_programmes(Path("data/pack/training/programmes.toml"))
TODAY = "2026-06-01"


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The training pack's programmes on the embedded pack's ground, without its measures."""
    from dataclasses import replace

    found = tuple(replace(one, indicators=()) for one in TRAINING.values())
    monkeypatch.setattr(programmes, "recorded", lambda: tuple(sorted(found, key=lambda one: one.start)))


def asked(**changes: str) -> question.ProgrammesQuestion:
    return question.resolved(question.landing() | changes)[0]


def test_what_the_pack_records_is_shown_or_its_absence_said() -> None:
    number = len(opened_pack.pack().programmes)
    board = answer.board(asked(system="england", place=""), today=TODAY)
    assert len(board.programmes) + board.elsewhere == number
    made = pieces.pieces(asked(system="england", place=""), TODAY)
    assert bool(made.csv) == bool(board.programmes) and "<h1>" in made.head


def test_programmes_come_by_their_first_day_and_say_how_they_lie(recorded: None) -> None:
    board = answer.board(asked(place=""), today=TODAY)
    assert [one.id for one in board.programmes] == [
        "champions-example", "good-neighbours-example", "one-front-door-example",
    ]  # fmt: skip
    assert [one.lies for one in board.programmes] == [
        "It covers a part of Norfolk and Waveney.", "It covers a part of Norfolk and Waveney.", "",
    ]  # fmt: skip
    assert words.finding(board).startswith("3 programmes in Norfolk and Waveney")


def test_a_place_has_its_own_and_those_around_it(recorded: None) -> None:
    board = answer.board(asked(place="pl-gyw"), today=TODAY)
    assert {one.id: one.lies for one in board.programmes} == {
        "good-neighbours-example": "",
        "one-front-door-example": "It covers more than Great Yarmouth and Waveney.",
    }
    assert board.elsewhere == 2


def test_the_file_lists_the_same_programmes(recorded: None) -> None:
    name, content = page_files.programmes_csv({"place": ""})
    assert name == "programmes-norfolk_and_waveney.csv" or name.startswith("programmes-")
    assert content.decode("utf-8-sig").startswith("programme_id,")


def test_bad_parameters_give_one_notice_each() -> None:
    found, notices = question.resolved(question.landing() | {"system": "sys-nowhere", "date": "soon", "place": ""})
    assert len(notices) == 2 and question.parameters(found)["date"] == found.date
    assert question.asked_by({"place": "pl-gyw"}).place == "pl-gyw"
