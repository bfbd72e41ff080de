"""Everything the gradient page shows of a question, in the order it is made, and the caches.

    GradientQuestion -> ladders (own, England's, same ages) -> people, core20, moments, axes, maps -> GradientEvidence

Not here: any formula (`equity`), wording (`charts.gradient`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from charts.evidence import AreaRow, SourceItem, measure_for
from charts.gradient.evidence import AS_THEY_ARE, NATIONAL, OWN, SAME_AGES, GradientEvidence, Ladder
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, pooled_ages, reach_shares
from pages.parts.answering.view import measure_of
from pages.parts.board import board_question, board_tiles
from pages.parts.board.board_question import BoardQuestion
from pages.parts.gradient.area_spread import area_spread
from pages.parts.gradient.core20_shares import core20
from pages.parts.gradient.counted_people import people
from pages.parts.gradient.group_axes import group_axes
from pages.parts.gradient.ladders import ladder, measured
from pages.parts.gradient.moments import moments
from pages.parts.gradient.published_groups import published_groups
from pages.parts.gradient.question import GradientQuestion
from pages.parts.gradient.small_maps import small_maps

DEPRIVATION = "imd2019_rank"
NO_AGES = "The pack has no ages of these residents."
NOT_SMALL = (
    "This measure is published for England and whole councils only: no counts by small area are in the pack, so no "
    "deprivation groups of a footprint can be made."
)


@lru_cache(maxsize=128)
def evidence(asked: GradientQuestion) -> GradientEvidence:
    """What the page shows of a question."""
    if not deprivation_groups.countable(asked.indicator):
        return _published_only(asked)
    indicator = measured(asked.indicator)
    own, national = (ladder(asked, lens=lens, ages=AS_THEY_ARE) for lens in (OWN, NATIONAL))
    chosen = own if asked.lens == OWN else national
    sampled = reach_shares.reach(asked.indicator) is None
    refused = _no_ages(asked)
    matched = None if refused or not chosen.known else ladder(asked, lens=asked.lens, ages=SAME_AGES)
    same = asked.ages == SAME_AGES and matched is not None
    usual = opened_pack.pack().indicators[asked.indicator].default_age
    return GradientEvidence(
        measure=measure_for(measure_of(indicator), age=asked.age, default_age=usual),
        period=asked.period,
        name=name_of(asked),
        on=asked.date,
        whole=AreaRow(asked.footprint, name_of(asked)),
        shown=matched if same else chosen,
        own=own,
        national=national,
        matched=matched,
        ages=SAME_AGES if same else AS_THEY_ARE,
        no_ages=refused,
        standard="" if refused else pooled_ages.standard_words(),
        people=people(chosen, indicator, sampled=sampled),
        core20=core20(asked),
        cumulative="by {period}" in indicator.period_phrase,
        sources=_sources(asked),
        cautions=tuple(indicator.cautions),
        sampled=sampled,
    )


def _published_only(asked: GradientQuestion) -> GradientEvidence:
    """A measure without counts by small area: the groups that its publisher gives, and no deprivation groups."""
    indicator = opened_pack.pack().indicators[asked.indicator]
    none = {lens: Ladder(lens, reason=NOT_SMALL) for lens in (OWN, NATIONAL)}
    return GradientEvidence(
        measure=measure_of(indicator),
        period=asked.period,
        name=name_of(asked),
        on=asked.date,
        whole=AreaRow(asked.footprint, name_of(asked)),
        shown=none[asked.lens],
        own=none[OWN],
        national=none[NATIONAL],
        no_ages=NO_AGES,
        core20=core20(asked),
        sources=(board_tiles.source_of(indicator, derived=False),),
        cautions=tuple(indicator.cautions),
        published=published_groups(asked.indicator, asked.footprint, on=asked.date),
    )


@lru_cache(maxsize=128)
def further(asked: GradientQuestion) -> GradientEvidence:
    """The same with what stands below the first screen: every period, other groups, small maps."""
    shown = evidence(asked)
    if not deprivation_groups.countable(asked.indicator):
        return shown
    told = published_groups(asked.indicator, asked.footprint, on=asked.date)
    return replace(
        shown,
        moments=moments(asked),
        axes=group_axes(asked),
        maps=small_maps(asked),
        spread=area_spread(asked),
        published=told,
    )


def name_of(asked: GradientQuestion) -> str:
    """Name of the footprint."""
    as_board = BoardQuestion(asked.indicator, asked.system, asked.place, asked.date, board_question.BALCONY, "", "", "")
    return board_tiles.name_of(as_board)


def _no_ages(asked: GradientQuestion) -> str:
    """Why ages cannot be made the same, a sentence; "" if they can."""
    if reach_shares.reach(asked.indicator) is not None:
        return NO_AGES
    indicator, source = opened_pack.pack().indicators[asked.indicator], deprivation_groups.source_of(asked.indicator)
    bands = pooled_ages.bands_of(indicator, source, segment=asked.segment)
    return pooled_ages.refusal(indicator, source, segment=asked.segment, bands=bands)


def _sources(asked: GradientQuestion) -> tuple[SourceItem, ...]:
    """The measure's publication, then the index of deprivation."""
    pack = opened_pack.pack()
    items = [board_tiles.source_of(pack.indicators[asked.indicator], derived=True)]
    if DEPRIVATION in pack.indicators:
        items.append(board_tiles.source_of(pack.indicators[DEPRIVATION], derived=False))
    return tuple(dict.fromkeys(items))
