"""What one installation exports another opens as a pack, or takes in: equal, safe, whole or not at all."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from data.adding.areas import Areas
from data.adding.exchange import exported
from data.adding.intake import taken_in
from data.adding.kept import OwnIndicators
from data.keeping.own_store import FILE, add_entries, entries_of, kept_entries, read_own
from data.keeping.programme_store import ProgrammeStore
from data.pack import open_pack
from data.validation import FileFaults
from tests.data.adding.killed import linked
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged
from tests.data.adding.test_kept import ID, same

FOOTPRINT = '# kept\n\n[[footprint]]\nid = "own-a"\nname = "A"\n\n[[footprint]]\nid = "own-b"\nname = "B"\n'
PROGRAMME = {
    "walks": {
        "name": "Walks",
        "place": "pl-gyw",
        "start": "2025-04-01",
        "end": "",
        "owner": "The council",
        "owner_kind": "council",
        "about": "Walks along the coast.",
        "note": "",
        "indicators": [],
        "source": "Report",
        "url": "https://example.org/r",
    }
}


@pytest.fixture
def here(tmp_path: Path, pack, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack to which readers added a measure, footprints and a programme."""
    monkeypatch.delenv("CARDS", raising=False)
    return linked(tmp_path / "here", pack.folder)


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_an_export_opens_as_a_pack_and_is_taken_in_elsewhere(here: Path, tmp_path: Path, pack, areas: Areas) -> None:
    added = judged(areas, csv_bytes([HEAD, *ROWS])).added
    OwnIndicators(here).keep(added)
    (here / FILE).write_text(FOOTPRINT)
    ProgrammeStore(here).add(PROGRAMME)
    content = exported(here, whole=True)
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path / "unpacked")
    opened = open_pack(tmp_path / "unpacked" / "own-figures")
    assert set(opened.indicators) == {*pack.indicators, ID} and opened.defaults["indicator"] == ID
    assert len(opened.store.observations(ID)) == len(ROWS) and len(opened.areas) == len(pack.areas)
    assert ProgrammeStore(opened.folder).programmes().keys() == {"walks"} and read_own(opened.folder) == FOOTPRINT
    slim = exported(here)  # what is taken in elsewhere needs neither areas nor outlines
    assert len(slim) < 30_000 < len(content) / 20
    for number, one in enumerate((content, slim)):
        _taken(one, tmp_path / f"there{number}", pack, added)


def _taken(content: bytes, folder: Path, pack, added) -> None:
    """Another installation has everything of it afterwards, and keeps what it had."""
    there = linked(folder, pack.folder)
    (there / "own").mkdir()
    (there / FILE).write_text('[[footprint]]\nid = "own-b"\nname = "B as it is there"\n')
    assert taken_in(there, "a.zip", content=content) == [
        "Smoking when giving birth",
        "1 programme",
        "1 own footprint",
        "not 1 own footprint, since another of the same id is here and stays (own-b)",
    ]
    assert same(OwnIndicators(there).added()[0][ID], added)
    assert read_own(there).count("[[footprint]]") == 2 and "B as it is there" in read_own(there)
    _hurt(content, there)


def _hurt(content: bytes, there: Path) -> None:
    """An export that somebody changed on its way is told in full and changes nothing."""
    whole = zipfile.ZipFile(io.BytesIO(content))
    text = {name: whole.read(name) for name in whole.namelist() if "/added/" in name}
    before, own = OwnIndicators(there).stamp(), f"own-figures/added/{ID}/"
    cases = {
        "paths that lead outside": text | {"own-figures/../../x": b"y"},
        "it holds no added measure, own footprint or programme": {"own-figures/pack.toml": b"[pack]"},
        "added.toml: the file is missing": {
            name: part for name, part in text.items() if not name.endswith("added.toml")
        },
        "is missing": {name: part for name, part in text.items() if not name.endswith("sources.toml")},
        "cannot be read as Parquet": text | {f"{own}observations.parquet": b"half"},
        "is not what was written": text | {f"{own}added.toml": b"[added]\n"},
    }
    for words, parts in cases.items():
        with pytest.raises(FileFaults, match=words):
            taken_in(there, "a.zip", content=zipped(parts))
    assert OwnIndicators(there).stamp() == before and not (there.parent / "x").exists()


