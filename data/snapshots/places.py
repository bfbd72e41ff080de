"""The root folder of a pack that is renewed: `snapshots/<id>/`, `current`, `journal.jsonl`, `own/`.

Lives here: where everything lies, which snapshot is the current one, and the switch, which is one rename. Not here:
what is put there and when (`data.snapshots.publishing`).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from data.keeping.own_place import CURRENT, SNAPSHOTS
from data.validation import Fault, PackFaults

HELD = "held"  # a pack that was built and checked, and waits for somebody's word
SPARE = "."  # what begins like this is half-made, and nobody's once its maker is gone


@dataclass(frozen=True)
class Root:
    """A root folder. Nothing in it need be there yet."""

    folder: Path

    @property
    def snapshots(self) -> Path:
        return self.folder / SNAPSHOTS

    @property
    def held(self) -> Path:
        return self.folder / HELD

    @property
    def lock(self) -> Path:
        return self.folder / ".lock"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    @property
    def in_use(self) -> Path:
        return self.folder / ".in-use"

    def ids(self) -> list[str]:
        """Ids of the whole packs that are kept, oldest first."""
        if not self.snapshots.is_dir():
            return []
        return sorted(path.name for path in self.snapshots.iterdir() if path.is_dir() and path.name[:1] != SPARE)

    def pack(self, snapshot: str) -> Path:
        """Folder of a snapshot."""
        return self.snapshots / snapshot

    def current(self) -> str:
        """Id of the snapshot that new visits get, "" before the first.

        A link where the file system has links, else a file of one line: both are read.
        """
        path = self.folder / CURRENT
        try:
            named = path.readlink().name if path.is_symlink() else path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return named if named and Path(named).name == named and self.pack(named).is_dir() else ""

    def switch(self, snapshot: str) -> None:
        """Make a snapshot the current one: whoever looks sees the old one or the new one, never neither."""
        spare = self.folder / f"{SPARE}{CURRENT}.{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            spare.unlink()
        try:
            spare.symlink_to(Path(SNAPSHOTS) / snapshot, target_is_directory=True)
        except OSError:  # no links here: a file that says the same
            spare.write_text(snapshot + "\n", encoding="utf-8")
            kept_for_good(spare)
        spare.replace(self.folder / CURRENT)
        kept_for_good(self.folder)


def is_root(folder: str | Path) -> bool:
    """Whether a folder is the root of snapshots, not itself a pack."""
    return (Path(folder) / SNAPSHOTS).is_dir() and not (Path(folder) / "pack.toml").is_file()


def opened(folder: str | Path) -> Path:
    """Folder of the pack to open: the current snapshot of a root, else the folder itself.

    Raises
    ------
    PackFaults
        If the root has no current snapshot.
    """
    if not is_root(folder):
        return Path(folder)
    root = Root(Path(folder))
    chosen = root.current()
    if not chosen:
        advice = "python -m data.snapshots list says what is there" if root.ids() else "publish one"
        raise PackFaults([Fault(CURRENT, f"no pack has been published here yet: {advice}")])
    return root.pack(chosen).resolve()


def kept_for_good(path: Path) -> None:
    """Ask the system to put a file or a folder's list of names on the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_folder_kept(folder: Path) -> None:
    """The same for a folder and everything in it."""
    for where, _, names in os.walk(folder):
        for name in names:
            kept_for_good(Path(where) / name)
        kept_for_good(Path(where))
