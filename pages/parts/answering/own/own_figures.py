"""The figures of an own footprint: size, parts by county and system, the measure's value, past and future, likeness.

Lives here: which sums answer, through the one release. Not here: whether they may be shown (`own_release`, asked
first), words and HTML (`charts.own_pieces`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from charts.evidence import AreaRow, row_of
from data.catalogue import Indicator
from data.schema import POOL
from equity.disclosure import RULES
from equity.totals.coverage import not_computable
from geo.lineage import Share, Span
from geo.membership import Membership, membership
from geo.own import OwnFootprint
from geo.own_nearest import Overlap, nearest
from pages.parts import opened_pack
from pages.parts.answering import pooled_ages, values
from pages.parts.answering.members import OLD, base
from pages.parts.answering.own import own_areas, own_parts, own_release
from pages.parts.answering.own.own_parts import NO_COUNTY, NO_SYSTEM
from pages.parts.answering.releasing.exact_parts import exact_parts
from pages.parts.answering.relevant_ages import relevant
from pages.parts.asking.possible import periods, pools
from pages.parts.asking.selection import Selection

CACHED = 64
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
    value_parts, value_systems : tuple of AreaRow
        The measure by county and by system, where the footprint crosses a border of theirs.
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
    value_systems: tuple[AreaRow, ...] = ()


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
        exact_parts(own_parts.people(own, own_parts.counties(), nowhere=NO_COUNTY), size),
        exact_parts(own_parts.people(own, own_parts.systems(selection.date), nowhere=NO_SYSTEM), size),
        made.value,
        made.parts,
        segment[0],
        made.refused,
        cut,
        _nearest(own, selection.date),
        standardised=None if made.refused else standardised(own, indicator, segment=segment),
        notice="" if segment[0] == "" else own_release.notice(indicator, segment),
        value_systems=()
        if made.value is None
        else _by_system(own, made.value, indicator=indicator, segment=segment, on=selection.date),
    )


def _by_system(
    own: OwnFootprint, whole: AreaRow, *, indicator: Indicator, segment: own_release.Segment, on: str
) -> tuple[AreaRow, ...]:
    """A measure by system where it crosses their borders; none of small counts, which parts may give away."""
    if RULES[indicator.release_rule].largest or base(indicator.building_block) != OLD:
        return ()
    pieces = own_parts.valued(own, indicator, segment=segment, within=own_parts.systems(on), named="In {}")
    return exact_parts(pieces, whole) if len(pieces) > 1 else ()


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
    found = own_parts.resident_sums(members)
    place = list(members.groups).index(code)
    return row_of(found.iloc[place], code, name=name, role="place")


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
    pieces = own_parts.valued(own, indicator, segment=segment, within=own_parts.counties(lsoa), named="{} part")
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
