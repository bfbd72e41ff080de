"""Roles as data, chosen by whoever starts the server; what is wrong with them shuts it (no silent fallback)."""

from __future__ import annotations

import json

import pytest

from data.keeping.view_log import LONGEST, log_file, note, ready
from data.roles import FILE_VARIABLE, PUBLIC, ROLE_VARIABLE, Role, chosen
from data.validation import FileFaults

GOOD = '[analyst]\ntitle = "Analyst"\nsees = ["hes"]\n'
SOURCES = ("hes", "ons")


@pytest.fixture
def asked(tmp_path):
    """From the text of the file and the name that is asked for to the answer."""

    def answer(text: str | None, name: str = "analyst"):
        file = tmp_path / "roles.toml"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        return chosen(SOURCES, {ROLE_VARIABLE: name, FILE_VARIABLE: str(file)})

    return answer


def test_nobody_asked_is_the_public(asked, monkeypatch):
    monkeypatch.delenv(ROLE_VARIABLE, raising=False)
    assert chosen(SOURCES) == (PUBLIC, ()) == asked(GOOD, "")
    assert not PUBLIC.sees


def test_a_role_of_the_file_is_taken(asked):
    assert asked(GOOD) == (Role("analyst", "Analyst", frozenset({"hes"})), ())


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (None, "analyst", "cannot be read"),
        ("[analyst", "analyst", "cannot be read"),
        (GOOD, "director", "is not there"),
        (GOOD, "../analyst", "small letters"),
        ('[analyst]\ntitle = "A"\n', "analyst", "is not there with"),
        ('[analyst]\ntitle = " "\nsees = ["hes"]\n', "analyst", "title in words"),
        ('[analyst]\ntitle = "A"\nsees = "hes"\n', "analyst", "a list of sources"),
        ('[analyst]\ntitle = "A"\nsees = ["hse"]\n', "analyst", "sources of this pack"),
        ('[analyst]\ntitle = "A"\nsees = []\n', "analyst", "sources of this pack"),
        ("analyst = 3\n", "analyst", "is not there with"),
    ],
)
def test_a_role_that_is_not_right_is_a_fault_and_nobody_sees_more(asked, text, name, words):
    role, (fault,) = asked(text, name)
    assert role == PUBLIC and words in str(fault)


def test_a_role_without_a_file_is_a_fault():
    role, (fault,) = chosen(SOURCES, {ROLE_VARIABLE: "analyst"})
    assert role == PUBLIC and FILE_VARIABLE in str(fault)


def test_a_view_is_one_line_and_one_that_cannot_be_kept_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("RELEASE_LEDGER", raising=False)
    file = log_file(tmp_path, "analyst")
    ready(file)
    note(file, role="analyst", who="a.reader@nhs.example", what="/?area=E1\nforged line")
    note(file, role="analyst", who="", what="x" * 9000)
    first, second = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first["who"] == "a.reader@nhs.example" and first["what"].endswith("forged line")
    assert len(second["what"]) == LONGEST and set(first) == {"when", "role", "who", "what"}
    (tmp_path / "own" / "folder").mkdir()
    with pytest.raises(FileFaults, match="cannot be written to"):
        note(tmp_path / "own" / "folder", role="analyst", who="", what="/")
