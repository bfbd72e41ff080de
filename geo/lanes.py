"""Lanes: the history of an area's system and council as labelled spans, to be drawn under an axis of time.

Lives here: which system was over an area on each day, and the council that changed most of it. Not here: stretches of
one footprint (`geo.over_time`) or how a lane is drawn (`charts`). Days are ISO text, inclusive, "" is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from geo.footprints import Footprint, Registry
from geo.lineage import in_words
from geo.over_time import Extents
from geo.periods import day_after, day_before

PART = 0.01  # a system with less than this of the area is not named
UNKNOWN = "not recorded here"


@dataclass(frozen=True)
class LaneSpan:
    """One labelled span of a lane."""

    start: str
    end: str
    name: str


@dataclass(frozen=True)
class Lane:
    """A lane with its title, oldest span first."""

    title: str
    spans: tuple[LaneSpan, ...]


def system_lane(registry: Registry, members: frozenset[str], *, extents: Extents, name: str) -> Lane:
    """The NHS systems over an area through time; where none covers half of it, the span says so."""
    systems = [f for f in registry.of_tier("system") if members & extents[f.id]]
    days = {f.valid_from for f in systems} | {day_after(f.valid_to) for f in systems if f.valid_to}
    starts = ["", *sorted(day for day in days if day)]
    spans: list[LaneSpan] = []
    for place, start in enumerate(starts):
        end = day_before(starts[place + 1]) if place + 1 < len(starts) else ""
        there = [f for f in systems if f.valid_on(start or end)]
        words = _systems_words(there, members, extents)
        if spans and spans[-1].name == words:
            spans[-1] = replace(spans[-1], end=end)
        else:
            spans.append(LaneSpan(start, end, words))
    return Lane(f"NHS footprint over {name}", tuple(spans))


def _systems_words(there: list[Footprint], members: frozenset[str], extents: Extents) -> str:
    share = {f: len(members & extents[f.id]) / len(members) for f in there}
    named = sorted((f for f in there if share[f] >= PART), key=lambda f: (-share[f], f.id))
    if sum(share.values()) < 0.5:
        return UNKNOWN
    if len(named) > 2:
        return f"{named[0].short_name} and {len(named) - 1} others"
    return in_words(f.short_name for f in named)


def council_lane(lookup: pd.DataFrame, areas: pd.DataFrame, *, members: frozenset[str]) -> Lane | None:
    """The former district with most of an area and what came after it; None where no district of it has ended.

    Parameters
    ----------
    lookup : DataFrame
        One row per LSOA: lsoa11cd, lad11cd, lad22cd, ctyua23cd.
    areas : DataFrame
        `schema.AREA_COLUMNS`.
    members : frozenset of str
        LSOA 2011 codes of the area.
    """
    inside = lookup[lookup["lsoa11cd"].isin(members)]
    old = areas[(areas["area_type"] == "lad11") & (areas["valid_to"] != "")].set_index("area_code")
    counts = inside.loc[inside["lad11cd"].isin(old.index), "lad11cd"].value_counts()
    if counts.empty:
        return None
    code = max(counts.index, key=lambda one: (counts[one], one))
    after = inside.loc[inside["lad11cd"] == code]
    names = _newer_names(after, areas)
    ended = str(old.at[code, "valid_to"])
    was = str(old.at[code, "name"])
    spans = (LaneSpan("", ended, f"{was} district"), LaneSpan(day_after(ended), "", names))
    return Lane(f"Council for the area of the former {was} district", spans)


def _newer_names(rows: pd.DataFrame, areas: pd.DataFrame) -> str:
    """Names of the districts or unitary authorities of 2022 that the LSOAs are in, the largest first."""
    names: Mapping[str, str] = areas[areas["area_type"] == "lad22"].set_index("area_code")["name"].to_dict()
    return in_words(names[code] for code in rows["lad22cd"].value_counts(sort=True).index)
