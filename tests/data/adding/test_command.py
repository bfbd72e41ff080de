"""The command says what it found, every fault in a line, and adds only what has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.adding.__main__ import main
from data.adding.choices import Choices
from data.adding.kept import OwnIndicators
from data.adding.setting_words import HELP
from data.adding.sheet_settings import sheet_choices
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
    assert told.startswith("3 faults:\n[sheet] colour ('red'): is no choice: sheet, header, ")
    assert "columns are\nrow 5, Smokers ('1,5'): a decimal comma" in told
    assert told.endswith("Nothing was added.\n") and OwnIndicators("x").folders() == {}
    assert len((tmp_path / "faults.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


def test_what_cannot_be_opened_is_said(files: list[str], tmp_path: Path, capsys) -> None:
    assert main([str(tmp_path / "none.csv"), *files[1:]]) == 1 and "Nothing was added." in capsys.readouterr().err
    assert main(["--template"]) == 0 and "[indicator]" in capsys.readouterr().out
    assert main([]) == 1 and "--template prints one to fill in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ('sheet = "births"', "[sheet] ('births'): must be a table"),
        ("[sheet]\nsheet = 'Nowhere'", "[sheet] sheet ('Nowhere'): is not in the file: a.csv are"),
        ("[sheet]\nheader = 'three'", "[sheet] header ('three'): must be a whole number"),
        ("[sheet]\nheader = -1", "[sheet] header ('-1'): must be the number of a row, 1 for the first"),
        ("[sheet]\nheader = 99", "[sheet] header ('99'): the sheet has 8 rows"),
        ("[sheet]\nmeasured = 'x'", "[sheet] measured ('x'): choose value, numerator"),
        ("[sheet]\narea_type = 'lsoa12'", "[sheet] area_type ('lsoa12'): choose one of"),
        ("[sheet.columns]\nnumerator = 'Births '", "[sheet] columns.numerator ('Births '): is no heading: Area code, "),
        ("[sheet.columns]\nnumber = 2", "[sheet] columns.number ('2'): is no role: area_code, "),
        ("[sheet.columns]\nnumerator = 4\nvalue = 4", "[sheet] columns: one column has two roles"),
        ("[sheet]\ncolumns = 4", "[sheet] columns ('4'): must be a table"),
    ],
)
def test_every_choice_that_cannot_be_is_named(files: list[str], capsys, sheet: str, words: str) -> None:
    settings = Path(files[2])
    told = toml_table("indicator", {name: getattr(SMOKING, name) for name in HELP})
    settings.write_text(f"{sheet}\n{told}" if sheet.startswith("sheet") else f"{told}\n{sheet}\n")
    assert main([*files, "--check"]) == 1
    assert words in capsys.readouterr().err and OwnIndicators("x").folders() == {}


def test_without_a_table_everything_is_found_or_guessed() -> None:
    assert sheet_choices({}) == (Choices(), [])
    assert sheet_choices({"sheet": {"indicator": 90810}})[0].indicator == "90810"


def test_a_rate_per_endlessly_many_is_no_rate(files: list[str], capsys) -> None:
    settings = Path(files[2])
    settings.write_text(settings.read_text().replace("multiplier = 100.0", "multiplier = inf"))
    assert main([*files, "--check"]) == 1 and "must be a number above 0" in capsys.readouterr().err


def test_columns_are_chosen_by_heading_or_number(files: list[str], capsys) -> None:
    with open(files[2], "a") as settings:
        settings.write('[sheet.columns]\narea_code = 1\nperiod = "Year"\nnumerator = "Smokers"\ndenominator = 5\n')
    assert main(files) == 0
    added = OwnIndicators("x").added()[0][ID]
    assert added.frame["denominator"].tolist() == [row[4] for row in ROWS]
    assert added.notes.choices.roles == {0: "area_code", 2: "period", 3: "numerator", 4: "denominator"}


def test_one_of_the_same_name_is_replaced_only_when_it_is_said(files: list[str], capsys) -> None:
    assert main(files) == 0 and main(files) == 1
    told = capsys.readouterr().err
    assert told.startswith("1 fault:\nName ('Smoking when giving birth'): is here already") and "--replace" in told
    assert main([*files, "--replace"]) == 0 and len(OwnIndicators("x").before(ID)) == 1


def test_export_here_and_take_in_there(files: list[str], tmp_path: Path, capsys, monkeypatch) -> None:
    out = tmp_path / "out.zip"
    assert main(["--export", str(out)]) == 1 and "holds nothing to export" in capsys.readouterr().err
    assert main(files) == 0 and main(["--export", str(out)]) == 0 and out.is_file()
    monkeypatch.setenv("CARDS", str(tmp_path / "elsewhere"))
    assert main(["--take-in", str(out)]) == 0
    assert "Taken in: Smoking when giving birth." in capsys.readouterr().out
    assert list(OwnIndicators("x").folders()) == [ID]
    assert main(["--take-in", str(tmp_path / "none.zip")]) == 1


def test_a_root_of_snapshots_means_the_current_one(files: list[str], tmp_path: Path, pack, capsys, monkeypatch) -> None:
    root = tmp_path / "root"
    (root / "snapshots").mkdir(parents=True)
    monkeypatch.delenv("CARDS")
    assert main([*files, "--pack", str(root)]) == 1 and "Nothing was added." in capsys.readouterr().err
    (root / "snapshots" / "one").symlink_to(pack.folder)
    (root / "current").write_text("one\n")
    assert main([*files, "--pack", str(root), "--check"]) == 0
