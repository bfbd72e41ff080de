"""What can be asked of the opened pack: levels, periods and places that a measure and a system have.

Lives here: possibilities. Not here: what to do about an impossible wish (`selection`).
"""

from __future__ import annotations

from functools import lru_cache

from data.catalogue import Indicator
from data.pack import Pack
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level, ValueType
from equity.disclosure import RULES
from geo.footprints import Footprint, Registry
from geo.periods import threes

ENGLAND = "england"
COUNTABLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.COUNT)  # what can be added up
# Levels a map can show, finest first; the ones after the first two can be summed from smaller areas.
MAP_LEVELS = (
    Level.LSOA,
    Level.MSOA,
    Level.WARD,
    Level.PCN,
    Level.NEIGHBOURHOOD,
    Level.PLACE,
    Level.DISTRICT,
    Level.UPPER_TIER,
    Level.SYSTEM,
)
# Levels that a building block can be summed to, and the area type they are then drawn with.
SUMMED_TYPE = {
    Level.MSOA: "msoa11",
    Level.WARD: "wd25",
    Level.NEIGHBOURHOOD: "neighbourhood",
    Level.PLACE: "place",
    Level.DISTRICT: "lad22",
    Level.UPPER_TIER: "ctyua21",
    Level.SYSTEM: "system",
}
SUMMED = {
    "lsoa11": SUMMED_TYPE,
    "msoa11": {level: kind for level, kind in SUMMED_TYPE.items() if level not in (Level.MSOA, Level.WARD)},
    "lsoa21": SUMMED_TYPE | {Level.MSOA: "msoa21", Level.WARD: "wd22"},
}


def levels(pack: Pack, indicator: Indicator, *, scope: str) -> dict[Level, tuple[str, ...]]:
    """Area types per level, finest first, with figures of an indicator (stored or summed) that a scope can draw."""
    direct: dict[Level, tuple[str, ...]] = {}
    for area_type in pack.store.area_types(indicator.id):
        level = AREA_TYPES[area_type]
        direct[level] = (*direct.get(level, ()), area_type)
    for level, area_type in SUMMED.get(indicator.building_block, {}).items():
        if level not in direct and joined(pack, indicator.building_block, to=area_type):
            direct[level] = (area_type,)
    layers = pack.manifest["layers"]
    drawn = {level: tuple(kind for kind in kinds if scope in layers.get(kind, {})) for level, kinds in direct.items()}
    return {level: drawn[level] for level in MAP_LEVELS if drawn.get(level)}


def joined(pack: Pack, source: str, *, to: str) -> bool:
    """Whether the pack has what sums from blocks of type `source` to another type need (footprints: LSOA 2011)."""
    needed = {"lsoa21": {"lsoa21", "lsoa11_lsoa21"} if to in FOOTPRINT_TYPES else {"lsoa21"}}
    return all(pack.has_lookup(name) for name in needed.get(source, ()))


def periods(pack: Pack, indicator: Indicator, *, types: tuple[str, ...]) -> dict[str, str]:
    """Area type per period, oldest first, over the vintages of one level."""
    found: dict[str, str] = {}
    stored = set(pack.store.area_types(indicator.id))
    for area_type in types:
        source = area_type if area_type in stored else indicator.building_block
        for period in pack.store.periods(indicator.id, source):
            found.setdefault(period, area_type)
    return dict(sorted(found.items()))


def pooled_years(pack: Pack, indicator: Indicator) -> dict[str, tuple[str, ...]]:
    """Periods of three years that may be pooled here, with their years, oldest first; none where nothing is withheld.

    They are the same for every kind of area, so that pools of one kind never overlap those of another.
    """
    if indicator.value_type not in COUNTABLE or not RULES[indicator.release_rule].largest:
        return {}
    kinds = pack.store.area_types(indicator.id)
    return threes([period for kind in kinds for period in pack.store.periods(indicator.id, kind)])


def pools(pack: Pack, indicator: Indicator, *, types: tuple[str, ...]) -> dict[str, str]:
    """Area type per period of three years that can be pooled over one vintage of a level, oldest first."""
    found: dict[str, str] = {}
    for period, years in pooled_years(pack, indicator).items():
        for area_type in types:
            if _counted(pack, indicator, block_type(pack, indicator, area_type=area_type), years=years):
                found.setdefault(period, area_type)
    return found


def _counted(pack: Pack, indicator: Indicator, source: str, *, years: tuple[str, ...]) -> bool:
    """Whether some area of a type has counts in every one of the years: published rates cannot be pooled."""
    if not set(years) <= set(pack.store.periods(indicator.id, source)):
        return False
    rows = pack.store.observations(indicator.id, area_type=source)
    having = rows["numerator"].notna() & (rows["denominator"].notna() | (indicator.value_type == ValueType.COUNT))
    return bool(
        (rows[having & rows["period"].isin(years)].groupby("area_code")["period"].nunique() == len(years)).any()
    )


def block_type(pack: Pack, indicator: Indicator, *, area_type: str) -> str:
    """The area type whose rows answer for `area_type`: itself, or the building block its values are summed from."""
    return area_type if area_type in pack.store.area_types(indicator.id) else indicator.building_block


def natural(pack: Pack, indicator: Indicator, *, scope: str) -> Level:
    """The finest level an indicator is published for and the scope can draw: shown when nothing is asked."""
    published = {AREA_TYPES[area_type] for area_type in pack.store.area_types(indicator.id)}
    possible = levels(pack, indicator, scope=scope)
    return next((level for level in possible if level in published), next(iter(possible), Level.UPPER_TIER))


@lru_cache(maxsize=256)
def places(registry: Registry, system: str, *, on: str) -> tuple[Footprint, ...]:
    """Places of a system on a date, each followed by its neighbourhoods; of all systems for England."""
    if system == ENGLAND:
        tops = registry.of_tier("place", on)
    else:
        children = registry.children(system, on) or registry.children(system, registry[system].valid_to or on)
        tops = [child for child in children if child.tier in ("place", "catchment")]
    return tuple(area for top in tops for area in (top, *registry.children(top.id, on)))
