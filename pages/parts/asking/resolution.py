"""From what is asked for to what can be shown: the nearest possible selection, and a notice for every difference.

Lives here: which values are possible, what stands in for an impossible one, and the notice that says so.
Not here: reading the address (`address`), what a selection is (`selection`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from charts.words import mid_sentence, period_words
from data.catalogue import Indicator
from data.pack import Pack
from data.schema import LEVEL_NAMES, Level
from geo.footprints import Registry
from pages.parts import opened_pack
from pages.parts.asking import other_codes, typed_codes
from pages.parts.asking.possible import ENGLAND, SUMMED_TYPE, block_type, levels, natural, periods, places
from pages.parts.asking.selection import CACHED, COLOURS, NO_AREA, Selection, landing

PLACE_TIERS = ("place", "neighbourhood", "catchment")


def asked_by(query: Mapping[str, str]) -> Selection:
    """Return the nearest possible selection of an address's query."""
    defaults = landing()
    return resolved(defaults | {name: query[name] for name in defaults if name in query})[0]


def where(given: Mapping[str, str]) -> tuple[str, str, str, tuple[str, ...]]:
    """Date, system and place of any page that asks for the three, each possible, with notices."""
    pack, registry, notices = opened_pack.pack(), opened_pack.registry(), []
    on = _date(given["date"], pack, notices)
    system = _system(given["system"], registry, on, notices)
    return on, system, _place(given["place"], registry, system, on, notices), tuple(notices)


def resolved(given: dict[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """Return the nearest possible selection and a notice for everything that could not be had as asked.

    Parameters
    ----------
    given
        Every parameter as text, from the address or the controls.
    """
    return _resolved(tuple(sorted(given.items())))


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[Selection, tuple[str, ...]]:
    pack, registry, given = opened_pack.pack(), opened_pack.registry(), dict(asked)
    notices: list[str] = []
    indicator = _indicator(given["indicator"], pack, notices)
    on = _date(given["date"], pack, notices)
    system = _system(given["system"], registry, on, notices)
    place = _place(given["place"], registry, system, on, notices)
    level, types = _level(given["level"], pack, indicator, system, notices)
    period, area_type = _period(given["period"], pack, indicator, types, notices)
    segment = _segment(given, pack, indicator, area_type, notices)
    selection = Selection(
        indicator=indicator.id,
        system=system,
        place=place,
        level=level,
        area_type=area_type,
        area=given["area"],
        period=period,
        sex=segment[0],
        age=segment[1],
        category=segment[2],
        date=on,
        colours=given["colours"] if given["colours"] in COLOURS else "level",
        outlines=given["outlines"],
        inside="place" if given["inside"] and place else "",
    )
    return _with_area(selection, pack, notices), tuple(notices)


def measure_date_system(given: Mapping[str, str], notices: list[str]) -> tuple[Indicator, str, str]:
    """Measure, date and system of an address, as every page resolves them; notices are added to the list."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    on = _date(given["date"], pack, notices)
    return _indicator(given["indicator"], pack, notices), on, _system(given["system"], registry, on, notices)


def _indicator(asked: str, pack: Pack, notices: list[str]) -> Indicator:
    if asked in pack.indicators:
        return pack.indicators[asked]
    default = pack.indicators[pack.defaults["indicator"]]
    notices.append(f"This pack has no measure called “{asked}”. Showing {default.name}.")
    return default


def _date(asked: str, pack: Pack, notices: list[str]) -> str:
    try:
        return date.fromisoformat(asked).isoformat()
    except ValueError:
        default = landing()["date"]
        notices.append(f"“{asked}” is not a date such as 2026-03-31. Showing footprints as on {period_words(default)}.")
        return default


def _system(asked: str, registry: Registry, on: str, notices: list[str]) -> str:
    if asked in (ENGLAND, ""):
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
        if found.notice:  # a link to a place that has gone is answered; a place left behind by another system is not
            notices.append(found.notice)
        return ""
    if found.notice:
        notices.append(found.notice)
    return found.footprint.id


def _level(
    asked: str, pack: Pack, indicator: Indicator, scope: str, notices: list[str]
) -> tuple[Level, tuple[str, ...]]:
    possible = levels(pack, indicator, scope=scope)
    if asked in possible:
        return Level(asked), possible[Level(asked)]
    if not possible:
        notices.append(
            f"{indicator.name} is published for England only: the card shows it, the map has no areas to colour."
        )
        return Level.UPPER_TIER, (SUMMED_TYPE[Level.UPPER_TIER],)
    first = natural(pack, indicator, scope=scope)
    if asked:
        label = LEVEL_NAMES.get(asked, f"“{asked}”")
        shown = LEVEL_NAMES[first]
        notices.append(f"{indicator.name} has no figures for {mid_sentence(label)}. Showing {mid_sentence(shown)}.")
    return first, possible[first]


def _period(
    asked: str, pack: Pack, indicator: Indicator, types: tuple[str, ...], notices: list[str]
) -> tuple[str, str]:
    possible = periods(pack, indicator, types=types)
    if not possible:  # published for larger areas only: its own periods, no area of the map
        stored = pack.store.area_types(indicator.id)
        possible = dict.fromkeys(periods(pack, indicator, types=tuple(stored)), types[0])
    if asked in possible:
        return asked, possible[asked]
    latest = list(possible)[-1]
    if asked:
        notices.append(
            f"{indicator.name} has no figures for {period_words(asked)}. Showing {period_words(latest)}; "
            f"the pack has {_span(list(possible))}."
        )
    return latest, possible[latest]


def _span(periods_had: list[str]) -> str:
    first, last = period_words(periods_had[0]), period_words(periods_had[-1])
    return f"{first} only" if first == last else f"{first} to {last}"


def _segment(
    given: dict[str, str], pack: Pack, indicator: Indicator, area_type: str, notices: list[str]
) -> tuple[str, str, str]:
    frame = pack.store.segments(indicator.id, block_type(pack, indicator, area_type=area_type))
    possible = list(frame[["sex", "age", "category"]].itertuples(index=False, name=None))
    default = (indicator.default_sex, indicator.default_age, indicator.default_category)
    if possible and default not in possible:
        default = possible[0]
    asked = tuple(given[name] or default[i] for i, name in enumerate(("sex", "age", "category")))
    if asked in possible or not possible:
        return asked
    notices.append(f"{indicator.name} has no figures for the group asked for. Showing everyone it is published for.")
    return default


def _with_area(selection: Selection, pack: Pack, notices: list[str]) -> Selection:
    asked = selection.area.strip()
    if asked in ("", NO_AREA):
        return replace(selection, area=asked)
    names = pack.names(selection.area_type, selection.system)
    if asked in names.position:
        return replace(selection, area=asked)
    named = [code for code, name in zip(names.codes, names.names, strict=True) if asked.casefold() in name.casefold()]
    if len(named) == 1:
        return replace(selection, area=named[0])
    if named:
        some = ", ".join(names.names[names.position[code]] for code in named[:4])
        notices.append(f"{len(named)} areas match “{asked}”: {some}{' ...' if len(named) > 4 else ''}. Choose one.")
    elif known := other_codes.named(asked, selection.date):
        notices.append(f"{known} It is not among the areas shown, so no area is selected.")
    elif asked in set(pack.areas["area_code"]):
        notices.append(f"“{asked}” is an area of another kind or outside this system. No area is selected.")
    else:
        notices.append(f"This pack has no area with the code or name “{asked}”. No area is selected.")
    return replace(selection, area=NO_AREA)
