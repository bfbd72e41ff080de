"""A stamp saves work and hides nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data import pack as pack_room
from data.pack import PackFaults, open_pack
from data.stamp import content_digest, is_stamped, leave_stamp
from data.writing import write_areas, write_observations
from tests.data.packs import areas, observations


def test_the_second_opening_does_not_check_again(small_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_pack(small_pack)
    monkeypatch.setattr(pack_room, "observation_faults", None)  # calling it would fail
    assert open_pack(small_pack).id == "small"


def test_a_changed_file_is_checked_even_with_the_old_time_and_size(small_pack: Path) -> None:
    open_pack(small_pack)
    path = small_pack / "observations.parquet"
    before = path.stat()
    bad = observations()
    bad.loc[0, "numerator"] = 800.0
    write_observations(bad, small_pack)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(PackFaults, match="numerator above denominator"):
        open_pack(small_pack)


def test_a_refused_pack_is_not_stamped(small_pack: Path) -> None:
    write_areas(areas().assign(lon=200.0), small_pack)
    for _ in range(2):
        with pytest.raises(PackFaults, match="lon"):
            open_pack(small_pack)


@pytest.mark.parametrize(
    "name",
    [
        "pack.toml",
        "indicators.toml",
        "sources.toml",
        "observations.parquet",
        "areas.parquet",
        "footprints/footprints.json",
        "map/manifest.json",
        "lookups/lsoa11.parquet",
    ],
)
def test_every_checked_file_is_in_the_digest(small_pack: Path, name: str) -> None:
    before = content_digest(small_pack)
    assert content_digest(small_pack) == before
    with open(small_pack / name, "ab") as handle:
        handle.write(b" ")
    assert content_digest(small_pack) != before


def test_a_map_file_that_went_away_is_noticed(small_pack: Path) -> None:
    open_pack(small_pack)
    (small_pack / "map" / "m.json.gz").unlink()
    with pytest.raises(PackFaults, match=r"m\.json"):
        open_pack(small_pack)


def test_a_builder_stamps_the_pack_itself(small_pack: Path) -> None:
    digest = content_digest(small_pack)
    assert not is_stamped(small_pack, digest)
    leave_stamp(digest, folder=small_pack)
    assert content_digest(small_pack) == digest and is_stamped(small_pack, digest)
    (small_pack / "checked.txt").write_text("f" * 64)
    assert not is_stamped(small_pack, digest)
    (small_pack / "checked.txt").write_bytes(b"\xff")
    assert not is_stamped(small_pack, digest)


def test_a_place_that_cannot_be_written_is_no_trouble(small_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_pack / "pack.toml"))
    assert open_pack(small_pack).id == open_pack(small_pack).id


def test_a_file_that_cannot_be_opened_is_a_fault(small_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> str:
        raise PermissionError(13, "Permission denied", "areas.parquet")

    monkeypatch.setattr(pack_room, "content_digest", refuse)
    with pytest.raises(PackFaults, match=r"areas\.parquet: cannot be read: Permission denied"):
        open_pack(small_pack)
