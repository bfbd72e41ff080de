"""How many residents live in England's most deprived fifth of LSOAs: the footprint, its parts, and what it lies in.

Lives here: whose shares stand side by side. Not here: the share (`equity.inequality.core20`), words.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from charts.gradient.evidence import Core20
from data.schema import Status
from equity.inequality.core20 import core20_share
from equity.inequality.deprivation import EDITIONS, national_quantiles
from geo.membership import Membership, membership
from pages.parts import opened_pack
from pages.parts.answering import extents, groups
from pages.parts.answering.deprivation_groups import EDITION
from pages.parts.answering.members import OLD, blocks, footprint_membership, part_membership, sizes
from pages.parts.answering.own import own_areas, own_known
from pages.parts.answering.resident_fifths import lsoas, ranks, residents
from pages.parts.asking import possible
from pages.parts.asking.possible import ENGLAND
from pages.parts.gradient.question import GradientQuestion

MOST_CHILDREN = 12
NO_ENGLAND = "This pack has the ranks of {known:,} of England’s {all:,} small areas, so England has no bar."


@lru_cache(maxsize=256)
def core20(asked: GradientQuestion) -> Core20:
    """Shares of a question's footprint, its county parts, what it lies in, and its places or neighbourhoods."""
    everywhere = len(ranks()) == EDITIONS[EDITION].areas
    found = [_row(asked.footprint, role="selected")]
    if asked.place:
        found += [] if own_known.is_own(asked.place) else _county_parts(asked.place)
        found.append(_row(asked.system, role="system"))
    if everywhere and asked.footprint != ENGLAND:
        found.append(_row(ENGLAND, role="country"))
    told = [_row(code, role="place") for code in _inside(asked)]
    told = sorted((row for row in told if row.has_value), key=lambda row: -row.value)[:MOST_CHILDREN]
    notes = () if everywhere else (NO_ENGLAND.format(known=len(ranks()), all=EDITIONS[EDITION].areas),)
    shown = {row.code: row for row in (*found, *told)}
    return Core20(tuple(row for row in shown.values() if row.has_value), notes if found[0].has_value else ())


def _inside(asked: GradientQuestion) -> list[str]:
    """Ids of the neighbourhoods of a place, else of the places of a system."""
    registry = opened_pack.registry()
    if own_known.is_own(asked.place):
        return []
    if asked.place:
        return [one.id for one in registry.children(asked.place, asked.date) if one.tier == "neighbourhood"]
    found = [] if asked.system == ENGLAND else possible.places(registry, asked.system, on=asked.date)
    return [one.id for one in found if one.tier == "place" and not one.kind]


def _row(code: str, *, role: str) -> AreaRow:
    """The row of a footprint, a reader's own one, or of England."""
    if own_known.is_own(code):
        return _of(_own(code), code, name=own_known.footprint(code).name, role=role)
    name = "England" if code == ENGLAND else opened_pack.registry()[code].short_name
    frame = _england() if code == ENGLAND else _footprints()
    return _of(frame, code, name=name, role=role)


def _of(frame: pd.DataFrame, code: object, *, name: str, role: str) -> AreaRow:
    found = frame.loc[code]
    if np.isnan(found["value"]):
        return AreaRow(str(code), name, role=role, status=Status.MISSING, reason=str(found["reason"]))
    numbers = {key: float(found[key]) for key in ("value", "numerator", "denominator", "coverage")}
    return AreaRow(str(code), name, role=role, **numbers)


def _shares(members: Membership) -> pd.DataFrame:
    """Shares of residents; every pack publishes both the ranks and the residents of whole areas."""
    deciles = national_quantiles(ranks(), EDITION, area_type=OLD)["quantile"]
    return core20_share(members, deciles, population=residents())


@lru_cache(maxsize=1)
def _footprints() -> pd.DataFrame:
    return _shares(footprint_membership(OLD))


@lru_cache(maxsize=64)
def _own(key: str) -> pd.DataFrame:
    listed = own_areas.shares(own_known.footprint(key)).assign(group=key)
    return _shares(membership(blocks(OLD), listed, sizes=sizes()))


@lru_cache(maxsize=1)
def _england() -> pd.DataFrame:
    everyone = pd.DataFrame({"lsoa": sorted(lsoas(ENGLAND)), "group": ENGLAND})
    return _shares(membership(blocks(OLD), everyone, sizes=sizes()))


def _county_parts(place: str) -> list[AreaRow]:
    """The place's parts by county, where a border runs through it."""
    frame = _shares(part_membership(OLD, place, within=groups.COUNTY_TYPE))
    if len(frame) < 2:
        return []
    names = extents.names_of(groups.COUNTY_TYPE)
    parts = [key[1] for key in frame.index]
    frame.index = pd.Index(parts)
    return [_of(frame, code, name=f"{names[code]} part", role="part") for code in parts]
