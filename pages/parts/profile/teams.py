"""The neighbourhood teams of a place side by side: risk factors, and what the pack has instead of missing ones.

Lives here: which teams and measures, and their released rows. Not here: the rows themselves (`figures`), the table
(`charts.profile.teams_table`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.evidence import AreaRow, Measure, row_of
from charts.profile.profile_evidence import TeamRow, Teams
from data.catalogue import Indicator
from data.schema import Polarity, Status, Tier, ValueType
from geo.footprints import Footprint
from pages.parts import opened_pack
from pages.parts.answering.judging import judged_row
from pages.parts.profile import access, figures, people
from pages.parts.profile.subjects import PATIENTS, subject

# Risk factors that integrated teams are built around, and words in a measure's id that would show the pack has it.
RISKS = (
    ("Unplanned admission to hospital", ("unplanned", "emergency_admission")),
    ("School readiness at 4", ("school_readiness", "good_level_of_development")),
    ("Falls", ("falls",)),
)
MISSING = "No indicator for this yet."
FEWEST, MOST = 2, 12


@lru_cache(maxsize=256)
def teams(code: str, on: str, *, limit: float) -> Teams:
    """The teams of a place, or of the place a team belongs to; empty where the register has fewer than two."""
    place = _place(code, on)
    found = _teams(place, on) if place else []
    if not FEWEST <= len(found) <= MOST:
        return Teams()
    ids = tuple(one.id for one in found)
    rows = (*_risks(ids), *_measures(place, ids, on), *_people(place, ids, on, limit=limit))
    notes = tuple(f"{one.short_name}: boundary {one.confidence}. {one.notes}".strip() for one in found if one.notes)
    names = tuple((one.id, one.short_name) for one in found)
    return Teams(subject(place, on).name, names, rows, notes)


def _place(code: str, on: str) -> str:
    """The place itself, or the place over a team."""
    registry = opened_pack.registry()
    if code not in registry:
        ground = subject(code, on).members
        same = (one for one in registry.of_tier("place", on) if not one.kind)
        return next((one.id for one in same if ground and subject(one.id, on).members == ground), "")
    one = registry[code]
    if one.tier == Tier.NEIGHBOURHOOD:
        return next((span.id for span in one.parents if span.id in registry), "")
    return code if one.tier == Tier.PLACE else ""


def _teams(place: str, on: str) -> list[Footprint]:
    registry = opened_pack.registry()
    found = [one for one in registry.children(place, on) if one.tier == Tier.NEIGHBOURHOOD and not one.kind]
    return sorted(found, key=lambda one: one.short_name)


def _risks(ids: tuple[str, ...]) -> list[TeamRow]:
    """A line for every risk factor that no measure of the pack stands for among the teams."""
    had = {one for code in ids for one in figures.gathered(code, "").index}
    return [
        TeamRow(name, None, "", missing=MISSING)
        for name, words in RISKS
        if not any(word in one for one in had for word in words)
    ]


def _measures(place: str, ids: tuple[str, ...], on: str) -> list[TeamRow]:
    """Measures of health and care that at least two teams have, then what their patients live with."""
    tables = {code: figures.gathered(code, on) for code in ids}
    whole = figures.gathered(place, on)
    catalogue = opened_pack.pack().indicators
    found = []
    for indicator_id, indicator in catalogue.items():
        known = [code for code in ids if _told(tables[code], indicator_id)]
        of_patients = known and tables[known[0]].at[indicator_id, "area_type"] == PATIENTS
        if len(known) < FEWEST or (indicator.lens == "context" and not of_patients):
            continue
        if indicator.value_type == ValueType.COUNT:
            continue
        above = _cell(whole, indicator_id, place, on) if indicator_id in whole.index else None
        cells = tuple(_cell(tables[code], indicator_id, code, on) for code in ids)
        measure = figures.measure(indicator_id)
        period = str(tables[known[0]].at[indicator_id, "period"])
        found.append(
            _judged(TeamRow(indicator.name, measure, period, cells, above), indicator, resident=not of_patients)
        )
    return found


def _told(table: pd.DataFrame, indicator_id: str) -> bool:
    """Whether a team has a figure, or one that is withheld."""
    if indicator_id not in table.index:
        return False
    return not pd.isna(table.at[indicator_id, "value"]) or table.at[indicator_id, "status"] == str(Status.SUPPRESSED)


def _cell(table: pd.DataFrame, indicator_id: str, code: str, on: str) -> AreaRow:
    name = subject(code, on).name
    if indicator_id not in table.index:
        return AreaRow(code, name, status="missing")
    return row_of(table.loc[indicator_id], code, name=name)


def _judged(row: TeamRow, indicator: Indicator, *, resident: bool) -> TeamRow:
    """Every team against its place; whom a network's patients share with the place is not known."""
    members = None if resident else frozenset()
    cells = tuple(judged_row(cell, row.place, indicator=indicator, members=members) for cell in row.cells)
    return replace(row, cells=cells)


def _people(place: str, ids: tuple[str, ...], on: str, *, limit: float) -> list[TeamRow]:
    """Residents, the share in the most deprived fifth, the oldest ages, and those far from a service."""
    codes = (*ids, place)
    tenths = [people.tenths(code, on, system="england") for code in codes]
    ages = [people.ages(code, on, system="england") for code in codes]
    reaches = [access.access(code, on, system="england", limit=limit) for code in codes]
    oldest = [(one.stages or one.bands)[-1] if one.bands else None for one in ages]
    alike = len({one.period for one in ages}) == 1 and all(oldest)
    if alike:
        lines = [("Residents", _PEOPLE, ages[0].period, [one.total for one in ages])]
    else:  # the place's ages are from another table: residents of the same year for all
        lines = [("Residents", _PEOPLE, "2015", [one.residents for one in tenths])]
    if alike and len({one.words for one in oldest}) == 1:
        name = f"Residents aged {oldest[0].words.lower()}"
        lines.append((name, _SHARE, ages[0].period, [100 * one.share for one in oldest]))
    deprived = [100 * one.most_deprived_fifth for one in tenths]
    lines.append(("Residents in England’s most deprived fifth of small areas", _SHARE, "2019", deprived))
    if all(one.reaches for one in reaches):
        far = [100 * one.reaches[0].beyond for one in reaches]
        lines.append((f"Residents over {limit:g} minutes from a stroke unit", _SHARE, reaches[0].period, far))
    found = []
    for name, measure, period, numbers in lines:
        cells = [AreaRow(code, subject(code, on).name, value=value) for code, value in zip(codes, numbers, strict=True)]
        if any(cell.has_value for cell in cells):
            found.append(TeamRow(name, measure, period, tuple(cells[:-1]), cells[-1]))
    return found


_SHARE = Measure("", "share", "share", "%", ValueType.PROPORTION, Polarity.NONE, decimals=1)
_PEOPLE = Measure("", "residents", "residents", "", ValueType.COUNT, Polarity.NONE, decimals=0)
