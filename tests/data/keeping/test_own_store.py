"""The pack's own footprints on disk: whole or untouched, also when two save at once or nobody may."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.keeping import own_store
from data.keeping.own_store import FILE, change_own, read_own
from data.maps.outlines import read_outlines
from data.stamp import content_digest
from data.validation import FileFaults, PackFaults

EMBEDDED = Path(__file__).parents[3] / "data" / "pack" / "embedded"


def test_text_is_kept_and_read_back(tmp_path: Path) -> None:
    assert read_own(tmp_path) == ""
    before = content_digest(tmp_path)
    change_own(tmp_path, lambda text: text + "ä\n")
    change_own(tmp_path, lambda text: text + "b\n")
    assert read_own(tmp_path) == "ä\nb\n"
    assert content_digest(tmp_path) == before
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == [".lock", "footprints.toml"]


def test_change_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    change_own(tmp_path, lambda text: "a")

    def refuse(text: str) -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change_own(tmp_path, refuse)
    assert read_own(tmp_path) == "a"


def test_all_who_save_at_once_are_kept(tmp_path: Path) -> None:
    many = [threading.Thread(target=change_own, args=(tmp_path, lambda text, n=n: f"{text}{n}\n")) for n in range(20)]
    for one in many:
        one.start()
    for one in many:
        one.join()
    assert sorted(map(int, read_own(tmp_path).split())) == list(range(20))


def test_pack_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").write_text("in the way")
    with pytest.raises(FileFaults, match=r"cannot be written to .*: nothing was saved; download the footprint"):
        change_own(tmp_path, lambda text: "a")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    other = tmp_path / "pack"
    other.mkdir()
    change_own(other, lambda text: "a")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileFaults, match="No space left"):
        change_own(other, lambda text: "b")
    assert read_own(other) == "a"
    assert not [path for path in (other / "own").iterdir() if path.name.startswith(f".{FILE.name}.")]


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(FileFaults, match=r"own/footprints.toml: cannot be read"):
        read_own(tmp_path)
    assert own_store.FILE == FILE


def test_outlines_are_those_of_the_pack() -> None:
    codes, shapes = read_outlines(EMBEDDED, "rgn")
    assert len(codes) == len(shapes) == 9
    assert np.all(shapely.is_valid(shapes))
    assert shapely.box(*shapely.total_bounds(shapes)).within(shapely.box(0, 0, 700_000, 700_000))
    with pytest.raises(PackFaults, match=r"boundaries/parish\.parquet: the file is missing"):
        read_outlines(EMBEDDED, "parish")
