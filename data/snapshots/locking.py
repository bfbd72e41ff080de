"""Who works in a root now: one refresh at a time, and which snapshots servers are showing.

Lives here: two kinds of locked files. The system lets go of a lock when its process ends, however it ends, so none is
ever stale; number and start of the process stand in the file for the words of a refusal. Not here: what is done.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from data.snapshots.places import Root


class Busy(RuntimeError):  # noqa: N818 - a state, said in words
    """Another refresh is at work in this root."""


@contextlib.contextmanager
def working(root: Root) -> Iterator[None]:
    """Hold the root: nobody else publishes, restores or clears meanwhile.

    Raises
    ------
    Busy
        If somebody does, with the number of the process and when it began.
    """
    root.folder.mkdir(parents=True, exist_ok=True)
    with open(root.lock, "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(_busy(root.lock)) from error
        lock.truncate(0)
        lock.write(json.dumps({"process": os.getpid(), "since": now()}) + "\n")
        lock.flush()
        yield


def _busy(lock: Path) -> str:
    try:
        noted = json.loads(lock.read_text(encoding="utf-8"))
        who = f" (process {noted['process']}, since {noted['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = ""
    return f"another refresh is at work here{who}; wait for its end"


@contextlib.contextmanager
def shown(root: Root, snapshot: str) -> Iterator[None]:
    """Note that this process shows a snapshot to readers, so that nobody deletes it."""
    root.in_use.mkdir(parents=True, exist_ok=True)
    path = root.in_use / f"{snapshot}.{os.getpid()}"
    with open(path, "w", encoding="utf-8") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def in_use(root: Root) -> frozenset[str]:
    """Snapshots that some living server shows; notes of servers that are gone are taken away."""
    found = set()
    for path in sorted(root.in_use.iterdir()) if root.in_use.is_dir() else ():
        try:
            with open(path, encoding="utf-8") as note:
                fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
        except BlockingIOError:
            found.add(path.name.rpartition(".")[0])
    return frozenset(found)


def now() -> str:
    """The time as the journal and the lock say it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
