"""What a board can be compared with, and up to which year its figures may go.

Lives here: the two lists of choices and the newest period of a measure that ended in time. Not here: the question
(`board_question`), figures.
"""

from __future__ import annotations

from functools import lru_cache

from charts.board.lenses import LENSES
from data.schema import Tier
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import possible
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

USUAL, PARENT = "", "parent"


def compares(system: str, place: str, *, on: str) -> dict[str, str]:
    """Codes and words of what the footprint can be compared with, the usual choice first."""
    if system == ENGLAND and not place:
        return {USUAL: "England is the whole"}
    if not place:
        return {USUAL: "England"}
    words = {USUAL: "System, else England", ENGLAND: "England"}
    if parent := parent_place(place, on):
        words[PARENT] = opened_pack.registry()[parent].short_name
    return words if system != ENGLAND else {USUAL: "England"}


def parent_place(place: str, on: str) -> str:
    """Id of the place that a neighbourhood belongs to on a day; "" where it belongs to none."""
    registry = opened_pack.registry()
    if not place or own_known.is_own(place):
        return ""
    found = [one.id for one in registry.parents(place, on) if one.tier == Tier.PLACE]
    return found[0] if found else ""


@lru_cache(maxsize=1)
def years() -> dict[str, str]:
    """Codes and words of the years a board can stop at: those in which a figure of a lens ended, newest first."""
    pack = opened_pack.pack()
    lensed = [one.id for one in pack.indicators.values() if one.lens in LENSES]
    index = pack.store.segment_index
    periods = index.loc[index["indicator_id"].isin(lensed), "period"].unique()
    found = sorted({period_days(str(period)).end[:4] for period in periods}, reverse=True)
    return {"": "Latest"} | {year: f"To the end of {year}" for year in found[1:]}


def in_time(period: str, until: str) -> bool:
    """Whether a period had ended by the end of a year; "" is any time."""
    return not until or period_days(period).end[:4] <= until


def newest(view: Selection, until: str) -> str:
    """The newest period of a view's measure and level that had ended by the end of a year, "" if none had."""
    pack = opened_pack.pack()
    indicator = pack.indicators[view.indicator]
    types = possible.levels(pack, indicator, scope=view.system).get(view.level)
    known = possible.periods(pack, indicator, types=types or tuple(pack.store.area_types(view.indicator)))
    ended = [period for period in known if in_time(period, until)]
    return max(ended, key=lambda period: period_days(period).end) if ended else ""
