"""What comes from another installation is taken in whole or not at all, and replaces nothing unasked."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from data.adding import intake
from data.adding.areas import Areas
from data.adding.exchange import exported
from data.adding.intake import taken_in
from data.adding.kept import OwnIndicators
from data.adding.version import read_version
from data.keeping.own_store import FILE, entries_of, read_own
from data.keeping.programme_store import ProgrammeStore
from data.validation import FileFaults
from geo.own import OwnFootprint
from geo.own_text import footprints_of, register_text
from tests.data.adding.killed import linked
from tests.data.adding.sheets import HEAD, ROWS, csv_bytes, judged
from tests.data.adding.test_exchange import PROGRAMME, zipped
from tests.data.adding.test_kept import ID, same

OWN = OwnFootprint(id="own-a", name='A "b" [[footprint]]', area_type="lsoa11", members=("E01026618", "E01026620"))
BELOW = f"own-figures/added/{ID}/"
FOOTPRINTS, PROGRAMMES = "own-figures/own/footprints.toml", "own-figures/own/programmes.json"


@pytest.fixture
def measure(areas: Areas):
    """The clean sheet."""
    return judged(areas, csv_bytes([HEAD, *ROWS])).added


@pytest.fixture
def parts(measure, tmp_path: Path, pack, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What another installation exported: a measure, an own footprint, a programme."""
    monkeypatch.delenv("CARDS", raising=False)
    start = linked(tmp_path / "start", pack.folder)
    OwnIndicators(start).keep(measure)
    (start / FILE).write_text(register_text([OWN]))
    ProgrammeStore(start).add(PROGRAMME)
    archive = zipfile.ZipFile(io.BytesIO(exported(start)))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def there(tmp_path: Path, pack) -> Path:
    """Another installation, with a footprint of its own."""
    folder = linked(tmp_path / "there", pack.folder)
    (folder / "own").mkdir()
    (folder / FILE).write_text("# kept here\n\n" + register_text([replace(OWN, id="own-z", name="Z")]))
    return folder


def state(folder: Path) -> dict[str, bytes]:
    """Every file that readers' work is kept in, locks aside."""
    files = (path for path in (folder / "own").rglob("*") if path.is_file() and "lock" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_all_of_it_is_here_afterwards_and_once_more_changes_nothing(parts, there: Path, measure) -> None:
    told = taken_in(there, "a.zip", content=zipped(parts), understood=footprints_of)
    assert told == ["Smoking when giving birth", "1 programme", "1 own footprint"]
    assert [one.name for one in footprints_of(read_own(there))] == ["Z", OWN.name]
    assert same(OwnIndicators(there).added()[0][ID], measure)
    before = state(there)
    assert taken_in(there, "a.zip", content=zipped(parts)) == ["nothing: all of it is here already"]
    assert state(there) == before


def test_another_of_the_same_name_stays_unless_it_may_be_replaced(parts, there: Path, measure, areas: Areas) -> None:
    other = judged(areas, csv_bytes([HEAD, *ROWS[:5]]), name="ours.csv").added
    OwnIndicators(there).keep(other)
    (there / FILE).write_text(register_text([replace(OWN, name="Another A")]))
    ProgrammeStore(there).add({"walks": PROGRAMME["walks"] | {"name": "Other walks"}})
    before = state(there)
    with pytest.raises(FileFaults, match=r"is here already: .* from ours.csv; take it out or rename"):
        taken_in(there, "a.zip", content=zipped(parts))
    assert state(there) == before
    told = taken_in(there, "a.zip", content=zipped(parts), replacing=True)
    assert told[0] == measure.indicator.name and "another of the same id is here and stays (walks)" in told[1]
    store = OwnIndicators(there)
    assert same(store.added()[0][ID], measure) and same(read_version(store.before(ID)[0]), other)
    assert ProgrammeStore(there).programmes()["walks"].name == "Other walks" and "Another A" in read_own(there)


ODD = [
    (FOOTPRINTS, b'[[footprint]]\nid = "own-q"\nfoo = "x"\n', "footprint 1 \\(own-q\\): 'area_type' is missing"),
    (FOOTPRINTS, b"[[footprint]]\nid = [1]\n", "1 of 1 footprints have no id"),
    (FOOTPRINTS, b'[[footprint]]\nid = "a"\n[[footprint]]\nid = "a"\n', "the id a is used more than once"),
    (FOOTPRINTS, b"[[footprint]]\nx = " + b"[" * 5000 + b"]" * 5000, "lists stand within lists too deep"),
    (FOOTPRINTS, b"[[footprint]\n", "its own footprints cannot be used: "),
    (FOOTPRINTS, b"\xff\xfe", "its own footprints cannot be used: "),
    (PROGRAMMES, b"[" * 100_000, "its programmes cannot be read: export it again"),
    (PROGRAMMES, b'{"shown": {"a": 5}}', "its programmes cannot be read: export it again"),
    (PROGRAMMES, b'{"shown": {"a": {"name": 5}}}', "name"),
    (f"{BELOW}indicators.toml", b"x = " + b"[" * 5000 + b"]" * 5000, "indicators.toml"),
    (f"{BELOW}lineage.parquet", b"", "lineage.parquet: does not fit the figures of own_smoking"),
]


def test_every_odd_part_is_named_and_nothing_is_kept(parts, there: Path) -> None:
    before = state(there)
    for part, content, words in ODD:
        with pytest.raises(FileFaults, match=words):
            taken_in(there, "a.zip", content=zipped(parts | {part: content}), understood=footprints_of)
        assert state(there) == before


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_an_archive_hurt_on_its_way_is_refused(parts, there: Path, measure, packing: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    before, whole = state(there), made.getvalue()
    for place in range(60, 400, 40):
        hurt = bytearray(whole)
        hurt[place] ^= 0xFF
        hurt[place + 1] ^= 0xFF
        try:
            taken_in(there, "a.zip", content=bytes(hurt), understood=footprints_of)
        except FileFaults:
            assert state(there) == before
        else:  # what was hurt is not read, such as the date of a part
            assert same(OwnIndicators(there).added()[0][ID], measure)
            before = state(there)


@pytest.mark.parametrize("step", ["add_entries", "keep"])
def test_a_step_that_fails_leaves_everything_as_it_was(parts, there: Path, monkeypatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise FileFaults([])

    monkeypatch.setattr(*((OwnIndicators, step) if step == "keep" else (intake, step)), full)
    before = state(there)
    with pytest.raises(FileFaults):
        taken_in(there, "a.zip", content=zipped(parts))
    after = state(there)
    assert ProgrammeStore(there).tables() == {} and after["own/footprints.toml"] == before["own/footprints.toml"]
    assert set(after) - set(before) <= {"own/programmes.json"}
    monkeypatch.undo()
    assert taken_in(there, "a.zip", content=zipped(parts))[0] == "Smoking when giving birth"


def test_entries_come_back_as_they_were_written(there: Path) -> None:
    assert list(entries_of(read_own(there))) == ["own-z"]
    with pytest.raises(ValueError, match="it is no list of footprints"):
        entries_of("footprint = 5")


def test_a_taking_in_that_is_killed_anywhere_is_ended_by_doing_it_again(parts, tmp_path: Path, pack) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(parts))
    command = [sys.executable, "-m", "tests.data.adding.killed", "--pack", str(pack.folder), "--every", "3"]
    command += ["--file", str(tmp_path / "a.zip")]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(re.search(r"killed (\d+) times", done.stdout)[1]) >= 4, done.stdout