def test_a_bomb_and_a_torn_archive_are_told(here: Path) -> None:
    bomb = zipped({"own-figures/added/a/observations.parquet": b"\0" * 101_000_000})
    with pytest.raises(FileFaults, match="more than 100 MB to read"):
        taken_in(here, "a.zip", content=bomb)
    with pytest.raises(FileFaults, match="cannot be unpacked"):
        taken_in(here, "a.zip", content=bomb[:50])
    with pytest.raises(FileFaults, match="holds nothing to export: add something first"):
        exported(here)


def test_footprints_and_programmes_alone_are_exported_and_taken_in(here: Path, tmp_path: Path, pack) -> None:
    (here / "own").mkdir()
    (here / FILE).write_text(FOOTPRINT)
    there = linked(tmp_path / "there", pack.folder)
    assert taken_in(there, "a.zip", content=exported(here)) == ["2 own footprints"]
    assert entries_of(read_own(there)) == entries_of(FOOTPRINT)
    ProgrammeStore(here).add(PROGRAMME)
    assert taken_in(there, "a.zip", content=exported(here)) == ["1 programme"]
    assert ProgrammeStore(there).tables() == PROGRAMME
    zipfile.ZipFile(io.BytesIO(exported(here, whole=True))).extractall(tmp_path)
    opened = open_pack(tmp_path / "own-figures")  # the figures of the pack, and what readers added beside them
    assert set(opened.indicators) == set(pack.indicators) and opened.defaults == pack.defaults
    assert set(opened.programmes) | set(ProgrammeStore(opened.folder).programmes()) >= {"walks"}


LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)
NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9]{0,11}(-[a-z0-9]{1,5})?", fullmatch=True), max_size=3, unique=True)
COUNTS = st.lists(st.tuples(st.integers(0, 900), st.integers(900, 5000)), min_size=len(ROWS), max_size=len(ROWS))
CODES = st.lists(st.sampled_from(["E01026618", "E01026620", "E01026621"]), min_size=1, unique=True)


@pytest.fixture(scope="session")
def round_trip(pack, tmp_path_factory):
    """Two installations that are emptied before each example."""
    folder = tmp_path_factory.mktemp("round")
    ends = [linked(folder / name, pack.folder) for name in ("start", "end")]

    def emptied() -> list[Path]:
        for end in ends:
            shutil.rmtree(end / "own", ignore_errors=True)
        return ends

    return emptied


@hypothesis(max_examples=15)
@given(data=st.data())
def test_export_and_import_are_equal(data: st.DataObject, areas: Areas, round_trip) -> None:
    """Measures, own footprints and programmes with any words: what arrives is what left, and arrives once."""
    start, end = round_trip()
    made = {}
    for name in data.draw(st.lists(LINE.filter(lambda text: text[0].isalpha()), max_size=2)):
        rows = [[*row[:3], *pair] for row, pair in zip(ROWS, data.draw(COUNTS), strict=True)]
        settings = replace(SMOKING, name=name, title=data.draw(LINE), release_rule="small7_round5")
        one = judged(areas, csv_bytes([HEAD, *rows]), settings=settings)
        assume(not one.faults)
        made[one.added.indicator.id] = one.added
    OwnIndicators(start).keep(*made.values())
    footprints = {name: {"id": name, "name": data.draw(LINE), "members": data.draw(CODES)} for name in data.draw(NAMES)}
    if footprints:
        add_entries(start, footprints)
    walks = PROGRAMME["walks"]
    programmes = {name: walks | {"name": data.draw(LINE), "about": data.draw(LINE)} for name in data.draw(NAMES)}
    if programmes:
        ProgrammeStore(start).add(programmes)
    assume(made or footprints or programmes)
    content = exported(start)
    taken_in(end, "a.zip", content=content)
    there = OwnIndicators(end).added()[0]
    assert there.keys() == made.keys() and all(same(there[name], one) for name, one in made.items())
    assert kept_entries(end) == footprints == entries_of(read_own(start))
    assert ProgrammeStore(end).tables() == programmes
    assert taken_in(end, "a.zip", content=content) == ["nothing: all of it is here already"]
