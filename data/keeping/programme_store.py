"""The programmes that readers added to a pack: `own/programmes.json` below its folder, beside the reviewed ones.

Lives here: understanding an added file whole or refusing it in one message, keeping it, also when two add at once,
taking one out and bringing it back. Not here: what a record is (`data.programmes`), the page. `CARDS=<folder>` names
another place where the pack cannot be written to, as for response cards. The file is no part of the checked content.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from data.keeping.card_store import FOLDER_VARIABLE
from data.keeping.own_place import own_folder
from data.programmes import Programme, programmes_faults, programmes_of
from data.validation import Fault, FileFaults

STORE = Path("own") / "programmes.json"
LARGEST = 200_000  # bytes of an added file
FIRST = {"programmes": 1}
ADVICE = f"nothing was changed; whoever runs the server can name a folder in {FOLDER_VARIABLE}"
BROKEN = "is not what was written; until it is mended or put back no added programme is shown"
Table = Mapping[str, object]
Kept = dict[str, dict[str, Table]]  # "shown" and "removed": tables by id


def added_tables(
    content: bytes, *, file: str, indicators: Collection[str], areas: Collection[str], taken: Collection[str]
) -> dict[str, Table]:
    """The tables of a file that a reader adds.

    Parameters
    ----------
    content : bytes
    file : str
        As the reader called it.
    indicators, areas : collection of str
        What the pack knows.
    taken : collection of str
        Ids of the reviewed programmes, which nobody may replace.

    Raises
    ------
    FileFaults
        Every fault of the file at once; nothing of it may be used then.
    """
    try:
        text = content.decode("utf-8-sig") if len(content) <= LARGEST else None
        document = tomllib.loads(text) if text is not None else {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(f"cannot be read: {error}. Begin with the template and keep its quotation marks", file) from error
    except RecursionError as error:
        raise _fault("cannot be read: lists stand within lists too deep", file) from error
    if text is None:
        raise _fault(f"is larger than {LARGEST // 1000} kB", file)
    if not document:
        raise _fault("holds no programme", file)
    found = programmes_of(document, file=file)
    faults = [
        Fault(file, one.message, column=one.column, values=one.values)
        for one in programmes_faults(found, indicators=indicators, areas=areas)
    ]
    if both := [name for name in found if name in taken]:
        faults.append(Fault(file, "is a programme of the pack already: choose another id", values=tuple(both)))
    if faults:
        raise FileFaults(faults)
    return document


class ProgrammeStore:
    """The added programmes of one pack, shared by every process that opens its folder."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(os.environ.get(FOLDER_VARIABLE) or own_folder(folder)) / STORE.name

    def stamp(self) -> tuple[int, int, int]:
        """What tells one state of the file from the next without reading it; zeros where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0, 0
        return found.st_ino, found.st_size, found.st_mtime_ns

    def programmes(self, *, removed: bool = False) -> dict[str, Programme]:
        """Those that are shown, or those taken out; raises `FileFaults` where the file is not what was written."""
        return programmes_of(self._read()["removed" if removed else "shown"], file=self.path.name)

    def add(self, tables: Mapping[str, Table]) -> None:
        """Keep tables that `added_tables` let in; one of a known id takes its place."""

        def change(kept: Kept) -> None:
            kept["shown"] |= tables
            kept["removed"] = {name: table for name, table in kept["removed"].items() if name not in tables}

        self._change(change)

    def tables(self) -> dict[str, Table]:
        """The tables of those that are shown, by id."""
        return dict(self._read()["shown"])

    def without(self, names: Collection[str]) -> None:
        """Undo `add` of new ones."""
        self._change(lambda kept: [kept["shown"].pop(name, None) for name in names])

    def remove(self, name: str) -> None:
        """Take one out of sight; `restore` brings it back."""
        self._change(lambda kept: _moved(kept, name, start="shown", end="removed"))

    def restore(self, name: str) -> None:
        """Bring one back."""
        self._change(lambda kept: _moved(kept, name, start="removed", end="shown"))

    def _read(self) -> Kept:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"shown": {}, "removed": {}}
        except (OSError, ValueError) as error:
            raise _fault(BROKEN, self.path.name) from error
        kept = {key: document.get(key) for key in ("shown", "removed")} if isinstance(document, dict) else {}
        if not kept or document.get("programmes") != 1 or not all(isinstance(part, dict) for part in kept.values()):
            raise _fault(BROKEN, self.path.name)
        return kept

    def _change(self, change: Callable[[Kept], None]) -> None:
        """Change the file whole: the old one stays until the new one is."""
        spare = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path.with_name(".lock-programmes"), "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # readers who add at once come one after the other
                kept = self._read()
                change(kept)
                spare.write_text(json.dumps(FIRST | kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
                spare.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                spare.unlink()
            raise _fault(f"cannot be written to ({error.strerror or error}): {ADVICE}", str(STORE)) from error


def _moved(kept: Kept, name: str, *, start: str, end: str) -> None:
    if name in kept[start]:
        kept[end][name] = kept[start].pop(name)


def _fault(words: str, file: str) -> FileFaults:
    return FileFaults([Fault(file, words)])
