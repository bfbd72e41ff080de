"""Every measure for every area of one kind, released, in one table: profiles are cut out of it, spreads made of it.

Lives here: which rows answer for a kind (the map's: latest period, stored or summed) and the caches. Not here: one
area's profile (`figures`), sums (`values`), rules (`equity.disclosure`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, Level
from equity.comparing import spreads as many
from equity.disclosure import RULES
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.releasing import protected
from pages.parts.asking.possible import ENGLAND, SUMMED, joined
from pages.parts.asking.selection import Selection

KEPT = (
    "indicator_id", "area_code", "period", "numerator", "denominator", "value", "lower_ci", "upper_ci", "status",
    "note", "reason", "areas", "areas_of", "coverage", "apportioned",
    "split_lower", "split_upper",
)  # fmt: skip
TEXTS = ("status", "note", "reason")


@dataclass(frozen=True, eq=False)
class KindTable:
    """Released rows of all areas of a kind, sorted by area; an area's rows are one slice."""

    area_type: str
    rows: pd.DataFrame
    places: dict[str, slice]

    def of(self, code: str) -> pd.DataFrame:
        """Rows of one area, index indicator_id; empty where the kind has none of it."""
        return self.rows.iloc[self.places.get(code, slice(0, 0))].set_index("indicator_id")


@lru_cache(maxsize=32)
def table(area_type: str) -> KindTable:
    """The table of a kind: every measure at its latest period."""
    summed = [_one(indicator, area_type) for indicator in _to_sum(area_type)]
    return _table(area_type, _stored(area_type), *summed)


@lru_cache(maxsize=32)
def _table_of_stored(area_type: str) -> KindTable:
    return _table(area_type, _stored(area_type))


def _table(area_type: str, *every: pd.DataFrame) -> KindTable:
    parts = [part for part in every if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(KEPT))
    frame = frame.reindex(columns=list(KEPT)).sort_values(["area_code", "indicator_id"], ignore_index=True)
    for name in TEXTS:
        frame[name] = frame[name].fillna("")
    codes, first, count = np.unique(frame["area_code"].to_numpy(dtype=object), return_index=True, return_counts=True)
    places = {code: slice(start, start + many) for code, start, many in zip(codes, first, count, strict=True)}
    return KindTable(area_type, frame, places)


@lru_cache(maxsize=4096)
def rows_of(area_type: str, code: str) -> pd.DataFrame:
    """Rows of one area of a kind, index indicator_id; kept, because its neighbours ask for the same councils."""
    return table(area_type).of(code)


@lru_cache(maxsize=4096)
def stored_rows_of(area_type: str, code: str) -> pd.DataFrame:
    """`rows_of` without the measures that would first have to be summed: for those with a `latest` of the kind."""
    return _table_of_stored(area_type).of(code)


@lru_cache(maxsize=64)
def spreads(area_type: str, on: str) -> pd.DataFrame:
    """Lowest, quartiles and highest of every measure over the areas of a kind that are drawn on a day."""
    frame = table(area_type).rows
    if area_type in FOOTPRINT_TYPES:
        registry = opened_pack.registry()
        drawn = {one.id for one in registry if one.valid_on(on) and not one.kind}
        frame = frame[frame["area_code"].isin(drawn)]
    return many.spreads(frame)


def latest(indicator: Indicator, area_type: str) -> str:
    """The latest period of a measure's usual group for a kind of area; "" where it has none."""
    return _latest(area_type).get(indicator.id, "")


@lru_cache(maxsize=32)
def _latest(area_type: str) -> dict[str, str]:
    index = opened_pack.pack().store.segment_index
    found = index[index["area_type"] == area_type]
    usual = pd.DataFrame(
        [(i.id, i.default_sex, i.default_age, i.default_category) for i in opened_pack.pack().indicators.values()],
        columns=["indicator_id", "sex", "age", "category"],
    )
    return found.merge(usual).groupby("indicator_id")["period"].max().to_dict()


@lru_cache(maxsize=32)
def _stored(area_type: str) -> pd.DataFrame:
    """Measures that the pack holds for the kind: in one pass, but for those whose rule looks at other areas."""
    indicators = [i for i in opened_pack.pack().indicators.values() if latest(i, area_type)]
    plain = [one for one in indicators if not RULES[one.release_rule].secondary]
    parts = [_one(one, area_type) for one in indicators if RULES[one.release_rule].secondary]
    return pd.concat([_released(plain, area_type), *parts]) if indicators else pd.DataFrame(columns=list(KEPT))


def _released(indicators: list[Indicator], area_type: str) -> pd.DataFrame:
    """Stored rows of many measures; those of one kind pass the gate together."""
    wanted = [(i.id, latest(i, area_type), i.default_sex, i.default_age, i.default_category) for i in indicators]
    rows = opened_pack.pack().store.several(area_type, wanted).assign(reason="")
    alike: dict[tuple, list[Indicator]] = {}
    for one in indicators:
        alike.setdefault((one.value_type, one.multiplier, one.release_rule), []).append(one)
    shown = [
        values.for_readers(rows[rows["indicator_id"].isin([one.id for one in group])].reset_index(drop=True), group[0])
        for group in alike.values()
    ]
    return pd.concat(shown) if shown else rows


def _to_sum(area_type: str) -> list[Indicator]:
    """Measures that the map sums up to this kind from their building blocks."""
    return [one for one in opened_pack.pack().indicators.values() if _is_summed(one, area_type)]


def _is_summed(one: Indicator, area_type: str) -> bool:
    """Whether the map makes this kind of area from the measure's building blocks; England too, where it has no row."""
    pack, level = opened_pack.pack(), AREA_TYPES[area_type]
    if level == Level.COUNTRY:
        return not latest(one, area_type) and values.summable(one, one.building_block)
    if SUMMED.get(one.building_block, {}).get(level) != area_type:
        return False
    stored = pack.store.area_types(one.id)
    if area_type in FOOTPRINT_TYPES:
        return area_type not in stored and values.summable(one, one.building_block)
    return level not in {AREA_TYPES[kind] for kind in stored} and joined(pack, one.building_block, to=area_type)


def _one(indicator: Indicator, area_type: str) -> pd.DataFrame:
    """Released rows of one measure for every area of the kind, as the map shows them."""
    period = latest(indicator, area_type) or latest(indicator, indicator.building_block)
    if not period:
        return pd.DataFrame(columns=list(KEPT))
    asked = _selection(indicator, area_type, period)
    if AREA_TYPES[area_type] == Level.COUNTRY and not latest(indicator, area_type):
        frame = values.for_readers(values.england(indicator, asked.segment), indicator)
    else:
        frame = protected.rows(asked, values.area_codes(area_type))
    frame = frame[(frame["status"] != "missing") | (frame["reason"] != "")]
    named = frame.assign(indicator_id=indicator.id, period=period)
    return named.rename_axis("area_code").reset_index().reindex(columns=list(KEPT))


def _selection(indicator: Indicator, area_type: str, period: str) -> Selection:
    """The map's view of England at this level."""
    return Selection(
        indicator.id, ENGLAND, "", AREA_TYPES[area_type], area_type, "", period, indicator.default_sex,
        indicator.default_age, indicator.default_category, "", "level", "", "",
    )  # fmt: skip
