"""Only plain file names of the map folder are found, and gzip holds the same as brotli."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from data.maps.map_files import gzipped, stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with one file inside the map folder and one beside it."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.b.json.br").write_bytes(brotli.compress(b"shapes"))
    (tmp_path / "pack.br").write_bytes(b"secret")
    return tmp_path


def test_file_is_found_by_its_name(folder: Path) -> None:
    assert stored(folder, "a.b.json", suffix=".br") == folder / "map" / "a.b.json.br"


@pytest.mark.parametrize("name", ["../pack", "..", "", ".", "a/b", "a\\b", "a.b.json\n", "none", "/etc/passwd", "a..b"])
def test_anything_else_is_not(folder: Path, name: str) -> None:
    assert stored(folder, name, suffix=".br") is None


def test_gzip_holds_the_same(folder: Path) -> None:
    path = folder / "map" / "a.b.json.br"
    assert gzip.decompress(gzipped(path)) == b"shapes"
    assert gzipped(path) is gzipped(path)
