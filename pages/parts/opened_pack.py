"""The one pack this process serves: opened once, kept for every session and every route.

Lives here: which folder (`PACK`, else the embedded pack), the opened pack or its faults.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.pack import Pack, open_pack
from data.validation import Fault, PackFaults
from geo.footprints import Registry

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"


@dataclass(frozen=True)
class PackState:
    """An opened pack, or the faults that kept it shut. Exactly one of `pack` and `faults` is filled."""

    folder: Path
    pack: Pack | None
    registry: Registry | None
    faults: tuple[Fault, ...]


@lru_cache(maxsize=1)
def state() -> PackState:
    """Open the pack named by the environment variable PACK (a folder), else the embedded one."""
    folder = Path(os.environ.get("PACK") or EMBEDDED)
    try:
        pack = open_pack(folder)
        return PackState(folder, pack, Registry.from_document(pack.footprints), ())
    except PackFaults as broken:
        return PackState(folder, None, None, tuple(broken.faults))


def pack() -> Pack:
    """Return the opened pack; only called where `state().faults` is empty."""
    return state().pack


def registry() -> Registry:
    """Return the footprints of the opened pack."""
    return state().registry
