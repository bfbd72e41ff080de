"""The released figures of every area over all periods of a measure: what unusual change is looked for in.

Lives here: which periods follow each other, the released rows of each, and why a measure has no series to look at. Not
here: the tests (`equity.change.signal`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import ValueType
from equity.comparing.comparison import COMPARABLE
from equity.disclosure import RULES
from equity.totals.aggregate import Counts, Settings, aggregated
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.releasing import protected
from pages.parts.asking import possible
from pages.parts.asking.selection import Selection

PER_YEAR = {1: 12, 3: 4, 12: 1}  # months of a period -> periods a year
ADDS_UP = "The figures add up to each date, so they can only rise: there is no period to hold against another."
OVERLAPS = "The periods overlap, so a rise of one year would stand in several of them."
MIXED = "The periods are of different lengths, so they cannot be held against each other."
NO_AREAS = "The measure is not published for areas of this footprint."
SHORT = {
    ADDS_UP: "figures that add up to a date",
    OVERLAPS: "overlapping periods",
    MIXED: "periods of different lengths",
    NO_AREAS: "no areas",
}
FEWEST_VALUES = 8  # points of a chart of values alone
FIELDS = ("numerator", "denominator", "value")


@dataclass(frozen=True, eq=False)
class Released:
    """Areas x periods, oldest first.

    Attributes
    ----------
    counts, people, values : DataFrame
        Index area_code, a column per period; NaN where nothing is shown, or what is shown must not be ranked.
    per_year : int
    reason : str
        Why the periods cannot be held against each other; "" if they can.
    """

    counts: pd.DataFrame
    people: pd.DataFrame
    values: pd.DataFrame
    per_year: int
    reason: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, oldest first."""
        return tuple(self.values.columns)


def released(view: Selection) -> Released:
    """The series of every area of a view's system and kind; the place in the view does not matter."""
    return _released(replace(view, place="", inside="", area="none", colours="level", outlines="", period=""))


@lru_cache(maxsize=8)
def _released(view: Selection) -> Released:
    pack = opened_pack.pack()
    indicator = pack.indicators[view.indicator]
    kinds = possible.levels(pack, indicator, scope=view.system).get(view.level, ())
    types = _kinds(kinds, view)
    ordered = sorted(types, key=lambda period: (period_days(period).end, period))
    empty = pd.DataFrame()
    if not ordered or view.system not in pack.manifest["layers"].get(view.area_type, {}):
        return Released(empty, empty, empty, 1, NO_AREAS)
    reason, per_year = _regular(ordered)
    codes = tuple(pack.names(view.area_type, view.system).codes)
    if reason:
        none = pd.DataFrame(np.nan, index=list(codes), columns=ordered)
        return Released(none, none, none, per_year, reason)
    spans = {kind: [one for one in ordered if types[one] == kind] for kind in dict.fromkeys(types.values())}
    wide = [_wide(replace(view, area_type=kind), codes, periods=found) for kind, found in spans.items()]
    tables = [pd.concat([one[name] for one in wide], axis=1)[ordered] for name in FIELDS]
    if indicator.value_type not in (ValueType.PROPORTION, ValueType.CRUDE_RATE):
        tables[:2] = [table * np.nan for table in tables[:2]]  # counts grow with the people; means have none
    return Released(*tables, per_year)


def lookable(indicator_id: str, scope: str) -> bool:
    """Whether a measure has a series at some level of a scope, by its periods alone."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    for kinds in possible.levels(pack, indicator, scope=scope).values():
        found = sorted(possible.periods(pack, indicator, types=kinds), key=lambda one: period_days(one).end)
        if len(found) >= FEWEST_VALUES and not _regular(found)[0]:
            return True
    return False


def _kinds(kinds: tuple[str, ...], view: Selection) -> dict[str, str]:
    """The kind of area of every period, of the vintages of one level: that of the view where it has the period."""
    pack = opened_pack.pack()
    indicator = pack.indicators[view.indicator]
    found: dict[str, str] = {}
    for kind in sorted(kinds, key=lambda kind: kind == view.area_type):
        found |= dict.fromkeys(possible.periods(pack, indicator, types=(kind,)), kind)
    return found


def _wide(view: Selection, codes: tuple[str, ...], *, periods: list[str]) -> dict[str, pd.DataFrame]:
    """Released numbers of one kind of area, codes x periods, by field."""
    indicator = opened_pack.pack().indicators[view.indicator]
    if not RULES[indicator.release_rule].largest:  # nobody is withheld to protect others: one table of all periods
        every = _every(indicator.id, view.area_type)
        return {name: every[name].reindex(index=list(codes), columns=periods) for name in FIELDS}
    frames = {period: _comparable(protected.rows(replace(view, period=period), codes)) for period in periods}
    return {name: pd.DataFrame({period: frame[name] for period, frame in frames.items()}) for name in FIELDS}


@lru_cache(maxsize=8)
def _every(indicator_id: str, area_type: str) -> pd.DataFrame:
    """Released numbers of the default group, a row per area of a type, columns (field, period)."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    group = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
    source = possible.block_type(pack, indicator, area_type=area_type)
    frame = pack.store.observations(indicator_id, area_type=source, **group).set_index(["period", "area_code"])
    frame = frame[[*FIELDS, "lower_ci", "upper_ci", "status", "note"]].assign(reason="")
    frame = frame.astype(dict.fromkeys((*FIELDS, "lower_ci", "upper_ci"), "float64"))
    if source != area_type:
        frame = _sums(frame, indicator, source=source, area_type=area_type)
    return _comparable(values.for_readers(frame, indicator)).unstack(0)


def _sums(frame: pd.DataFrame, indicator: Indicator, *, source: str, area_type: str) -> pd.DataFrame:
    """Sums over building blocks for every period at once, a row per period and area; not yet released."""
    within = values.members_of(indicator, source, area_type=area_type)
    tables = [frame[name].unstack("period").reindex(within.blocks) for name in ("numerator", "denominator", "status")]
    counts = Counts(tables[0], tables[1], tables[2].fillna("missing"))
    made = aggregated(within, counts, settings=Settings(proportion=indicator.value_type == ValueType.PROPORTION))
    return made.assign(value=np.nan, lower_ci=np.nan, upper_ci=np.nan, note="")


def _comparable(frame: pd.DataFrame) -> pd.DataFrame:
    usable = frame["status"].isin([str(status) for status in COMPARABLE])
    return frame[list(FIELDS)].astype("float64").where(usable)


def _regular(periods: list[str]) -> tuple[str, int]:
    """Why these periods cannot be held against each other, and how many there are in a year."""
    spans = [period_days(period) for period in periods]
    if any(span.start == span.end for span in spans):
        return ADDS_UP, 1
    if any(later.start <= before.end for before, later in pairwise(spans)):
        return OVERLAPS, 1
    lengths = {round((np.datetime64(span.end) - np.datetime64(span.start)).astype(int) / 30.44) for span in spans}
    if len(lengths) > 1:
        return MIXED, 1
    return "", PER_YEAR.get(lengths.pop(), 1)
