"""Whether deprivation groups of a reader's own footprint may be shown: never where they would have to be judged.

Lives here: that one question. A group is one more set of areas, so groups are made only of measures without small
counts in the pack, out of whole small areas. Not here: the gate for a footprint itself (`answering.own.own_release`).
"""

from __future__ import annotations

from functools import lru_cache

from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, reach_shares
from pages.parts.answering.own import own_areas, own_known, own_ledger


@lru_cache(maxsize=256)
def refused(key: str, indicator_id: str) -> str:
    """Why the groups of an own footprint are not made for a measure, a sentence; "" where they are."""
    own, indicator = own_known.footprint(key), opened_pack.pack().indicators[indicator_id]
    if (own_areas.shares(own)["weight"] < 1).any():
        return f"The edge of {own.name} cuts through small areas, so its deprivation groups cannot be told."
    if reach_shares.reach(indicator_id) is not None:
        return ""
    source = deprivation_groups.source_of(indicator_id)
    index = opened_pack.pack().store.segment_index
    rows = index[(index["indicator_id"] == indicator_id) & (index["area_type"] == source)]
    segments = rows[["period", "sex", "age", "category"]].itertuples(index=False, name=None)
    if any(own_ledger.official(indicator, segment) is not None for segment in segments):
        return f"{indicator.short_name} has small counts here: deprivation groups of {own.name} could give one away."
    return ""
