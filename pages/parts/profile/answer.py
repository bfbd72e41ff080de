"""The profile of a question: rows of all measures, people, access and teams, in the order shown.

    ProfileQuestion -> figures (measures) + people + access + teams -> Profile

Lives here: that order, what is published around an area instead, the ways to the map, and the cache. Not here: any
formula (`equity`), wording (`charts.profile`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from charts.evidence import AreaRow, row_of
from charts.profile.profile_evidence import AbsentRow, MeasureRow, Profile, Spread
from charts.words import level_words, mid_sentence
from data.catalogue import Indicator
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, LEVEL_NAMES
from equity.comparing.gap import Gap
from equity.comparing.spreads import SPREAD
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.own import own_known
from pages.parts.asking import address, selection
from pages.parts.asking.controls import LENS_ORDER
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile import access, figures, people, profile_question, tables, teams
from pages.parts.profile.profile_question import AGAINST, ProfileQuestion
from pages.parts.profile.subjects import Subject, subject

AROUND = (("ctyua23", "ctyua21", "ctyua19", "ctyua18"), ("lad22",))
LEAST_SHARE, MOST_OF_AREA, TOLD = 0.02, 0.5, 3
NOTHING = "No figure for this area in this pack."
BY_RESIDENT = "Times are of small areas and are not averaged: “How far is care” counts residents instead."


def profile(asked: ProfileQuestion) -> Profile:
    """The profile of a question; which measures are shown does not change it."""
    return _profile(replace(asked, show="", minutes=asked.minutes))


@lru_cache(maxsize=128)
def _profile(asked: ProfileQuestion) -> Profile:
    about = subject(asked.code, asked.date)
    found = figures.figures(about, system=asked.system, against=asked.against, on=asked.date)
    rows = tuple(_row(one, about, found, asked) for one in found.frame.itertuples())
    limit = float(asked.minutes)
    system = asked.system if asked.against != ENGLAND else ENGLAND
    return Profile(
        code=asked.code,
        name=about.name,
        kind=about.kind,
        on=asked.date,
        system="" if asked.system in (ENGLAND, asked.code) else subject(asked.system, asked.date).name,
        benchmark=_compared_with(asked),
        rows=tuple(sorted(rows, key=lambda row: LENS_ORDER.index(row.lens))),
        absent=_absent(about, frozenset(found.frame.index), asked),
        ages=people.ages(asked.code, asked.date, system=system),
        tenths=people.tenths(asked.code, asked.date, system=system),
        access=access.access(asked.code, asked.date, system=system, limit=limit),
        teams=teams.teams(asked.code, asked.date, limit=limit),
        refused=found.refused,
        ways=_ways(about, asked),
    )


def _compared_with(asked: ProfileQuestion) -> str:
    """What the subtitle says the area is compared with."""
    if asked.code == ENGLAND:
        return ""
    alone = asked.against == ENGLAND or asked.system in (asked.code, ENGLAND)
    return AGAINST[ENGLAND] if alone else "the system, else England"


def _ways(about: Subject, asked: ProfileQuestion) -> tuple[tuple[str, str], ...]:
    """The map with the area selected, and the board of the place or system."""
    usual, parameters = selection.landing(), profile_question.parameters(asked)
    wanted = {name: parameters[name] for name in address.SHARED} | {"area": selection.NO_AREA}
    official = about.area_type and about.area_type not in FOOTPRINT_TYPES
    if asked.area and not official:
        wanted["place"] = "" if asked.area == ENGLAND else asked.area
    elif asked.area:
        wanted |= {"area": asked.area, "level": str(AREA_TYPES[about.area_type])}
    board = {name: wanted[name] for name in address.SHARED}
    return (
        ("Show on the map", f"./?{urlencode(address.query(usual | wanted, usual))}"),
        ("Board of the place", f"./board?{urlencode(address.query(usual | board, usual))}"),
    )


def _row(found, about: Subject, made: figures.Figures, asked: ProfileQuestion) -> MeasureRow:
    """One row of arrays as the object the page is made from."""
    one = opened_pack.pack().indicators[found.Index]
    cells = pd.Series(found._asdict())
    row = replace(row_of(cells, found.area_code, name=about.name, role="selected"), compared=found.compared)
    return MeasureRow(
        lens=one.lens,
        measure=figures.measure(one.id),
        period=found.period,
        row=row,
        source=replace(figures.source(one.id), derived=row.members is not None),
        benchmark=_benchmark(found, asked),
        benchmark_word=_word(found.benchmark_code, asked),
        whose=figures.whose(found.area_type, found.area_code),
        spread=_spread(found),
        direction=found.direction,
        trend_reason=found.trend_reason,
        gap=Gap(found.gap, found.gap_lower, found.gap_upper),
        fifths=made.fifths.get(one.id, ()),
        map_href=_map(found, about, asked),
        chosen=one.id == asked.indicator,
    )


def _benchmark(found, asked: ProfileQuestion) -> AreaRow | None:
    if not found.benchmark_code:
        return None
    code = found.benchmark_code
    return AreaRow(code, subject(code, asked.date).name, role="country" if code == ENGLAND else "system",
                   value=found.benchmark, numerator=found.benchmark_numerator,
                   denominator=found.benchmark_denominator)  # fmt: skip


def _word(code: str, asked: ProfileQuestion) -> str:
    return "" if not code else "England" if code == ENGLAND else subject(code, asked.date).name


def _spread(found) -> Spread:
    alike = int(found.alike) if found.alike == found.alike else 0
    if not alike or not found.area_type:
        return Spread(0)
    one, many = level_words(found.area_type)
    numbers = {name: float(getattr(found, name)) for name in SPREAD}
    return Spread(alike, **numbers, words=f"{alike:,} {one if alike == 1 else many}")


def _map(found, about: Subject, asked: ProfileQuestion) -> str:
    """The map of the measure with the area selected; of a footprint with the place outlined."""
    usual = selection.landing()
    wanted = usual | {"indicator": found.Index, "system": asked.system, "date": asked.date, "place": asked.place}
    if about.is_own:
        wanted |= own_known.parameters(about.code) | {"area": selection.NO_AREA}
    elif about.code in opened_pack.registry() and found.area_type in FOOTPRINT_TYPES:
        wanted |= {"place": "" if about.code == asked.system else about.code, "area": selection.NO_AREA}
    elif found.area_type == "ctry":
        wanted |= {"area": selection.NO_AREA, "place": ""}
    else:
        wanted |= {"level": str(AREA_TYPES[found.area_type]), "area": found.area_code}
    return f"./?{urlencode(address.query(wanted, usual))}"


def _absent(about: Subject, had: frozenset[str], asked: ProfileQuestion) -> tuple[AbsentRow, ...]:
    """Measures without a figure, lens by lens, with what councils around the area have."""
    around = _around(about)
    reasons = figures.gathered(about.code, asked.date)
    found = []
    for one in opened_pack.pack().indicators.values():
        if one.id in had:
            continue
        shown, period = _published(one.id, around)
        reason = str(reasons.at[one.id, "reason"]) if one.id in reasons.index else ""
        words = reason or _reason(one)
        named = AbsentRow(one.lens, one.name, one.id, words, figures.measure(one.id), period, shown)
        found.append(named)
    return tuple(sorted(found, key=lambda row: (LENS_ORDER.index(row.lens), not row.around)))


def _reason(one: Indicator) -> str:
    """Why a measure has no figure for an area of this kind."""
    if one.id == access.timed():
        return BY_RESIDENT
    kinds = list(dict.fromkeys(AREA_TYPES[kind] for kind in opened_pack.pack().store.area_types(one.id)))
    named = [mid_sentence(LEVEL_NAMES[kind]) for kind in kinds]
    joined = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"The pack has it for {joined} only, not for this area." if named else NOTHING


@lru_cache(maxsize=512)
def _around_members(members: frozenset[str]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[int, str, str]] = []
    for kinds in AROUND:
        for kind in kinds:
            for code, extent in extents.areas_of(kind).items():
                inside = len(extent & members)
                if inside and (inside >= LEAST_SHARE * len(members) or inside >= MOST_OF_AREA * len(extent)):
                    found.append((inside, kind, code))
    return tuple((kind, code) for _, kind, code in sorted(found, key=lambda one: (-one[0], one[1], one[2])))


def _around(about: Subject) -> tuple[tuple[str, str], ...]:
    """Councils that hold the area or a part of it, the largest part first; none for England and lists of patients."""
    return () if about.code == ENGLAND or not about.members else _around_members(about.members)


def _published(indicator_id: str, around: tuple[tuple[str, str], ...]) -> tuple[tuple[AreaRow, ...], str]:
    """Figures of the councils around, of the newest vintage that has them."""
    for kinds in AROUND:
        for kind in kinds:
            if tables.latest(opened_pack.pack().indicators[indicator_id], kind):
                codes = [code for one, code in around if one == kind]
                rows = [(code, tables.stored_rows_of(kind, code)) for code in codes]
                known = [(code, table.loc[indicator_id]) for code, table in rows if indicator_id in table.index]
                known = [(code, row) for code, row in known if not pd.isna(row["value"])]
                if known:
                    names = extents.names_of(kind)
                    shown = tuple(row_of(row, code, name=names[code]) for code, row in known[:TOLD])
                    return shown, str(known[0][1]["period"])
    return (), ""
