"""Who the areas of a layer are: the names file beside each geometry of `map/`.

Lives here: its fields and its decoding. Not here: which layers a pack has (`data.pack`).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import brotli

from data.validation import Fault, PackFaults


@dataclass(frozen=True)
class Names:
    """Who the areas of one layer are, in the order of the layer's feature ids."""

    codes: list[str]
    names: list[str]
    districts: list[str]
    points: list[list[float]]
    bounds: list[list[float]]
    valid: list[list[str]] = field(default_factory=list)  # footprints only: [from, to]

    @cached_property
    def position(self) -> dict[str, int]:
        """Feature id of each code."""
        return {code: place for place, code in enumerate(self.codes)}


def read_names(folder: Path, file: str) -> Names:
    """The names file with its `.gz` or `.br` ending, whichever is there."""
    packed, brotlied, plain = folder / f"{file}.gz", folder / f"{file}.br", folder / file
    try:
        if packed.is_file():
            content = gzip.decompress(packed.read_bytes())
        elif brotlied.is_file():
            content = brotli.decompress(brotlied.read_bytes())
        else:
            content = plain.read_bytes()
        return Names(**json.loads(content))
    except (OSError, EOFError, ValueError, TypeError, brotli.error) as error:
        raise PackFaults([Fault(f"map/{file}", f"cannot be read: {error}")]) from error
