"""The browser code we serve: MapLibre from the installed package and our own modules in `static/map`.

Lives here: reading those files once, compressing them once, and the hash that names the set in the address.
Not here: addresses and answers (`pages.parts.routes`) or anything that belongs to a pack.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

MODULES = Path(__file__).resolve().parents[1] / "static" / "map"
LIBRARY_FILES = ("maplibre-gl.js", "maplibre-gl.css")
MEDIA_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css"}


@dataclass(frozen=True)
class Asset:
    """One file of browser code, in the three forms a browser may ask for."""

    media_type: str
    plain: bytes
    br: bytes
    gzip: bytes


def library_folder() -> Path:
    """The folder of MapLibre's files inside the installed `maplibre` package, found without importing it."""
    spec = importlib.util.find_spec("maplibre")
    assert spec is not None and spec.origin is not None, "the package maplibre is in requirements.txt"
    return Path(spec.origin).parent / "srcjs"


@cache
def sources() -> dict[str, bytes]:
    """Plain content of every served file, by file name, in name order."""
    library = library_folder()
    files = [library / name for name in LIBRARY_FILES]
    files += [path for path in MODULES.iterdir() if path.suffix in MEDIA_TYPES]
    return {path.name: path.read_bytes() for path in sorted(files, key=lambda path: path.name)}


@cache
def version() -> str:
    """First 12 hex digits of the sha256 of every file's name and content: it names the set in the address."""
    digest = hashlib.sha256()
    for name, content in sources().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


@cache
def asset(name: str) -> Asset | None:
    """The file called `name`, compressed once; None when there is no such file."""
    content = sources().get(name)
    if content is None:
        return None
    media_type = MEDIA_TYPES[Path(name).suffix]
    return Asset(media_type, content, brotli.compress(content, quality=9), gzip.compress(content, 6, mtime=0))
