"""The parts of an own footprint by county and by system: their residents, and a measure of each.

Lives here: which LSOAs belong to which part, and the sums of the parts. Not here: the whole (`own_figures`), whether a
measure of parts may be shown (`own_release`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, row_of
from data.catalogue import Indicator
from data.schema import Status
from equity.totals.aggregate import aggregated
from equity.totals.counts import Counts, Settings
from geo.membership import Membership, parts
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.members import COUNTY_TYPE, OLD, base, blocks, sizes
from pages.parts.answering.own import own_areas
from pages.parts.answering.relevant_ages import relevant

RESIDENTS = Settings(minimum_coverage=1.0, proportion=False)  # people who are not known are not left out of a total
NO_SYSTEM, NO_COUNTY = "In no system of this pack", "In no county of this pack"


@lru_cache(maxsize=2)
def counties(lsoa: str = OLD) -> pd.DataFrame:
    """`lsoa, part`: the county or unitary authority of every LSOA."""
    return blocks(COUNTY_TYPE, lsoa).rename(columns={"block": "part"})[["lsoa", "part"]]


@lru_cache(maxsize=8)
def systems(on: str) -> pd.DataFrame:
    """`lsoa, part`: the system of every LSOA on a date."""
    table = opened_pack.pack().lookup("footprint_lsoa11")
    wanted = [system.id for system in opened_pack.registry().of_tier("system", on)]
    inside = table[table["footprint_id"].isin(wanted)]
    return inside.rename(columns={"lsoa11cd": "lsoa", "footprint_id": "part"})[["lsoa", "part"]]


def people(own: OwnFootprint, within: pd.DataFrame, *, nowhere: str) -> tuple[AreaRow, ...]:
    """Parts of a footprint with residents, the largest first; `nowhere` names what lies in none."""
    groups = own_areas.shares(own)
    near = within[within["lsoa"].isin(groups["lsoa"])]
    found = parts(own_areas.touched("lsoa11", own), groups, within=near, sizes=own_areas.sizes())
    sums = resident_sums(found)
    codes = found.groups.get_level_values("part")
    rows = [row_of(sums.iloc[n], code, name=_name(code) or nowhere, role="part") for n, code in enumerate(codes)]
    return tuple(sorted(rows, key=lambda row: (-(row.numerator if row.numerator == row.numerator else 0), row.name)))


def resident_sums(members: Membership) -> pd.DataFrame:
    """Residents of every group, missing unless all its areas have them."""
    residents = own_areas.lsoa_residents().reindex(members.blocks)
    status = np.where(residents.notna(), str(Status.OK), str(Status.MISSING))
    counts = Counts(residents.astype(float), None, pd.Series(status, index=members.blocks))
    return aggregated(members, counts, settings=RESIDENTS)


def valued(
    own: OwnFootprint, indicator: Indicator, *, segment: tuple[str, str, str, str], within: pd.DataFrame, named: str
) -> list[AreaRow]:
    """A measure of every part, released; each is called by `named` with the name of its county or system."""
    source, lsoa, ages = indicator.building_block, base(indicator.building_block), relevant(indicator.id)
    groups = own_areas.shares(own, lsoa)
    near = within[within["lsoa"].isin(groups["lsoa"])]
    made = parts(own_areas.touched(source, own), groups, within=near, sizes=sizes(lsoa, ages=ages))
    sums = values.summed(indicator, made, source=source, segment=segment)
    codes = list(sums.index.get_level_values("part"))
    sums.index = pd.Index(codes, name="area_code")
    shown = values.for_readers(sums, indicator, parents=pd.DataFrame({"whole": own.id}, index=sums.index))
    names = [named.format(_name(code) or NO_COUNTY) for code in codes]
    return [row_of(shown.iloc[n], code, name=names[n], role="part") for n, code in enumerate(codes)]


def _name(code: str) -> str:
    registry = opened_pack.registry()
    if code in registry:
        return registry[code].short_name
    return str(own_areas.described(COUNTY_TYPE)["name"].get(code, ""))
