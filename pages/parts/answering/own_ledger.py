"""What readers know of a measure with small counts: official areas, the register, and every answer ever given.

Lives here: the ledgers of the opened pack (kept for the process) and the store of answers (kept with the pack). Not
here: the verdict on a footprint (`own_release`), the tests (`equity.release`), the file (`data.release_store`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.release_store import Answer, ReleaseStore
from data.schema import ValueType
from equity.disclosure import RULES, small_counts
from equity.release.ledger import Ledger, Told, official_ledger
from equity.release.segments import Segment, Span
from geo.own import OwnFootprint
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import own_areas, values
from pages.parts.answering.members import COUNTY_TYPE

SHOWN_BEFORE = "a footprint shown before"  # what another reader called it is nobody's business
_official: dict[tuple[str, Segment], Ledger | None] = {}


@lru_cache(maxsize=1)
def store() -> ReleaseStore:
    """The answers kept with the opened pack."""
    return ReleaseStore(opened_pack.pack().folder)


def official(indicator: Indicator, segment: Segment) -> Ledger | None:
    """What is shown of an indicator without any own footprint; None where nothing needs to be protected.

    That is so where the rule withholds nothing, or where counts come rounded and no small one is in the pack: they were
    controlled at the source, so sums of them tell nothing new.
    """
    key = (indicator.id, segment)
    if key not in _official:
        _official[key] = _made(indicator, segment)
    return _official[key]


def told(answers: Iterable[Answer]) -> list[Told]:
    """Answers as a ledger takes them; a refusal tells what it said."""
    said = [
        Told(SHOWN_BEFORE, one.members) if one.shown else Told(SHOWN_BEFORE, one.small, small=True) for one in answers
    ]
    return [one for one in said if one.members]


def counts(indicator: Indicator, segment: Segment) -> pd.DataFrame:
    """Counts of every building block that an outsider could difference; missing where the pack has none."""
    rows = _rows(indicator, segment)
    kept = ["numerator", "denominator"] if indicator.value_type == ValueType.PROPORTION else ["numerator"]
    return rows[kept].astype(float).round()


def held(indicator: Indicator) -> list[Segment]:
    """Every segment of a measure for its building block."""
    index = opened_pack.pack().store.segment_index
    mine = index[(index["indicator_id"] == indicator.id) & (index["area_type"] == indicator.building_block)]
    return list(mine[["period", "sex", "age", "category"]].itertuples(index=False, name=None))


def spans(segments: Iterable[Segment]) -> dict[str, Span]:
    """Days of every period; what is counted up to a day began at the beginning."""
    found = {segment[0]: period_days(segment[0]) for segment in segments}
    return {period: ("" if days.start == days.end else days.start, days.end) for period, days in found.items()}


def whole_blocks(own: OwnFootprint, block: str) -> frozenset[str] | None:
    """The blocks a footprint is made of; None if it cuts one."""
    shares, table = own_areas.shares(own), own_areas.touched(block, own)
    inside = table["lsoa"].map(shares.set_index("lsoa")["weight"]).fillna(0.0) * table.get("weight", 1.0)
    per_block = inside.groupby(table["block"]).agg(["min", "max"])
    cut = (per_block["max"] > 0) & ~np.isclose(per_block["min"], 1.0)
    return None if cut.any() else frozenset(per_block.index[per_block["max"] > 0])


def county_parts(members: frozenset[str], block: str) -> list[frozenset[str]] | None:
    """A footprint's blocks by county; None if a county's border cuts one, [] if all lie in one county."""
    county = _areas(block)[COUNTY_TYPE].reindex(sorted(members)) if COUNTY_TYPE in _areas(block) else None
    if county is None or county.isna().any():
        return None
    parts = [frozenset(codes) for codes in county.groupby(county).groups.values()]
    return parts if len(parts) > 1 else []


def _rows(indicator: Indicator, segment: Segment) -> pd.DataFrame:
    return values.stored(indicator, indicator.building_block, segment=segment, codes=_codes(indicator.building_block))


@lru_cache(maxsize=4)
def _codes(block: str) -> tuple[str, ...]:
    return tuple(sorted(set(own_areas.blocks(block)["block"])))


def _made(indicator: Indicator, segment: Segment) -> Ledger | None:
    block, rule = indicator.building_block, RULES[indicator.release_rule]
    small = small_counts(_rows(indicator, segment), rule, value_type=indicator.value_type)
    if not rule.largest or (rule.round_to and not small.any()):
        return None
    areas = _areas(block)
    ledger = official_ledger(
        counts(indicator, segment), areas.assign(**{block: areas.index}), rule=rule, names=_names(block)
    )
    return ledger.with_told(_registered(block))


@lru_cache(maxsize=4)
def _registered(block: str) -> tuple[Told, ...]:
    """Every footprint of the register and its parts by county: they are shown to anybody."""
    found = []
    for footprint in opened_pack.registry():
        inside = whole_blocks(own_areas.registered(footprint.id), block)
        if inside:
            found.append(Told(footprint.short_name, inside, kind=str(footprint.tier)))
            parts = county_parts(inside, block) or []
            found += [Told(f"a part of {footprint.short_name}", part, kind="part") for part in parts]
    return tuple(found)


@lru_cache(maxsize=4)
def _areas(block: str) -> pd.DataFrame:
    """Code of the area of every kind that holds a block whole; missing where none does."""
    lsoas = own_areas.blocks(block).set_index("block")["lsoa"]
    kinds = {kind: _areas_of(lsoas, kind) for kind in own_areas.types() if kind not in ("lsoa11", block)}
    return pd.DataFrame(kinds, index=pd.Index(_codes(block)))


def _areas_of(lsoas: pd.Series, kind: str) -> pd.Series:
    table = own_areas.blocks(kind)
    area = lsoas.map(table[~table["lsoa"].duplicated(keep=False)].set_index("lsoa")["block"])
    grouped = area.groupby(level=0)
    return grouped.first().where((grouped.nunique() == 1) & (grouped.count() == grouped.size()))


@lru_cache(maxsize=4)
def _names(block: str) -> dict[str, str]:
    return {
        code: str(name) for kind in (*_areas(block), block) for code, name in own_areas.described(kind)["name"].items()
    }
