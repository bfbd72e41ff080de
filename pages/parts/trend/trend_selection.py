"""What a trend is asked for: measure, system, one or two areas, what to compare with, whose members.

Lives here: the page's parameters, and the nearest possible selection with its notices.
Not here: what its boxes offer (`trend_boxes`), the series (`answering.series`), the address (`address`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.own import own_known
from pages.parts.answering.series import THEN, TODAY, periods, series
from pages.parts.asking import address, other_codes, resolution, selection
from pages.parts.asking.possible import ENGLAND

PARAMETERS = ("indicator", "system", "area", "own", "second", "compare", "footprint", "date", "view", "markers")
LINES, USUAL, ALL = "lines", "usual", "all"
VIEWS = {LINES: "Lines", USUAL: "Usual variation", ALL: "All measures"}
SHOWN, HIDDEN = "show", "hide"
MARKERS = {SHOWN: "Shown", HIDDEN: "Hidden"}
CHOICES = {  # parameter -> its words, the first of them the usual one; how a notice ends
    "footprint": ((THEN, TODAY), "footprint. Showing the footprint at the time"),
    "view": (tuple(VIEWS), "view. Showing lines"),
    "markers": (tuple(MARKERS), "programmes shown or hidden. Showing them"),
}
NONE = "none"
OVER = "system"
FEW = 3  # periods below which a measure is no series
CACHED = 256


@dataclass(frozen=True)
class TrendSelection:
    """One trend, complete and possible. Hashable: it is the key of every cache."""

    indicator: str
    system: str
    area: str  # a footprint's id or an area's code
    second: str  # the same, or ""
    compare: str  # "england", "system" or "none"
    footprint: str  # "then" or "today"
    date: str
    view: str = LINES
    markers: str = SHOWN


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens: the pack's measure, else its first with a series."""
    usual = selection.landing()
    pack = opened_pack.pack()
    able = [one for one in pack.indicators if len(periods(one)) >= FEW]
    indicator = (
        usual["indicator"] if usual["indicator"] in able else next(iter(sorted(able, key=rank)), usual["indicator"])
    )
    return dict.fromkeys(PARAMETERS, "") | {
        "indicator": indicator,
        "system": usual["system"],
        "date": usual["date"],
        "compare": ENGLAND,
        "footprint": THEN,
        "view": LINES,
        "markers": SHOWN,
    }


def rank(indicator_id: str) -> tuple[bool, int, str]:
    """Order of measures: outcomes first, then the longest series."""
    indicator = opened_pack.pack().indicators[indicator_id]
    return indicator.lens != "outcomes", -len(periods(indicator_id)), indicator_id


def resolved(given: Mapping[str, str]) -> tuple[TrendSelection, tuple[str, ...]]:
    """The nearest possible selection, and a notice for everything that could not be had as asked."""
    return _resolved(tuple(sorted(_by_key(given).items())))


def _by_key(given: Mapping[str, str]) -> dict[str, str]:
    """The same question with own footprints named by all they hold; one that the address carries is the first line."""
    asked = {name: own_known.key(given[name]) or given[name] for name in ("area", "second") if given[name]}
    carried = own_known.key(given["own"]) if given["own"] else ""
    return {**given, **asked} | ({"area": carried, "own": ""} if carried else {})


