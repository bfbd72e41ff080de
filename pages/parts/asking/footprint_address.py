"""The address of a view of one footprint of the register, on a day it was in use.

Lives here: which system and place such an address names. Not here: own footprints, reading an address (`address`).
"""

from __future__ import annotations

from geo.footprints import Footprint
from pages.parts import opened_pack


def of_footprint(one: Footprint, day: str) -> dict[str, str]:
    """What an address asks for to show a footprint: itself as the place, or as the system, and the system over it."""
    if one.tier == "system":
        return {"system": one.id, "place": "", "date": day}
    over = _system(one.id, day)
    return ({"system": over} if over else {}) | {"place": one.id, "date": day}


def _system(footprint_id: str, day: str) -> str:
    """The system above it, over as many parents as it takes; "" where there is none."""
    registry, level, seen = opened_pack.registry(), [footprint_id], set()
    while level:
        above = [parent for each in level for parent in registry.parents(each, day) if parent.id not in seen]
        found = next((parent.id for parent in above if parent.tier == "system"), "")
        if found:
            return found
        seen |= {parent.id for parent in above}
        level = [parent.id for parent in above]
    return ""
