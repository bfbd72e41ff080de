"""The most and the least deprived fifth of a footprint: which blocks they hold, and their released sums.

Lives here: the pack's ranks and residents handed to `equity.comparing.fifths`, and the membership of the fifths. Not
here: the cut itself, sums (`values`), words for the screen (`charts.board`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from charts.words import level_words
from equity.comparing.fifths import FIFTHS, average_rank, deprivation_fifths
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.members import OLD, base, blocks, sizes
from pages.parts.asking.possible import ENGLAND

RANK = "imd2019_rank"
NO_RANKS = "The pack has no deprivation ranks for all of its small areas."
TOO_FEW = "Fewer than five areas of a size, so no fifths."
NOT_SUMMED = "No counts below the footprint are in this pack, so there is no value for its fifths."


@dataclass(frozen=True, eq=False)
class Cut:
    """The fifths of a footprint over building blocks: groups 1 (most deprived) to 5; None with the reason."""

    members: Membership | None
    of: str = ""
    reason: str = ""


@lru_cache(maxsize=128)
def cut(footprint_id: str, source: str) -> Cut:
    """The fifths of a footprint (id, or "england") over blocks of a type, by IMD 2019 and residents."""
    if base(source) != OLD:
        return Cut(None, reason=NO_RANKS)
    inside = lsoas(footprint_id)
    placed = blocks(source).drop(columns="weight", errors="ignore")
    placed = placed[placed["lsoa"].isin(inside)].drop_duplicates("lsoa")
    rank = ranks().reindex(placed["lsoa"])
    people = residents().reindex(placed["lsoa"])
    if placed.empty or rank.isna().any() or people.isna().any():
        return Cut(None, reason=NO_RANKS)
    order = average_rank(rank, people, blocks=placed["block"])
    weight = people.groupby(placed["block"].to_numpy()).sum()
    fifth = deprivation_fifths(order, weight.reindex(order.index))
    if fifth.empty:
        return Cut(None, reason=TOO_FEW)
    groups = pd.DataFrame({"lsoa": placed["lsoa"], "group": placed["block"].map(fifth)})
    whole = blocks(source)
    touched = whole[whole["block"].isin(order.index)]  # other blocks have no share in it
    one, many = level_words(source)
    return Cut(membership(touched, groups, sizes=sizes()), f"{len(order):,} {one if len(order) == 1 else many}")


@lru_cache(maxsize=256)
def lsoas(footprint_id: str) -> frozenset[str]:
    """LSOA 2011 of a footprint, or of England."""
    if footprint_id == ENGLAND:
        return extents.areas_of("ctry")[extents.ENGLAND_CODE]
    return extents.footprints()[footprint_id]


@lru_cache(maxsize=1)
def ranks() -> pd.Series:
    """National rank of every LSOA 2011 that the pack has one for."""
    pack = opened_pack.pack()
    if RANK not in pack.indicators:
        return pd.Series(dtype=float)
    frame = values.for_readers(pack.store.observations(RANK, area_type=OLD), pack.indicators[RANK])
    return frame.set_index("area_code")["value"].astype(float)


@lru_cache(maxsize=1)
def residents() -> pd.Series:
    """Residents of every LSOA 2011 that the pack knows them of."""
    found = sizes()
    if "population" not in found:
        return pd.Series(dtype=float)
    return found.set_index("lsoa")["population"].astype("float64")


def parents(footprint_id: str) -> pd.DataFrame:
    """All five fifths lie in one footprint whose total is shown: for secondary suppression."""
    return pd.DataFrame({"footprint": footprint_id}, index=pd.RangeIndex(1, FIFTHS + 1))
