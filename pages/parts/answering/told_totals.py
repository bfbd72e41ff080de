"""Totals that would give a small count away although every area in them is withheld: they must go as well.

Lives here: which totals of the register and of official areas those are, for one segment of a measure. Not here: how a
count follows from a total (`equity.release.protection`), which areas are withheld (`protected`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from equity.disclosure import RULES, WITHHELD_FOR, small_counts, withheld_parents
from equity.result import Reason
from pages.parts import opened_pack
from pages.parts.answering import official_sets, own_areas

Segment = tuple[str, str, str, str]


def kept_back(
    frame: pd.DataFrame, indicator_id: str, *, source: str, segment: Segment, stored: Callable[..., pd.DataFrame]
) -> pd.DataFrame:
    """Sums with the reason of those that must not be shown.

    Parameters
    ----------
    frame
        One row per area or footprint by code, or per (footprint, county).
    source
        Type of the areas that were added up.
    stored
        Where their rows come from (`values.stored`).
    """
    gone = exposed(indicator_id, source, segment=segment, stored=stored)
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


@lru_cache(maxsize=256)
def exposed(indicator_id: str, source: str, *, segment: Segment, stored: Callable[..., pd.DataFrame]) -> frozenset[str]:
    """Names of the totals (`official_sets.parents`) that even withholding all their areas does not protect."""
    indicator = opened_pack.pack().indicators[indicator_id]
    rule = RULES[indicator.release_rule]
    if not (rule.largest and rule.secondary) or source not in own_areas.types():
        return frozenset()
    every = list(official_sets.codes(source))
    rows = stored(indicator, source, segment=segment, codes=tuple(every))
    if not small_counts(rows, rule, value_type=indicator.value_type).any():
        return frozenset()
    parents = official_sets.parents(source).reindex(every)
    return frozenset(withheld_parents(rows, rule, value_type=indicator.value_type, parents=parents))
