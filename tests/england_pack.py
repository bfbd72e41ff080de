"""The full England pack of the tests: built once, kept until what it is made of changes, by whoever comes first.

`python -m tests.england_pack` builds it beside the tests that do not need it yet. Lives here: making it, and when it is
made anew. Not here: the fixture (`conftest.py`).
"""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

from tests import shared_folder

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


def built(source: Path) -> Path:
    """Folder of the pack; of several test runs at once one builds it and the others wait."""
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


if __name__ == "__main__":
    published = shared_folder.folder() / "data"
    if (published / "provenance.csv").is_file():
        built(published)
