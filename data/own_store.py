"""The own footprints kept with a pack: one reviewed-looking text file below the pack's folder, `own/footprints.toml`.

Lives here: reading it and changing it whole or not at all, also when two readers save at once. Not here: what stands
in it (`geo.own_text`). The file is no part of the pack's checked content: saving changes no digest.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from data.own_place import own_folder
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


def _words(error: OSError | UnicodeDecodeError) -> str:
    return getattr(error, "strerror", None) or str(error)
