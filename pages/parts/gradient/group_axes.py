"""Groups other than deprivation: age, sex, ethnic group, town and country, kind of neighbourhood; or that none is.

Lives here: which tables of the pack answer for an axis. Not here: sums (`answering.deprivation_groups`), words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.board.lenses import Fifths
from charts.gradient.evidence import OWN, Axis, GroupRow
from charts.words import age_words, sentence_case, sex_words
from equity.comparing.fifths import FIFTHS, LEAST, MOST
from equity.inequality import axes
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, pooled_ages, reach_shares, released_cells, resident_fifths
from pages.parts.answering.deprivation_groups import Segment
from pages.parts.answering.members import blocks, sizes
from pages.parts.answering.relevant_ages import Ages, relevant
from pages.parts.answering.resident_fifths import lsoas
from pages.parts.gradient import area_kinds
from pages.parts.gradient.ladders import part_name
from pages.parts.gradient.question import GradientQuestion

WHOLE = 0  # beside the fifths 1 to 5
TITLES = {
    axes.Axis.AGE: "Age",
    axes.Axis.SEX: "Sex",
    axes.Axis.ETHNICITY: "Ethnic group",
    axes.Axis.RURALITY: "Town and country",
    axes.Axis.OUTPUT_AREA_GROUP: "Kind of neighbourhood",
}
OF_AREAS = {axes.Axis.ETHNICITY: "Ethnic groups of residents"}
NONE = {
    axes.Axis.AGE: "The pack has no counts of this measure by age and small area.",
    axes.Axis.SEX: "The pack has no counts of this measure by sex.",
    axes.Axis.ETHNICITY: "The pack has no table of this measure by ethnic group, nor of residents here by it.",
    axes.Axis.RURALITY: "The pack has no list of town and country areas for this footprint.",
    axes.Axis.OUTPUT_AREA_GROUP: "The pack has no output area classification for this footprint.",
}


def group_axes(asked: GradientQuestion) -> tuple[Axis, ...]:
    """Every axis in a fixed order; one without a table says so."""
    return _axes(asked.indicator, asked.footprint, asked.segment)


@lru_cache(maxsize=256)
def _axes(indicator_id: str, footprint: str, segment: Segment) -> tuple[Axis, ...]:
    found = {
        axes.Axis.AGE: _ages(indicator_id, footprint, segment),
        axes.Axis.SEX: _sexes(indicator_id, footprint, segment),
        **_of_areas(indicator_id, footprint, segment),
    }
    return tuple(found.get(one) or Axis(title, reason=NONE[one]) for one, title in TITLES.items())


def _ages(indicator_id: str, footprint: str, segment: Segment) -> Axis | None:
    """The finest bands that share out the measure's ages, everybody in them and their two fifths."""
    indicator, source = opened_pack.pack().indicators[indicator_id], deprivation_groups.source_of(indicator_id)
    usual = (segment[0], segment[1], indicator.default_age, segment[3])
    bands = pooled_ages.bands_of(indicator, source, segment=usual) if reach_shares.reach(indicator_id) is None else ()
    parts = [
        (sentence_case(age_words(band).removeprefix("aged ")), (usual[0], usual[1], band, usual[3])) for band in bands
    ]
    everyone, *rows = _split(indicator_id, footprint, [("Everyone", usual), *parts]) or (None,)
    words = "Everyone in each age band, and its own most and least deprived fifth of residents."
    return Axis(TITLES[axes.Axis.AGE], tuple(rows), words, unknown=_unknown(rows, everyone)) if rows else None


def _sexes(indicator_id: str, footprint: str, segment: Segment) -> Axis | None:
    source = deprivation_groups.source_of(indicator_id)
    had = opened_pack.pack().store.segments(indicator_id, source)
    known = [one for one in dict.fromkeys(had["sex"]) if sex_words(one)]
    parts = [(sentence_case(sex_words(one)), (segment[0], one, segment[2], segment[3])) for one in known]
    everyone, *rows = _split(indicator_id, footprint, [("Everyone", segment), *parts]) or (None,)
    unknown = _unknown(rows, everyone)
    return Axis(TITLES[axes.Axis.SEX], tuple(rows), "Everyone of each sex.", unknown=unknown) if rows else None


def _of_areas(indicator_id: str, footprint: str, segment: Segment) -> dict[axes.Axis, Axis]:
    """Axes that divide areas, not people."""
    found = area_kinds.area_kinds(indicator_id, footprint, segment=segment)
    everyone = _split(indicator_id, footprint, [("Everyone", segment)]) if found else ()
    return {
        axis: Axis(
            OF_AREAS.get(axis, TITLES[axis]), rows, words, unknown=_unknown(rows, everyone[0] if everyone else None)
        )
        for axis, (rows, words) in found.items()
    }


def _unknown(rows: Sequence[GroupRow], everyone: GroupRow | None) -> float:
    """The share of all people who are in no row; missing where a row's people are not shown."""
    if everyone is None or not everyone.whole.denominator > 0:
        return float("nan")
    return max(0.0, 1 - sum(row.whole.denominator for row in rows) / everyone.whole.denominator)


def _split(indicator_id: str, footprint: str, parts: list[tuple[str, Segment]]) -> tuple[GroupRow, ...]:
    """One row per part of the people: all of it, its most and its least deprived fifth."""
    source = deprivation_groups.source_of(indicator_id)
    indicator = opened_pack.pack().indicators[indicator_id]
    members = _whole_and_fifths(footprint, source, ages=relevant(indicator_id))
    if members is None:
        return ()
    found = []
    for name, segment in parts:
        above = resident_fifths.parents(footprint)
        frame = deprivation_groups.figures(indicator, members, source=source, segment=segment, above=above)
        whole, most, least = (
            released_cells.fifth_row(frame, part, name=name if part == WHOLE else part_name(part, FIFTHS))
            for part in (WHOLE, MOST, LEAST)
        )
        ends = Fifths(most, least)
        found.append(GroupRow(replace(whole, code=name), most, least, ends.gap if ends.known else None))
    return tuple(found) if any(row.whole.has_value for row in found) else ()


@lru_cache(maxsize=128)
def _whole_and_fifths(footprint: str, source: str, *, ages: Ages | None) -> Membership | None:
    """The footprint's fifths and, as group 0, all of them together."""
    cut = deprivation_groups.lens_cut(footprint, source, lens=OWN, number=FIFTHS)
    if cut.members is None:
        return None
    placed = blocks(source).drop(columns="weight", errors="ignore")
    placed = placed[placed["lsoa"].isin(lsoas(footprint))].drop_duplicates("lsoa")
    own = pd.DataFrame({"lsoa": placed["lsoa"], "group": placed["block"].map(cut.order["part"])})
    whole = blocks(source)
    touched = whole[whole["block"].isin(cut.order.index)]
    both = pd.concat([own, own.assign(group=WHOLE)], ignore_index=True)
    return membership(touched, both, sizes=sizes(ages=ages))
