"""How much of one area lies in another: what a fair comparison takes out of its benchmark first.

Lives here: shares of areas inside a footprint, and of one set of small areas inside another. Not here: the comparison
(`judging`), which areas are drawn (`groups`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.schema import FOOTPRINT_TYPES, Tier
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.members import footprint_membership, footprints, reachable
from pages.parts.answering.own import own_areas, own_known
from pages.parts.answering.relevant_ages import Ages

KINDS = (*extents.ONE_SET, *(kind for kind, _, _ in reversed(extents.UPPER_TIER)))


@lru_cache(maxsize=64)
def share_inside(area_type: str, footprint_id: str, *, ages: Ages | None = None) -> pd.Series:
    """Share of every area that lies in a footprint, by residents (of some ages where they are given) or postcodes."""
    if own_known.is_own(footprint_id):
        return own_areas.share_inside(area_type, own_known.footprint(footprint_id), ages=ages)
    if reachable(area_type, Tier.SYSTEM):
        return footprint_membership(area_type, ages=ages).members(footprint_id)
    if area_type in FOOTPRINT_TYPES:
        lsoas = opened_pack.pack().lookup("footprint_lsoa11")
        inside = lsoas["lsoa11cd"].isin(lsoas.loc[lsoas["footprint_id"] == footprint_id, "lsoa11cd"])
        return inside.groupby(lsoas["footprint_id"]).mean()
    return pd.Series(dtype=float)


def ground(code: str) -> frozenset[str]:
    """LSOAs 2011 of a footprint, a reader's own or an official area; empty where the pack cannot place it."""
    if own_known.is_own(code):
        return own_known.lsoas(code)
    if code in footprints():
        return footprints()[code]
    return next((held[code] for kind in KINDS if code in (held := extents.areas_of(kind))), frozenset())


def overlap(area_type: str, code: str, *, footprint: str, members: frozenset[str]) -> float:
    """Share of an area that lies in a footprint: as for all areas of its type, else by its small areas."""
    known = share_inside(area_type, footprint) if area_type else pd.Series(dtype=float)
    return float(known[code]) if code in known.index else share_of(members, ground(footprint))


def share_of(members: frozenset[str], inside: frozenset[str]) -> float:
    """Share of some small areas that are among others; NaN where one set is not known."""
    return len(members & inside) / len(members) if members and inside else np.nan
