"""Areas put together by what they are like: town and country, ethnic groups of their residents, kind of neighbourhood.

A group describes areas, not the people in them, and says so. Lives here: which areas are of which group. Not here:
groups of people (`group_axes`), sums (`answering.deprivation_groups`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from charts.gradient.evidence import GroupRow
from equity.inequality.axes import Axis
from geo.membership import membership
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, released_cells, values
from pages.parts.answering.deprivation_groups import Segment
from pages.parts.answering.members import OLD, blocks, sizes
from pages.parts.answering.relevant_ages import relevant
from pages.parts.answering.resident_fifths import lsoas
from pages.parts.similar.covariates import ETHNICITY, OAC, theme_of

GROUPS, LEAST_AREAS = 5, 10
SMALL = 10.0  # per cent
NOT_PEOPLE = "a group describes areas, not the people in them."
COUNTRY, TOWN = "1 Countryside", "2 Towns and cities"
WORDS = {
    Axis.ETHNICITY: (
        "Areas from the largest to the smallest share of residents of Asian, Black, mixed or other ethnic groups "
        f"(Census 2021), in fifths of the areas: {NOT_PEOPLE}"
    ),
    Axis.RURALITY: (
        "Areas where most postcodes are classified “Rural residents” by the ONS output area classification (2011), and "
        f"all others: {NOT_PEOPLE}"
    ),
    Axis.OUTPUT_AREA_GROUP: (
        f"Areas by the ONS output area classification (2011) that most of their postcodes have: {NOT_PEOPLE}"
    ),
}
Rows = tuple[GroupRow, ...]


def area_kinds(indicator_id: str, footprint: str, *, segment: Segment) -> dict[Axis, tuple[Rows, str]]:
    """Rows of every axis that the pack has for a footprint's areas, with words for how they are put together."""
    source = deprivation_groups.source_of(indicator_id)
    found = {
        Axis.ETHNICITY: _by_residents(footprint, source),
        Axis.RURALITY: _country(_main_kinds(footprint, source)),
        Axis.OUTPUT_AREA_GROUP: _main_kinds(footprint, source),
    }
    rows = {
        axis: _rows(indicator_id, footprint, segment=segment, kind=kind) for axis, kind in found.items() if len(kind)
    }
    return {axis: (one, WORDS[axis]) for axis, one in rows.items() if one}


def _rows(indicator_id: str, footprint: str, *, segment: Segment, kind: pd.Series) -> Rows:
    """A released row for every group of blocks; none where all are of one group."""
    if kind.nunique() < 2:
        return ()
    source = deprivation_groups.source_of(indicator_id)
    placed = _placed(footprint, source)
    groups = pd.DataFrame({"lsoa": placed["lsoa"], "group": placed["block"].map(kind)}).dropna()
    whole = blocks(source)
    size = sizes(ages=relevant(indicator_id))
    members = membership(whole[whole["block"].isin(kind.index)], groups, sizes=size)
    above = pd.DataFrame({"footprint": footprint}, index=members.groups)
    indicator = opened_pack.pack().indicators[indicator_id]
    frame = deprivation_groups.figures(indicator, members, source=source, segment=segment, above=above)
    rows = tuple(GroupRow(_row(frame, code)) for code in frame.index)
    return rows if any(row.whole.has_value for row in rows) else ()


def _placed(footprint: str, source: str) -> pd.DataFrame:
    placed = blocks(source).drop(columns="weight", errors="ignore")
    return placed[placed["lsoa"].isin(lsoas(footprint))].drop_duplicates("lsoa")


def _row(frame: pd.DataFrame, code: str) -> AreaRow:
    """One group; "2 Cosmopolitans" is "Cosmopolitans"."""
    return replace(released_cells.fifth_row(frame, code, name=str(code).split(" ", 1)[-1]), code=str(code))


@lru_cache(maxsize=128)
def _by_residents(footprint: str, source: str) -> pd.Series:
    """Fifths of a footprint's blocks by the share of residents who are not of White ethnic groups, largest first."""
    none = pd.Series(dtype=str)
    white = next((column for item, column in theme_of(ETHNICITY, source) if item.key.endswith(":White")), None)
    if white is None:
        return none
    share = (100 - white).reindex(_placed(footprint, source)["block"].unique()).dropna()
    if len(share) < LEAST_AREAS:
        return none
    fifth = np.floor(GROUPS * (share.rank(method="first", ascending=False) - 1) / len(share)).astype(int) + 1
    ends = share.groupby(fifth).agg(["min", "max"])
    names = {one: f"{one} {_share_words(row['min'], row['max'])}" for one, row in ends.iterrows()}
    return fifth.map(names)


def _share_words(low: float, high: float) -> str:
    """ "Areas with 6 to 14 %"; shares below 10 % with one decimal, so that no two groups are called the same."""
    first, last = (f"{one:.{int(high < SMALL)}f}" for one in (low, high))
    return f"Areas with {first} %" if first == last else f"Areas with {first} to {last} %"


def _country(kinds: pd.Series) -> pd.Series:
    return kinds.map(lambda kind: COUNTRY if "rural" in kind.lower() else TOWN) if len(kinds) else kinds


@lru_cache(maxsize=128)
def _main_kinds(footprint: str, source: str) -> pd.Series:
    """The commonest supergroup of every block of a footprint, by classified postcodes."""
    pack = opened_pack.pack()
    if OAC not in pack.indicators:
        return pd.Series(dtype=str)
    indicator, codes = pack.indicators[OAC], tuple(sorted(lsoas(footprint)))
    period = pack.store.periods(OAC, OLD)[-1]
    had = [one for one in pack.store.segments(OAC, OLD)["category"] if one]
    counts = pd.DataFrame({one.partition(":")[2]: _postcodes(indicator, period, one, codes=codes) for one in had})
    placed = blocks(source).drop_duplicates("lsoa").set_index("lsoa")["block"].reindex(counts.index)
    sums = counts.groupby(placed.to_numpy()).sum()
    return sums[sums.sum(axis=1) > 0].idxmax(axis=1)


def _postcodes(indicator, period: str, category: str, *, codes: tuple[str, ...]) -> pd.Series:
    segment = (period, indicator.default_sex, indicator.default_age, category)
    return values.for_readers(values.stored(indicator, OLD, segment=segment, codes=codes), indicator)["numerator"]
