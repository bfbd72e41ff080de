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
    footprint = opened_pack.registry().found(code, on)
    if footprint.footprint is not None:
        title = footprint.footprint.short_name
        return footprint.notice or f"“{code.strip()}” is {title}, a {footprint.footprint.tier}."
    return _area(code, on)[0]


@lru_cache(maxsize=256)
def gone(code: str, on: str) -> str:
    """What became of a footprint or area that does not exist on a date; "" where it does, or nothing is known of it."""
    footprint = opened_pack.registry().found(code, on)
    if footprint.footprint is not None:
        return footprint.notice
    words, there = _area(code, on)
    return "" if there else words


def _area(code: str, on: str) -> tuple[str, bool]:
    """What an official code names, in words, and whether it exists on the date."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    lookups = (pack.lookup("lsoa11"), pack.lookup("footprint_lsoa11"))
    found = whereabouts(code, on=on, registry=registry, areas=pack.areas, lookups=lookups)
    if not found:
        return "", False
    return area_notice(found, on=on, registry=registry, areas=pack.areas), not found.councils
