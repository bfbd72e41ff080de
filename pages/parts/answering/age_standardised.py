"""Age-standardised values of a view's footprints: place and its parts, system, neighbourhoods, an own one.

Lives here: whose rows are shown, by name. Not here: the pooling (`pooled_ages`), words (`charts.standardised_table`).
"""

from __future__ import annotations

from functools import lru_cache

from charts.evidence import AreaRow, row_of
from charts.standardised_table import AgeStandardised
from data.catalogue import Indicator
from data.schema import FOOTPRINT_TYPES, ValueType
from geo.membership import Membership
from pages.parts import opened_pack
from pages.parts.answering import groups, values
from pages.parts.answering.members import footprint_membership, part_membership
from pages.parts.answering.own import own_figures, own_known
from pages.parts.answering.pooled_ages import Segment, bands_of, pooled, refusal, standard_words
from pages.parts.answering.relevant_ages import relevant
from pages.parts.asking.possible import ENGLAND, block_type
from pages.parts.asking.selection import Selection

STANDARDISABLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
NO_FOOTPRINT = "Choose a system or a place to see its age-standardised value."


@lru_cache(maxsize=64)
def age_standardised(selection: Selection) -> AgeStandardised | None:
    """Standardised values of the footprints of a view; None for measures that have nothing to do with ages."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    if indicator.value_type not in STANDARDISABLE:
        return None
    source = block_type(opened_pack.pack(), indicator, area_type=selection.area_type)
    bands = bands_of(indicator, source, segment=selection.segment)
    if refused := refusal(indicator, source, segment=selection.segment, bands=bands):
        return AgeStandardised(refused=refused)
    members = footprint_membership(source, ages=relevant(indicator.id))
    whole = _rows(indicator, members, names=_footprints(selection), at=(source, selection.segment))
    whole = [*_own(selection, indicator), *whole]
    if not whole:
        return AgeStandardised(refused=NO_FOOTPRINT)
    system = [row for row in whole if row[1].code == selection.system]
    rows = [row for row in whole if row not in system] + _parts(selection, indicator, source) + system
    return AgeStandardised(tuple(rows), bands, standard_words())


def _footprints(selection: Selection) -> dict[str, str]:
    """Footprints of the view by id with their names: those drawn, then place and system."""
    registry, ids = opened_pack.registry(), []
    if selection.area_type in FOOTPRINT_TYPES:
        codes = tuple(opened_pack.pack().names(selection.area_type, selection.system).codes)
        ids = [code for code, there in zip(codes, groups.drawn(selection, codes), strict=True) if there]
    ids += [code for code in (selection.place, selection.system) if code in registry and code != ENGLAND]
    return {code: registry[code].short_name for code in dict.fromkeys(ids)}


def _own(selection: Selection, indicator: Indicator) -> list[tuple[str, AreaRow, AreaRow]]:
    """The chosen own footprint, where it may be shown."""
    if not own_known.is_own(selection.place):
        return []
    own, made = own_known.footprint(selection.place), groups.own_measured(selection)
    matched = None if made.value is None else own_figures.standardised(own, indicator, segment=selection.segment)
    return [(own.name, made.value, matched)] if made.value is not None and matched is not None else []


def _parts(selection: Selection, indicator: Indicator, source: str) -> list[tuple[str, AreaRow, AreaRow]]:
    """The place's parts by county, where a border runs through it."""
    if selection.place not in opened_pack.registry():
        return []
    ages = relevant(indicator.id)
    members = part_membership(source, selection.place, within=groups.COUNTY_TYPE, ages=ages)
    titles = groups.area_names(groups.COUNTY_TYPE)
    names = {key: f"{titles[key[1]]} part" for key in members.groups}
    return _rows(indicator, members, names=names, at=(source, selection.segment)) if len(names) > 1 else []


def _rows(
    indicator: Indicator, members: Membership, *, names: dict, at: tuple[str, Segment]
) -> list[tuple[str, AreaRow, AreaRow]]:
    """Name, value as counted and standardised value of some groups of a membership."""
    if not names:
        return []
    source, segment = at
    matched = pooled(indicator, members, source=source, segment=segment)
    counted = values.summed(indicator, members, source=source, segment=segment)
    shown = values.for_readers(counted.loc[list(names)].set_axis([str(code) for code in names]), indicator)
    return [
        (name, row_of(shown.loc[str(code)], str(code)), row_of(matched.loc[code], str(code)))
        for code, name in names.items()
    ]
