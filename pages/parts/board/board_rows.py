"""Rows of one measure on a footprint: its own figure, its parts, its benchmark, or what is published instead.

Lives here: which released rows a tile stands on, taken from the map's view of the same footprint, so that map and board
cannot disagree. Not here: tiles (`board_tiles`), the rows' making (`groups`, `values`, `reach_shares`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.evidence import AreaRow
from charts.words import level_words, value_text
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level, ValueType
from equity.comparing.comparison import Comparison
from equity.disclosure import RULES
from pages.parts import opened_pack
from pages.parts.answering import extents, groups, published_tables, reach_shares, values
from pages.parts.answering.judging import judged_areas, judged_row
from pages.parts.answering.own import own_known
from pages.parts.answering.released_cells import area_row, named_places, place_ids
from pages.parts.answering.releasing import protected
from pages.parts.answering.resident_fifths import lsoas
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.board import board_reached
from pages.parts.board.board_found import Found

INSTEAD = (Level.DISTRICT, Level.UPPER_TIER)  # kinds of area that may stand where a footprint has no figure
LEAST_SHARE = 0.02  # of the footprint's small areas that must lie in an area for it to stand here
MOST_OF_AREA = 0.5


def found(chosen: Selection, *, against: str = "") -> Found:
    """The rows of a view's footprint: the place, else the system, else England.

    Parameters
    ----------
    against
        "" the usual benchmark, "england", or the id of a place.
    """
    if reach_shares.reach(chosen.indicator) is not None:
        return board_reached.reached(chosen, against)
    beside = chosen_benchmark(chosen, _beside(chosen), against=against)
    whole, parts, other = None, [], beside.country
    if chosen.place and _has_footprints(chosen.indicator):
        if refused := _refused(chosen):
            return Found(reason=refused)
        whole, *parts = groups.place_rows(chosen, beside) or [None]
        other = beside.row
    elif not chosen.place:
        whole, parts = _systemarea_row(chosen, beside), _places(chosen)
    if whole is not None and whole.has_value:
        own = replace(whole, role="selected") if chosen.place else judged(whole, other, indicator_id=chosen.indicator)
        return Found((own,), benchmark=_another(other, own, chosen.indicator), parts=tuple(parts))
    instead = standing_in(chosen, beside.row)
    if any(row.has_value for row in instead):
        alone = len(instead) == 1 and _same_ground(chosen, instead[0].code)
        one, many = level_words(chosen.area_type)
        known = tuple(row for row in instead if row.has_value)
        beyond = f"{len(known):,} of {len(instead):,} {many}" if len(known) < len(instead) else ""
        kind = one if len(known) == 1 else many
        return Found(known, own=alone, benchmark=beside.row, kind=kind, covers=beyond)
    return Found(reason=_reason(chosen, whole, instead=instead, country=beside.country))


def _refused(chosen: Selection) -> str:
    """Why an own footprint's figure must not be shown or cannot be had, "" where it can or it is none."""
    summed = bool(opened_pack.pack().indicators[chosen.indicator].building_block)
    return groups.own_measured(chosen).refused if own_known.is_own(chosen.place) and summed else ""


def chosen_benchmark(chosen: Selection, usual: groups.Benchmark, *, against: str) -> groups.Benchmark:
    """The benchmark a reader chose: none where it has no figure of the measure."""
    if not against:
        return usual
    if against == ENGLAND:
        return groups.Benchmark(usual.country, "England", usual.country)
    if not _has_footprints(chosen.indicator):
        return groups.Benchmark(None, "", usual.country)
    indicator, name = opened_pack.pack().indicators[chosen.indicator], opened_pack.registry()[against].short_name
    row = area_row(values.for_readers(values.totals(chosen, (against,)), indicator), against, name=name, role="place")
    return groups.Benchmark(row if row.has_value else None, name, usual.country)


def _has_footprints(indicator_id: str) -> bool:
    """Whether figures of footprints can be had at all: stored, or summed from building blocks."""
    pack = opened_pack.pack()
    stored = set(pack.store.area_types(indicator_id)) & set(FOOTPRINT_TYPES)
    return bool(stored) or bool(pack.indicators[indicator_id].building_block)


def _beside(chosen: Selection) -> groups.Benchmark:
    """What the map compares with: the system where it can be summed, else England."""
    if _has_footprints(chosen.indicator):
        return groups.benchmark(replace(chosen, place="", inside=""))  # the same for every place of a system
    country = _country(chosen.indicator, chosen.period)
    return groups.Benchmark(country, "England", country)


