"""How many residents live farther away than a limit: what a footprint can say of times that cannot be added up.

A mean travel time of a footprint would need the journeys behind it; the residents of the small areas beyond a limit can
be counted and summed. Lives here: the limits, the measure in words, and its sums over any membership. Not here: times
themselves (the measure's own rows), sums (`equity.totals.aggregate`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import Polarity, ValueType
from equity.totals.aggregate import Counts, aggregated
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.members import OLD, blocks, footprint_membership, sizes
from pages.parts.answering.resident_fifths import lsoas, residents
from pages.parts.asking.possible import ENGLAND

LIMITS = {"minutes": 30.0}  # by unit; the break of the map's classes that its darkest two stand beyond
NOT_ANSWERED = "Times are of small areas, so no interval: the share counts residents of mid-2015."


def reach(indicator_id: str) -> Indicator | None:
    """The measure "residents beyond the limit" made of a measure of times by LSOA; None where there is none."""
    pack = opened_pack.pack()
    own = pack.indicators[indicator_id]
    limit = LIMITS.get(own.unit)
    if own.value_type != ValueType.MEAN or limit is None or OLD not in pack.store.area_types(indicator_id):
        return None
    if own.polarity != Polarity.LOW_IS_GOOD or residents().empty:
        return None
    over = f"Over {limit:g} {own.unit}"
    rest = own.short_name.removeprefix(own.unit.capitalize())
    name = f"{over}{rest}" if rest != own.short_name else f"{own.short_name}: {over.lower()}"
    return replace(
        own,
        name=name,
        short_name=name,
        value_type=ValueType.PROPORTION,
        unit="%",
        multiplier=100.0,
        decimals=1,
        people="residents",
        people_short="residents",
        numerator_name=f"live in small areas over {limit:g} {own.unit} away",
        complement=f"live in small areas within {limit:g} {own.unit}",
        word="The share",
        cautions=(NOT_ANSWERED, *own.cautions),
        breaks={},
    )


def figures(made: Indicator, members: Membership, *, period: str) -> pd.DataFrame:
    """Released shares of residents beyond the limit, a row per group; without limits, since nothing was sampled."""
    own = opened_pack.pack().indicators[made.id]
    codes = tuple(members.blocks)
    segment = (period, own.default_sex, own.default_age, own.default_category)
    rows = values.stored(own, OLD, segment=segment, codes=codes)
    people = residents().reindex(list(codes)).to_numpy("float64")
    time = rows["value"].to_numpy("float64")
    beyond = np.where(np.isnan(time), np.nan, np.where(time > LIMITS[own.unit], people, 0.0))
    frame = aggregated(members, Counts(beyond, people, rows["status"].to_numpy()))
    empty = dict.fromkeys(("value", "lower_ci", "upper_ci"), np.nan) | {"note": ""}
    shown = values.for_readers(frame.assign(**empty), made)
    return shown.assign(lower_ci=np.nan, upper_ci=np.nan)


@lru_cache(maxsize=32)
def of_footprints(indicator_id: str, period: str) -> pd.DataFrame:
    """The share of every footprint, and of England (row "england")."""
    made = reach(indicator_id)
    everyone = pd.DataFrame({"lsoa": sorted(lsoas(ENGLAND)), "group": ENGLAND})
    england = membership(blocks(OLD), everyone, sizes=sizes())
    return pd.concat([figures(made, one, period=period) for one in (footprint_membership(OLD), england)])
