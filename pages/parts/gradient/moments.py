"""The gap in every period: the same two fifths of today's footprint, released period by period.

Not here: the cut and its sums (`answering.deprivation_groups`), formulas (`equity`).
"""

from __future__ import annotations

from functools import lru_cache

from charts.board.lenses import Fifths
from charts.gradient.evidence import OWN, Moment
from equity.comparing.fifths import FIFTHS, LEAST, MOST
from equity.comparing.gap import Estimate
from equity.inequality.gap import gap_of_counts
from geo.periods import middle
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, reach_shares, released_cells, resident_fifths
from pages.parts.answering.relevant_ages import relevant
from pages.parts.gradient.ladders import estimate, measured, part_name
from pages.parts.gradient.question import GradientQuestion, ages, periods


def moments(asked: GradientQuestion) -> tuple[Moment, ...]:
    """The periods that have the question's age band, oldest first; () where the footprint has no fifths."""
    return _moments(asked.indicator, asked.footprint, asked.age, lens=asked.lens)


@lru_cache(maxsize=256)
def _moments(indicator_id: str, footprint: str, age: str, *, lens: str) -> tuple[Moment, ...]:
    source = deprivation_groups.source_of(indicator_id)
    cut = deprivation_groups.lens_cut(footprint, source, lens=lens or OWN, number=FIFTHS, ages=relevant(indicator_id))
    if cut.members is None or not {MOST, LEAST} <= set(cut.members.groups):
        return ()
    own, indicator = opened_pack.pack().indicators[indicator_id], measured(indicator_id)
    above, sampled = resident_fifths.parents(footprint), reach_shares.reach(indicator_id) is None
    found = []
    for period in (one for one in periods(indicator_id) if age in ages(indicator_id, one)):
        segment = (period, own.default_sex, age, own.default_category)
        frame = deprivation_groups.figures(own, cut.members, source=source, segment=segment, above=above)
        most, least = (released_cells.fifth_row(frame, part, name=part_name(part, FIFTHS)) for part in (MOST, LEAST))
        if not (most.has_value and least.has_value):
            continue
        sides = (frame.loc[[part]].set_axis(["gap"]) for part in (MOST, LEAST))
        ratio = gap_of_counts(*sides, value_type=indicator.value_type, multiplier=indicator.multiplier).ratio
        ratio = estimate(ratio, sampled=sampled) if sampled else Estimate(float(ratio["value"].iloc[0]))
        found.append(Moment(period, middle(period), most, least, Fifths(most, least).gap, ratio))
    return tuple(found)
