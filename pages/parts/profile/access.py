"""How far residents live from a service, for a subject, its system and England: by resident, never a mean of means.

Lives here: the pack's times by small area and their sums. Not here: shares of people (`equity.inequality`), drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.profile.profile_evidence import Access, Reach
from data.schema import Polarity, ValueType
from equity.inequality.people_beyond import median_of_people, people_beyond, share_by_step
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.members import OLD
from pages.parts.answering.resident_fifths import residents
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile.figures import measure, source
from pages.parts.profile.subjects import Subject, subject

STEP = 5.0  # minutes
UNIT = "minutes"
NO_TIMES = "No travel times by small area are in this pack."
NO_PEOPLE = "The pack has no times or residents for all small areas of this area."
NO_PLACE = "This area is a list of patients, so where they live is not known."


@lru_cache(maxsize=1)
def timed() -> str:
    """The measure of times by LSOA 2011 that the pack has; "" if none."""
    pack = opened_pack.pack()
    found = (
        one.id
        for one in pack.indicators.values()
        if one.value_type == ValueType.MEAN and one.unit == UNIT and one.polarity == Polarity.LOW_IS_GOOD
        and OLD in pack.store.area_types(one.id)
    )  # fmt: skip
    return next(found, "")


@lru_cache(maxsize=1024)
def access(code: str, on: str, *, system: str, limit: float) -> Access:
    """Residents by minutes, and the share of them beyond the limit, for the subject and what stands above it."""
    if not timed():
        return Access(reason=NO_TIMES)
    about = subject(code, on)
    if about.shares.empty:
        return Access(reason=NO_PLACE)
    ladder = [(about, "selected")]
    ladder += [(subject(system, on), "system")] if system not in (code, ENGLAND) else []
    ladder += [(subject(ENGLAND, on), "country")] if code != ENGLAND else []
    steps = _steps()
    reaches = [_reach(one, role, on=on, limit=limit) for one, role in ladder]
    if reaches[0] is None:
        return Access(reason=NO_PEOPLE)
    known = tuple(one for one in reaches if one is not None)
    last = max(np.flatnonzero(np.array(one.shares) > 0).max() for one in known[:2]) + 1
    return Access(measure(timed()), _times()[1], limit, steps[:last], known, source(timed()))


def _reach(about: Subject, role: str, *, on: str, limit: float) -> Reach | None:
    found = _homes(about.code, on)
    beyond, everyone = people_beyond(found.times, found.people, limit=limit)
    if not everyone > 0:
        return None
    return Reach(
        name=about.name,
        role=role,
        shares=found.shares,
        beyond=beyond / everyone,
        people=beyond,
        residents=everyone,
        median=found.median,
        longest=float(found.times.max()),
    )


@dataclass(frozen=True, eq=False)
class Homes:
    """Minutes and residents of a subject's small areas, and what does not depend on the reader's limit."""

    times: np.ndarray
    people: np.ndarray
    shares: tuple[float, ...]
    median: float


@lru_cache(maxsize=512)
def _homes(code: str, on: str) -> Homes:
    shares = subject(code, on).shares
    times = _times()[0].reindex(shares.index).to_numpy("float64")
    people = residents().reindex(shares.index).to_numpy("float64") * shares.to_numpy("float64")
    steps = tuple(share_by_step(times, people, steps=_steps()).tolist())
    return Homes(times, people, steps, median_of_people(times, people))


@lru_cache(maxsize=1)
def _steps() -> tuple[float, ...]:
    most = float(_times()[0].max())
    return tuple((np.arange(np.ceil(most / STEP)) * STEP + STEP).tolist())


@lru_cache(maxsize=1)
def _times() -> tuple[pd.Series, str]:
    """Released times of every LSOA 2011, and their period."""
    indicator = opened_pack.pack().indicators[timed()]
    period = opened_pack.pack().store.periods(indicator.id, OLD)[-1]
    segment = (period, indicator.default_sex, indicator.default_age, indicator.default_category)
    rows = values.stored(indicator, OLD, segment=segment, codes=values.area_codes(OLD))
    return values.for_readers(rows, indicator)["value"].astype("float64"), period
