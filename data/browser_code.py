"""The browser code we serve: MapLibre from its package, and our own modules in the folders of `static`.

Lives here: reading those files once, joining the modules of the map into one (one request instead of thirty),
compressing, and the hash that names the set in the address.
Not here: addresses and answers (`pages.parts.serving.routes`) or anything that belongs to a pack.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

STATIC = Path(__file__).resolve().parents[1] / "static"
MODULES = (STATIC / "map", STATIC / "present", STATIC / "share")
ENTRIES = (
    *("area_map", "choosing", "evidence", "linked_sheet", "sheet"),
    *("presenter", "deck_page", "notes_window", "exporting", "share", "taking"),
)
BUNDLES = {f"{name}.bundle.mjs": f"{name}.mjs" for name in ENTRIES}
IMPORT = re.compile(r'^import \{ ?([^}]*?) ?\} from "\./([\w.]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
LATE_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
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
    files += [path for folder in MODULES for path in folder.iterdir() if path.suffix in MEDIA_TYPES]
    found = {path.name: path.read_bytes() for path in files}
    found |= {name: bundle(found, entry) for name, entry in BUNDLES.items()}
    return dict(sorted(found.items()))


def bundle(files: Mapping[str, bytes], entry: str) -> bytes:
    """One module that does what `entry` and everything it imports do.

    Each module becomes a function called once, in the order of the imports, so names never collide. Only the forms our
    modules use are known: `import { a, b } from "./x.mjs";` on a line of its own and `export` before a declaration.

    Raises
    ------
    ValueError
        If a module imports in another form, imports a file that is not there, or modules import each other in a circle.
    """
    done: dict[str, str] = {}
    _join(entry, files, done=done, path=())
    names = ", ".join(EXPORTED.findall(files[entry].decode()))
    return ("".join(done.values()) + f"export const {{ {names} }} = {_identifier(entry)};\n").encode()


def _join(name: str, files: Mapping[str, bytes], *, done: dict[str, str], path: tuple[str, ...]) -> None:
    if name in path or name not in files:
        raise ValueError(f"{' -> '.join((*path, name))}: " + ("a circle" if name in path else "no such module"))
    text = files[name].decode()
    for _, other in IMPORT.findall(text):
        if other not in done:
            _join(other, files, done=done, path=(*path, name))
    body = IMPORT.sub(lambda found: f"const {{ {found[1].replace(' as ', ': ')} }} = {_identifier(found[2])};", text)
    if re.search(r"^(import|export default|export \{)", EXPORT.sub("", body), re.MULTILINE):
        raise ValueError(f"{name}: imports or exports in a form the bundle does not know")
    names = ", ".join(EXPORTED.findall(text))
    done[name] = f"const {_identifier(name)} = (() => {{\n{EXPORT.sub('', body)}return {{ {names} }};\n}})();\n"


def _identifier(name: str) -> str:
    return "of_" + name.removesuffix(".mjs")


@cache
def late_modules(folder: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Modules a start page fetches late: those of named parts and all they import, but for those it names itself.

    Parameters
    ----------
    folder : str
        Holds `index.html` and `static/js` (Streamlit's own static folder).
    parts : tuple of str
        "Selectbox" stands for `Selectbox.<hash>.js`; a part that is not there is left out.
    """
    known, modules = Path(folder, "index.html").read_text(encoding="utf-8"), Path(folder, "static", "js")
    found: list[str] = []
    waiting = [path.name for part in parts for path in sorted(modules.glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in found or name in known or not (modules / name).is_file():
            continue
        found.append(name)
        waiting += LATE_IMPORT.findall((modules / name).read_text(encoding="utf-8"))
    return tuple(found)


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
