"""What a role that sees small numbers has looked at: one line a view in `own/views-<role>.jsonl`, never a count.

Lives here: writing the lines. Not here: who may see what (`data.roles`), when a line is due (`pages.parts.serving`).
`RELEASE_LEDGER=<folder>` names another place where the pack cannot be written to. What cannot be logged must not be
shown, so a fault is raised.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from pathlib import Path

from data.keeping.own_place import own_folder
from data.keeping.release_store import FOLDER_VARIABLE
from data.validation import Fault, FileFaults

LONGEST = 2000  # letters of one field: an address may be long, a log must not be filled by one


def log_file(folder: str | Path, role: str) -> Path:
    """Where the views of a role are kept for a pack's folder."""
    return Path(os.environ.get(FOLDER_VARIABLE) or own_folder(folder)) / f"views-{role}.jsonl"


def note(file: Path, *, role: str, who: str, what: str) -> None:
    """Add one view.

    Parameters
    ----------
    file : Path
    role : str
    who : str
        As the installation's proxy names the reader; "" where it does not.
    what : str
        The address that was asked for, without the host.

    Raises
    ------
    FileFaults
        It cannot be kept, so nothing may be shown.
    """
    line = {"when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "role": role}
    line |= {"who": who[:LONGEST], "what": what[:LONGEST]}
    _append(file, json.dumps(line, ensure_ascii=False) + "\n")


def ready(file: Path) -> None:
    """Nothing if a view could be logged now.

    Raises
    ------
    FileFaults
        It could not.
    """
    _append(file, "")


def _append(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        with open(file, "a", encoding="utf-8") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            log.write(text)
    except OSError as error:
        said = f"cannot be written to ({error.strerror or error}); small numbers are shown only while views are kept"
        raise FileFaults([Fault(file.name, said)]) from error
