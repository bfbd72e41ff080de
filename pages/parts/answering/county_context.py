"""A district or place beside its county without it and the system over it, for one period, through the one release.

Lives here: which sums answer, and what is withheld because it is a difference. Not here: which areas are around a place
(`geo.around`), sums (`series`), words and table (`charts.county_context`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.county_context import CountyContext
from charts.evidence import AreaRow, row_of
from data.catalogue import Indicator
from data.schema import Status, Tier
from equity.comparing.comparison import Comparison
from equity.disclosure import RULES, WITHHELD_FOR
from geo.around import County, counties_around
from geo.over_time import Stretch
from geo.own import OwnFootprint
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.extents import ENGLAND_CODE, UPPER_TIER, Subject
from pages.parts.answering.judging import judged_pair
from pages.parts.answering.series import TODAY, figures

Wanted = dict[str, tuple[Stretch, str, dict[str, str]]]
PARENTS = ("county", "place")
NOT_A_PLACE = ("icb22", *(kind for kind, _, _ in UPPER_TIER))
REFUSED = "Withheld: taken together with areas shown elsewhere, it could give a small count away."


@lru_cache(maxsize=256)
def context(indicator_id: str, code: str, *, period: str, footprint: str, on: str) -> CountyContext | None:
    """What stands around a place in a period; None for systems and upper-tier authorities, which have no county."""
    about = extents.subject(code, on)
    if not _is_place(code):
        return None
    day = on if footprint == TODAY else period_days(period).end
    own = about.then(day)
    if not own.members:
        return None
    around = counties_around(own.members, extents.vintages(), on=day)
    indicator = opened_pack.pack().indicators[indicator_id]
    wanted = _wanted(about, around, day)
    shown = _shown(indicator, wanted, period)
    return CountyContext(
        name=about.name,
        period=period,
        rows=tuple(_compared(shown, code, wanted, indicator)),
        whole=tuple(one.name for one in around if not one.rest),
    )


def _is_place(code: str) -> bool:
    registry = opened_pack.registry()
    if code in registry:
        return registry[code].tier != Tier.SYSTEM
    return code != ENGLAND_CODE and not any(code in extents.areas_of(kind) for kind in NOT_A_PLACE)


def _wanted(about: Subject, around: tuple[County, ...], day: str) -> Wanted:
    """Members, role and parents by code: the place, each county without it, the system, England.

    The place's part of every county is released along with them and left out: the county's total is known elsewhere,
    so that part and rest must be withheld together.
    """
    own = about.then(day)
    wanted: Wanted = {about.code: (own, "place", {})}
    for one in around:
        inside = {"county": one.code}
        if len(around) == 1:
            wanted[about.code] = (own, "place", inside)
        else:
            part = Stretch("", "", f"{one.name} part", one.part)
            wanted[f"part-{one.code}"] = (part, "left out", inside | {"place": about.code})
        if one.rest:
            wanted[f"rest-{one.code}"] = (Stretch("", "", f"Rest of {one.name}", one.rest), "rest", inside)
    over = extents.system_over(about.code, day)
    if over is not None:
        wanted["system"] = (over.then(day), "system", {})
    return wanted | {ENGLAND_CODE: (extents.subject(ENGLAND_CODE, day).then(day), "country", {})}


def _shown(indicator: Indicator, wanted: Wanted, period: str) -> dict[str, AreaRow]:
    """Released rows by code."""
    frame = pd.DataFrame(
        [figures(indicator, period, stretch=stretch) for stretch, _, _ in wanted.values()], index=[*wanted]
    )
    parents = pd.DataFrame([given for _, _, given in wanted.values()], index=[*wanted], columns=[*PARENTS])
    why = frame["reason"].copy()
    released = values.for_readers(_typed(frame), indicator, parents=parents.astype(object).where(parents.notna(), None))
    named = {code: {"name": stretch.name, "role": role} for code, (stretch, role, _) in wanted.items()}
    rows = {code: row_of(found, code, **named[code]) for code, found in released.iterrows()}
    rows = {code: replace(row, reason=why[code] or row.reason) for code, row in rows.items()}
    return {
        code: _judged(row, indicator, wanted[code][0], period)
        for code, row in rows.items()
        if row.role != "left out" and (row.role != "country" or row.has_value)
    }


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.assign(**{WITHHELD_FOR: frame[WITHHELD_FOR].fillna("") if WITHHELD_FOR in frame else ""})
    texts = ("status", "note", "reason", WITHHELD_FOR)
    numbers = dict.fromkeys((name for name in frame if name not in texts), "float64")
    return frame.astype(numbers | dict.fromkeys(texts, "str"))


def _judged(row: AreaRow, indicator: Indicator, stretch: Stretch, period: str) -> AreaRow:
    """A county without a place is a footprint nobody has drawn before: it is judged like one that a reader builds."""
    small_counts = RULES[indicator.release_rule].largest and indicator.building_block
    if row.role != "rest" or not row.has_value or not small_counts:
        return row
    from pages.parts.answering.own import own_release  # its solvers take long to load, and few measures need them

    rest = OwnFootprint(f"own-{row.code.lower()}", row.name, "lsoa11", tuple(sorted(stretch.members)))
    segment = (period, indicator.default_sex, indicator.default_age, indicator.default_category)
    if not own_release.refusal(rest, indicator, segment=segment):
        return row
    return AreaRow(code=row.code, name=row.name, role=row.role, status=str(Status.SUPPRESSED), reason=REFUSED)


def _compared(rows: dict[str, AreaRow], code: str, wanted: Wanted, indicator: Indicator) -> list[AreaRow]:
    """The rows with what is said of the place against each of them."""
    own, found = rows[code], []
    for key, row in rows.items():
        sets = (wanted[code][0].members, wanted[key][0].members)
        outcome = Comparison.BENCHMARK if row is own else judged_pair((own, row), sets, indicator=indicator)
        found.append(replace(row, compared=str(outcome)))
    return found
