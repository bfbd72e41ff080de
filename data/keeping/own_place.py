"""Where readers' own things of a pack lie: footprints, cards, programmes, the record of what was answered.

Lives here: `own/` below a pack's folder, or beside all snapshots of a root, so that a new pack loses nothing that
readers keep. Not here: the stores themselves.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

OWN = "own"
SNAPSHOTS, CURRENT = "snapshots", "current"  # in a root: all packs that are kept, and which is served


@lru_cache(maxsize=64)
def own_folder(folder: str | Path) -> Path:
    """The folder of what readers keep with a pack; a pack that is one of several snapshots shares it with them.

    Asked in every rerun, and the same as long as the pack lies where it lies: looked up once.
    """
    folder = Path(folder)
    root = root_of(folder)
    return (root or folder) / OWN


def root_of(folder: str | Path) -> Path | None:
    """The root whose snapshot this pack is, None where it stands alone."""
    above = Path(folder).resolve().parent
    return above.parent if above.name == SNAPSHOTS and not (above / "pack.toml").exists() else None
