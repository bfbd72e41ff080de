"""The own footprints kept with a pack: one reviewed-looking text file below the pack's folder, `own/footprints.toml`.

Lives here: reading it and changing it whole or not at all, also when two readers save at once. Not here: what stands
in it (`geo.own_text`). The file is no part of the pack's checked content: saving changes no digest.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from data.keeping.own_place import own_folder
from data.toml_text import toml_table
from data.validation import Fault, FileFaults

FILE = Path("own") / "footprints.toml"
ADVICE = "nothing was saved; download the footprint instead and ask whoever looks after the pack to add it"


def read_own(folder: str | Path) -> str:
    """The text of the pack's own footprints, "" where there are none yet.

    Raises
    ------
    FileFaults
        If the file is there and cannot be read.
    """
    path = own_folder(folder) / FILE.name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise FileFaults([Fault(str(FILE), f"cannot be read: {_words(error)}")]) from error


def own_stamp(folder: str | Path) -> tuple[int, int, int]:
    """What tells one state of the file from the next without reading it; zeros where there is none."""
    try:
        found = (own_folder(folder) / FILE.name).stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def change_own(folder: str | Path, change: Callable[[str], str]) -> Path:
    """Replace the text by what `change` makes of it; the old text stays whole until the new one is.

    Parameters
    ----------
    folder
        The pack's folder.
    change
        From the present text to the new one; an error it raises leaves the file as it was.

    Raises
    ------
    FileFaults
        If the folder cannot be written to, with what to do.
    """
    path = own_folder(folder) / FILE.name
    spare = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        with open(path.parent / ".lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # readers who save at once come one after the other
            text = change(read_own(folder))
            spare.write_text(text, encoding="utf-8")
            spare.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            spare.unlink()
        raise FileFaults([Fault(str(FILE), f"the pack cannot be written to ({_words(error)}): {ADVICE}")]) from error
    return path


def entries_of(text: str) -> dict[str, dict]:
    """The entries of such a text by id.

    Raises
    ------
    ValueError
        If it is no list of footprints with an id each.
    """
    try:
        entries = tomllib.loads(text).get("footprint", [])
    except RecursionError as error:
        raise ValueError("lists stand within lists too deep to be read") from error
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ValueError("it is no list of footprints")
    names = [one.get("id") for one in entries]
    if wrong := [name for name in names if not isinstance(name, str) or not name]:
        raise ValueError(f"{len(wrong)} of {len(names)} footprints have no id")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"the id {', '.join(twice[:5])} is used more than once")
    return dict(zip(names, entries, strict=True))


def kept_entries(folder: str | Path) -> dict[str, dict]:
    """The entries that are kept, by id; raises `FileFaults` where they cannot be read."""
    try:
        return entries_of(read_own(folder))
    except ValueError as error:
        raise error if isinstance(error, FileFaults) else FileFaults([Fault(str(FILE), str(error))]) from error


def add_entries(folder: str | Path, entries: Mapping[str, dict]) -> None:
    """Keep new entries below those that are there; their text stays as it is."""
    change_own(folder, lambda text: f"{text.rstrip()}\n\n{_text(entries.values())}".lstrip())


def without_entries(folder: str | Path, entries: Mapping[str, dict]) -> None:
    """Undo `add_entries`: what stood there before stands there again, sign for sign where nobody wrote since."""

    def change(text: str) -> str:
        added = _text(entries.values())
        if text.endswith(added):
            return f"{text.removesuffix(added).rstrip()}\n".lstrip()
        return _text([one for name, one in entries_of(text).items() if name not in entries])

    change_own(folder, change)


def _text(entries: Collection[dict]) -> str:
    tables = ("\n".join(["[[footprint]]", *toml_table("x", one).splitlines()[1:]]) for one in entries)
    return "\n\n".join(tables) + "\n"


def _words(error: OSError | UnicodeDecodeError) -> str:
    return getattr(error, "strerror", None) or str(error)
