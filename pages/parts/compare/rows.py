"""The released rows of a comparison: every area of the scope with its figure as the map has it, and what is beside.

Lives here: which rows answer, those of times by small area (residents beyond a limit) included. Not here: the
benchmark that is chosen (`benchmarks`), the figures (`answers`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, Measure
from data.catalogue import Indicator
from data.schema import FOOTPRINT_TYPES
from pages.parts import opened_pack
from pages.parts.answering import groups, reach_shares, view
from pages.parts.answering.members import OLD, area_membership
from pages.parts.answering.own import own_known
from pages.parts.answering.releasing import protected
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

CACHED = 64
SHOWN = ("value", "lower_ci", "upper_ci", "numerator", "denominator", "status", "note")
RESTS_ON = ("areas", "areas_of", "coverage", "apportioned", "split_lower", "split_upper")  # of rows that are sums


@dataclass(frozen=True, eq=False)
class Rows:
    """Areas of a scope and the figures beside them.

    Attributes
    ----------
    frame : DataFrame
        Index area_code: name, district, county, `SHOWN`, of sums `RESTS_ON`, and `inside` (whether the reader's
        footprint holds the area).
    system, country : AreaRow or None
        The system's own figure and England's.
    places : callable
        Makes `place`.
    """

    indicator: Indicator
    measure: Measure
    frame: pd.DataFrame
    system: AreaRow | None
    country: AreaRow | None
    places: Callable[[], tuple[AreaRow, ...]]

    @cached_property
    def place(self) -> tuple[AreaRow, ...]:
        """The chosen place, and its county parts; made when first asked for."""
        return self.places()


def rows(chosen: Selection, *, times: bool = False) -> Rows:
    """The rows of a selection; `times` asks for residents beyond the limit instead of the measure itself."""
    return _rows(replace(chosen, area="", colours="level", outlines=""), times)


@lru_cache(maxsize=CACHED)
def _rows(chosen: Selection, times: bool) -> Rows:
    codes = tuple(opened_pack.pack().names(chosen.area_type, chosen.system).codes)
    whole = replace(chosen, inside="", place="" if own_known.is_own(chosen.place) else chosen.place)
    frame = _beyond(chosen, codes) if times else protected.rows(whole, codes)
    names = groups.labels(chosen, codes)
    inside = groups.drawn(chosen, codes)
    kept = [*SHOWN, *(name for name in RESTS_ON if name in frame)]
    frame = frame[kept].assign(**names, inside=inside)[groups.drawn(whole, codes)]
    if times:
        made = reach_shares.reach(chosen.indicator)
        return Rows(made, view.measure_of(made), frame, *_beyond_beside(chosen))
    found = groups.benchmark(replace(chosen, place="", inside=""))
    system = found.row if found.row is not None and found.row.role == "system" else None
    indicator = opened_pack.pack().indicators[chosen.indicator]
    places = partial(_places, chosen, found)
    return Rows(indicator, view.measure(chosen), frame, system, found.country, places)


def _places(chosen: Selection, found: groups.Benchmark) -> tuple[AreaRow, ...]:
    return tuple(row for row in groups.place_rows(chosen, found) if row.has_value or row.role == "place")


def everywhere(chosen: Selection, codes: tuple[str, ...], *, times: bool = False) -> pd.DataFrame:
    """Released rows of the measure for any codes of the same kind of area, wherever they lie."""
    if times:
        return _beyond(chosen, codes)[list(SHOWN)]
    return protected.rows(replace(chosen, system=ENGLAND, place="", inside=""), codes)[list(SHOWN)]


def _beyond(chosen: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """Residents beyond the limit, a row per area of a type."""
    made, kind = reach_shares.reach(chosen.indicator), chosen.area_type
    if kind in FOOTPRINT_TYPES:
        frame = reach_shares.of_footprints(chosen.indicator, chosen.period)
    else:
        frame = _beyond_areas(made.id, kind, chosen.period)
    found = frame.reindex(list(codes))
    return found.assign(status=found["status"].fillna("missing"), note=found["note"].fillna(""))


@lru_cache(maxsize=16)
def _beyond_areas(indicator_id: str, kind: str, period: str) -> pd.DataFrame:
    return reach_shares.figures(reach_shares.reach(indicator_id), area_membership(OLD, kind), period=period)


def _beyond_beside(chosen: Selection) -> tuple[AreaRow | None, AreaRow | None, Callable[[], tuple[AreaRow, ...]]]:
    frame = reach_shares.of_footprints(chosen.indicator, chosen.period)
    registry = opened_pack.registry()
    system = (
        None if chosen.system == ENGLAND else _row(frame, chosen.system, name=groups.scope_name(chosen), role="system")
    )
    country = replace(_row(frame, ENGLAND, name="England", role="country"), code=groups.ENGLAND_CODE)
    known = chosen.place in registry
    place = (_row(frame, chosen.place, name=registry[chosen.place].short_name, role="place"),) if known else ()
    return system, country, lambda: place


def _row(frame: pd.DataFrame, code: str, *, name: str, role: str) -> AreaRow:
    cells = frame.loc[code]
    numbers = {key: float(cells[key]) for key in ("value", "numerator", "denominator") if not np.isnan(cells[key])}
    return AreaRow(code, name, role=role, status=str(cells["status"]), **numbers)