def asked_by(query: Mapping[str, str]) -> TrendSelection:
    """The nearest possible selection of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[TrendSelection, tuple[str, ...]]:
    given, notices = dict(asked), []
    if given["own"]:
        notices.append(own_known.fault(given["own"]))
    indicator, on, system = resolution.measure_date_system(given, notices)
    usual = automatic(indicator.id, system, on=on)
    area = _code(given["area"], on, notices) or usual[0]
    second = "" if given["second"] == NONE else _code(given["second"], on, notices)
    if not given["area"] and not given["second"]:
        second = usual[1]
    choices = {name: _one_of(given[name], name, notices) for name in CHOICES}
    chosen = TrendSelection(
        indicator=indicator.id,
        system=system,
        area=area,
        second=second if second != area else "",
        compare=_compare(given["compare"], area, on=on, notices=notices),
        date=on,
        **choices,
    )
    return chosen, tuple(notices)


def _one_of(asked: str, name: str, notices: list[str]) -> str:
    """One of a few fixed words, else the first of them with a notice."""
    possible, words = CHOICES[name]
    if asked in possible:
        return asked
    notices.append(f"“{asked}” is no choice of {words}.")
    return possible[0]


def _code(asked: str, on: str, notices: list[str]) -> str:
    """The footprint's id or area's code that is meant; "" with a notice where it cannot have a line."""
    wanted = asked.strip()
    if wanted in ("", NONE):
        return ""
    if own_known.is_own(wanted):
        if not own_known.key(wanted):
            notices.append(own_known.fault(wanted))
        return own_known.key(wanted)
    found = opened_pack.registry().found(wanted, on)
    if found.footprint is not None:
        if found.notice:
            notices.append(found.notice)
        return found.footprint.id
    about = extents.subject(wanted.upper(), on)
    if about is None:
        notices.append(f"This pack has no place or area with the code “{wanted}”. Showing the usual areas.")
        return ""
    notice = other_codes.named(wanted, on)
    if " ended" in notice or "did not exist" in notice:
        notices.append(notice)
    return about.code


def _compare(asked: str, area: str, *, on: str, notices: list[str]) -> str:
    if asked in (NONE, ENGLAND):
        return asked
    if asked == OVER and extents.system_over(area, on) is not None and area not in systems():
        return OVER
    name = "the system over it" if asked == OVER else f"“{asked}”"
    notices.append(f"This line cannot be compared with {name}. Showing England.")
    return ENGLAND


def systems() -> set[str]:
    """Ids of every system of the register."""
    return {footprint.id for footprint in opened_pack.registry().of_tier("system")}


@lru_cache(maxsize=CACHED)
def automatic(indicator_id: str, system: str, *, on: str) -> tuple[str, str]:
    """The lines shown when none is asked for: the system if it can be summed, else its two largest authorities."""
    if system == ENGLAND:
        return extents.ENGLAND_CODE, ""
    about = extents.subject(system, on)
    frame = series(indicator_id, about, footprint=TODAY, on=on)
    if frame["value"].notna().sum() >= FEW:
        return system, ""
    inside = about.then(on).members
    sizes = {code: len(inside & members) for code, members in published(indicator_id).items()}
    first = sorted((code for code in sizes if sizes[code]), key=lambda code: (-sizes[code], code))
    return (first[0], first[1] if len(first) > 1 else "") if first else (system, "")


def published(indicator_id: str) -> dict[str, frozenset[str]]:
    """Members of the official areas a measure has a series for, newest set, largest areas."""
    kinds = [k for k in reversed(opened_pack.pack().store.area_types(indicator_id)) if k not in FOOTPRINT_TYPES]
    upper = [kind for kind in kinds if AREA_TYPES[kind] == Level.UPPER_TIER]
    chosen = upper or [kind for kind in kinds if AREA_TYPES[kind] not in (Level.COUNTRY, Level.REGION)]
    return extents.areas_of(chosen[0]) if chosen else {}


def plain(chosen: TrendSelection) -> dict[str, str]:
    """Parameters for a short address: what follows from measure and system alone is left empty."""
    values = dict(vars(chosen)) | {name: _short(getattr(chosen, name)) for name in ("area", "second")} | {"own": ""}
    if (chosen.area, chosen.second) == automatic(chosen.indicator, chosen.system, on=chosen.date):
        return values | {"area": "", "second": ""}
    return values


def _short(code: str) -> str:
    """A line as an address says it: an own footprint kept with the pack by its id."""
    return own_known.parameters(code).get("place", code) if own_known.is_own(code) else code


def settle(chosen: TrendSelection) -> None:
    """Let the boxes have the last word on a footprint that came with the address, from the next run on."""
    if own_known.is_own(chosen.area):
        address.ask("area", chosen.area)
        address.ask("own", "")
