"""The stamp: "this very content was checked by these very rules", so that a second opening is quick.

Lives here: the digest of what is checked, and where the stamp lies. Not here: the checks. A stamp's name is the digest
of every byte that was checked and of the rules themselves, so a changed file or rule has no stamp.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path

from data.validation import sha256

CHECKED_FILES = ("pack.toml", "indicators.toml", "sources.toml", "observations.parquet")
OPTIONAL_FILES = ("programmes.toml",)  # looked at whenever a pack is opened; here because addresses hold the digest
RULE_FILES = ("schema", "catalogue", "validation", "store_checks", "pack_checks", "pack_nature")
IN_PACK = "checked.txt"


def content_digest(folder: Path, geography: Path | None = None) -> str:
    """Hex sha256 of every checked file of a pack (name and bytes), of the names in `map/`, and of the rules.

    `geography` is where areas, lookups, footprints and map lie, if not in the folder itself.
    """
    digest = hashlib.sha256(_rules().encode())
    where = geography or folder
    for name in CHECKED_FILES:
        digest.update(_line(folder, name))
    for name in ("areas.parquet", "footprints/footprints.json", "map/manifest.json", *_below(where, "lookups")):
        digest.update(_line(where, name))
    for name in OPTIONAL_FILES:
        if (folder / name).is_file():
            digest.update(_line(folder, name))
    for name in _below(where, "map"):
        digest.update(f"{name}\n".encode())
    return digest.hexdigest()


def is_stamped(folder: Path, digest: str) -> bool:
    """Whether this content was checked before, here or by whoever built the pack."""
    if (_cache() / digest).is_file():
        return True
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (folder / IN_PACK).read_text(encoding="ascii").strip() == digest
    return False


def leave_stamp(digest: str, *, folder: Path | None = None) -> None:
    """Note that this content passed: in the reader's cache, or in the pack if its folder is given (builders do)."""
    with contextlib.suppress(OSError):  # a read-only machine checks again next time
        if folder is not None:
            (folder / IN_PACK).write_text(digest + "\n", encoding="ascii")
        else:
            _cache().mkdir(parents=True, exist_ok=True)
            (_cache() / digest).touch()


def _line(folder: Path, name: str) -> bytes:
    path = folder / name
    return f"{name}:{sha256(path) if path.is_file() else 'absent'}\n".encode()


def _below(folder: Path, name: str) -> list[str]:
    place = folder / name
    return sorted(f"{name}/{path.name}" for path in place.iterdir()) if place.is_dir() else []


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "health-equity-dashboard" / "checked"


@cache
def _rules() -> str:
    """Digest of the source of the rules: other rules, other stamps."""
    here = Path(__file__).parent
    return hashlib.sha256("".join(sha256(here / f"{name}.py") for name in RULE_FILES).encode()).hexdigest()
