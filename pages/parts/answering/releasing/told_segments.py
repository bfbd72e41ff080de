"""Official rows that other periods or groups of the same area would give away, or be given away by: they go as well.

Lives here: which rows and totals of one kind of area those are, for every segment of a measure. Not here: how a count
follows (`equity.release.linked`), what follows inside one segment (`told_totals`, `protected`).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from equity.disclosure import RULES, WITHHELD_FOR, small_counts
from equity.release.linked import told_by_segments
from equity.release.segments import Family, Segment, Span, families
from equity.result import Reason
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.answering.releasing import held_rows, official_sets
from pages.parts.asking.possible import pooled_years

Gone = dict[Segment, frozenset[str]]


def linked(indicator: Indicator, kind: str, *, segment: Segment, codes: tuple[str, ...]) -> pd.DataFrame:
    """Rows as held (`held_rows.held`) with the reason of those that other periods or groups make go."""
    rows, rule = held_rows.held(indicator, kind, segment=segment, codes=codes), RULES[indicator.release_rule]
    gone = judged(indicator.id, kind)[0].get(segment) if rule.largest else None
    if not gone:
        return rows
    small = small_counts(rows, rule, value_type=indicator.value_type)
    return rows.assign(**{WITHHELD_FOR: np.where(rows.index.isin(gone) & ~small, str(Reason.LINKED), "")})


@lru_cache(maxsize=128)
def judged(indicator_id: str, kind: str) -> tuple[Gone, Gone]:
    """Codes of areas, and names of totals above them (`official_sets.parents`), that go, by segment of a measure."""
    indicator, inside = opened_pack.pack().indicators[indicator_id], kind in own_areas.types()
    rule = RULES[indicator.release_rule]
    areas: dict[Segment, set[str]] = {}
    totals: dict[Segment, set[str]] = {}
    if not (rule.largest and rule.secondary):
        return {}, {}
    found = overlapping(indicator, kind)
    codes = official_sets.codes(kind) if inside else _codes(kind)
    rows = {
        one: held_rows.held(indicator, kind, segment=one, codes=tuple(codes))
        for one in dict.fromkeys(chain.from_iterable(family.segments for family in found))
    }
    small = [small_counts(row, rule, value_type=indicator.value_type).any() for row in rows.values()]
    if rule.round_to and not any(small):
        return {}, {}  # counts came rounded and none is small: their differences are no counts
    for family in found:
        kept = {"rule": rule, "value_type": indicator.value_type}
        above = official_sets.parents(kind).reindex(list(codes)) if inside else None
        linked = told_by_segments([rows[one] for one in family.segments], family, parents=above, **kept)
        for place, one in enumerate(family.segments):
            areas.setdefault(one, set()).update(np.array(codes, dtype=object)[linked.areas[:, place]])
            totals.setdefault(one, set()).update(linked.parents[place])
    return _frozen(areas), _frozen(totals)


def overlapping(indicator: Indicator, kind: str) -> list[Family]:
    """Families of stored segments that overlap each other; with pools of years where a publisher's overlap."""
    stored = _segments(indicator.id, kind)
    found = _families(stored)
    pools = [
        (pool, *people)
        for pool, years in pooled_years(opened_pack.pack(), indicator).items()
        for people in sorted({one[1:] for one in stored})
        if all((year, *people) in stored for year in years)
    ]
    return _families([*stored, *pools]) if found and pools else found


def _families(held: list[Segment]) -> list[Family]:
    days = {one[0]: period_days(one[0]) for one in held}
    spans: dict[str, Span] = {
        period: ("" if span.start == span.end else span.start, span.end) for period, span in days.items()
    }
    found: dict[frozenset[Segment], Family] = {}
    for one in held:
        for family in families(one, held, spans=spans):
            found.setdefault(frozenset(family.segments), family)
    return list(found.values())


def _segments(indicator_id: str, kind: str) -> list[Segment]:
    index = opened_pack.pack().store.segment_index
    mine = index[(index["indicator_id"] == indicator_id) & (index["area_type"] == kind)]
    return list(mine[["period", "sex", "age", "category"]].itertuples(index=False, name=None))


def _codes(kind: str) -> tuple[str, ...]:
    areas = opened_pack.pack().areas
    registered = [one.id for one in opened_pack.registry() if one.area_type == kind]
    return (*sorted(areas.loc[areas["area_type"] == kind, "area_code"]), *registered)


def _frozen(found: dict[Segment, set[str]]) -> Gone:
    return {segment: frozenset(codes) for segment, codes in found.items() if codes}
