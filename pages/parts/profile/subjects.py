"""Whom a profile is about: an area of any kind, a footprint of the register, or a reader's own one.

Lives here: the small areas of a subject, every other name the same ground goes by (a place that is a district is also
that district), the system over it, and its kind in words. Not here: any figure (`figures`), what is asked (`question`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from charts.words import level_words
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.members import OLD, base, blocks, footprints
from pages.parts.answering.own import own_areas, own_known
from pages.parts.asking.possible import ENGLAND

ENGLAND_CODE = extents.ENGLAND_CODE
# Official kinds that LSOAs nest in and that a footprint can be the same ground as, newest vintage first.
GROUNDS = ("lad22", "ctyua23", "ctyua21", "ctyua19", "ctyua18", "icb22", "sicbl22", "rgn")
ORDER = (*GROUNDS, "lad24", "lad11", "wd25", "wd22", "msoa11", "msoa21", "lsoa11", "lsoa21", "pcn20", "ctry")
PATIENTS = "pcn20"


@dataclass(frozen=True)
class Subject:
    """One area or footprint.

    Attributes
    ----------
    code : str
        Area code, footprint id or own key, as the address has it.
    kind : str
        "MSOA in Great Yarmouth, Norfolk", "Place", "Own footprint".
    names : tuple of (area type, code)
        What the same ground is called in the pack's tables, its own kind first.
    shares : Series
        Share of every LSOA 2011 that lies inside; empty where the pack cannot place it.
    system : str
        The system over it on the day, `ENGLAND` where there is none.
    """

    code: str
    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    system: str
    shares: pd.Series = field(compare=False, hash=False, repr=False)

    @property
    def members(self) -> frozenset[str]:
        """LSOAs 2011 that it touches."""
        return frozenset(self.shares.index)

    @property
    def area_type(self) -> str:
        """Its own kind."""
        return self.names[0][0] if self.names else ""

    @property
    def is_own(self) -> bool:
        """Whether a reader made it."""
        return own_known.is_own(self.code)


@lru_cache(maxsize=512)
def subject(code: str, on: str) -> Subject | None:
    """The subject of a code; None where the pack has nothing of this name."""
    if own_known.is_own(code):
        own = own_known.footprint(code)
        shares = own_areas.shares(own).groupby("lsoa")["weight"].sum()
        return Subject(code, own.name, "Own footprint", (), own_known.home(code, on), shares)
    if code in (ENGLAND, ENGLAND_CODE):
        return Subject(ENGLAND, "England", "Country", (("ctry", ENGLAND_CODE),), ENGLAND, _whole(_england()))
    registry = opened_pack.registry()
    if code in registry:
        one = registry[code]
        members = footprints()[code]
        names = ((one.area_type, code), *_same_ground(members), *_networks(one.codes))
        system = code if one.tier == "system" else over(members, on)
        return Subject(code, one.short_name, _footprint_words(code), names, system, _whole(members))
    kinds = kinds_of(code)
    if not kinds:
        return None
    kind = kinds[0]
    shares = _shares(code, kind)
    same = _same_ground(frozenset(shares.index)) if kind in GROUNDS else ()
    names = tuple(dict.fromkeys(((kind, code), *((one, code) for one in kinds[1:] if one not in GROUNDS), *same)))
    row = described(kind).loc[code]
    return Subject(code, str(row["name"]), _words(kind, row), names, over(frozenset(shares.index), on), shares)


def kinds_of(code: str) -> list[str]:
    """Area types that have a code, the one a reader means first."""
    areas = opened_pack.pack().areas
    found = set(areas.loc[areas["area_code"] == code, "area_type"])
    return [kind for kind in ORDER if kind in found]


@lru_cache(maxsize=32)
def described(area_type: str) -> pd.DataFrame:
    """Names, district and county of every area of a type, by code."""
    areas = opened_pack.pack().areas
    return areas[areas["area_type"] == area_type].set_index("area_code")


@lru_cache(maxsize=256)
def over(members: frozenset[str], on: str) -> str:
    """The system that holds most of some LSOAs on a date; England where none does."""
    systems = [one.id for one in opened_pack.registry().of_tier("system", on)]
    held = {system: len(members & footprints()[system]) for system in systems}
    best = max(held, key=held.get, default=ENGLAND)
    return best if held.get(best) else ENGLAND


def _england() -> frozenset[str]:
    return extents.areas_of("ctry")[ENGLAND_CODE]


def _whole(members: frozenset[str]) -> pd.Series:
    return pd.Series(1.0, index=pd.Index(sorted(members), dtype=object))


def _shares(code: str, kind: str) -> pd.Series:
    """LSOAs 2011 of an official area with their share inside; none for kinds that are not made of them."""
    table = opened_pack.pack().lookup(OLD)
    if base(kind) != OLD or (kind != "wd25" and f"{kind}cd" not in table):
        return pd.Series(dtype=float)
    found = blocks(kind)
    found = found[found["block"] == code]
    weight = found["weight"] if "weight" in found else pd.Series(1.0, index=found.index)
    return pd.Series(weight.to_numpy("float64"), index=pd.Index(found["lsoa"], dtype=object))


@lru_cache(maxsize=1)
def _grounds() -> dict[frozenset[str], tuple[tuple[str, str], ...]]:
    """Every official name of the same set of LSOAs."""
    found: dict[frozenset[str], list[tuple[str, str]]] = {}
    for kind in GROUNDS:
        for code, members in extents.areas_of(kind).items():
            found.setdefault(members, []).append((kind, code))
    return {members: tuple(names) for members, names in found.items()}


def _same_ground(members: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return _grounds().get(members, ())


def _networks(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The primary care network that a neighbourhood team belongs to: its registered patients, not the residents."""
    areas = opened_pack.pack().areas
    known = set(areas.loc[areas["area_type"] == PATIENTS, "area_code"])
    return tuple((PATIENTS, code) for code in codes if code in known)


def _footprint_words(code: str) -> str:
    """ "Neighbourhood in Wigan", "System to 31 March 2026"."""
    one = opened_pack.registry()[code]
    kind = "Hospital catchment" if one.tier == "catchment" else str(one.tier).capitalize()
    above = [span.id for span in one.parents if span.id in opened_pack.registry()]
    inside = f" in {opened_pack.registry()[above[-1]].short_name}" if above else ""
    return f"{kind}{inside}"


def _words(kind: str, row: pd.Series) -> str:
    one, _ = level_words(kind)
    if AREA_TYPES[kind] == Level.SYSTEM:
        one = "sub-ICB location" if kind == "sicbl22" else "integrated care board of July 2022"
    around = [name for name in (row["district"], row["county"]) if name and name != row["name"]]
    words = one if one[:2].isupper() else one[:1].upper() + one[1:]
    return words + (f" in {', '.join(dict.fromkeys(around))}" if around else "")


def is_footprint(area_type: str) -> bool:
    """Whether areas of a type are footprints with dates."""
    return area_type in FOOTPRINT_TYPES
