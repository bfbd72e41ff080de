"""The fifths and tenths of a footprint by deprivation: which blocks they hold; the one definition of the product.

Lives here: the pack's ranks and residents handed to `equity.comparing.fifths`, and the membership of the parts. Not
here: the cut itself, sums (`deprivation_groups`), words for the screen (`charts.board`, `charts.gradient`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from charts.words import level_words
from equity.comparing.fifths import FIFTHS, average_rank, deprivation_parts
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.members import OLD, base, blocks, sizes
from pages.parts.answering.own import own_known
from pages.parts.answering.relevant_ages import Ages
from pages.parts.asking.possible import ENGLAND

RANK = "imd2019_rank"
NO_RANKS = "The pack has no deprivation ranks for all of its small areas."
TOO_FEW = "Fewer than five areas of a size, so no fifths."
NOT_SUMMED = "No counts below the footprint are in this pack, so there is no value for its fifths."


@dataclass(frozen=True, eq=False)
class Cut:
    """The fifths (or tenths) of a footprint over building blocks: groups 1 (most deprived) on; None with the reason.

    `order` holds the blocks in order of deprivation: rank, people inside the footprint, part.
    """

    members: Membership | None
    of: str = ""
    reason: str = ""
    order: pd.DataFrame | None = None


@lru_cache(maxsize=128)
def cut(footprint_id: str, source: str, *, number: int = FIFTHS, ages: Ages | None = None) -> Cut:
    """The fifths (or tenths) of a footprint (id, or "england") over blocks of a type, by IMD 2019 and residents.

    A block that the footprint cuts counts by the residents of some ages that lie inside.
    """
    order = ordered(footprint_id, source)
    if order is None:
        return Cut(None, reason=NO_RANKS)
    part = deprivation_parts(order["rank"], order["people"], number=number)
    return Cut(None, reason=TOO_FEW) if part.empty else divided(footprint_id, source, part=part, ages=ages)


@lru_cache(maxsize=128)
def ordered(footprint_id: str, source: str) -> pd.DataFrame | None:
    """Blocks of a footprint with rank (the average of their LSOAs inside) and people; None without all of these."""
    if base(source) != OLD:
        return None
    inside = lsoas(footprint_id)
    placed = blocks(source).drop(columns="weight", errors="ignore")
    placed = placed[placed["lsoa"].isin(inside)].drop_duplicates("lsoa")
    rank = ranks().reindex(placed["lsoa"])
    people = residents().reindex(placed["lsoa"])
    if placed.empty or rank.isna().any() or people.isna().any():
        return None
    order = average_rank(rank, people, blocks=placed["block"])
    weight = people.groupby(placed["block"].to_numpy()).sum()
    return pd.DataFrame({"rank": order, "people": weight.reindex(order.index)})


def divided(footprint_id: str, source: str, *, part: pd.Series, ages: Ages | None = None) -> Cut:
    """The cut that puts every block of a footprint into its part."""
    placed = blocks(source).drop(columns="weight", errors="ignore")
    placed = placed[placed["lsoa"].isin(lsoas(footprint_id))].drop_duplicates("lsoa")
    groups = pd.DataFrame({"lsoa": placed["lsoa"], "group": placed["block"].map(part)}).dropna()
    whole = blocks(source)
    touched = whole[whole["block"].isin(part.index)]  # other blocks have no share in it
    one, many = level_words(source)
    order = ordered(footprint_id, source).assign(part=part).sort_values("rank", kind="stable")
    made = membership(touched, groups.astype({"group": "int64"}), sizes=sizes(ages=ages))
    return Cut(made, f"{len(part):,} {one if len(part) == 1 else many}", order=order)


@lru_cache(maxsize=256)
def lsoas(footprint_id: str) -> frozenset[str]:
    """LSOA 2011 of a footprint, readers' own too, of England, or of an official area (by its code)."""
    if own_known.is_own(footprint_id):
        return own_known.lsoas(footprint_id)
    if footprint_id == ENGLAND:
        return extents.areas_of("ctry")[extents.ENGLAND_CODE]
    if footprint_id in extents.footprints():
        return extents.footprints()[footprint_id]
    kinds = (*extents.ONE_SET, *(kind for kind, _, _ in reversed(extents.UPPER_TIER)))
    return next(held[footprint_id] for kind in kinds if footprint_id in (held := extents.areas_of(kind)))


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


def parents(footprint_id: str, number: int = FIFTHS) -> pd.DataFrame:
    """All parts lie in one footprint whose total is shown: for secondary suppression."""
    return pd.DataFrame({"footprint": footprint_id}, index=pd.RangeIndex(1, number + 1))
