"""The command says what it found, every fault in a line, and adds only what has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.adding.__main__ import main
from data.adding.kept import OwnIndicators
from data.adding.setting_words import HELP
from data.toml_text import toml_table
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes
from tests.data.adding.test_kept import ID


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack) -> list[str]:
    """Arguments for a clean sheet with its settings."""
    monkeypatch.setenv("CARDS", str(tmp_path / "kept"))
    monkeypatch.setenv("PACK", str(pack.folder))
    (tmp_path / "a.csv").write_bytes(csv_bytes([HEAD, *ROWS]))
    table = {name: getattr(SMOKING, name) for name in HELP}
    (tmp_path / "a.toml").write_text(toml_table("indicator", table) + toml_table("sheet", {"header": 1}))
    return [str(tmp_path / "a.csv"), "--settings", str(tmp_path / "a.toml")]


def test_checking_adds_nothing_and_adding_does(files: list[str], capsys) -> None:
    assert main([*files, "--check"]) == 0
    told = capsys.readouterr().out
    assert "7 codes are known as districts (2022)." in told and "No faults. Without --check it would be added." in told
    assert OwnIndicators("x").folders() == {}
    assert main(files) == 0 and f"Added: Smoking when giving birth ({ID})." in capsys.readouterr().out
    assert list(OwnIndicators("x").folders()) == [ID]


def test_every_fault_is_a_line_and_a_row_of_the_file(files: list[str], tmp_path: Path, capsys) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes([HEAD, *ROWS[:3], ["E07000146", "x", "soon", "1,5", "9"]]))
    with open(files[2], "a") as settings:
        settings.write('colour = "red"\n')
    assert main([*files, "--faults", str(tmp_path / "faults.csv")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("3 faults:\n[sheet] colour ('red'): is no choice\nrow 5, Smokers ('1,5'): a decimal comma")
    assert told.endswith("Nothing was added.\n") and OwnIndicators("x").folders() == {}
    assert len((tmp_path / "faults.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


def test_what_cannot_be_opened_is_said(files: list[str], tmp_path: Path, capsys) -> None:
    assert main([str(tmp_path / "none.csv"), *files[1:]]) == 1 and "Nothing was added." in capsys.readouterr().err
    assert main(["--template"]) == 0 and "[indicator]" in capsys.readouterr().out
    assert main([]) == 1 and "--template prints one to fill in" in capsys.readouterr().err
