"""A pack opens whole, or gives every fault of every file, and never anything else."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.maps.names import Names
from data.pack import PackFaults, open_pack
from data.pack_checks import FILES, GEOGRAPHY_FILES, LOOKUPS
from data.writing import write_areas, write_lookup
from tests.data.packs import CODES, areas, observations, write_pack

ALL_FILES = (*FILES, *GEOGRAPHY_FILES, *(f"lookups/{name}.parquet" for name in LOOKUPS))


def test_a_pack_has_everything_a_page_needs(small_pack: Path) -> None:
    pack = open_pack(str(small_pack))
    assert (pack.id, pack.title, pack.version, pack.synthetic) == ("small", "A small pack", "1.0", False)
    assert pack.built.startswith("2026-11-21")
    assert pack.defaults == {
        "indicator": "uptake",
        "level": "msoa",
        "system": "sys-a",
        "place": "pl-a",
        "period": "2021-07-08",
    }
    assert list(pack.indicators) == ["uptake", "stays"] and list(pack.sources) == ["publisher"]
    assert pack.areas["area_code"].tolist() == ["E92000001", *CODES, "pl-a"]
    assert pack.lookup("lsoa11") is pack.lookup("lsoa11")
    assert pack.footprints["footprints"][0]["id"] == "pl-a"
    assert pack.map_file("m.json.gz").is_file()
    assert pack.store.block("uptake", "msoa11", codes=CODES, period="2021-07-08", age="16+").found.all()
    assert len(pack.digest) == 12


def test_names_are_read_from_gzip_brotli_or_plain(small_pack: Path) -> None:
    names = open_pack(small_pack).names("msoa11", "england")
    assert isinstance(names, Names) and names.position == {code: place for place, code in enumerate(CODES)}
    packed = small_pack / "map" / "m.names.json.gz"
    content = gzip.decompress(packed.read_bytes())
    packed.unlink()
    (small_pack / "map" / "m.names.json.br").write_bytes(brotli.compress(content))
    assert open_pack(small_pack).names("msoa11", "england") == names
    (small_pack / "map" / "m.names.json.br").unlink()
    (small_pack / "map" / "m.names.json").write_bytes(content)
    pack = open_pack(small_pack)
    assert pack.names("msoa11", "england") == names and pack.names("msoa11", "england") is pack.names(
        "msoa11", "england"
    )


BROKEN = (b"", b"{", b"\x1f\x8b\x08bad", gzip.compress(b"[]", mtime=0), gzip.compress(b'{"a": 1}', mtime=0))


@pytest.mark.parametrize("content", BROKEN, ids=("empty", "cut", "bad gzip", "a list", "no codes"))
def test_broken_names_are_a_fault(small_pack: Path, content: bytes) -> None:
    (small_pack / "map" / "m.names.json.gz").write_bytes(content)
    with pytest.raises(PackFaults, match=r"map/m\.names\.json: cannot be read"):
        open_pack(small_pack).names("msoa11", "england")


def test_what_a_pack_has_not_is_a_fault(small_pack: Path) -> None:
    pack = open_pack(small_pack)
    for ask in (
        lambda: pack.lookup("nothing"),
        lambda: pack.names("msoa11", "sys-x"),
        lambda: pack.names("wd25", "england"),
        lambda: pack.map_file("../pack.toml"),
        lambda: pack.map_file("nothing.json"),
    ):
        with pytest.raises(PackFaults):
            ask()


def faults_of(folder: Path) -> list[str]:
    """What is wrong, one line each."""
    with pytest.raises(PackFaults) as error:
        open_pack(folder)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize("name", ALL_FILES)
def test_each_missing_file_is_named(small_pack: Path, name: str) -> None:
    (small_pack / name).unlink()
    assert faults_of(small_pack)[0] == f"{name}: the file is missing"


def test_no_folder_is_one_clear_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere")[0].endswith("there is no such folder")
    (tmp_path / "file").write_text("x")
    assert faults_of(tmp_path / "file")[0].endswith("there is no such folder")


@pytest.mark.parametrize("name", ALL_FILES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe[3"])
def test_a_broken_file_is_named_and_raises_nothing_else(small_pack: Path, name: str, content: bytes) -> None:
    (small_pack / name).write_bytes(content)
    assert any(line.startswith(name) for line in faults_of(small_pack))


def _areas(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], object]:
    return lambda folder: write_areas(change(areas()), folder)


def _text(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def _json(name: str, document: object) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(json.dumps(document))


LAYER = {"kind": "geojson", "file": "m.json", "names": "m.names.json", "count": 3, "bounds": [0, 50, 2, 54]}
REGISTER, MANIFEST = "footprints/footprints.json", "map/manifest.json"
BROKEN = [
    (_areas(lambda frame: pd.concat([frame, frame.iloc[:1]])), "areas.parquet, column area_type + area_code"),
    (_areas(lambda frame: frame.assign(lon=200.0)), "areas.parquet, column lon"),
    (_areas(lambda frame: frame.assign(lat=float("nan"))), "areas.parquet, column lat"),
    (_areas(lambda frame: frame.assign(name="")), "areas.parquet, column name"),
    (_areas(lambda frame: frame.assign(area_type="town")), "areas.parquet, column area_type"),
    (_areas(lambda frame: frame.assign(valid_from="soon")), "areas.parquet, column valid_from"),
    (lambda folder: areas().drop(columns="lon").to_parquet(folder / "areas.parquet"), "missing column lon"),
    (lambda folder: areas().assign(lon="x").to_parquet(folder / "areas.parquet"), "areas.parquet, column lon: holds"),
    (lambda folder: write_lookup(pd.DataFrame({"a": [1]}), folder, name="lsoa11"), "lookups/lsoa11.parquet: missing"),
    (_text("pack.toml", 'title = "A small pack"', "title = 3"), "pack.toml, column title: must be a text"),
    (_text("pack.toml", "synthetic = false", 'synthetic = "no"'), "pack.toml, column synthetic"),
    (_text("pack.toml", "2026-11-21T", "yesterday "), "pack.toml, column built"),
    (_text("pack.toml", 'default_level = "msoa"', 'default_level = "town"'), "pack.toml, column default_level"),
    (_text("pack.toml", '"uptake"', '"nothing"'), "pack.toml opens with an indicator that is not here"),
    (_text("sources.toml", "[publisher]", "[other]"), "indicators.toml, column uptake.source"),
    (_json(REGISTER, {"footprints": 3}), "footprints/footprints.json: must be a list"),
    (_json(REGISTER, []), "holds no footprint"),
    (_json(REGISTER, [{"id": "a", "name": "A", "tier": "town", "owner": "ICB"}]), "column tier"),
    (_json(REGISTER, [{"id": "a", "name": "A", "tier": "place"}] * 2), "column id, row 2: the same key twice"),
    (_json(REGISTER, [{"id": "a", "tier": "place"}]), "column name"),
    (_json(REGISTER, [{"id": "a", "name": "A", "tier": "place", "owner": "crown"}]), "unknown owner; known are ICB, c"),
    (_json(MANIFEST, {"layers": {"msoa11": 3}}), 'must hold "layers"'),
    (_json(MANIFEST, {"layers": {"town": {}}}), "unknown area type"),
    (_json(MANIFEST, {"layers": {"msoa11": {"england": {"kind": "geojson"}}}}), "lacks bounds, count, file, names"),
    (_json(MANIFEST, {"layers": {"msoa11": {"england": LAYER | {"file": "x.json"}}}}), "not in map/ ('x.json')"),
]


@pytest.mark.parametrize(("break_it", "words"), BROKEN)
def test_each_fault_is_named(small_pack: Path, break_it: Callable[[Path], object], words: str) -> None:
    break_it(small_pack)
    lines = faults_of(small_pack)
    assert any(words in line for line in lines), lines


def test_faults_of_all_files_come_in_one_message(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", observations().assign(status="fine"))
    (folder / "sources.toml").unlink()
    _text("indicators.toml", 'lens = "outcomes"', 'lens = "money"')(folder)
    _areas(lambda frame: frame.assign(lon=200.0))(folder)
    _json(MANIFEST, {})(folder)
    (folder / "pack.toml").write_text("id = ")
    text = "\n".join(faults_of(folder))
    for words in ("sources.toml", "indicators.toml", "areas.parquet", "map/manifest.json", "pack.toml"):
        assert words in text
    good = write_pack(tmp_path / "other", observations().assign(status="fine"))
    _areas(lambda frame: frame.assign(lon=200.0))(good)
    assert {line.split(",")[0] for line in faults_of(good)} == {"areas.parquet", "observations.parquet"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ALL_FILES), st.floats(0, 1), st.binary(max_size=8), st.booleans())
@example("lookups/lsoa11.parquet", 0.38671875, b"\x80", False)
def test_no_damage_gives_another_error(small_pack: Path, name: str, where: float, patch: bytes, cut: bool) -> None:
    folder = small_pack.parent / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small_pack, folder)
    content = (folder / name).read_bytes()
    place = int(where * len(content))
    (folder / name).write_bytes(content[:place] + patch + (b"" if cut else content[place + len(patch) :]))
    try:
        open_pack(folder)
    except PackFaults as error:
        assert error.faults
