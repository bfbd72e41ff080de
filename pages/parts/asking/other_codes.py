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
    return _area(code, on)[0] or _member(code, on)[0]


@lru_cache(maxsize=256)
def gone(code: str, on: str) -> str:
    """What became of a footprint or area that does not exist on a date; "" where it does, or nothing is known of it."""
    footprint = opened_pack.registry().found(code, on)
    if footprint.footprint is not None:
        return footprint.notice
    words, there = _area(code, on)
    if not words:
        words, there = _member(code, on)
    return "" if there else words


def _member(code: str, on: str) -> tuple[str, bool]:
    """Of which systems a code names a sub-ICB location (by its ONS or NHS code), in words; whether on the date too."""
    wanted, registry = code.strip().upper(), opened_pack.registry()
    held = [
        (system, member)
        for system in registry.of_tier("system")
        for member in system.members
        if member.get("type") == "SICBL" and wanted in (member.get("code", ""), member.get("ods", ""))
    ]
    if not held or not wanted:
        return "", False
    now = [(system, member) for system, member in held if system.valid_on(on)]
    system, member = (now or sorted(held, key=lambda pair: pair[0].valid_to or "9999"))[-1]
    name = f"“{wanted}” ({member['name']})" if member.get("name") and member["name"] != wanted else f"“{wanted}”"
    if now:
        return f"{name} is a sub-ICB location of {system.short_name}.", True
    return (
        f"{name} was a sub-ICB location of {system.short_name}. {registry.found(system.id, on).notice}".strip(),
        False,
    )


def _area(code: str, on: str) -> tuple[str, bool]:
    """What an official code names, in words, and whether it exists on the date."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    lookups = (pack.lookup("lsoa11"), pack.lookup("footprint_lsoa11"))
    found = whereabouts(code, on=on, registry=registry, areas=pack.areas, lookups=lookups)
    if not found:
        return "", False
    return area_notice(found, on=on, registry=registry, areas=pack.areas), not found.councils
