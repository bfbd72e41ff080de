"""Codes that are no choice here: what an official code of any kind or year names, in one notice.

Lives here: the pack's tables handed to `geo.whereabouts`, and a footprint's own notice. Not here: what the page shows
instead (`resolution`).
"""

from __future__ import annotations

from functools import lru_cache

from geo.whereabouts import area_notice, whereabouts
from pages.parts import opened_pack


@lru_cache(maxsize=256)
def named(code: str, on: str) -> str:
    """What a code names and where its area is on a date, in words; "" where nothing in the pack has it."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    footprint = registry.found(code, on)
    if footprint.footprint is not None:
        title = footprint.footprint.short_name
        return footprint.notice or f"“{code.strip()}” is {title}, a {footprint.footprint.tier}."
    lookups = (pack.lookup("lsoa11"), pack.lookup("footprint_lsoa11"))
    found = whereabouts(code, on=on, registry=registry, areas=pack.areas, lookups=lookups)
    return area_notice(found, on=on, registry=registry, areas=pack.areas) if found else ""
