"""The embedded pack's registry, extents and lookups: what tests of dates are made on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.pack import Pack, open_pack
from geo.footprints import Registry

EMBEDDED = Path(__file__).parents[2] / "data" / "pack" / "embedded"


@cache
def pack() -> Pack:
    """The embedded pack."""
    return open_pack(EMBEDDED)


@cache
def registry() -> Registry:
    """Its footprints."""
    return Registry.from_document(pack().footprints)


@cache
def extents() -> dict[str, frozenset[str]]:
    """LSOAs of each footprint."""
    table = pack().lookup("footprint_lsoa11")
    return {name: frozenset(codes) for name, codes in table.groupby("footprint_id")["lsoa11cd"]}
