"""Totals that would give a small count away although every area in them is withheld: they must go as well.

Lives here: which totals of the register and of official areas those are, for one segment of a measure. Not here: how a
count follows from a total (`equity.release.protection`), which areas are withheld (`protected`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from equity.disclosure import RULES, WITHHELD_FOR, small_counts, withheld_parents
from equity.result import Reason
from pages.parts import opened_pack
from pages.parts.answering.members import ENGLAND_CODE
from pages.parts.answering.own import own_areas
from pages.parts.answering.releasing import official_sets, told_segments

Segment = tuple[str, str, str, str]


def kept_back(frame: pd.DataFrame, indicator_id: str, *, source: str, segment: Segment) -> pd.DataFrame:
    """Sums with the reason of those that must not be shown.

    Parameters
    ----------
    frame
        One row per area or footprint by code, or per (footprint, county).
    source
        Type of the areas that were added up.
    """
    gone = exposed(indicator_id, source, segment=segment)
    if not gone:
        return frame
    called = [official_sets.total_name(*key) if isinstance(key, tuple) else key for key in frame.index]
    return frame.assign(**{WITHHELD_FOR: np.where(pd.Index(called).isin(sorted(gone)), str(Reason.SECONDARY), "")})


def of_any_year(frame: pd.DataFrame, years: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Pooled sums with the reason of those of which a single year must not be shown: the others would give it away."""
    gone = [year[WITHHELD_FOR].ne("").to_numpy() for year in years if WITHHELD_FOR in year]
    if not gone:
        return frame
    return frame.assign(**{WITHHELD_FOR: np.where(np.logical_or.reduce(gone), str(Reason.SECONDARY), "")})


@lru_cache(maxsize=2048)
def exposed(indicator_id: str, source: str, *, segment: Segment) -> frozenset[str]:
    """Names of totals (`official_sets.parents`, England) that even withholding all their areas does not protect."""
    indicator = opened_pack.pack().indicators[indicator_id]
    rule = RULES[indicator.release_rule]
    if not (rule.largest and rule.secondary) or source not in own_areas.types():
        return frozenset()
    every = list(official_sets.codes(source))
    rows = told_segments.linked(indicator, source, segment=segment, codes=tuple(every))
    if WITHHELD_FOR not in rows and not small_counts(rows, rule, value_type=indicator.value_type).any():
        return frozenset()
    parents = official_sets.parents(source).reindex(every)
    told = told_segments.judged(indicator_id, source)[1].get(segment, frozenset())
    gone = told | withheld_parents(rows, rule, value_type=indicator.value_type, parents=parents)
    return gone if _england_is_known(source, gone) else gone | {ENGLAND_CODE}


def _england_is_known(source: str, gone: frozenset[str]) -> bool:
    """Whether totals that are shown add up to England, so that its own tells nothing new: one kind covers all of it."""
    kinds = official_sets.areas(source)
    return any(kinds[kind].notna().all() and gone.isdisjoint(kinds[kind].unique()) for kind in kinds)


def kept_back_above(rows: pd.DataFrame, indicator: Indicator, *, kind: str, segment: Segment) -> pd.DataFrame:
    """Stored rows with the reason of those that are a total above smaller stored areas and would give one away."""
    rule = RULES[indicator.release_rule]
    if not (rule.largest and rule.secondary):
        return rows
    below = [one for one in opened_pack.pack().store.area_types(indicator.id) if one != kind]
    gone = frozenset().union(*(exposed(indicator.id, one, segment=segment) for one in below))
    lost = rows.index.isin(gone) if gone else np.zeros(len(rows), dtype=bool)
    if not lost.any():
        return rows
    known = rows.get(WITHHELD_FOR, "")
    return rows.assign(**{WITHHELD_FOR: np.where(lost, str(Reason.SECONDARY), known)})
