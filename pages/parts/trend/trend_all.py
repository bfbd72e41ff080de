"""Every measure of the pack as a small trend of the same lines: those that have one, and why the others have none.

Lives here: which measures, in which order, and the cache. Not here: a line (`trend_view`, `series`), words (`charts`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from urllib.parse import urlencode

from charts.trend.many import Many, Small, Without
from data.catalogue import LENSES, Indicator
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.series import periods, unanswerable
from pages.parts.asking import address
from pages.parts.trend import trend_view
from pages.parts.trend.trend_selection import FEW, LINES, NONE, TrendSelection, landing

CACHED = 32
ONE_PERIOD = f"Fewer than {FEW} periods are in this pack."


@lru_cache(maxsize=CACHED)
def evidence(chosen: TrendSelection) -> Many:
    """The released small trends of a selection's lines, outcomes first; its measure plays no part."""
    order = sorted(opened_pack.pack().indicators.values(), key=lambda one: LENSES.index(one.lens))
    usual = landing()
    found = [_small(chosen, one, usual) for one in order]
    names = tuple(extents.subject(code, chosen.date).name for code in (chosen.area, chosen.second) if code)
    return Many(
        names=names,
        footprint=chosen.footprint,
        on=chosen.date,
        shown=tuple(one for one in found if isinstance(one, Small)),
        without=tuple(one for one in found if isinstance(one, Without)),
    )


def steps(chosen: TrendSelection) -> list[Callable[[], object]]:
    """The small trends one by one, for whoever makes them beforehand: their series are kept."""
    return [partial(_small, chosen, one, landing()) for one in opened_pack.pack().indicators.values()]


def _small(chosen: TrendSelection, indicator: Indicator, usual: dict[str, str]) -> Small | Without:
    if len(periods(indicator.id)) < FEW:
        return Without(indicator.name, ONE_PERIOD)
    asked = replace(chosen, indicator=indicator.id, view=LINES)
    subjects = [extents.subject(code, chosen.date) for code in (chosen.area, chosen.second) if code]
    reasons = [unanswerable(indicator.id, about) for about in subjects]
    if all(reasons):
        return Without(indicator.name, reasons[0])
    against = trend_view.against(asked)
    if against and unanswerable(indicator.id, against[0]):
        asked = replace(asked, compare=NONE)
    trend = trend_view.small(asked)
    if not any(len(line.known) > 1 for line in trend.subjects):
        told = [point.note for line in trend.subjects for point in line.points if point.note]
        return Without(indicator.name, told[-1] if told else "Fewer than two periods have a value here.")
    return Small(indicator.lens, trend, f"./trend?{_query(chosen, indicator.id, usual)}")


def _query(chosen: TrendSelection, indicator_id: str, usual: dict[str, str]) -> str:
    values = {**vars(chosen), "indicator": indicator_id, "view": LINES, "second": chosen.second or NONE, "own": ""}
    return urlencode(address.query(values, usual))
