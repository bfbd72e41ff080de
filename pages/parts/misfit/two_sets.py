"""What a reader asks of two sets of borders: the question, complete and possible, with a notice for every difference.

Lives here: the page's parameters, what stands in for an impossible one, what the boxes offer. Not here: the borders
(`pages.parts.misfit.border_sets`), widgets (`two_set_controls`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from charts.words import sentence_case
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import address, resolution, selection
from pages.parts.asking.asked_footprints import system_and_place
from pages.parts.asking.possible import ENGLAND
from pages.parts.misfit import border_sets
from pages.parts.misfit.border_sets import KINDS, is_own_set, kind_of, own_set

WHOLE = "all"  # the whole set, not one of its units
OWN = ("aset", "a", "bset", "b", "also")
MOST_OFFERED = 1000  # units a box lists; of more only the whole set, and what is typed
DISTRICTS = "lad22"
CARRIED = "own"  # in an address: the set of own footprints, and of them the one that the address itself carries


@dataclass(frozen=True)
class TwoSets:
    """Two sets of borders in a scope on a date, and further footprints of the joint boundary ("kind:code")."""

    system: str
    place: str
    date: str
    aset: str
    a: str
    bset: str
    b: str
    also: tuple[str, ...]
    own: str = ""  # letters of the own footprint that the address carries

    def swapped(self) -> TwoSets:
        """A and B the other way round."""
        return replace(self, aset=self.bset, a=self.b, bset=self.aset, b=self.a)

    def parameters(self) -> dict[str, str]:
        """The address of this question; what the landing view shows is left empty."""
        values = {name: getattr(self, name) for name in ("system", "place", "date", "own", *OWN)}
        meant = self.own or own_known.is_own(self.place)  # then an empty A is the own footprint
        usual = not meant and self.aset == "place" and self.a == (self.place or WHOLE)
        units = {name: _short(getattr(self, name)) for name in ("a", "b", "place")}
        sets = {name: CARRIED if is_own_set(getattr(self, name)) else getattr(self, name) for name in ("aset", "bset")}
        also = {"also": ",".join(_also_short(entry) for entry in self.also)}
        return values | units | sets | also | ({"a": ""} if usual else {})


def _short(unit: str) -> str:
    """A unit as an address says it: an own footprint by its id, the carried one by that word."""
    if not own_known.is_own(unit):
        return unit
    return own_known.parameters(unit).get("place", CARRIED)


def _also_short(entry: str) -> str:
    kind, _, unit = entry.partition(":")
    return f"{CARRIED}:{_short(unit)}" if kind == CARRIED else entry


def landing() -> dict[str, str]:
    """Value per parameter of the page's landing view: the pack's place against the districts."""
    shared = {name: selection.landing()[name] for name in ("system", "place", "date")}
    return shared | {"own": "", "aset": "place", "a": "", "bset": DISTRICTS, "b": WHOLE, "also": ""}


def asked_by(query: Mapping[str, str]) -> TwoSets:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


def resolved(given: Mapping[str, str]) -> tuple[TwoSets, tuple[str, ...]]:
    """The nearest possible question and a notice for everything that could not be had as asked."""
    return _resolved(tuple(sorted(_by_key(given).items())))


def _by_key(given: Mapping[str, str]) -> dict[str, str]:
    """The same question with own footprints named by all they hold: what is kept with the pack may change."""
    carried = own_known.key(given["own"]) if given["own"] else ""
    found = resolution.by_key(given)
    for side in ("aset", "bset"):
        if given[side] == CARRIED or is_own_set(given[side]):
            found[side] = own_set(carried) or CARRIED
            unit = given[side[0]]
            found[side[0]] = _own_key(unit, carried) or unit
    also = [entry.partition(":") for entry in given["also"].split(",")]
    named = [(kind, _own_key(unit, carried) or unit if kind == CARRIED else unit) for kind, _, unit in also]
    found["also"] = ",".join(f"{kind}:{unit}" if unit else kind for kind, unit in named)
    if own_known.is_own(found["place"]) and given["aset"] == "place" and not given["a"]:  # chosen anywhere
        found |= {"aset": own_set(carried), "a": found["place"]}
    elif carried and given["aset"] == "place" and not given["a"]:
        found |= {"aset": own_set(carried), "a": carried}
    return found


def _own_key(unit: str, carried: str) -> str:
    return carried if unit == CARRIED else own_known.key(unit)


@lru_cache(maxsize=256)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[TwoSets, tuple[str, ...]]:
    given, notices = dict(asked), []
    on, system, place, said = resolution.where({**given, "own": ""})
    carried = own_known.key(given["own"]) if given["own"] else ""
    faults = (own_known.fault(given["own"]),) if given["own"] and not carried else ()
    notices.extend((*said, *faults))
    if carried and any(map(is_own_set, (given["aset"], given["bset"]))) and given["system"] == landing()["system"]:
        home = system_and_place(given, system, on=on, notices=notices)[0]  # nobody chose a system: its own
        system, place = home, place if home == system else ""
    possible = border_sets.kinds_in(system, on)
    possible = (*possible, *_own_in(given, system, on, notices))
    sets = {name: _kind(given[name], possible, landing()[name], notices) for name in ("aset", "bset")}
    if not given["a"] and sets["aset"] == "place":  # the place a reader has chosen anywhere
        given["a"] = place
    units = {name: _unit(given[name], sets[f"{name}set"], (system, on), notices) for name in ("a", "b")}
    also = tuple(dict.fromkeys(entry for entry in given["also"].split(",") if entry))
    kept = tuple(entry for entry in also if entry in joinable(system, on) or _own_joins(entry, system))
    if kept != also:
        strange = ", ".join(f"“{_called(entry)}”" for entry in also if entry not in kept)
        notices.append(f"These footprints are not in this system on this date: {strange}. They are left out.")
    return TwoSets(system, place, on, sets["aset"], units["a"], sets["bset"], units["b"], kept, carried), tuple(notices)


def _own_in(given: Mapping[str, str], system: str, on: str, notices: list[str]) -> tuple[str, ...]:
    """The set of own footprints that is asked for, if any of them lies in the system; else a notice."""
    asked = next((given[name] for name in ("aset", "bset") if is_own_set(given[name]) or given[name] == CARRIED), "")
    if not asked:
        return ()
    if is_own_set(asked) and len(border_sets.in_scope(asked, system, on=on).units):
        return (asked,)
    where = "England" if system == ENGLAND else opened_pack.registry()[system].short_name
    notices.append(f"No own footprint lies in {where}: make one on the Footprints page, or choose another system.")
    return ()


def _kind(asked: str, possible: tuple[str, ...], usual: str, notices: list[str]) -> str:
    if asked in possible:
        return asked
    first = usual if usual in possible else DISTRICTS
    if asked == CARRIED or is_own_set(asked):
        return first
    known = KINDS[asked].plural if asked in KINDS else f"“{asked}”"
    notices.append(f"This system has no {known} in the pack on this date. Showing {kind_of(first).plural}.")
    return first


def _unit(asked: str, kind: str, where: tuple[str, str], notices: list[str]) -> str:
    system, on = where
    inside = border_sets.in_scope(kind, system, on=on).units
    if asked in ("", WHOLE):
        return inside[0] if len(inside) == 1 else WHOLE
    words = border_sets.names(kind)
    if asked in inside:
        return asked
    if asked in border_sets.borders(kind, on).units:
        notices.append(f"{words[asked]} is not in this system. Showing all {kind_of(kind).plural}.")
        return WHOLE
    named = [code for code in inside if asked.casefold() in words[code].casefold()]
    exact = [code for code in named if words[code].casefold() == asked.casefold()]
    if len(exact or named) == 1:
        return (exact or named)[0]
    if named:
        notices.append(f"{len(named)} {kind_of(kind).plural} match “{asked}”. Showing all {kind_of(kind).plural}.")
    elif not own_known.is_own(asked) and not any(
        asked in border_sets.names(other) for other in KINDS
    ):  # the kind was changed, its unit went along
        notices.append(
            f"No {kind_of(kind).singular} has the code or name “{asked}”. Showing all {kind_of(kind).plural}."
        )
    return WHOLE


def kinds(asked: TwoSets) -> dict[str, str]:
    """Codes and words of the set boxes."""
    found = [*border_sets.kinds_in(asked.system, asked.date), *filter(None, [own_set(asked.own)])]
    return {kind: sentence_case(kind_of(kind).plural) + kind_of(kind).also for kind in found}


def units(kind: str, chosen: str, *, system: str, on: str) -> dict[str, str]:
    """Codes and words of a footprint box: the whole set, then units by name."""
    words, inside = border_sets.names(kind), border_sets.in_scope(kind, system, on=on).units
    few = list(inside) if len(inside) <= MOST_OFFERED else []
    codes = dict.fromkeys([*sorted(few, key=lambda code: words[code]), *([chosen] if chosen != WHOLE else [])])
    return {WHOLE: f"All {kind_of(kind).plural}"} | {code: words[code] for code in codes}


def _called(entry: str) -> str:
    """What a notice calls an entry: an own footprint by its name."""
    kind, _, unit = entry.partition(":")
    return own_known.footprint(unit).name if kind == CARRIED and own_known.is_own(unit) else entry


def _own_joins(entry: str, system: str) -> bool:
    """Whether an entry is an own footprint, named by its key, that lies in the system."""
    kind, _, unit = entry.partition(":")
    return kind == CARRIED and own_known.is_own(unit) and own_known.lies_in(unit, system)


def joining(asked: TwoSets) -> dict[str, str]:
    """Everything that a joint boundary can be made of, own footprints first."""
    own = own_known.offered(asked.system)
    if asked.own and own_known.lies_in(asked.own, asked.system):
        own[asked.own] = own_known.words(asked.own)
    return {f"{CARRIED}:{key}": words for key, words in own.items()} | joinable(asked.system, asked.date)


@lru_cache(maxsize=64)
def joinable(system: str, on: str) -> dict[str, str]:
    """Registered and official ones that a joint boundary can be made of ("kind:code"); not all wards of England."""
    offered = [kind for kind in border_sets.kinds_in(system, on) if kind != border_sets.CUTS or system != ENGLAND]
    found = {}
    for kind in offered:
        words = border_sets.names(kind)
        for code in sorted(border_sets.in_scope(kind, system, on=on).units, key=lambda code: words[code]):
            found[f"{kind}:{code}"] = f"{words[code]} ({kind_of(kind).singular})"
    return found


def scope_name(asked: TwoSets) -> str:
    """Name of the system, or England."""
    return "England" if asked.system == ENGLAND else opened_pack.registry()[asked.system].short_name
