"""Who stood for whom when, on the opened pack: extents, vintages, subjects of a series and the lanes under an axis.

Lives here: the pack's tables handed to `geo.over_time`, and their caches. Not here: any number (`series`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from data.schema import AREA_TYPES, Level
from geo.changes import Change, changes
from geo.lanes import Lane, council_lane, system_lane
from geo.over_time import Stretch, Vintage, area_stretches, footprint_stretches, on_day, over_area
from pages.parts import opened_pack
from pages.parts.answering.members import ENGLAND_CODE as ENGLAND_CODE
from pages.parts.answering.members import footprints, grouped
from pages.parts.answering.own import own_known
from pages.parts.asking.possible import ENGLAND

UPPER_TIER = (
    ("ctyua18", "", "2019-03-31"),
    ("ctyua19", "2019-04-01", "2021-03-31"),
    ("ctyua21", "2021-04-01", "2023-03-31"),
    ("ctyua23", "2023-04-01", ""),
)
# Kinds of area that have one set in this pack: they stand for themselves through all of time.
ONE_SET = ("lad22", "sicbl22", "icb22", "msoa11", "lsoa11", "lad11")


@dataclass(frozen=True)
class Subject:
    """What one line of a trend is about."""

    code: str
    name: str
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]

    def then(self, day: str) -> Stretch:
        """What stood for it on a day."""
        return on_day(self.stretches, day)


@lru_cache(maxsize=32)
def areas_of(area_type: str) -> dict[str, frozenset[str]]:
    """LSOAs of each official area of a type; empty for types that LSOAs do not nest in."""
    table = opened_pack.pack().lookup("lsoa11")
    if AREA_TYPES[area_type] == Level.COUNTRY:
        return {ENGLAND_CODE: frozenset(table["lsoa11cd"])}
    if area_type == "lsoa11":
        return {code: frozenset({code}) for code in table["lsoa11cd"]}
    if f"{area_type}cd" not in table or area_type == "wd25":
        return {}
    return grouped(table[f"{area_type}cd"], table["lsoa11cd"])


@lru_cache(maxsize=32)
def names_of(area_type: str) -> dict[str, str]:
    """Name by code of a type."""
    areas = opened_pack.pack().areas
    return areas[areas["area_type"] == area_type].set_index("area_code")["name"].to_dict()


def vintages() -> list[Vintage]:
    """The four sets of upper-tier authorities."""
    return [Vintage(kind, start, end, areas_of(kind), names_of(kind)) for kind, start, end in UPPER_TIER]


@lru_cache(maxsize=256)
def subject(code: str, on: str) -> Subject | None:
    """The line of a footprint's id or an area's code; None where the pack cannot place it in time."""
    if own_known.is_own(code):
        own = own_known.footprint(code)
        return _subject(code, own.name, (Stretch("", "", own.name, own_known.lsoas(code), code),))
    registry = opened_pack.registry()
    if code == ENGLAND_CODE:
        everyone = areas_of("ctry")[ENGLAND_CODE]
        return Subject(code, "England", (Stretch("", "", "England", everyone, code),), ())
    if code in registry:
        return _subject(code, registry[code].short_name, footprint_stretches(registry, code, extents=footprints()))
    kinds = [kind for kind, _, _ in UPPER_TIER if code in areas_of(kind)]
    if kinds:
        found = area_stretches(code, vintages(), on=on)
        meant = next((stretch for stretch in found if stretch.holds(on) and stretch.code == code), None)
        return _subject(code, meant.name if meant else names_of(kinds[-1])[code], found)
    kind = next((kind for kind in ONE_SET if code in areas_of(kind)), "")
    if not kind:
        return None
    name = names_of(kind).get(code, code)
    return _subject(code, name, (Stretch("", "", name, areas_of(kind)[code], code),))


@lru_cache(maxsize=256)
def system_over(code: str, on: str) -> Subject | None:
    """The system over a subject through time, as a line of its own; None where the register has none on the date."""
    about = subject(code, on)
    members = about.then(on).members if about else frozenset()
    if not members:
        return None
    over = over_area(opened_pack.registry(), members, extents=footprints())
    now = on_day(over, on)
    return _subject(f"over-{code}", now.name, over) if now.members else None


def lanes(system: str, codes: tuple[str, ...], *, on: str) -> tuple[Lane, ...]:
    """History of system and council: of the chosen system, else of what is drawn."""
    subjects = [found for code in codes if (found := subject(code, on)) is not None]
    whole = subject(system, on) if system != ENGLAND and len(subjects) != 1 else None
    about = whole or (subjects[0] if subjects else None)
    if about is None or about.code == ENGLAND_CODE:
        return ()
    own = footprints().get(about.code)
    members = own or next((s.members for s in reversed(about.stretches) if s.members), frozenset())
    pack = opened_pack.pack()
    council = council_lane(pack.lookup("lsoa11"), pack.areas, members=members)
    systems = system_lane(opened_pack.registry(), members, extents=footprints(), name=about.name)
    return (systems, council) if council else (systems,)


def _subject(code: str, name: str, stretches: tuple[Stretch, ...]) -> Subject:
    return Subject(code, name, stretches, changes(stretches, opened_pack.registry(), extents=footprints()))
