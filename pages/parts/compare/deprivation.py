"""Deprivation of the areas of a type: their tenth in England, and where they stand within it.

Lives here: tenths by the average rank of an area's small areas (IMD 2019). Not here: fifths of one footprint
(`answering.resident_fifths`), the average itself (`equity.comparing.fifths`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.schema import FOOTPRINT_TYPES, Tier
from equity.comparing.fifths import average_rank
from equity.comparing.quintiles import ntile
from pages.parts import opened_pack
from pages.parts.answering import resident_fifths
from pages.parts.answering.members import OLD, base, blocks, reachable
from pages.parts.asking.possible import ENGLAND

TENTHS, FEWEST = 10, 100  # groups, and the areas of a type below which no tenths of the type are cut
EMPTY = pd.DataFrame({"tenth": pd.Series(dtype=float), "place": pd.Series(dtype=float)})


@lru_cache(maxsize=16)
def deprivation(area_type: str) -> pd.DataFrame:
    """Tenth in England (1 the most deprived) and place (0 to 10) of every area of a type; empty where not known.

    Where the pack has the rank of every LSOA of England, official areas of a type are cut into tenths of the type by
    their average rank (ties by code). Else the average rank is placed among the ranks of England's LSOAs; since
    averages lie closer to the middle, no area is then called more deprived than it is among its own kind.
    """
    placed = _placed(area_type)
    if placed.empty:
        return EMPTY
    rank = resident_fifths.ranks().reindex(placed["lsoa"])
    people = resident_fifths.residents().reindex(placed["lsoa"])
    order = average_rank(rank, people, blocks=placed["block"]).dropna().sort_index()
    if national(area_type):
        place = (order.rank(method="first") - 0.5) / len(order) * TENTHS
        return pd.DataFrame({"tenth": ntile(order, TENTHS), "place": place}, index=order.index)
    place = order / len(resident_fifths.lsoas(ENGLAND)) * TENTHS
    return pd.DataFrame({"tenth": np.minimum(np.floor(place) + 1, TENTHS), "place": place}, index=order.index)


@lru_cache(maxsize=16)
def national(area_type: str) -> bool:
    """Whether every area of a type in England can be put in order."""
    known = resident_fifths.ranks().index
    every = resident_fifths.lsoas(ENGLAND)
    if area_type in FOOTPRINT_TYPES or not every or known.isin(every).sum() != len(every):
        return False
    return _placed(area_type)["block"].nunique() >= FEWEST


def _placed(area_type: str) -> pd.DataFrame:
    """England's LSOAs 2011 and the area each lies in; empty where areas are not made of them."""
    if area_type in FOOTPRINT_TYPES:
        listed = opened_pack.pack().lookup("footprint_lsoa11")
        listed = listed[[code in resident_fifths.lsoas(ENGLAND) for code in listed["lsoa11cd"]]]
        names = {"lsoa11cd": "lsoa", "footprint_id": "block"}
        return listed.rename(columns=names)[["lsoa", "block"]]
    if base(area_type) != OLD or not reachable(area_type, Tier.SYSTEM):
        return pd.DataFrame({"lsoa": [], "block": []})
    found = blocks(area_type).drop_duplicates("lsoa")
    return found[found["lsoa"].isin(resident_fifths.lsoas(ENGLAND))]
