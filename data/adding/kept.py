"""The indicators that readers added to a pack: `own/indicators/` below its folder, a folder for each version.

Lives here: keeping a version, which one is shown, taking out and bringing back, also when two save at once or a save is
killed: `index.json` names the versions that are shown and is replaced last, so that what is half written is never seen.
Not here: what stands in a version (`data.adding.version`). `CARDS=<folder>` names another place where the pack cannot
be written to, as for response cards. Nothing here is part of the pack's checked content.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.adding.version import Added, read_version, write_version
from data.keeping.card_store import ADVICE, FOLDER_VARIABLE
from data.keeping.own_place import own_folder
from data.validation import Fault, FileFaults

STORE = Path("own") / "indicators"
INDEX = "index.json"
FORM = {"indicators": 1}
BROKEN = "is not what was written; until it is mended or put back no added indicator is shown"
NEW = ".new-"  # how the folder of a version begins while it is written
_FOLDER = re.compile(r"[a-z][a-z0-9_]*\.[0-9a-f]{12}")
STATES = ("shown", "removed")
Index = dict[
    str, dict[str, Any]
]  # by indicator id: "shown", "removed" a version's folder, "before" all older, newest first


class OwnIndicators:
    """The added indicators of one pack, shared by every process that opens its folder."""

    def __init__(self, folder: str | Path) -> None:
        self.place = Path(os.environ.get(FOLDER_VARIABLE) or own_folder(folder)) / STORE.name

    def stamp(self) -> tuple[int, int, int]:
        """What tells one state from the next without reading it; zeros where there is none."""
        try:
            found = (self.place / INDEX).stat()
        except OSError:
            return 0, 0, 0
        return found.st_ino, found.st_size, found.st_mtime_ns

    def folders(self, *, state: str = "shown") -> dict[str, Path]:
        """Folder of a version by indicator id: "shown" or "removed".

        Raises
        ------
        FileFaults
            If the index is not what was written.
        """
        return {name: self.place / folder for name, folder in self._read()[state].items()}

    def before(self, name: str) -> list[Path]:
        """Folders of the versions of an indicator that others replaced, the newest first; raises as `folders`."""
        return [self.place / folder for folder in self._read()["before"].get(name, ())]

    def added(self, *, state: str = "shown") -> tuple[dict[str, Added], tuple[Fault, ...]]:
        """The versions of a state by id, and the faults of those that cannot be read (they are left out)."""
        found, faults = {}, []
        for name, folder in self.folders(state=state).items():
            try:
                found[name] = read_version(folder)
            except FileFaults as error:
                faults += error.faults
        return found, tuple(faults)

    def clash(self, name: str) -> str:
        """What is kept by an id already, shown or taken out, in words; "" where it is free."""
        for state, words in zip(STATES, ("is here already", "was here and was taken out"), strict=True):
            if one := self.added(state=state)[0].get(name):
                return f"{words}: {one.indicator.name}, {one.source.attribution}, from {one.notes.file}"
        return ""

    def keep(self, *added: Added, new: bool = False) -> list[Path]:
        """Keep indicators, all or none; one of the same id is replaced and can be brought back.

        Parameters
        ----------
        *added : Added
        new : bool
            None of them may replace another.

        Raises
        ------
        FileFaults
            If nothing can be written, or one would replace another and must not; nothing is changed then.
        """
        made = {one.indicator.id: self.place / f"{one.indicator.id}.{uuid.uuid4().hex[:12]}" for one in added}

        def change(index: Index) -> None:
            if new and (there := [name for name in made if name in index["shown"] or name in index["removed"]]):
                raise FileFaults([Fault(name, self.clash(name)) for name in there])
            for one in added:
                path = made[one.indicator.id]
                write_version(one, path.with_name(f"{NEW}{path.name}"))
            for name, path in made.items():
                path.with_name(f"{NEW}{path.name}").rename(path)
                _replaced(index, name, index["removed"].pop(name, None))
                _replaced(index, name, index["shown"].get(name))
                index["shown"][name] = path.name

        self._change(change)
        return list(made.values())

    def remove(self, name: str) -> None:
        """Take one out of sight; `restore` brings it back."""
        self._change(lambda index: _moved(index, name, start="shown", end="removed"))

    def restore(self, name: str) -> None:
        """Bring one back."""
        self._change(lambda index: _moved(index, name, start="removed", end="shown"))

    def undo(self, name: str, *, back: int = 1) -> None:
        """Show an older version again, `back` replacements ago; the shown one is kept as the newest of the older."""

        def change(index: Index) -> None:
            if name in index["shown"] and 0 < back <= len(index["before"].get(name, ())):
                older = index["before"][name].pop(back - 1)
                _replaced(index, name, index["shown"][name])
                index["shown"][name] = older

        self._change(change)

    def _read(self) -> Index:
        empty: Index = {"shown": {}, "removed": {}, "before": {}}
        try:
            document = json.loads((self.place / INDEX).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return empty
        except (OSError, ValueError) as error:
            raise _fault(BROKEN) from error
        index = {key: document.get(key) for key in empty} if isinstance(document, dict) else empty
        good = isinstance(document, dict) and document.get("indicators") == FORM["indicators"]
        if not good or not all(isinstance(part, dict) for part in index.values()):
            raise _fault(BROKEN)
        # An index of before all older versions were kept names one.
        older = {name: [one] if isinstance(one, str) else one for name, one in index["before"].items()}
        if not all(isinstance(ones, list) for ones in older.values()):
            raise _fault(BROKEN)
        index["before"] = older
        if not all(_names_a_folder(*pair) for pair in _named(index)):
            raise _fault(BROKEN)
        return index

    def _change(self, change: Callable[[Index], None]) -> None:
        """Change the index whole: the old one stays until the new one is; what nothing names any more goes."""
        spare = self.place / f".{INDEX}.{os.getpid()}"
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            with open(self.place / ".lock", "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # readers who save at once come one after the other
                index = self._read()
                change(index)
                with open(spare, "w", encoding="utf-8") as file:
                    file.write(json.dumps(FORM | index, ensure_ascii=False, indent=1) + "\n")
                    file.flush()
                    os.fsync(file.fileno())
                spare.replace(self.place / INDEX)
                self._tidy(index)
        except OSError as error:
            with contextlib.suppress(OSError):
                spare.unlink()
            raise _fault(f"cannot be written to ({error.strerror or error}): {ADVICE}") from error

    def _tidy(self, index: Index) -> None:
        named = {folder for _, folder in _named(index)}
        for path in self.place.iterdir():
            left = path.is_dir() and (path.name.startswith(NEW) or _FOLDER.fullmatch(path.name))
            if left and path.name not in named:
                shutil.rmtree(path, ignore_errors=True)


def _names_a_folder(name: object, folder: object) -> bool:
    """Whether an entry names a version of its own indicator, and nothing elsewhere."""
    return isinstance(folder, str) and bool(_FOLDER.fullmatch(folder)) and folder.rpartition(".")[0] == name


def _named(index: Index) -> list[tuple[object, object]]:
    """Every version that an index names: its indicator and its folder."""
    older = [(name, folder) for name, folders in index["before"].items() for folder in folders]
    return [*(pair for state in STATES for pair in index[state].items()), *older]


def _replaced(index: Index, name: str, folder: str | None) -> None:
    if folder:
        index["before"].setdefault(name, []).insert(0, folder)


def _moved(index: Index, name: str, *, start: str, end: str) -> None:
    if name in index[start]:
        index[end][name] = index[start].pop(name)


def _fault(words: str) -> FileFaults:
    return FileFaults([Fault(str(STORE / INDEX), words)])
