"""Rows of the areas in view as they may be shown: who is withheld to protect others does not depend on the view.

Lives here: secondary suppression over every area of a type and every total that is shown of them somewhere. Not here:
the rule (`equity.disclosure`), small totals of footprints themselves (`groups`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from charts.saying.outcomes import reason_words
from data.catalogue import Indicator
from data.schema import POOL
from equity.disclosure import RULES, WITHHELD_FOR, small_counts
from equity.result import Reason
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.overlaps import share_inside
from pages.parts.answering.own import own_areas, own_known
from pages.parts.answering.releasing import official_sets
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

FOR_OTHERS = (Reason.SECONDARY, Reason.POOLED, Reason.LINKED)  # withheld, but not for being small


def rows(selection: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """Released rows for codes in the order given."""
    indicator = opened_pack.pack().indicators[selection.indicator]
    rule, kind = RULES[indicator.release_rule], selection.area_type
    if not (rule.largest and rule.secondary):
        return values.for_readers(values.observed(selection, codes), indicator)
    if kind not in own_areas.types():
        frame = values.observed(selection, codes)
        return values.for_readers(frame, indicator, parents=_beside(selection, codes))
    if not has_small(indicator.id, kind, segment=selection.segment):
        return values.for_readers(values.observed(selection, codes), indicator)
    every = tuple(sorted({*values.area_codes(kind), *codes}))
    frame = values.observed(selection, every)
    parents = official_sets.parents(kind).reindex(list(every))
    return values.for_readers(frame, indicator, parents=parents).reindex(list(codes))


def _beside(selection: Selection, codes: tuple[str, ...]) -> pd.DataFrame | None:
    """Parents whose totals are shown beside the areas, for secondary suppression.

    An own footprint is none: `own_release` lets it be shown only where the areas as they stand leave nothing to find.
    """
    if selection.system == ENGLAND:
        return None
    frame = pd.DataFrame({"system": selection.system}, index=pd.Index(codes, name="area_code"))
    if selection.place and not own_known.is_own(selection.place):
        inside = share_inside(selection.area_type, selection.place).reindex(list(codes)).fillna(0).to_numpy() > 0.5
        frame["place"] = np.where(inside, selection.place, None)
    return frame


@lru_cache(maxsize=2048)
def has_small(indicator_id: str, area_type: str, *, segment: tuple[str, str, str, str]) -> bool:
    """Whether any area of a type has a small count; most packs have none, their sources withhold them."""
    indicator = opened_pack.pack().indicators[indicator_id]
    period, _, _, category = segment
    if segment[1:3] != (indicator.default_sex, indicator.default_age) or POOL in period:
        return True  # a part of the people, or several years: looked at in full
    frame = values.everywhere(indicator_id, area_type, period=period, category=category)
    return WITHHELD_FOR in frame or bool(
        small_counts(frame, RULES[indicator.release_rule], value_type=indicator.value_type).any()
    )


def hidden_for_others(indicator: Indicator, area_type: str, *, segment: tuple[str, str, str, str]) -> frozenset[str]:
    """Codes of stored areas that are withheld only to protect others."""
    shown = everyone(indicator, area_type, segment=segment)
    return frozenset(shown.index[shown["reason"].isin([reason_words(one) for one in FOR_OTHERS])])


@lru_cache(maxsize=2048)
def kept_back(indicator_id: str, area_type: str, *, segment: tuple[str, str, str, str]) -> frozenset[str]:
    """`hidden_for_others` for those who read one area's rows past `rows`; of a measure without small counts nobody."""
    indicator = opened_pack.pack().indicators[indicator_id]
    rule = RULES[indicator.release_rule]
    if not (rule.largest and rule.secondary and area_type in own_areas.types()):
        return frozenset()
    some = has_small(indicator_id, area_type, segment=segment)
    return hidden_for_others(indicator, area_type, segment=segment) if some else frozenset()


def everyone(indicator: Indicator, area_type: str, *, segment: tuple[str, str, str, str]) -> pd.DataFrame:
    """Released rows of every stored area of a type: what a sum that must tell nothing new is made from."""
    every = values.area_codes(area_type)
    frame = values.stored(indicator, area_type, segment=segment, codes=every)
    return values.for_readers(frame, indicator, parents=official_sets.parents(area_type).reindex(list(every)))
