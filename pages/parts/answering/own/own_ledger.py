"""What readers know of a measure with small counts: official areas, the register, and every answer ever given.

Lives here: the ledgers of the opened pack (kept for the process) and the store of answers (kept with the pack). Not
here: the verdict on a footprint (`own_release`), the tests (`equity.release`), the file (`data.keeping.release_store`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.keeping.release_store import Answer, ReleaseStore
from data.schema import ValueType
from equity.disclosure import RULES, small_counts
from equity.release.ledger import REFUSED, Ledger, Told, official_ledger
from equity.release.segments import Segment, Span
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.releasing import official_sets, protected
from pages.parts.asking.possible import pooled_years

SHOWN_BEFORE = "a footprint shown before"  # what another reader called it is nobody's business
_official: dict[tuple[str, Segment], Ledger | None] = {}


@lru_cache(maxsize=1)
def store() -> ReleaseStore:
    """The answers kept with the opened pack, for the role of this server."""
    return ReleaseStore(opened_pack.pack().folder, role=opened_pack.role().name)


def answers() -> tuple[Answer, ...]:
    """Every answer a reader of this server may know: those of its role, and what the public was shown."""
    name = opened_pack.role().name
    public = ReleaseStore(opened_pack.pack().folder).answers() if name else ()
    return tuple(dict.fromkeys((*public, *store().answers())))


def official(indicator: Indicator, segment: Segment) -> Ledger | None:
    """What is shown of an indicator without any own footprint; None where nothing needs to be protected.

    That is so where the rule withholds nothing, or where counts come rounded and no small one is in the pack: they were
    controlled at the source, so sums of them tell nothing new.
    """
    key = (indicator.id, segment)
    if key not in _official:
        _official[key] = _made(indicator, segment)
    return _official[key]


def in_segment(indicator: Indicator, segment: Segment, *, base: Ledger) -> Ledger:
    """The ledger of a segment, also of one that holds no small count itself: the same rows as the base."""
    found = official(indicator, segment)
    if found is not None:
        return found
    official_rows = replace(base, counts=counts(indicator, segment))
    return replace(official_rows, withheld=np.array([kind == REFUSED for kind in base.kinds], dtype=bool))


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
    """Every segment of a measure for its building block, and those of years that can be pooled."""
    index = opened_pack.pack().store.segment_index
    mine = index[(index["indicator_id"] == indicator.id) & (index["area_type"] == indicator.building_block)]
    stored = list(mine[["period", "sex", "age", "category"]].itertuples(index=False, name=None))
    found = set(stored)
    return stored + [
        (pool, *people)
        for pool, years in pooled_years(opened_pack.pack(), indicator).items()
        for people in sorted({one[1:] for one in stored})
        if all((year, *people) in found for year in years)
    ]


def spans(segments: Iterable[Segment]) -> dict[str, Span]:
    """Days of every period; what is counted up to a day began at the beginning."""
    found = {segment[0]: period_days(segment[0]) for segment in segments}
    return {period: ("" if days.start == days.end else days.start, days.end) for period, days in found.items()}


def _rows(indicator: Indicator, segment: Segment) -> pd.DataFrame:
    return values.stored(
        indicator, indicator.building_block, segment=segment, codes=official_sets.codes(indicator.building_block)
    )


def _made(indicator: Indicator, segment: Segment) -> Ledger | None:
    block, rule = indicator.building_block, RULES[indicator.release_rule]
    small = small_counts(_rows(indicator, segment), rule, value_type=indicator.value_type)
    if not rule.largest or (rule.round_to and not small.any()):
        return None
    areas = official_sets.areas(block)
    held_counts = counts(indicator, segment)
    ledger = official_ledger(
        held_counts,
        areas.assign(**{block: areas.index}),
        rule=rule,
        names=official_sets.names(block),
        withheld=protected.hidden_for_others(indicator, block, segment=segment),
    )
    if rule.fewest_people and "denominator" in held_counts:
        people = held_counts["denominator"].to_numpy("float64")
        ledger = replace(ledger, people=people, people_floor=rule.fewest_people)
    return ledger.with_told(official_sets.registered(block))
