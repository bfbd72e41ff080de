"""The figures of an own footprint: size, parts by county and system, the measure's value, past and future, likeness.

Lives here: which sums answer, through the one release. Not here: whether they may be shown (`own_release`, asked
first), words and HTML (`charts.own_pieces`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, row_of
from data.catalogue import Indicator
from data.schema import POOL, Status
from equity.totals.aggregate import aggregated
from equity.totals.counts import Counts, Settings
from equity.totals.coverage import not_computable
from geo.lineage import Share, Span
from geo.membership import Membership, membership, parts
from geo.own import OwnFootprint
from geo.own_nearest import Overlap, nearest
from pages.parts import opened_pack
from pages.parts.answering import pooled_ages, values
from pages.parts.answering.members import COUNTY_TYPE, OLD, base, blocks, sizes
from pages.parts.answering.own import own_areas, own_release
from pages.parts.answering.releasing.exact_parts import exact_parts
from pages.parts.answering.relevant_ages import relevant
from pages.parts.asking.possible import periods, pools
from pages.parts.asking.selection import Selection

CACHED = 64
RESIDENTS = Settings(minimum_coverage=1.0, proportion=False)  # people who are not known are not left out of a total
NO_SYSTEM, NO_COUNTY = "In no system of this pack", "In no county of this pack"
UNREACHED = "This pack does not say which small areas its areas are made of."


@dataclass(frozen=True)
class Past:
    """What became of a registered footprint: parents with their dates, and areas before and after with shares."""

    parents: tuple[Span, ...] = ()
    predecessors: tuple[Share, ...] = ()
    successors: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Measured:
    """A measure of an own footprint and of its parts by county; no value where it is refused, with the reason."""

    value: AreaRow | None
    parts: tuple[AreaRow, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class OwnFigures:
    """Released figures of an own footprint.

    Attributes
    ----------
    size : AreaRow
        Residents as numerator (mid-2015), LSOAs with and without them as members, share of postcodes covered.
    counties, systems : tuple of AreaRow
        Its parts with residents, adding up to `size`.
    value : AreaRow or None
        The measure; None where it is refused, with the reason in `refused`.
    value_parts : tuple of AreaRow
        The measure by county, where the footprint crosses a border.
    period : str
    apportioned : float
        Share of LSOAs that are only partly inside.
    standardised : AreaRow or None
        The measure with the ages of the standard population, which is its name; None where there are no ages.
    notice : str
        How answers are kept, where readers must be told.
    """

    size: AreaRow
    counties: tuple[AreaRow, ...]
    systems: tuple[AreaRow, ...]
    value: AreaRow | None
    value_parts: tuple[AreaRow, ...]
    period: str
    refused: str
    apportioned: float
    nearest: Overlap | None
    standardised: AreaRow | None = None
    notice: str = ""


@lru_cache(maxsize=CACHED)
def figures(own: OwnFootprint, selection: Selection) -> OwnFigures:
    """Figures of a footprint with members, for the measure and date of a selection."""
    groups = own_areas.shares(own)
    lsoas = own_areas.touched("lsoa11", own)
    whole = membership(lsoas, groups, sizes=own_areas.sizes())
    size = _residents(whole, own.id, name=own.name)
    indicator = opened_pack.pack().indicators[selection.indicator]
    segment = ("", "", "", "") if _not_summable(indicator) else _segment(indicator, selection)
    made = measured(own, indicator, segment=segment)
    cut = float((groups["weight"] < 1).mean())
    return OwnFigures(
        size,
        exact_parts(_cut(own, _counties(), NO_COUNTY), size),
        exact_parts(_cut(own, _systems(selection.date), NO_SYSTEM), size),
        made.value,
        made.parts,
        segment[0],
        made.refused,
        cut,
        _nearest(own, selection.date),
        standardised=None if made.refused else standardised(own, indicator, segment=segment),
        notice="" if segment[0] == "" else own_release.notice(indicator, segment),
    )


def measured(own: OwnFootprint, indicator: Indicator, *, segment: own_release.Segment) -> Measured:
    """A measure for a footprint and its parts by county, summed from the building block, if it may be shown.

    Parameters
    ----------
    segment
        Period, sex, age and category.
    """
    refused = _not_summable(indicator) or own_release.refusal(own, indicator, segment=segment)
    return Measured(None, (), refused) if refused else Measured(*_value(own, indicator, segment))


def past(footprint_id: str) -> Past:
    """Parents, predecessors and successors of a footprint of the register; nothing for others."""
    registry = opened_pack.registry()
    if footprint_id not in registry:
        return Past()
    known = registry[footprint_id]
    return Past(known.parents, known.predecessors, known.successors)


def _residents(members: Membership, code: str, *, name: str) -> AreaRow:
    """Residents of a group; missing, with the share covered, unless all its areas have them."""
    found = _resident_sums(members)
    place = list(members.groups).index(code)
    return row_of(found.iloc[place], code, name=name, role="place")


def _resident_sums(members: Membership) -> pd.DataFrame:
    residents = own_areas.lsoa_residents().reindex(members.blocks)
    status = np.where(residents.notna(), str(Status.OK), str(Status.MISSING))
    counts = Counts(residents.astype(float), None, pd.Series(status, index=members.blocks))
    return aggregated(members, counts, settings=RESIDENTS)


def _cut(own: OwnFootprint, within: pd.DataFrame, nowhere: str) -> tuple[AreaRow, ...]:
    """Parts of a footprint with residents, the largest first."""
    groups = own_areas.shares(own)
    near = within[within["lsoa"].isin(groups["lsoa"])]
    found = parts(own_areas.touched("lsoa11", own), groups, within=near, sizes=own_areas.sizes())
    sums = _resident_sums(found)
    codes = found.groups.get_level_values("part")
    rows = [row_of(sums.iloc[n], code, name=_name(code) or nowhere, role="part") for n, code in enumerate(codes)]
    return tuple(sorted(rows, key=lambda row: (-(row.numerator if row.numerator == row.numerator else 0), row.name)))


def _name(code: str) -> str:
    registry = opened_pack.registry()
    if code in registry:
        return registry[code].short_name
    return str(own_areas.described(COUNTY_TYPE)["name"].get(code, ""))


@lru_cache(maxsize=2)
def _counties(lsoa: str = OLD) -> pd.DataFrame:
    return blocks(COUNTY_TYPE, lsoa).rename(columns={"block": "part"})[["lsoa", "part"]]


@lru_cache(maxsize=8)
def _systems(on: str) -> pd.DataFrame:
    """`lsoa, part`: the system of every LSOA on a date."""
    table = opened_pack.pack().lookup("footprint_lsoa11")
    wanted = [system.id for system in opened_pack.registry().of_tier("system", on)]
    inside = table[table["footprint_id"].isin(wanted)]
    return inside.rename(columns={"lsoa11cd": "lsoa", "footprint_id": "part"})[["lsoa", "part"]]


def _nearest(own: OwnFootprint, on: str) -> Overlap | None:
    """The footprint of the register, valid on the date, that is most like it; its own entry is not meant."""
    table = opened_pack.pack().lookup("footprint_lsoa11")
    valid = {known.id for known in opened_pack.registry() if known.valid_on(on)} - {own.id}
    return nearest(own_areas.shares(own), table[table["footprint_id"].isin(valid)], sizes=own_areas.sizes())


def _not_summable(indicator: Indicator) -> str:
    if values.summable(indicator, indicator.building_block):
        return ""
    reason = not_computable(indicator.value_type, indicator.building_block)
    return f"{indicator.name} cannot be added up for an own footprint. {reason or UNREACHED} Choose another measure."


def _segment(indicator: Indicator, selection: Selection) -> tuple[str, str, str, str]:
    """Which rows answer: the period asked for where the building block has it, everyone."""
    of = {"types": (indicator.building_block,)}
    known = list(periods(opened_pack.pack(), indicator, **of))
    pooled = POOL in selection.period and selection.period in pools(opened_pack.pack(), indicator, **of)
    period = selection.period if pooled or selection.period in known else known[-1]
    return period, indicator.default_sex, indicator.default_age, indicator.default_category


def _value(
    own: OwnFootprint, indicator: Indicator, segment: tuple[str, str, str, str]
) -> tuple[AreaRow, tuple[AreaRow, ...]]:
    """The measure for the footprint, and for its parts by county where there are several."""
    source, lsoa, ages = indicator.building_block, base(indicator.building_block), relevant(indicator.id)
    whole = own_areas.own_membership(own, source, ages=ages)
    total = values.summed(indicator, whole, source=source, segment=segment)
    row = row_of(values.for_readers(total, indicator).iloc[0], own.id, name=own.name, role="place")
    counties = _counties(lsoa)
    groups = own_areas.shares(own, lsoa)
    near = counties[counties["lsoa"].isin(groups["lsoa"])]
    by_county = parts(own_areas.touched(source, own), groups, within=near, sizes=sizes(lsoa, ages=ages))
    sums = values.summed(indicator, by_county, source=source, segment=segment)
    codes = list(sums.index.get_level_values("part"))
    sums.index = pd.Index(codes, name="area_code")
    shown = values.for_readers(sums, indicator, parents=pd.DataFrame({"whole": own.id}, index=sums.index))
    named = [f"{_name(code) or NO_COUNTY} part" for code in codes]
    pieces = [row_of(shown.iloc[n], code, name=named[n], role="part") for n, code in enumerate(codes)]
    shared = len(pieces) > 1 and own_release.parts_too(own, indicator, segment=segment)
    return row, exact_parts(pieces, row) if shared else ()


def standardised(own: OwnFootprint, indicator: Indicator, *, segment: tuple[str, str, str, str]) -> AreaRow | None:
    """The measure from strata pooled over the footprint's members; None where it has no age bands."""
    source = indicator.building_block
    bands = pooled_ages.bands_of(indicator, source, segment=segment)
    if pooled_ages.refusal(indicator, source, segment=segment, bands=bands):
        return None
    made = own_areas.own_membership(own, source, ages=relevant(indicator.id))
    found = pooled_ages.pooled(indicator, made, source=source, segment=segment)
    return row_of(found.iloc[0], own.id, name=pooled_ages.standard_words())
