"""What lies around a place: the upper-tier authorities it lies in, each cut into the place's part and the rest.

Lives here: which small areas are whose part, on a day. Not here: who stood for a place on a day (`geo.over_time`), any
number. An extent is a set of LSOA 2011 codes; days are ISO text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.lineage import holds
from geo.over_time import Vintage

SLIVER = 0.01  # a part smaller than this, of the place or of the authority, is noise along a border


@dataclass(frozen=True)
class County:
    """One authority around a place: the place's part of it, and the authority without the place."""

    code: str
    name: str
    part: frozenset[str]
    rest: frozenset[str]


def counties_around(members: frozenset[str], vintages: Iterable[Vintage], *, on: str) -> tuple[County, ...]:
    """The upper-tier authorities that a place lies in on a day, the one with most of it first.

    Parameters
    ----------
    members : frozenset of str
        The place's small areas.
    vintages : iterable of Vintage
        Sets of upper-tier authorities; the one in force on the day is used.
    on : str
        ISO day.

    Returns
    -------
    tuple of County
        Without those that hold under `SLIVER` of the place. `rest` is empty where the place is the whole authority, but
        for a sliver.
    """
    vintage = next((one for one in vintages if holds(one.start, one.end, on=on)), None)
    found = []
    for code, extent in vintage.extents.items() if vintage else ():
        part = members & extent
        if len(part) >= SLIVER * len(members) and part:
            rest = extent - members
            rest = rest if len(rest) >= SLIVER * len(extent) else frozenset()
            found.append(County(code, vintage.names[code], part, rest))
    return tuple(sorted(found, key=lambda one: (-len(one.part), one.code)))
