"""What tests of every wing share: the full England pack, built once and kept until what it is made of changes."""

from __future__ import annotations

import fcntl
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.shared_folder import shared

# No deadline: a busy machine is no fault of the code under test. CI tries the same cases each time, people new ones.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
FULL_PACK = ROOT / "build" / "england"
# What the pack is made of beside the published files: the code that reads, places and draws them.
MAKERS = (
    "data/build.py",
    "data/embedded.py",
    "data/schema.py",
    "data/writing.py",
    "data/england",
    "data/sources",
    "geo",
)
EMBEDDED = (
    "areas.parquet",
    "observations.parquet",
    "indicators.toml",
    "sources.toml",
    "pack.toml",
    "map/manifest.json",
)


@pytest.fixture(scope="session")
def england_pack() -> Path:
    """Folder of the full England pack; built when it is not there or what it is made of has changed.

    Skips where the shared data folder is absent. Several test runs at once build it once: the others wait.
    """
    source = shared("data", "provenance.csv").parent
    FULL_PACK.parent.mkdir(exist_ok=True)
    key, note = made_of(source), FULL_PACK.with_suffix(".key")
    with open(FULL_PACK.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (FULL_PACK / "pack.toml").is_file() or not note.is_file() or note.read_text() != key:
            from data.build import build

            build(source, FULL_PACK, quiet=True)
            note.write_text(key)
    return FULL_PACK


def made_of(source: Path) -> str:
    """Digest of the published files (through their list of checksums), of the code and of the embedded pack."""
    files = [source / "provenance.csv"]
    for name in MAKERS:
        path = ROOT / name
        files += sorted(path.rglob("*.py")) + sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    files += [ROOT / "data" / "pack" / "embedded" / name for name in EMBEDDED]
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
