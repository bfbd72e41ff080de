"""Deprivation groups of a footprint, its own or England's, and their released figures: board and gradient alike.

Lives here: which cut is meant by a lens, how many parts it has, and the sums over its parts. Not here: the cut of a
footprint's residents (`resident_fifths`), formulas (`equity`), words (`charts.gradient`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import ValueType
from equity.comparing.fifths import FIFTHS, average_rank
from equity.disclosure import RULES
from equity.inequality.deprivation import EDITIONS, national_quantiles
from equity.inequality.quantiles import quantiles
from equity.totals.aggregate import Counts, Settings, aggregated
from geo.membership import Membership
from pages.parts import opened_pack
from pages.parts.answering import reach_shares, resident_fifths, values
from pages.parts.answering.members import OLD, base, blocks
from pages.parts.answering.releasing import protected
from pages.parts.answering.relevant_ages import Ages
from pages.parts.answering.resident_fifths import Cut, cut, divided, ordered, ranks, residents

EDITION = "imd2019"
OWN, NATIONAL = "own", "england"
TENTHS = 10
MANY = 50  # areas from which on tenths are drawn: five to a tenth
EXACT, RANKED, NEAR = "exact", "ranked", "near"  # how national parts are known
Segment = tuple[str, str, str, str]


def source_of(indicator_id: str) -> str:
    """The blocks that groups are made of: LSOAs where a time becomes a share of residents, else the building block."""
    return OLD if reach_shares.reach(indicator_id) else opened_pack.pack().indicators[indicator_id].building_block


def countable(indicator_id: str) -> bool:
    """Whether a measure has counts by small area that groups can be made of."""
    indicator = opened_pack.pack().indicators[indicator_id]
    if reach_shares.reach(indicator_id) is not None:
        return True
    rate = indicator.value_type in (ValueType.PROPORTION, ValueType.CRUDE_RATE)
    return rate and values.summable(indicator, indicator.building_block) and base(indicator.building_block) == OLD


@lru_cache(maxsize=256)
def lens_cut(footprint_id: str, source: str, *, lens: str, number: int, ages: Ages | None = None) -> Cut:
    """The parts of a footprint: of its own residents, or those of England's parts that it has areas in.

    The parts are of all residents; `ages` are those by which an area that lies across the edge is shared out.
    """
    if lens == OWN:
        return cut(footprint_id, source, number=number, ages=ages)
    if ordered(footprint_id, source) is None:
        return Cut(None, reason=resident_fifths.NO_RANKS)
    part = national(source, number)[0].reindex(ordered(footprint_id, source).index)
    return divided(footprint_id, source, part=part.astype("int64"), ages=ages)


@lru_cache(maxsize=256)
def parts_of(footprint_id: str, source: str) -> int:
    """Tenths where there are many areas, else fifths."""
    order = ordered(footprint_id, source)
    few = order is None or len(order) < MANY or cut(footprint_id, source, number=TENTHS).members is None
    return FIFTHS if few else TENTHS


@lru_cache(maxsize=16)
def national(source: str, number: int) -> tuple[pd.Series, str]:
    """England's part of every block, and how it is known.

    LSOAs have the publisher's (`exact`). Larger areas are ranked by the average rank of their LSOAs among all of
    England's where the pack has every rank (`ranked`); else an area is put where its average rank lies among LSOAs
    (`near`).
    """
    known = ranks()
    if source == OLD:
        return national_quantiles(known, EDITION, area_type=OLD, number=number)["quantile"], EXACT
    placed = blocks(source).drop(columns="weight", errors="ignore").drop_duplicates("lsoa")
    people = residents().reindex(placed["lsoa"])
    order = average_rank(known.reindex(placed["lsoa"]), people, blocks=placed["block"]).dropna()
    if len(known) == EDITIONS[EDITION].areas:
        return quantiles(order, number=number)["quantile"], RANKED
    near = pd.Series(np.ceil(order.to_numpy()), order.index)
    return national_quantiles(near, EDITION, area_type=OLD, number=number)["quantile"], NEAR


def figures(
    indicator: Indicator, members: Membership, *, source: str, segment: Segment, above: pd.DataFrame
) -> pd.DataFrame:
    """Released figures of the parts of a cut, a row per part.

    Where the pack holds small counts, only what may be shown of the areas is added up, so the sums tell nothing new.

    Parameters
    ----------
    above
        What the parts lie in (`resident_fifths.parents`).
    """
    made = reach_shares.reach(indicator.id)
    if made is not None:
        return reach_shares.figures(made, members, period=segment[0])
    if RULES[indicator.release_rule].secondary and protected.has_small(indicator.id, source, segment=segment):
        rows = protected.everyone(indicator, source, segment=segment).reindex(list(members.blocks))
        counts = Counts(rows["numerator"], rows["denominator"], rows["status"].fillna("missing"))
        settings = Settings(proportion=indicator.value_type == ValueType.PROPORTION)
        empty = dict.fromkeys(("value", "lower_ci", "upper_ci"), np.nan) | {"note": ""}
        frame = aggregated(members, counts, settings=settings).assign(**empty)
    else:
        frame = values.summed(indicator, members, source=source, segment=segment)
    return values.for_readers(frame, indicator, parents=above)
