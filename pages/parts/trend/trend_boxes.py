"""What the boxes of the trend page offer: measures with a series, systems, lines, comparisons, in words.

Lives here: options and their words. Not here: widgets (`trend_controls`), what was asked for (`trend_selection`).
"""

from __future__ import annotations

from functools import lru_cache

from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.own import own_known
from pages.parts.answering.series import THEN, TODAY, periods
from pages.parts.asking import possible
from pages.parts.asking.controls import outside_its_time
from pages.parts.asking.possible import ENGLAND
from pages.parts.trend.trend_selection import FEW, NONE, OVER, TrendSelection, published, rank, systems

DISTRICT, SMALLER = "lad22", ("lsoa11", "msoa11")
MOST_AREAS = 400  # offered in a box
CACHED = 256


@lru_cache(maxsize=CACHED)
def boxes(chosen: TrendSelection) -> dict[str, dict[str, str]]:
    """Codes and words of every box."""
    pack, registry = opened_pack.pack(), opened_pack.registry()
    able = [one for one in pack.indicators.values() if len(periods(one.id)) >= FEW or one.id == chosen.indicator]
    offered = {ENGLAND: "England"}
    if chosen.system != ENGLAND and not registry[chosen.system].valid_on(chosen.date):
        offered[chosen.system] = outside_its_time(chosen.system, chosen.date)
    offered |= {one.id: one.short_name for one in registry.of_tier("system", chosen.date)}
    areas = _areas(chosen)
    compare = {ENGLAND: "England", NONE: "Nothing"}
    over = extents.system_over(chosen.area, chosen.date)
    if over is not None and chosen.area not in systems():
        compare[OVER] = f"Its system, {over.name}"
    return {
        "indicator": {one.id: one.name for one in sorted(able, key=lambda one: (rank(one.id)[0], one.name))},
        "system": offered,
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
        for code, extent in published(chosen.indicator).items()
        if members is None or members & extent
    }
    words |= dict(sorted(_districts(chosen, members).items(), key=lambda item: item[1]))
    words |= dict(sorted(official.items(), key=lambda item: item[1])[:MOST_AREAS])
    words |= {place.id: f"{'– ' * (place.tier == 'neighbourhood')}{place.short_name}" for place in places}
    words.setdefault(extents.ENGLAND_CODE, "England")
    for code in (chosen.area, chosen.second):
        if code and code not in words:
            words[code] = own_known.words(code) if own_known.is_own(code) else extents.subject(code, chosen.date).name
    return words
