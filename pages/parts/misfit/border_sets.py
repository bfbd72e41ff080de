"""Sets of borders that can be compared: which kinds the pack has, their units in a scope on a date, names, notes.

Lives here: kinds, and the borders of each over the pack's pieces, made once. Not here: comparing (`geo.misfit`), what
the reader asked (`pages.parts.misfit.two_sets`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.words import sentence_case
from geo import misfit
from geo.membership import footprint_groups
from geo.pieces import Pieces
from geo.pieces import pieces as made
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_known
from pages.parts.asking.possible import ENGLAND

CACHED = 64
MAJORITY = 0.5
PARTNERSHIP = "health and wellbeing partnership"
POLICE = "police"
CUTS = "wd25"  # the areas that cut LSOAs
UNSURE = {
    "approximated": "extent approximated",
    "knowledge": "extent from knowledge without a citation",
}


@dataclass(frozen=True)
class Kind:
    """A kind of border: its words, and tier and kind of its footprints (no tier for official areas)."""

    id: str
    singular: str
    plural: str
    tier: str = ""
    footprint_kind: str = ""
    also: str = ""  # whose borders these are besides, for the box


KINDS = {
    kind.id: kind
    for kind in (
        Kind("place", "place", "places", "place"),
        Kind("neighbourhood", "PCN neighbourhood", "PCN neighbourhoods", "neighbourhood"),
        Kind("catchment", "hospital catchment", "hospital catchments", "catchment", "hospital catchment"),
        Kind("hwp", PARTNERSHIP, f"{PARTNERSHIP}s", "place", PARTNERSHIP),
        Kind("system", "system", "systems", "system"),
        Kind("wd25", "ward", "wards"),
        Kind("lad22", "district", "districts"),
        Kind("ctyua21", "upper-tier council", "upper-tier councils", also=" (social care)"),
        Kind("police", "police area", "police areas"),
        Kind("sicbl22", "sub-ICB location", "sub-ICB locations"),
        Kind("icb22", "ICB of 2022", "ICBs of 2022"),
    )
}
OWN = Kind("own", "own footprint", "own footprints")
_GAP = " "


def own_set(carried: str = "") -> str:
    """The set of own footprints: those kept with the pack and the carried one, named with all they hold; "" if none."""
    keys = [*own_known.kept().values(), *([carried] if carried else [])]
    return _GAP.join((OWN.id, *keys)) if keys else ""


def set_of(key: str) -> str:
    """The set in which one own footprint stands alone."""
    return _GAP.join((OWN.id, key))


def is_own_set(kind: str) -> bool:
    """Whether a kind is a set that `own_set` names."""
    return kind.startswith(OWN.id + _GAP)


def kind_of(kind: str) -> Kind:
    """The words of a kind."""
    return OWN if is_own_set(kind) else KINDS[kind]


def _own_keys(kind: str) -> list[str]:
    return kind.split(_GAP)[1:]


def _own_borders(keys: list[str]) -> misfit.Borders:
    """Own footprints over the pieces: made of wards by their pieces, else every LSOA that is at least half inside."""
    units = [(key, own_known.footprint(key)) for key in keys]
    whole = [(key, own) for key, own in units if not own.shares and own.area_type == CUTS]
    cut = [pd.DataFrame({"area": list(own.members), "group": key}) for key, own in whole]
    rest = [own_areas.shares(own).assign(group=key) for key, own in units if (key, own) not in whole]
    listed = pd.concat([*rest, pd.DataFrame(columns=["lsoa", "group", "weight"])])
    lsoas = listed[listed["weight"].astype(float) >= MAJORITY]
    cuts = pd.concat(cut) if cut else pd.DataFrame(columns=["area", "group"])
    return misfit.of_both(pieces(), lsoas=lsoas, cuts=cuts)


@lru_cache(maxsize=1)
def pieces() -> Pieces:
    """The pack's LSOAs, cut by wards."""
    pack = opened_pack.pack()
    sizes = pack.lookup("lsoa11")[["lsoa11cd", "population", "postcodes"]].rename(columns={"lsoa11cd": "lsoa"})
    cuts = pack.lookup("lsoa11_wd25").rename(columns={"lsoa11cd": "lsoa", "wd25cd": "area"})
    return made(sizes, cuts[["lsoa", "area", "weight"]])


