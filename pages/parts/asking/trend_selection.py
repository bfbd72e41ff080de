"""What a trend is asked for: measure, system, one or two areas, what to compare with, whose members.

Lives here: the page's parameters, the nearest possible selection with its notices, and what its boxes offer.
Not here: the series themselves (`answering.series`), the address (`address`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.series import THEN, TODAY, periods, series
from pages.parts.asking import other_codes, possible, resolution, selection
from pages.parts.asking.possible import ENGLAND

PARAMETERS = ("indicator", "system", "area", "second", "compare", "footprint", "date")
NONE = "none"
OVER = "system"
FEW = 3  # periods below which a measure is no series
DISTRICT, SMALLER = "lad22", ("lsoa11", "msoa11")
MOST_AREAS = 400  # offered in a box
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


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens: the pack's measure, else its first with a series."""
    usual = selection.landing()
    pack = opened_pack.pack()
    able = [one for one in pack.indicators if len(periods(one)) >= FEW]
    indicator = (
        usual["indicator"] if usual["indicator"] in able else next(iter(sorted(able, key=_rank)), usual["indicator"])
    )
    return dict.fromkeys(PARAMETERS, "") | {
        "indicator": indicator,
        "system": usual["system"],
        "date": usual["date"],
        "compare": ENGLAND,
        "footprint": THEN,
    }


def _rank(indicator_id: str) -> tuple[bool, int, str]:
    indicator = opened_pack.pack().indicators[indicator_id]
    return indicator.lens != "outcomes", -len(periods(indicator_id)), indicator_id


def resolved(given: Mapping[str, str]) -> tuple[TrendSelection, tuple[str, ...]]:
    """The nearest possible selection, and a notice for everything that could not be had as asked."""
    return _resolved(tuple(sorted(given.items())))


def asked_by(query: Mapping[str, str]) -> TrendSelection:
    """The nearest possible selection of an address's query."""
    defaults = landing()
    return resolved(defaults | {name: query[name] for name in defaults if name in query})[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[TrendSelection, tuple[str, ...]]:
    given, notices = dict(asked), []
    indicator, on, system = resolution.measure_date_system(given, notices)
    usual = automatic(indicator.id, system, on=on)
    area = _code(given["area"], on, notices) or usual[0]
    second = "" if given["second"] == NONE else _code(given["second"], on, notices)
    if not given["area"] and not given["second"]:
        second = usual[1]
    if given["footprint"] not in (THEN, TODAY):
        notices.append(f"“{given['footprint']}” is no choice of footprint. Showing the footprint at the time.")
    chosen = TrendSelection(
        indicator=indicator.id,
        system=system,
        area=area,
        second=second if second != area else "",
        compare=_compare(given["compare"], area, on=on, notices=notices),
        footprint=given["footprint"] if given["footprint"] in (THEN, TODAY) else THEN,
        date=on,
    )
    return chosen, tuple(notices)


def _code(asked: str, on: str, notices: list[str]) -> str:
    """The footprint's id or area's code that is meant; "" with a notice where it cannot have a line."""
    wanted = asked.strip()
    if wanted in ("", NONE):
        return ""
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
    if asked == OVER and extents.system_over(area, on) is not None and area not in _systems():
        return OVER
    name = "the system over it" if asked == OVER else f"“{asked}”"
    notices.append(f"This line cannot be compared with {name}. Showing England.")
    return ENGLAND


def _systems() -> set[str]:
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
    sizes = {code: len(inside & members) for code, members in _published(indicator_id).items()}
    first = sorted((code for code in sizes if sizes[code]), key=lambda code: (-sizes[code], code))
    return (first[0], first[1] if len(first) > 1 else "") if first else (system, "")


def _published(indicator_id: str) -> dict[str, frozenset[str]]:
    """Members of the official areas a measure has a series for, newest set, largest areas."""
    kinds = [k for k in reversed(opened_pack.pack().store.area_types(indicator_id)) if k not in FOOTPRINT_TYPES]
    upper = [kind for kind in kinds if AREA_TYPES[kind] == Level.UPPER_TIER]
    chosen = upper or [kind for kind in kinds if AREA_TYPES[kind] not in (Level.COUNTRY, Level.REGION)]
    return extents.areas_of(chosen[0]) if chosen else {}


def plain(chosen: TrendSelection) -> dict[str, str]:
    """Parameters for a short address: what follows from measure and system alone is left empty."""
    values = dict(vars(chosen))
    if (chosen.area, chosen.second) == automatic(chosen.indicator, chosen.system, on=chosen.date):
        return values | {"area": "", "second": ""}
    return values | {"second": chosen.second}


@lru_cache(maxsize=CACHED)
def boxes(chosen: TrendSelection) -> dict[str, dict[str, str]]:
    """Codes and words of every box."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    able = [one for one in pack.indicators.values() if len(periods(one.id)) >= FEW or one.id == chosen.indicator]
    systems = {ENGLAND: "England"}
    if chosen.system != ENGLAND and not registry[chosen.system].valid_on(chosen.date):
        systems[chosen.system] = f"{registry[chosen.system].short_name} (ended)"
    systems |= {one.id: one.short_name for one in registry.of_tier("system", chosen.date)}
    areas = _areas(chosen)
    compare = {ENGLAND: "England", NONE: "Nothing"}
    over = extents.system_over(chosen.area, chosen.date)
    if over is not None and chosen.area not in _systems():
        compare[OVER] = f"Its system, {over.name}"
    return {
        "indicator": {one.id: one.name for one in sorted(able, key=lambda one: (_rank(one.id)[0], one.name))},
        "system": systems,
        "area": areas,
        "second": {NONE: "None", **{code: words for code, words in areas.items() if code != chosen.area}},
        "compare": compare,
        "footprint": {THEN: "At the time", TODAY: "Today’s"},
    }


def _districts(chosen: TrendSelection, members: frozenset[str] | None) -> dict[str, str]:
    """Districts of a system, where a measure can be added up to them from smaller areas."""
    indicator = opened_pack.pack().indicators[chosen.indicator]
    if indicator.building_block not in SMALLER or not values.summable(indicator, indicator.building_block):
        return {}
    found = {code for code, extent in extents.areas_of(DISTRICT).items() if members is None or members & extent}
    return {code: name for code, name in extents.names_of(DISTRICT).items() if code in found}


def _areas(chosen: TrendSelection) -> dict[str, str]:
    registry = opened_pack.registry()
    words: dict[str, str] = {}
    members = None
    if chosen.system != ENGLAND:
        words[chosen.system] = "The whole system"
        members = extents.subject(chosen.system, chosen.date).then(chosen.date).members
    places = possible.places(registry, chosen.system, on=chosen.date)
    official = {
        code: extents.subject(code, chosen.date).name
        for code, extent in _published(chosen.indicator).items()
        if members is None or members & extent
    }
    words |= dict(sorted(_districts(chosen, members).items(), key=lambda item: item[1]))
    words |= dict(sorted(official.items(), key=lambda item: item[1])[:MOST_AREAS])
    words |= {place.id: f"{'– ' * (place.tier == 'neighbourhood')}{place.short_name}" for place in places}
    words.setdefault(extents.ENGLAND_CODE, "England")
    for code in (chosen.area, chosen.second):
        if code and code not in words:
            words[code] = extents.subject(code, chosen.date).name
    return words
