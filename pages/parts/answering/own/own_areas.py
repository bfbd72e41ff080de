"""What own footprints are made of in the opened pack: area types, names, points, outlines, the footprints there are.

Lives here: tables of the pack in the shape `geo.own` and `geo.assignment` take, kept for the process. Not here: any
figure (`own_figures`) or what the reader asks (`pages.parts.own.own_work`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from data.keeping.own_store import own_stamp, read_own
from data.maps.outlines import read_outlines
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, LEVEL_NAMES, Level, Tier
from data.validation import FileFaults, PackFaults
from geo.assignment import dissolved, to_degrees
from geo.carried import carried_members
from geo.membership import Membership, membership
from geo.own import OWNERS, OwnFootprint, lsoa_shares
from geo.own_text import understood
from pages.parts import opened_pack
from pages.parts.answering.members import OLD, base, blocks, changes, reachable, sizes
from pages.parts.answering.relevant_ages import Ages

# What a footprint can be made of, in the order in which a code that two vintages share is understood.
MADE_OF = ("lsoa11", "msoa11", "wd25", "lad22", "lad11", "ctyua23", "ctyua21", "ctyua19", "ctyua18", "sicbl22", "icb22")
VINTAGES = {"11": "2011", "18": "2018", "19": "2019", "21": "2021", "22": "2022", "23": "2023", "25": "2025"}
LOCAL = (Level.LSOA, Level.MSOA, Level.WARD)  # so many that lists offer those of the same counties only


@lru_cache(maxsize=1)
def types() -> dict[str, frozenset[str]]:
    """Codes of every area type that a footprint can be made of in this pack."""
    lookup, areas = opened_pack.pack().lookup("lsoa11"), opened_pack.pack().areas
    codes = areas.groupby("area_type")["area_code"]
    there = set(areas["area_type"])
    return {kind: frozenset(codes.get_group(kind)) for kind in MADE_OF if f"{kind}cd" in lookup and kind in there}


def type_words(area_type: str) -> str:
    """An area type with its vintage: "LSOAs 2011"."""
    return f"{LEVEL_NAMES[AREA_TYPES[area_type]]} {VINTAGES[area_type[-2:]]}"


@lru_cache(maxsize=16)
def described(area_type: str) -> pd.DataFrame:
    """Name, district, county, lon and lat of every area of a type, by code."""
    areas = opened_pack.pack().areas
    return areas[areas["area_type"] == area_type].set_index("area_code")


@lru_cache(maxsize=8)
def labels(area_type: str) -> dict[str, str]:
    """Name and code of every area of a type, for lists."""
    return {code: f"{name} ({code})" for code, name in described(area_type)["name"].items()}


@lru_cache(maxsize=2)
def outlines(area_type: str) -> tuple[list[str], np.ndarray]:
    """Codes and outlines of a type, EPSG:27700."""
    return read_outlines(opened_pack.pack().geography, area_type)


@lru_cache(maxsize=8)
def outline(own: OwnFootprint) -> shapely.Geometry:
    """The real outline of a footprint's areas in degrees (EPSG:4326)."""
    codes, shapes = outlines(own.area_type)
    wanted = np.isin(codes, own.members)
    return to_degrees(dissolved(shapes[wanted]))


@lru_cache(maxsize=1)
def postcodes() -> pd.DataFrame | None:
    """The pack's postcode lookup (`postcode, lsoa11cd`), None where it has none."""
    try:
        return opened_pack.pack().lookup("postcodes")
    except PackFaults:
        return None


@lru_cache(maxsize=2)
def of_2021(lookup: str) -> pd.DataFrame | None:
    """What the LSOAs 2011 became ("lsoa11_lsoa21"), or where those lie ("lsoa21"); None where the pack has neither."""
    try:
        return opened_pack.pack().lookup(lookup)
    except PackFaults:
        return None


@lru_cache(maxsize=128)
def registered(footprint_id: str) -> OwnFootprint:
    """A footprint of the register as one to work on."""
    known = opened_pack.registry()[footprint_id]
    table = opened_pack.pack().lookup("footprint_lsoa11")
    codes = table.loc[table["footprint_id"] == footprint_id, "lsoa11cd"]
    return OwnFootprint(
        id=known.id,
        name=known.short_name,
        area_type="lsoa11",
        members=tuple(codes),
        tier=known.tier,
        owner=known.owner if known.owner in OWNERS else "own",
        valid_from=known.valid_from,
        valid_to=known.valid_to,
    )


