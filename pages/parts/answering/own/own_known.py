"""Own footprints that can be chosen beside those of the register: kept with the pack, or carried in the address.

A key names one together with all it holds, so any cache may be keyed by it: the letters of its link, or
"<id>~<digest>" of one kept with the pack, which is another key as soon as somebody changes it.
Lives here: keys, and what they stand for. Not here: figures (`own_figures`), what a page asks (`pages.parts.asking`).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from geo.own import OwnFootprint
from geo.own_text import LINK_VERSION, of_link, register_text
from pages.parts import opened_pack
from pages.parts.answering.members import footprints
from pages.parts.answering.own import own_areas
from pages.parts.asking.possible import ENGLAND

LOCAL = "local"  # stands in the address for a footprint too long for a link
DIGEST = 8
_CARRIED, _KEPT = f"{LINK_VERSION}.", "~"
_found: dict[str, OwnFootprint] = {}


def is_own(code: str) -> bool:
    """Whether a code is a key of this module."""
    return code.startswith(_CARRIED) or _KEPT in code


def kept() -> dict[str, str]:
    """Key by id of the own footprints kept with the pack that can be used in it."""
    return _kept(own_areas.stamp())


@lru_cache(maxsize=2)
def _kept(stamp: tuple[int, int, int]) -> dict[str, str]:
    saved, _ = own_areas.saved_as(stamp)
    usable = [own for own in saved.values() if own.members and not strange(own)]
    keys = {
        own.id: f"{own.id}{_KEPT}{hashlib.sha256(register_text([own]).encode()).hexdigest()[:DIGEST]}" for own in usable
    }
    _found.update({keys[own.id]: own for own in usable})
    return keys


def key(asked: str) -> str:
    """The key of what is asked for: an id of the store, a key of today or yesterday, letters; "" if there is none."""
    if asked.startswith(_CARRIED):
        return "" if fault(asked) else asked
    return kept().get(asked.partition(_KEPT)[0], "")


def footprint(key: str) -> OwnFootprint:
    """The footprint of a key."""
    return carried(key) if key.startswith(_CARRIED) else _found[key]


@lru_cache(maxsize=128)
def carried(letters: str) -> OwnFootprint:
    """The footprint of a link, made of areas that this pack has.

    Raises
    ------
    ValueError
        What is wrong with the link, or which of its areas are not in the pack.
    """
    own = of_link(letters)
    if words := strange(own):
        raise ValueError(words)
    return own


def strange(own: OwnFootprint) -> str:
    """Why a footprint cannot be laid over this pack, "" if it can."""
    known = own_areas.types().get(own.area_type)
    if known is None:
        return f"this pack has no areas of the type {own.area_type}"
    unknown = [code for code in own.members if code not in known]
    are = "is" if len(unknown) == 1 else "are"
    return f"{len(unknown):,} of its areas {are} not in this pack: {', '.join(unknown[:5])}" if unknown else ""


def fault(letters: str) -> str:
    """What a notice says of a link that cannot be used as a place, "" if it can."""
    if letters == LOCAL:
        return (
            "This footprint is too long for a link, so the address does not hold it: keep it with this pack on the "
            "Footprints page, then choose it in the Place box."
        )
    try:
        empty = not carried(letters).members
    except ValueError as error:
        return f"The footprint in the address cannot be opened: {error}."
    return "The footprint in the address has no areas yet." if empty else ""


def parameters(key: str) -> dict[str, str]:
    """How an address says it: the id of one that is kept, the letters of another."""
    return {"own": key} if key.startswith(_CARRIED) else {"place": key.partition(_KEPT)[0]}


def code(key: str) -> str:
    """What a file calls it: id and a mark that tells one state of it from the next."""
    return f"{footprint(key).id}{_KEPT}{key.split('.')[1]}" if key.startswith(_CARRIED) else key


@lru_cache(maxsize=256)
def lsoas(key: str) -> frozenset[str]:
    """LSOAs 2011 that it touches."""
    return frozenset(own_areas.shares(footprint(key))["lsoa"])


def lies_in(key: str, system: str) -> bool:
    """Whether any of it lies in a system, or in England."""
    return system == ENGLAND or not lsoas(key).isdisjoint(footprints().get(system, frozenset()))


def home(key: str, on: str) -> str:
    """The system in which most of its people live on a date; England where none of it lies in any.

    By residents where they are known for all of it, else by postcodes.
    """
    inside = own_areas.shares(footprint(key)).set_index("lsoa")["weight"].astype(float)
    sizes = own_areas.sizes().set_index("lsoa").reindex(inside.index)
    people = sizes["population" if sizes["population"].notna().all() else "postcodes"].astype(float) * inside
    systems = [system.id for system in opened_pack.registry().of_tier("system", on)]
    held = {system: people[people.index.isin(footprints()[system])].sum() for system in systems}
    best = max(held, key=held.get, default=ENGLAND)
    return best if held.get(best) else ENGLAND


def words(key: str) -> str:
    """Its name in a box, marked as one that readers made."""
    return f"{footprint(key).name} (own)"


def offered(system: str, chosen: str = "") -> dict[str, str]:
    """Keys and words of those a box offers in a system: kept with the pack, by name, and the chosen one."""
    there = sorted((own for own in kept().values() if lies_in(own, system)), key=lambda own: (words(own), own))
    return {own: words(own) for own in dict.fromkeys([*there, *([chosen] if chosen and is_own(chosen) else [])])}