@lru_cache(maxsize=CACHED)
def borders(kind: str, on: str) -> misfit.Borders:
    """Every unit of a kind, valid on the date."""
    pack = opened_pack.pack()
    if is_own_set(kind):
        return _own_borders(_own_keys(kind))
    if kind == CUTS:
        return misfit.of_cuts(pieces())
    if KINDS[kind].tier:
        found = opened_pack.registry().of_tier(KINDS[kind].tier, on)
        ids = [footprint.id for footprint in found if footprint.kind == KINDS[kind].footprint_kind]
        return misfit.of_lsoas(pieces(), footprint_groups(pack.lookup("footprint_lsoa11"), ids))
    if kind == POLICE:
        return _police_borders()
    table = pack.lookup("lsoa11")[["lsoa11cd", f"{kind}cd"]].set_axis(["lsoa", "group"], axis="columns")
    return misfit.of_lsoas(pieces(), table[table["group"].notna() & (table["group"] != "")])


def _police_borders() -> misfit.Borders:
    """Police areas over the pieces: each the LSOAs of its councils."""
    pack = opened_pack.pack()
    area_of = pack.lookup("police").set_index("ctyua21cd")["police_area"]
    lsoas = pack.lookup("lsoa11")
    return misfit.of_lsoas(
        pieces(), pd.DataFrame({"lsoa": lsoas["lsoa11cd"], "group": lsoas["ctyua21cd"].map(area_of)})
    )


@lru_cache(maxsize=CACHED)
def in_scope(kind: str, scope: str, *, on: str) -> misfit.Borders:
    """The units of a kind that a scope (a system's id, or England) has or touches, each whole."""
    found = borders(kind, on)
    if scope == ENGLAND:
        return found
    least = MAJORITY if kind == CUTS else misfit.TOUCH  # wards come from postcodes: slivers of neighbours are noise
    return misfit.in_scope(found, _scope(scope), pieces=pieces(), least=least)


@lru_cache(maxsize=CACHED)
def _scope(system: str) -> np.ndarray:
    groups = footprint_groups(opened_pack.pack().lookup("footprint_lsoa11"), [system])
    return misfit.of_lsoas(pieces(), groups).anywhere


@lru_cache(maxsize=16)
def names(kind: str) -> dict[str, str]:
    """Name of every unit of a kind; a name that is used twice carries its district."""
    if is_own_set(kind):
        return {key: own_known.footprint(key).name for key in _own_keys(kind)}
    if KINDS[kind].tier:
        return {footprint.id: footprint.short_name for footprint in opened_pack.registry()}
    if kind == POLICE:
        listed = opened_pack.pack().lookup("police")
        return dict(zip(listed["police_area"], listed["name"], strict=True))
    areas = opened_pack.pack().areas
    rows = areas[areas["area_type"] == kind]
    twice = rows["name"].duplicated(keep=False) & (rows["district"] != "") & (kind == CUTS)
    words = rows["name"].where(~twice, rows["name"] + ", " + rows["district"])
    return dict(zip(rows["area_code"], words, strict=True))


def note(kind: str, code: str) -> str:
    """How sure the extent of one footprint is, "" where it is certain or official."""
    if is_own_set(kind):
        own = own_known.footprint(code)
        return f"{own.name}: its cut areas count where at least half of them is inside." if own.shares else ""
    if not KINDS[kind].tier:
        return "Wards by their postcodes, approximate along borders." if kind == CUTS else ""
    footprint = opened_pack.registry()[code]
    unsure = UNSURE.get(footprint.confidence, "")
    return f"{footprint.short_name}: {unsure}. {sentence_case(footprint.member_basis)}".strip() if unsure else ""


def set_note(kind: str, codes: list[str]) -> str:
    """How many extents of a whole set are unsure, "" where none is."""
    if is_own_set(kind):
        return " ".join(["Made by readers, not reviewed.", *filter(None, (note(kind, code) for code in codes))])
    if not KINDS[kind].tier:
        return note(kind, "")
    if len(codes) == 1:
        return note(kind, codes[0])
    unsure = [code for code in codes if opened_pack.registry()[code].confidence in UNSURE]
    return f"The extent of {len(unsure)} of {len(codes)} {KINDS[kind].plural} is approximated." if unsure else ""


def kinds_in(scope: str, on: str) -> tuple[str, ...]:
    """The kinds that have any unit in a scope on a date."""
    there = [kind for kind in KINDS if kind != POLICE or opened_pack.pack().has_lookup(POLICE)]
    return tuple(kind for kind in there if len(in_scope(kind, scope, on=on).units))