def saved() -> tuple[dict[str, OwnFootprint], str]:
    """Own footprints kept with the pack, by id, and what is wrong with their file ("" if nothing)."""
    return saved_as(stamp())


def stamp() -> tuple[int, int, int]:
    """The state of the file of own footprints: what is made from it may be kept by it."""
    return own_stamp(opened_pack.pack().folder)


@lru_cache(maxsize=2)
def saved_as(_stamp: tuple[int, int, int]) -> tuple[dict[str, OwnFootprint], str]:
    """`saved` in one state of the file."""
    try:
        text = read_own(opened_pack.pack().folder)
    except FileFaults as error:
        return {}, f"The own footprints of this pack cannot be used. {error}"
    found, faults = understood(text, file="own/footprints.toml")
    which = "Some of the own footprints" if found else "The own footprints"
    return {own.id: own for own in found}, f"{which} of this pack cannot be used. {'; '.join(faults)}" if faults else ""


@lru_cache(maxsize=64)
def shares(own: OwnFootprint, lsoa: str = OLD) -> pd.DataFrame:
    """`lsoa, group, weight` of a footprint in a vintage of LSOAs; carried where that is not its own."""
    listed = lsoa_shares(own, blocks(own.area_type))
    if lsoa == OLD:
        return listed
    named = listed.rename(columns={"lsoa": f"{OLD}cd"})
    carried = carried_members(named, to=lsoa, tables=[changes()]).rename(columns={f"{lsoa}cd": "lsoa"})
    return carried[["lsoa", "group", "weight"]]


@lru_cache(maxsize=64)
def share_inside(area_type: str, own: OwnFootprint, *, ages: Ages | None = None) -> pd.Series:
    """Share of every area or footprint of a type that lies in an own footprint, by residents or postcodes."""
    if area_type in FOOTPRINT_TYPES:
        table, weight = opened_pack.pack().lookup("footprint_lsoa11"), shares(own).set_index("lsoa")["weight"]
        return table["lsoa11cd"].map(weight).fillna(0.0).groupby(table["footprint_id"].to_numpy()).mean()
    if not reachable(area_type, Tier.SYSTEM):
        return pd.Series(dtype=float)
    return own_membership(own, area_type, ages=ages).members(own.id)


def own_membership(own: OwnFootprint, source: str, *, ages: Ages | None = None) -> Membership:
    """A footprint over the building blocks of a type that it touches."""
    lsoa = base(source)
    return membership(touched(source, own), shares(own, lsoa), sizes=sizes(lsoa, ages=ages))


@lru_cache(maxsize=64)
def near(own: OwnFootprint) -> tuple[str, ...]:
    """Codes of a footprint's type that could be added: all, or those of the counties it lies in; members left out."""
    table = described(own.area_type)
    if AREA_TYPES[own.area_type] in LOCAL and own.members:
        counties = set(table["county"].reindex(list(own.members)).dropna())
        table = table[table["county"].isin(counties)]
    elif AREA_TYPES[own.area_type] in LOCAL:
        table = table.iloc[:0]
    members = set(own.members)
    return tuple(code for code in table.sort_values("name").index if code not in members)


@lru_cache(maxsize=1)
def lsoa_residents() -> pd.Series:
    """Residents of every LSOA 2011, missing where the pack has none."""
    found = sizes().set_index("lsoa")["population"].astype(float)
    return found.set_axis(found.index.astype(object))


@lru_cache(maxsize=8)
def residents(area_type: str) -> dict[str, float]:
    """Residents of every area of a type whose LSOAs all have them."""
    people = sizes().set_index("lsoa")["population"]
    found = blocks(area_type)
    count = (found["lsoa"].map(people).astype(float) * found.get("weight", 1.0)).groupby(found["block"].to_numpy())
    sums = count.sum()[count.count() == count.size()]  # with one LSOA missing there is no total
    return {str(code): float(people) for code, people in sums.items()}


@lru_cache(maxsize=64)
def touched(area_type: str, own: OwnFootprint) -> pd.DataFrame:
    """The blocks of a type that a footprint touches, each with all its LSOAs: enough for its sums, and quick."""
    found = blocks(area_type, base(area_type))
    return found[found["block"].isin(found.loc[found["lsoa"].isin(shares(own, base(area_type))["lsoa"]), "block"])]
