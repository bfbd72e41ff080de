"""One way into the house, as the fuzzing calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Parser:
    """One way into the house: what reads, what its files end in, good files of that kind."""

    read: Callable[[Path], object]
    ending: str
    seeds: Callable[[], list[bytes]]
