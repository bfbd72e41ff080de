"""Which system and place an address means on a date: by id, by code, by what was typed, or an own footprint.

Lives here: the nearest possible two, and a notice for every difference. Not here: everything else that is asked for
(`resolution`), what a typed text means (`typed_codes`).
"""

from __future__ import annotations

from collections.abc import Mapping

from charts.words import period_words
from geo.footprints import Footprint, Registry
from geo.lineage import day_in_words, holds
from pages.parts import opened_pack
from pages.parts.answering.extents import ENGLAND_CODE
from pages.parts.answering.own import own_known
from pages.parts.asking import other_codes, typed_codes
from pages.parts.asking.possible import ENGLAND, places

PLACE_TIERS = ("place", "neighbourhood", "catchment")


def system_of(asked: str, registry: Registry, *, on: str, notices: list[str]) -> str:
    """The id of the system meant, `ENGLAND` where there is none; notices are added to the list."""
    if asked.strip().casefold() in (ENGLAND, ENGLAND_CODE.casefold(), ""):
        return ENGLAND
    found = registry.found(asked, on)
    if found.footprint is None or found.footprint.tier != "system":
        typed, words = typed_codes.meant(asked, on, tiers=("system",)) if found.footprint is None else (None, "")
        notices += [words] if typed and words else []
        if typed:
            return typed.id
        known = words or other_codes.named(asked, on)
        notices.append(
            f"{known or f'No system has the code “{asked}”.'} Showing England: choose a system in the System box."
        )
        return ENGLAND
    if found.notice:
        notices.append(found.notice)
    return found.footprint.id


def system_asked(given: Mapping[str, str], on: str) -> str:
    """The system that is asked for; where a place is named and no system, the one in which the place lies."""
    return given["system"] or (_home(given["place"], on) if given.get("place") else "")


def _home(asked: str, on: str) -> str:
    """Code of the system in which a place lies on a date; the pack's own where it lies in none of the register."""
    registry, usual = opened_pack.registry(), opened_pack.pack().defaults.get("system", ENGLAND)
    found = registry.found(asked, on).footprint
    systems = [usual] if usual in registry and registry[usual].valid_on(on) else []
    systems += [system.id for system in registry.of_tier("system", on)]
    homes = (one for one in systems if found in places(registry, one, on=on)) if found else ()
    return next(iter(homes), usual)


def system_and_place(given: Mapping[str, str], system: str, *, on: str, notices: list[str]) -> tuple[str, str]:
    """System and place; a link to an own footprint leads to a system in which it lies."""
    letters = given.get("own", "")
    fault = own_known.fault(letters) if letters else ""
    if fault:
        notices.append(fault)
    if letters and not fault:
        notices += _out_of_use(letters, on)
        if own_known.lies_in(letters, system):
            return system, letters
        home = own_known.home(letters, on)
        notices.append(f"{own_known.footprint(letters).name} does not lie in {_named(system)}. Showing {_named(home)}.")
        return home, letters
    if own_known.is_own(given["place"]):
        found = _own_place(given["place"], system, notices)
        notices += _out_of_use(found, on) if found else []
        return system, found
    return system, _place(given["place"], opened_pack.registry(), system, on, notices)


def _own_place(asked: str, system: str, notices: list[str]) -> str:
    own = own_known.key(asked)
    if not own:
        notices.append(f"{own_known.fault(asked)} Showing no place outline.")
    return own if own and own_known.lies_in(own, system) else ""


def _out_of_use(key: str, on: str) -> list[str]:
    """What is said of an own footprint on a day before its first or after its last."""
    own = own_known.footprint(key)
    if holds(own.valid_from, own.valid_to, on=on):
        return []
    first, last = (day and day_in_words(day) for day in (own.valid_from, own.valid_to))
    span = f"from {first} to {last}" if first and last else f"from {first} on" if first else f"until {last}"
    return [f"{own.name} is in use {span}, not on {day_in_words(on)}. Its areas are shown all the same."]


def _named(system: str) -> str:
    return "England" if system == ENGLAND else opened_pack.registry()[system].short_name


def _place(asked: str, registry: Registry, system: str, on: str, notices: list[str]) -> str:
    if not asked:
        return ""
    found, offered = registry.found(asked, on), {place.id for place in places(registry, system, on=on)}
    if found.footprint is None:
        typed, words = typed_codes.meant(asked, on, tiers=PLACE_TIERS, among=offered)
        notices += [words] if typed and words else []
        if typed:
            return typed.id
        known = words or other_codes.named(asked, on)
        notices.append(f"{known or f'No place has the code “{asked}”.'} Showing no place outline.")
        return ""
    if system != ENGLAND and found.footprint.id not in offered:
        elsewhere = "" if asked == opened_pack.pack().defaults.get("place") else _elsewhere(found.footprint, system, on)
        notices += [words for words in (found.notice or elsewhere,) if words]
        return ""
    if found.notice:
        notices.append(found.notice)
    return found.footprint.id


def _elsewhere(place: Footprint, system: str, on: str) -> str:
    """Where a place lies that does not lie in the system asked for."""
    home = _home(place.id, on)
    lies = home != ENGLAND and place in places(opened_pack.registry(), home, on=on)
    known = f": it is in {_named(home)}" if lies else ""
    return (
        f"{place.short_name} does not lie in {_named(system)} on {period_words(on)}{known}. Showing no place outline."
    )
