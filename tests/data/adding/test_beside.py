"""Programmes and own footprints come in by the command as well: whole, or every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.adding import beside
from data.adding.__main__ import main
from data.entry_text import toml_entry
from data.keeping.own_store import read_own
from data.keeping.programme_store import ProgrammeStore
from geo.own import OwnFootprint
from geo.own_text import footprints_of, register_text
from tests.data.adding.killed import linked
from tests.data.adding.test_exchange import PROGRAMME

OWN = OwnFootprint(id="own-a", name="A", area_type="lsoa11", members=("E01026618", "E01026620", "E01026621"))


@pytest.fixture
def here(tmp_path: Path, pack, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack folder with readers' things of its own."""
    monkeypatch.delenv("CARDS", raising=False)
    return linked(tmp_path / "here", pack.folder)


def test_footprints_of_the_page_s_own_form(here: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "own.toml"
    path.write_text(register_text([OWN]))
    assert main(["--footprints", str(path), "--pack", str(here), "--check"]) == 0 and read_own(here) == ""
    assert main(["--footprints", str(path), "--pack", str(here)]) == 0 and "Added: A." in capsys.readouterr().out
    assert footprints_of(read_own(here)) == [OWN]
    assert main(["--footprints", str(path), "--pack", str(here)]) == 1
    assert "is kept here already" in capsys.readouterr().err and footprints_of(read_own(here)) == [OWN]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("E01026618", "E01999999", "of its areas are not in this pack: E01999999"),
        ('name = "A"', "name = 5", "own-a: has no text for name"),
        ("n_members = 3", "n_members = 4", "says 4 members and lists 3"),
        ('area_type = "lsoa11"', 'area_type = "lsoa99"', "has no members of an area type of this pack"),
        ('"E01026618 ', '"soon ', "not a code or a run of codes: soon"),
        ("n_members", "shares = [0.5]\nn_members", "needs a share above 0 and up to 1 for every member"),
        ("[[footprint]]\nid", "[[footprint]\nid", "cannot be read"),
    ],
)
def test_every_fault_of_a_footprint_is_told(here: Path, tmp_path: Path, capsys, old: str, new: str, words: str) -> None:
    text = register_text([OWN])
    assert old in text
    (tmp_path / "own.toml").write_text(text.replace(old, new))
    assert main(["--footprints", str(tmp_path / "own.toml"), "--pack", str(here)]) == 1
    assert words in capsys.readouterr().err and read_own(here) == ""


def test_programmes_from_a_file_replace_only_when_it_is_said(here: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "walks.toml"
    path.write_text(toml_entry("walks", PROGRAMME["walks"]))
    command = ["--programmes", str(path), "--pack", str(here)]
    assert main([*command, "--check"]) == 0 and ProgrammeStore(here).tables() == {}
    assert main(command) == 0 and list(ProgrammeStore(here).programmes()) == ["walks"]
    assert main(command) == 1 and "or use --replace" in capsys.readouterr().err
    assert main([*command, "--replace"]) == 0
    path.write_text('[walks]\nname = "x"\n')
    assert main(command) == 1 and "start" in capsys.readouterr().err
    assert beside.HERE
