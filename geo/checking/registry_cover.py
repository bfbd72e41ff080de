"""What footprints of a registry must keep to together, and the check of the whole registry.

Lives here: `registry_faults` (the entry), systems that share ground, codes in use twice, and parts that must cover
their whole (every LSOA of a system in exactly one of its places, where the register says so). Not here: what one
footprint must keep to (`geo.checking.registry_faults`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from data.schema import Tier
from geo.checking.registry_faults import RegistryFault, date_faults, fault, footprint_faults
from geo.lineage import holds

COVERS = {"places_cover": Tier.PLACE, "neighbourhoods_cover": Tier.NEIGHBOURHOOD}
FIRST_DAY = "0001-01-01"


def registry_faults(
    footprints: Collection[Any], membership: pd.DataFrame, *, lookup: pd.DataFrame, codes: pd.DataFrame | None = None
) -> list[RegistryFault]:
    """Everything that is wrong with a registry.

    Parameters
    ----------
    footprints : collection of Footprint
    membership : DataFrame
        `footprint_id, lsoa11cd`.
    lookup : DataFrame
        The pack's `lsoa11`: every LSOA 2011 with the codes of larger areas.
    codes : DataFrame, optional
        The pack's `codes`: every code on record with the days on which it was in use.
    """
    extents = {name: set(codes) for name, codes in membership.groupby("footprint_id")["lsoa11cd"]}
    found = footprint_faults(footprints, extents, lookup=lookup, codes=codes)
    twice = membership[membership.duplicated(["footprint_id", "lsoa11cd"])]
    found += [
        fault((name, "lsoa11"), "an LSOA stands twice", values=codes)
        for name, codes in twice.groupby("footprint_id")["lsoa11cd"]
    ]
    found += _system_faults(footprints, extents) + _code_faults(footprints)
    if any(date_faults(footprint) for footprint in footprints):
        return found  # what holds on a day can only be told where days are days
    for field, tier in COVERS.items():
        for whole in footprints:
            if getattr(whole, field):
                found += _cover_faults(whole, _parts(whole, footprints, tier=tier), extents=extents, field=field)
    return found


def _system_faults(footprints: Collection[Any], extents: Mapping[str, set[str]]) -> list[RegistryFault]:
    """Systems that share an LSOA on a date: no area may be in two."""
    systems = [footprint for footprint in footprints if footprint.tier == Tier.SYSTEM]
    found = []
    for day in sorted({footprint.valid_from for footprint in systems}):
        there = [f.id for f in systems if f.valid_on(day)]
        count = Counter(code for name in there for code in extents.get(name, ()))
        shared = {code for code, times in count.items() if times > 1}
        names = [name for name in there if shared & extents.get(name, set())]
        if shared:
            words = f"{len(shared)} LSOAs are in two systems on {day or 'the first day'}: {', '.join(sorted(names))}"
            found.append(fault((min(names), "lsoa11"), words, values=shared))
    return found


def _code_faults(footprints: Collection[Any]) -> list[RegistryFault]:
    """A code that two footprints carry on the same day."""
    by_code: dict[str, list[Any]] = {}
    for footprint in footprints:
        for code in footprint.codes:
            by_code.setdefault(code, []).append(footprint)
    return [
        fault((one.id, "code"), f"{other.id} has it on the same days", values=[code])
        for code, users in sorted(by_code.items())
        for place, one in enumerate(users)
        for other in users[:place]
        if any(one.valid_on(day) and other.valid_on(day) for day in (one.valid_from, other.valid_from))
    ]


def _parts(whole: Any, footprints: Collection[Any], *, tier: Tier) -> list[tuple[str, str, str]]:
    """Parts of a footprint with the days they are: (id, from, to). Those of a kind of their own stand beside."""
    return [
        (f.id, max(span.start, f.valid_from), min(span.end or "9999", f.valid_to or "9999"))
        for f in footprints
        for span in f.parents
        if f.tier == tier and not f.kind and span.id == whole.id
    ]


def _cover_faults(
    whole: Any, parts: list[tuple[str, str, str]], *, extents: Mapping[str, set[str]], field: str
) -> list[RegistryFault]:
    """Days on which the parts that there are do not share out the whole: an LSOA in none, or in two."""
    if not parts:
        return [fault((whole.id, field), "has no parts to cover it")]
    own = extents.get(whole.id, set())
    found: dict[str, RegistryFault] = {}
    for day in _days(parts):
        there = [name for name, start, end in parts if holds(start, end, on=day)]
        count = Counter(code for name in there for code in extents.get(name, ()))
        faults = {
            "LSOAs in no part": own - count.keys() if there else set(),
            "LSOAs in two parts": {code for code, times in count.items() if times > 1},
        }
        for words, codes in faults.items():
            if codes:
                on = f" on {day}" if day > FIRST_DAY else ""
                found.setdefault(words, fault((whole.id, field), f"{len(codes)} {words}{on}", values=codes))
    return list(found.values())


def _days(parts: list[tuple[str, str, str]]) -> list[str]:
    """Days from which another set of parts may hold: every first day, and the day after every last one."""
    days = {start or FIRST_DAY for _, start, _ in parts}
    ends = {end for _, _, end in parts if end != "9999"}
    days |= {(dt.date.fromisoformat(end) + dt.timedelta(days=1)).isoformat() for end in ends}
    return sorted(days)
