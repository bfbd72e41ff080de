"""The one pack this process serves: opened once, kept for every session and every route.

Lives here: which folder (`PACK`, else the embedded pack), the opened pack with what readers added to it, or its faults,
those of its footprints included; opening it again when it has changed. Not here: the rules (`data.pack`,
`geo.checking.registry_cover`), what is kept of answers (`forgetting`).
"""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.adding.kept import OwnIndicators
from data.adding.merged import with_own
from data.pack import Pack, open_pack
from data.roles import PUBLIC, Role, chosen
from data.snapshots.places import opened
from data.stamp import is_stamped, leave_stamp
from data.validation import Fault, PackFaults, sha256
from equity.release.rules import AS_COUNTED
from geo.checking import registry_codes, registry_cover, registry_faults
from geo.footprints import Registry
from pages.parts import forgetting

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"

REGISTRY_FILE = "footprints/footprints.json"
_TURN = threading.Lock()
_SERVED: set[str] = set()  # digests of every state this process has shown: open tabs still ask by them
_NEXT: list[PackState] = []  # opened by `renew`, about to be the state


@dataclass(frozen=True)
class PackState:
    """An opened pack, or the faults that kept it shut. Exactly one of `pack` and `faults` is filled."""

    folder: Path
    pack: Pack | None
    registry: Registry | None
    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...] = ()  # what of the footprints no list in the pack can confirm, in words
    role: Role = PUBLIC  # whose eyes this server shows it to
    left_out: tuple[Fault, ...] = ()  # what readers added and cannot be shown
    seen: tuple[int, int, int] = (0, 0, 0)  # the state of what readers added, as it was read


@lru_cache(maxsize=1)
def state() -> PackState:
    """Open the pack named by PACK (its folder, or a root of snapshots: the current one), else the embedded one."""
    return _NEXT.pop() if _NEXT else _opened()


def renew() -> PackState:
    """Open the pack again and forget every answer that was made of the old one; readers find the new one at once."""
    with _TURN:
        _NEXT[:] = [_opened()]
        state.cache_clear()
        found = state()
        forgetting.forget_all()
        return found


def follow() -> None:
    """Open the pack again where somebody, perhaps in another process, has added or taken out an indicator."""
    found = state()
    if found.pack is not None and OwnIndicators(found.folder).stamp() != found.seen:
        renew()


def served() -> frozenset[str]:
    """Digests of the pack as it is and as it was since this process began: what open tabs ask by."""
    return frozenset(_SERVED)


def _opened() -> PackState:
    folder = Path(os.environ.get("PACK") or EMBEDDED)
    try:
        folder = opened(folder)
        pack, seen = open_pack(folder), OwnIndicators(folder).stamp()
        registry = checked_registry(pack)
        role, faults = chosen(pack.sources)
        if faults:
            raise PackFaults(list(faults))  # whoever asked for a role must not be shown something else in silence
        merged = with_own(pack)
        shown = seen_by(role, merged.pack)
        _SERVED.add(shown.digest)
        return PackState(folder, shown, registry, (), unchecked(pack, registry), role, merged.left_out, seen)
    except PackFaults as broken:
        return PackState(folder, None, None, tuple(broken.faults))


def seen_by(role: Role, pack: Pack) -> Pack:
    """The pack as a role may see it: small numbers of its sources are shown, and every address is another."""
    if not role.sees:
        return pack
    indicators = {
        key: replace(one, release_rule=AS_COUNTED) if one.source in role.sees else one
        for key, one in pack.indicators.items()
    }
    digest = hashlib.sha256(f"{pack.digest} {role.name} {sorted(role.sees)}".encode()).hexdigest()[:12]
    return replace(pack, indicators=indicators, digest=digest)


def checked_registry(pack: Pack) -> Registry:
    """The footprints of a pack; what was checked once, by these very rules, is not checked again.

    Raises
    ------
    PackFaults
        With every fault of the registry.
    """
    try:
        registry = Registry.from_document(pack.footprints)
    except ValueError as error:
        raise PackFaults([Fault(REGISTRY_FILE, line) for line in str(error).splitlines()]) from error
    rules = "".join(sha256(module.__file__) for module in (registry_codes, registry_cover, registry_faults))
    digest = hashlib.sha256(f"{pack.digest}{rules}".encode()).hexdigest()
    if not is_stamped(pack.folder, digest):
        members, lookup = pack.lookup("footprint_lsoa11"), pack.lookup("lsoa11")
        found = registry_cover.registry_faults(list(registry), members, lookup=lookup, codes=code_list(pack))
        if found:
            raise PackFaults([_fault(item) for item in found])
        leave_stamp(digest)
    return registry


def code_list(pack: Pack) -> pd.DataFrame | None:
    """The pack's record of codes, if it has one."""
    return pack.lookup("codes") if pack.has_lookup("codes") else None


def unchecked(pack: Pack, registry: Registry) -> tuple[str, ...]:
    """What could not be checked of the footprints' members, and why: never passed over in silence."""
    known = registry_codes.Known.of(pack.lookup("lsoa11"), code_list(pack))
    return registry_codes.unchecked_members(list(registry), known)


def _fault(found: registry_faults.RegistryFault) -> Fault:
    return Fault(REGISTRY_FILE, found.message, column=f"{found.footprint}.{found.field}", values=found.values)


def pack() -> Pack:
    """Return the opened pack; only called where `state().faults` is empty."""
    return state().pack


def role() -> Role:
    """The role this server was started for."""
    return state().role


def registry() -> Registry:
    """Return the footprints of the opened pack."""
    return state().registry
