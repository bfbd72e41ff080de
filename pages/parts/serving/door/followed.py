"""Whether this process is the door before a root of snapshots, or serves one pack itself.

Lives here: that one question. Not here: the door (`front_door`).
"""

from __future__ import annotations

import os
from pathlib import Path

from data.snapshots.places import is_root
from pages.parts.serving.door.worker import VARIABLE


def root() -> Path | None:
    """The root that `PACK` names, None where it names a pack or where a door stands before this process already."""
    named = os.environ.get("PACK", "")
    return Path(named) if named and VARIABLE not in os.environ and is_root(named) else None
