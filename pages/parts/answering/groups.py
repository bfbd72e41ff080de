"""What stands beside the areas of a view: names, the place and its county parts, the system, England, and facts.

Lives here: which footprints belong in a view and their released rows. Not here: sums (`values`) or wording (`charts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, row_of
from data.catalogue import Indicator
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level, ValueType
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.judging import judged_row
from pages.parts.answering.members import COUNTY_TYPE, ENGLAND_CODE
from pages.parts.answering.overlaps import ground, share_inside
from pages.parts.answering.own import own_figures, own_known
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import TWO_LIMITS, Selection


@dataclass(frozen=True)
class Benchmark:
    """What the areas are compared with, and what the reader calls it."""

    row: AreaRow | None
    word: str
    country: AreaRow | None


def scope_name(selection: Selection) -> str:
    """Name of the system, or England."""
    return "England" if selection.system == ENGLAND else opened_pack.registry()[selection.system].short_name


def place_name(selection: Selection) -> str:
    """Name of the chosen place, "" if none is."""
    if own_known.is_own(selection.place):
        return own_known.footprint(selection.place).name
    return opened_pack.registry()[selection.place].short_name if selection.place else ""


def labels(selection: Selection, codes: tuple[str, ...]) -> dict[str, list[str]]:
    """Name, district and county of every code, as columns."""
    table = _labels(selection.area_type).reindex(list(codes))
    return {column: table[column].fillna("").tolist() for column in table}


def area_names(area_type: str) -> pd.Series:
    """Name of every area of a type, by code."""
    return _labels(area_type)["name"]


def labels_of(area_type: str) -> pd.DataFrame:
    """Name, district and county of every area of a type, by code."""
    return _labels(area_type)


@lru_cache(maxsize=32)
def _labels(area_type: str) -> pd.DataFrame:
    areas = opened_pack.pack().areas
    return areas.loc[areas["area_type"] == area_type].set_index("area_code")[["name", "district", "county"]]


def drawn(selection: Selection, codes: tuple[str, ...]) -> np.ndarray:
    """True for the areas that belong in the view: valid on the date, one layer, inside the place if asked for."""
    wanted = np.ones(len(codes), dtype=bool)
    if selection.area_type in FOOTPRINT_TYPES:
        registry = opened_pack.registry()
        wanted &= [registry[code].valid_on(selection.date) and not registry[code].kind for code in codes]
    if selection.inside and selection.place:
        wanted &= share_inside(selection.area_type, selection.place).reindex(list(codes)).fillna(0).to_numpy() > 0.5
    return wanted


@lru_cache(maxsize=64)
def benchmark(selection: Selection) -> Benchmark:
    """The system's total where it can be summed, else England's published figure."""
    country = _country(selection)
    system = None
    if selection.system != ENGLAND:
        frame = values.for_readers(values.totals(selection, (selection.system,)), _indicator(selection))
        system = row_of(frame.loc[selection.system], selection.system, name=scope_name(selection), role="system")
    if system is not None and system.has_value:
        return Benchmark(system, "system", country)
    return Benchmark(country, "England", country)


def beside(
    selection: Selection, found: Benchmark, *, selected: str
) -> tuple[tuple[AreaRow, ...], tuple[tuple[str, str], ...]]:
    """Rows drawn under the selected area (place, its county parts, system, England), and (name, reason) of a gap."""
    drawn_rows = [row for row in (*place_rows(selection, found), found.row, found.country) if row is not None]
    known = [row for row in drawn_rows if row.has_value or row.role == "part"]  # a withheld part is said
    gaps = [(row.name, row.reason) for row in drawn_rows if row.role == "place" and not row.has_value and row.reason]
    return tuple({row.code: row for row in known if row.code != selected}.values()), tuple(gaps)


def place_rows(selection: Selection, found: Benchmark) -> list[AreaRow]:
    """The chosen place, and its parts by county where a border runs through it."""
    if not selection.place:
        return []
    indicator = _indicator(selection)
    if own_known.is_own(selection.place):
        return _own_rows(selection, found)
    frame = values.for_readers(values.totals(selection, (selection.place,)), indicator)
    whole = row_of(frame.loc[selection.place], selection.place, name=place_name(selection), role="place")
    parts = values.part_totals(selection, selection.place, within=COUNTY_TYPE)
    of_place = pd.DataFrame({"place": selection.place}, index=parts.index)  # the place less one part is the other
    cut = values.for_readers(parts, indicator, parents=of_place)
    names = _labels(COUNTY_TYPE)["name"]
    rows = [row_of(cut.loc[code], code, name=f"{names[code]} part", role="part") for code in cut.index]
    return _judged([whole, *rows], selection, found)


def own_measured(selection: Selection) -> own_figures.Measured:
    """The measure of a chosen own footprint, or why it must not be shown."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    return own_figures.measured(own_known.footprint(selection.place), indicator, segment=selection.segment)


def _own_rows(selection: Selection, found: Benchmark) -> list[AreaRow]:
    """An own footprint and its parts as the places of the register are shown; nothing of one that is refused."""
    made = own_measured(selection)
    if made.value is None:
        return []
    return _judged([replace(made.value, kind="Own footprint"), *made.parts], selection, found)


def _country(selection: Selection) -> AreaRow | None:
    """England as published, else as summed where a rate comes of it: a count of England is no measure of an area."""
    indicator = _indicator(selection)
    types = [kind for kind in opened_pack.pack().store.area_types(indicator.id) if AREA_TYPES[kind] == Level.COUNTRY]
    if types:
        frame = values.stored(indicator, types[0], segment=selection.segment, codes=(ENGLAND_CODE,))
    elif indicator.value_type != ValueType.COUNT:
        frame = values.england(indicator, selection.segment)
    else:
        return None
    if frame.empty:
        return None
    row = row_of(values.for_readers(frame, indicator).loc[ENGLAND_CODE], ENGLAND_CODE, name="England", role="country")
    return row if row.has_value else None


def _judged(rows: list[AreaRow], selection: Selection, found: Benchmark) -> list[AreaRow]:
    """The chosen place and its parts by county, each with what is said of it."""
    whole = ground(selection.place)
    cut = {row.code: whole & ground(row.code) if row.role == "part" else whole for row in rows}
    asked = {"indicator": _indicator(selection), "two_limits": selection.colours == TWO_LIMITS}
    return [judged_row(row, found.row, members=cut[row.code], **asked) for row in rows]


def _indicator(selection: Selection) -> Indicator:
    return opened_pack.pack().indicators[selection.indicator]
