"""Which building blocks lie in which footprint or area, in the vintage of the blocks.

Lives here: the memberships that sums need and their caches, over LSOA 2011 or LSOA 2021, areas that are cut shared out
by residents of the ages given (`relevant_ages`). Footprints are lists of LSOA 2011: an indicator on LSOA 2021 reaches
them through the pack's change table, or not at all. Not here: weights
(`geo.membership`), the table (`geo.vintage`), what is summed (`values`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from data.schema import FOOTPRINT_TYPES
from geo.carried import carried_members
from geo.membership import Membership, area_blocks, footprint_groups, membership, parts
from geo.vintage import ChangeTable, change_table
from pages.parts import opened_pack
from pages.parts.answering.relevant_ages import Ages, residents

OLD, NEW = "lsoa11", "lsoa21"
CHANGES = f"{OLD}_{NEW}"
ON_NEW = (NEW, "msoa21", "wd22", "lad24")  # area types made of LSOA 2021; all others are made of LSOA 2011
ENGLAND_CODE = "E92000001"
COUNTY_TYPE = "ctyua21"  # the border drawn and named inside a place
LOOKUPS = {"wd25": "lsoa11_wd25"}  # area types that cut LSOAs have a lookup of their own


def base(source: str) -> str:
    """The LSOAs that areas of a type are made of."""
    return NEW if source in ON_NEW else OLD


def reachable(source: str, area_type: str) -> bool:
    """Whether blocks of type `source` can be put together to areas or footprints of another type in this pack."""
    pack, lsoa = opened_pack.pack(), base(source)
    if not pack.has_lookup(lsoa) or f"{source}cd" not in pack.lookup(lsoa):
        return False
    if area_type in FOOTPRINT_TYPES:
        return lsoa == OLD or pack.has_lookup(CHANGES)
    return f"{area_type}cd" in pack.lookup(lsoa)


@lru_cache(maxsize=1)
def changes() -> ChangeTable:
    """What became of every LSOA 2011; only where the pack has the lookup (`reachable`)."""
    return change_table(opened_pack.pack().lookup(CHANGES), old=OLD, new=NEW)


@lru_cache(maxsize=64)
def footprint_membership(source: str, *, ages: Ages | None = None) -> Membership:
    """Every footprint of the pack over building blocks of a type."""
    lsoa = base(source)
    return membership(blocks(source, lsoa), footprint_groups(_footprint_lsoas(lsoa)), sizes=sizes(lsoa, ages=ages))


@lru_cache(maxsize=32)
def england_membership(source: str, *, ages: Ages | None = None) -> Membership:
    """All of England over building blocks of a type."""
    lsoa = base(source)
    everyone = pd.DataFrame({"lsoa": blocks(lsoa, lsoa)["lsoa"], "group": ENGLAND_CODE})
    return membership(blocks(source, lsoa), everyone, sizes=sizes(lsoa, ages=ages))


@lru_cache(maxsize=64)
def area_membership(source: str, area_type: str, *, ages: Ages | None = None) -> Membership:
    """Every area of an official type over building blocks of another."""
    lsoa = base(source)
    groups = blocks(area_type, lsoa).rename(columns={"block": "group"})
    return membership(blocks(source, lsoa), groups, sizes=sizes(lsoa, ages=ages))


@lru_cache(maxsize=64)
def part_membership(source: str, footprint_id: str, *, within: str, ages: Ages | None = None) -> Membership:
    """A footprint cut by the areas of another type."""
    lsoa = base(source)
    group = footprint_groups(_footprint_lsoas(lsoa), [footprint_id])
    whole, cut = blocks(source, lsoa), blocks(within, lsoa).rename(columns={"block": "part"})[["lsoa", "part"]]
    touched = whole.loc[whole["lsoa"].isin(group["lsoa"]), "block"].unique()  # no other block has a share in it
    return parts(whole[whole["block"].isin(touched)], group, within=cut, sizes=sizes(lsoa, ages=ages))


@lru_cache(maxsize=2)
def _footprint_lsoas(lsoa: str) -> pd.DataFrame:
    """Members of every footprint in a vintage; carried with the share of each LSOA that lies inside."""
    listed = opened_pack.pack().lookup("footprint_lsoa11")
    if lsoa == OLD:
        return listed
    return carried_members(listed, to=lsoa, tables=[changes()]).drop(columns="apportioned")


@lru_cache(maxsize=32)
def blocks(area_type: str, lsoa: str = OLD) -> pd.DataFrame:
    """Building blocks of a type: `lsoa, block`, and a weight where LSOAs are cut."""
    name = LOOKUPS.get(area_type, lsoa) if lsoa == OLD else lsoa
    lookup = opened_pack.pack().lookup(name)
    if area_type == lsoa:
        return pd.DataFrame({"lsoa": lookup[f"{lsoa}cd"], "block": lookup[f"{lsoa}cd"]})
    return area_blocks(lookup, area_type, lsoa=lsoa)


@lru_cache(maxsize=16)
def sizes(lsoa: str = OLD, *, ages: Ages | None = None) -> pd.DataFrame:
    """Residents (those of some ages first, for LSOAs of 2011) and postcodes of every LSOA, where the pack has them."""
    lookup = opened_pack.pack().lookup(lsoa)
    had = [name for name in ("population", "postcodes") if name in lookup]
    found = lookup[[f"{lsoa}cd", *had]].rename(columns={f"{lsoa}cd": "lsoa"})
    return found if ages is None or lsoa != OLD else found.assign(aged=residents(ages).to_numpy())


@lru_cache(maxsize=1)
def footprints() -> dict[str, frozenset[str]]:
    """LSOAs 2011 of each footprint of the register."""
    table = opened_pack.pack().lookup("footprint_lsoa11")
    found = grouped(table["footprint_id"], table["lsoa11cd"])
    return {footprint.id: found.get(footprint.id, frozenset()) for footprint in opened_pack.registry()}


def grouped(groups: pd.Series, members: pd.Series) -> dict[str, frozenset[str]]:
    """Members of each group of two columns."""
    found: dict[str, list[str]] = {}
    for group, member in zip(groups.tolist(), members.tolist(), strict=True):
        found.setdefault(group, []).append(member)
    return {group: frozenset(codes) for group, codes in found.items()}
