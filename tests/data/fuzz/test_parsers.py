"""Every parser, whatever bytes: a result, or the one error that lists what is wrong. No crash, no file, in time.

A few examples in every test run; `make fuzz` makes thousands (FUZZ_EXAMPLES).
"""

from __future__ import annotations

import io
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.validation import FileFaults
from tests.data.fuzz.damage import EXAMPLES, damaged
from tests.data.fuzz.seeds import PARSERS, collection, workbooks
from tests.data.publishers import zipped

GOOD = (
    *("a reader's csv", "a reader's xlsx", "a reader's ods", "settings", "exported pack"),
    *("fingertips", "metadata", "boundaries", "own geojson", "cover workbook", "programmes", "qof archive"),
)
LONGEST = 20.0  # seconds for one small file, on a busy machine
calm = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def looked_at(name: str, content: bytes, folder: Path) -> bool:
    """Whether the parser read the bytes; anything but a result or named faults fails the test."""
    parser = PARSERS[name]
    path = folder / ("live.toml" if parser.ending == "live.toml" else f"file{parser.ending}")
    path.write_bytes(content)
    spare = folder / "spare"
    spare.mkdir(exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(spare)
    start = time.monotonic()
    try:
        parser.read(path)
        read = True
    except FileFaults as error:
        assert error.faults and all(str(fault) for fault in error.faults)
        read = False
    finally:
        tempfile.tempdir = before
    assert time.monotonic() - start < LONGEST
    assert sorted(item.name for item in folder.iterdir()) == sorted([path.name, "spare"])
    assert list(spare.iterdir()) == [] and path.read_bytes() == content
    return read


@pytest.mark.parametrize("name", PARSERS)
@calm
@given(data=st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    seeds = PARSERS[name].seeds()
    if not seeds:
        pytest.skip("the shared data folder has no genuine file of this kind here (set SHARED to its path)")
    with tempfile.TemporaryDirectory() as folder:
        looked_at(name, data.draw(damaged(seeds)), Path(folder))


@pytest.mark.parametrize("name", GOOD)
def test_the_seeds_are_good(name: str, tmp_path: Path) -> None:
    assert all(looked_at(name, seed, tmp_path) for seed in PARSERS[name].seeds()[:1])


@pytest.mark.parametrize("name", PARSERS)
def test_nothing_and_one_byte(name: str, tmp_path: Path) -> None:
    for content in (b"", b"\x00", b"\n", b"\xff\xff"):
        looked_at(name, content, tmp_path)


FOUND = {  # what long runs found, each once a crash
    "a blank first line": ("own list", b"\rcode,share\nE01000001,1\n"),
    "a ring that is not closed": ("boundaries", collection().replace(b"[1.0, 52.0]]]", b"[1.0, 42.0]]]", 1)),
    "a carriage return in a cell": ("first bytes", b"\ramp;"),
    "no layer": ("small area lookups", b"{}"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_stays_mended(name: str, tmp_path: Path) -> None:
    parser, content = FOUND[name]
    read = looked_at(parser, content, tmp_path)
    assert read == (parser == "first bytes")


@pytest.mark.parametrize("member", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_an_empty_or_odd_part_is_refused(member: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(workbooks()["cover"][0])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for odd in (b"", parts[member].replace(b"Target", b"Tar"), parts[member][: len(parts[member]) // 2]):
        looked_at("cover workbook", zipped({**parts, member: odd}), tmp_path)
