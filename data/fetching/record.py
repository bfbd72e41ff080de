"""The record beside every file that came: where from, when, its checksum, the marks to ask whether it has changed.

Lives here: the record `<name>.json`, writing files so that they are there whole or not at all. Not here: fetching.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from data.validation import sha256


@dataclass(frozen=True)
class Kept:
    """One file of a publisher as it lies here."""

    name: str
    url: str
    sha256: str
    bytes: int
    retrieved: str  # ISO time
    etag: str = ""
    last_modified: str = ""
    title: str = ""  # as the publisher's page calls it

    @property
    def marks(self) -> dict[str, str]:
        """Headers that ask for the file only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def beside(path: Path) -> Path:
    """Where the record of a file lies."""
    return path.with_name(path.name + ".json")


def recorded(path: Path, *, url: str = "") -> Kept | None:
    """The record of a file that is here whole, from this address; None where either is not so.

    A file that was cut, changed or never finished has no record: it is fetched as if it were new.
    """
    try:
        told = json.loads(beside(path).read_text(encoding="utf-8"))
        kept = Kept(**{item.name: told[item.name] for item in fields(Kept) if item.name in told})
        whole = path.stat().st_size == kept.bytes and sha256(path) == kept.sha256
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return kept if whole and url in ("", kept.url) else None


def keep(spare: Path, path: Path, *, kept: Mapping[str, object]) -> Kept:
    """Put a finished file in its place: written through, renamed, then its record. Returns the record."""
    with spare.open("rb") as handle:
        os.fsync(handle.fileno())
    record = Kept(name=path.name, sha256=sha256(spare), bytes=spare.stat().st_size, **kept)
    beside(path).unlink(missing_ok=True)
    spare.replace(path)
    write_whole(beside(path), json.dumps(asdict(record), indent=1).encode())
    _written_through(path.parent)
    return record


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    spare = path.with_name(f".{path.name}.{os.getpid()}")
    with spare.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    spare.replace(path)


def _written_through(folder: Path) -> None:
    """The folder's own list of names, written through to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
