"""From what is asked for to what can be shown: the nearest possible selection, and a notice for every difference.

Lives here: which values are possible, what stands in for an impossible one, and the notice that says so.
Not here: system and place (`asked_footprints`), reading the address (`address`), what a selection is (`selection`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from charts.words import mid_sentence, period_words
from data.catalogue import Indicator
from data.pack import Pack
from data.schema import LEVEL_NAMES, POOL, Level
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import address, other_codes
from pages.parts.asking.asked_footprints import system_and_place, system_asked, system_of
from pages.parts.asking.possible import SUMMED_TYPE, block_type, levels, natural, periods, pools
from pages.parts.asking.selection import CACHED, COLOURS, NO_AREA, OUTLINE_IDS, Selection, landing

INSIDE = ("place", "1")


def asked_by(query: Mapping[str, str]) -> Selection:
    """Return the nearest possible selection of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


def where(given: Mapping[str, str]) -> tuple[str, str, str, tuple[str, ...]]:
    """Date, system and place of any page that asks for the three, each possible, with notices."""
    pack, registry, notices = opened_pack.pack(), opened_pack.registry(), []
    on = _date(given["date"], pack, notices)
    system = system_of(system_asked(given, on), registry, on=on, notices=notices)
    system, place = system_and_place(given, system, on=on, notices=notices)
    return on, system, place, tuple(notices)


def by_key(given: Mapping[str, str]) -> dict[str, str]:
    """The same question with an own footprint named by its key: what is kept with the pack may change under its id."""
    asked = given["place"]
    own = "" if not asked or asked in opened_pack.registry() else own_known.key(asked)
    return {**given, "place": own or asked}


def resolved(given: dict[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """Return the nearest possible selection and a notice for everything that could not be had as asked.

    Parameters
    ----------
    given
        Every parameter as text, from the address or the controls.
    """
    return _resolved(tuple(sorted(by_key(given).items())))


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[Selection, tuple[str, ...]]:
    pack, given = opened_pack.pack(), dict(asked)
    notices: list[str] = []
    indicator, on, system = measure_date_system(given, notices)
    system, place = system_and_place(given, system, on=on, notices=notices)
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
        colours=_colours(given["colours"], notices),
        outlines=_outlines(given["outlines"], notices),
        inside="place" if _inside(given["inside"], notices) and place else "",
    )
    return with_area(selection, pack, notices=notices), tuple(notices)


def measure_date_system(given: Mapping[str, str], notices: list[str]) -> tuple[Indicator, str, str]:
    """Measure, date and system of an address, as every page resolves them; notices are added to the list."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    on = _date(given["date"], pack, notices)
    return (
        _indicator(given["indicator"], pack, notices),
        on,
        system_of(system_asked(given, on), registry, on=on, notices=notices),
    )


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
    pooled = pools(pack, indicator, types=types) if POOL in asked else {}
    if asked in pooled:
        return asked, pooled[asked]
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


def _colours(asked: str, notices: list[str]) -> str:
    if asked in COLOURS:
        return asked
    if asked:
        notices.append(f"“{asked}” is not a way to colour the map. Showing the classes of the measure.")
    return "level"


def _outlines(asked: str, notices: list[str]) -> str:
    """Ids that the map knows, joined by commas; "" for the usual ones."""
    given = asked.split(",") if asked else []
    strange = [one for one in given if one not in OUTLINE_IDS]
    if strange:
        said = ", ".join(f"“{one}”" for one in strange)
        notices.append(f"{said} is not an outline of the map: {', '.join(OUTLINE_IDS)}.")
    return ",".join(one for one in given if one in OUTLINE_IDS)


def _inside(asked: str, notices: list[str]) -> bool:
    """Whether only areas inside the place are asked for; "1" is what the widget says."""
    if asked and asked not in INSIDE:
        notices.append(f"“{asked}” is not a choice of areas. Showing those inside the place and the others.")
    return asked in INSIDE


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


def with_area(selection: Selection, pack: Pack, *, notices: list[str]) -> Selection:
    """The selection with the area that is meant by what was asked, and a notice where none is."""
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
