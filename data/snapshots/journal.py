"""The journal of a root: what was published, refused, restored, cleared away, a line each.

Lives here: adding a line and reading them. Not here: deciding anything from it.
"""

from __future__ import annotations

import json
import os

from data.snapshots.locking import now
from data.snapshots.places import Root


def noted(root: Root, what: str, **facts: object) -> None:
    """Add a line: what happened, when, and its facts. One write, so a killed process leaves at most half a line."""
    line = json.dumps({"when": now(), "what": what, **facts}, ensure_ascii=False)
    with open(root.journal, "ab+") as file:
        file.seek(0, os.SEEK_END)
        torn = False
        if file.tell():
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def entries(root: Root) -> list[dict]:
    """Every whole line, oldest first; half a line is passed over."""
    try:
        lines = root.journal.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            found.append(entry)
    return found