@lru_cache(maxsize=512)
def _country(indicator_id: str, period: str) -> AreaRow | None:
    frame = published_tables.rows(indicator_id, "ctry", codes=[groups.ENGLAND_CODE], period=period)
    row = area_row(frame, groups.ENGLAND_CODE, name="England", role="country")
    return row if row.has_value else None


def _systemarea_row(chosen: Selection, beside: groups.Benchmark) -> AreaRow | None:
    if chosen.system == ENGLAND:
        return beside.country
    if beside.row is not None and beside.row.role == "system":
        return beside.row
    if not _has_footprints(chosen.indicator):
        return None
    frame = values.for_readers(values.totals(chosen, (chosen.system,)), opened_pack.pack().indicators[chosen.indicator])
    return AreaRow(chosen.system, groups.scope_name(chosen), reason=str(frame.at[chosen.system, "reason"]))


def _places(chosen: Selection) -> list[AreaRow]:
    """The places of a system with their figures, as the map's cards give them; none where fewer than two have one."""
    ids = place_ids(chosen.system, chosen.date)
    if not ids or not _has_footprints(chosen.indicator):
        return []
    indicator = opened_pack.pack().indicators[chosen.indicator]
    above = pd.DataFrame({"system": chosen.system}, index=pd.Index(ids))
    frame = values.for_readers(values.totals(chosen, ids), indicator, parents=above)
    return named_places(frame, ids)


def _another(against: AreaRow | None, own: AreaRow, indicator_id: str) -> AreaRow | None:
    """What the footprint is compared with; counts grow with the people and are compared with nothing."""
    counted = opened_pack.pack().indicators[indicator_id].value_type == ValueType.COUNT
    return None if against is None or against.code == own.code or counted else against


def judged(row: AreaRow, against: AreaRow | None, *, indicator_id: str) -> AreaRow:
    """The row compared with another; England and a system's own benchmark are never compared with themselves."""
    if against is None or against.code == row.code or not against.has_value:
        return replace(row, compared=Comparison.NOT_COMPARED)
    return judged_row(row, against, indicator=opened_pack.pack().indicators[indicator_id])


def standing_in(chosen: Selection, against: AreaRow | None) -> tuple[AreaRow, ...]:
    """The areas of the map's view that make up the footprint, largest part first; only of kinds that boards know."""
    kind = chosen.area_type
    stored = kind in opened_pack.pack().store.area_types(chosen.indicator)
    if not stored or AREA_TYPES[kind] not in INSTEAD or (chosen.system == ENGLAND and not chosen.place):
        return ()
    inside = lsoas(chosen.place or chosen.system)
    shares = {code: len(inside & extent) for code, extent in extents.areas_of(kind).items() if inside & extent}
    sizes = extents.areas_of(kind)
    wanted = [
        code
        for code, count in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        if count >= LEAST_SHARE * len(inside) or count >= MOST_OF_AREA * len(sizes[code])
    ]
    indicator = opened_pack.pack().indicators[chosen.indicator]
    if RULES[indicator.release_rule].secondary:  # the same areas are withheld as on the map
        frame = protected.rows(chosen, tuple(wanted))
    else:
        frame = published_tables.rows(chosen.indicator, kind, codes=wanted, period=chosen.period)
    frame = frame.assign(compared=judged_areas(frame, against, indicator=indicator, area_type=kind))
    names = extents.names_of(kind)
    return tuple(area_row(frame, code, name=names[code], role="area") for code in wanted)


def _same_ground(chosen: Selection, code: str) -> bool:
    return extents.areas_of(chosen.area_type)[code] == lsoas(chosen.place or chosen.system)


def _reason(chosen: Selection, whole: AreaRow | None, *, instead: tuple[AreaRow, ...], country: AreaRow | None) -> str:
    """Why there is no figure at all."""
    indicator = opened_pack.pack().indicators[chosen.indicator]
    if instead:
        named = [row.name for row in instead[:3]] + (["others"] if len(instead) > 3 else [])
        joined = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
        return f"No value for {joined} in this pack."
    if whole is not None and whole.reason and indicator.building_block:
        return whole.reason
    if country is not None and chosen.system != ENGLAND:
        return f"Published for England only ({value_text(country.value, indicator)})."
    return f"No figure for {groups.place_name(chosen) or groups.scope_name(chosen)} in this pack."
