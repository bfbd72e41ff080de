"""Numbers of the funnel, the box by period and the scatter, from the same released rows as the ranked table.

Lives here: what each of the three needs. Not here: methods (`equity.comparing`), drawing (`charts.compare`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.compare.compared import BoxPeriod, BoxView, FunnelView, ScatterView
from charts.words import level_words, period_words
from data.schema import FOOTPRINT_TYPES, Level, ValueType
from equity.comparing.comparison import COMPARABLE
from equity.comparing.correlation import correlation
from equity.comparing.funnel import funnel, funnel_limits
from equity.comparing.spread import spread
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.asking import possible, resolution, selection
from pages.parts.board.board_tiles import source_of
from pages.parts.compare import answers, benchmarks
from pages.parts.compare.deprivation import deprivation
from pages.parts.compare.question import DEPRIVATION, CompareQuestion, reach_type
from pages.parts.compare.rows import rows

CURVE, MOST_PERIODS = 80, 12  # points of a funnel's curve; boxes of a figure, the newest
PLACED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
NO_COUNTS = "A funnel needs counts: this measure is published without them."
NO_AREAS = "No area here has counts that may be ranked."
DEPRIVATION_TITLE = "Tenth of England by deprivation (IMD 2019)"


def funnel_view(asked: CompareQuestion) -> FunnelView:
    """Every area of the scope against the average of all of them."""
    return _funnel(answers.key(replace(asked, against="", beside="")))


@lru_cache(maxsize=64)
def _funnel(asked: CompareQuestion) -> FunnelView:
    found = rows(asked.selection, times=asked.times)
    empty = pd.DataFrame(columns=["size", "lower_ci", "upper_ci", "lower_998", "upper_998"])
    if found.measure.value_type not in PLACED:
        return FunnelView(None, empty, "", NO_COUNTS)
    able = _able(found.frame)
    count, people = (found.frame[name].where(able) for name in ("numerator", "denominator"))
    settings = {"value_type": found.measure.value_type, "multiplier": found.measure.multiplier}
    made = funnel(count, people, **settings, widened=not asked.limits)
    size = made.areas.loc[made.areas["reason"] == "", "size"]
    if size.empty:
        return FunnelView(None, empty, "", NO_AREAS)
    ends = np.linspace(size.min() * 0.9, size.max() * 1.04, CURVE)
    many = level_words(asked.selection.area_type)[1]
    of = f"all {len(size):,} {many} of {groups.scope_name(asked.selection)}"
    return FunnelView(made, funnel_limits(made, ends, **settings), of)


def box_view(asked: CompareQuestion) -> BoxView:
    """The spread of the areas in view, a box per period of the same kind of area."""
    return _boxes(answers.key(replace(asked, beside="", limits="")))


@lru_cache(maxsize=64)
def _boxes(asked: CompareQuestion) -> BoxView:
    now, pack = asked.selection, opened_pack.pack()
    indicator = pack.indicators[now.indicator]
    types = possible.levels(pack, indicator, scope=now.system).get(Level(now.level), ())
    known = {now.period: now.area_type} if asked.times else possible.periods(pack, indicator, types=types)
    newest = list(known.items())[-MOST_PERIODS:]
    drawn = [_box(replace(asked, selection=replace(now, period=one, area_type=kind))) for one, kind in newest]
    return BoxView(tuple(drawn), len(known), fixed=len({kind for _, kind in newest}) == 1)


def _box(asked: CompareQuestion) -> BoxPeriod:
    found = rows(asked.selection, times=asked.times)
    frame = found.frame[found.frame["inside"]]
    values = frame.loc[_able(frame), "value"].astype(float).sort_index()
    beside = benchmarks.against(asked, asked.selection.area)
    return BoxPeriod(asked.selection.period, spread(values), values, beside.row)


def scatter_view(asked: CompareQuestion) -> ScatterView:
    """Two figures of every area of the scope, and how they go together."""
    return _scatter(answers.key(replace(asked, against="", limits="", beside=beside(asked))))


def beside(asked: CompareQuestion) -> str:
    """What stands beside the measure: what is asked for, else deprivation where it is known, else the first measure."""
    return asked.beside or next(iter(seconds(asked)), DEPRIVATION)


@lru_cache(maxsize=64)
def _scatter(asked: CompareQuestion) -> ScatterView:
    found = rows(asked.selection, times=asked.times)
    known, many = found.frame[_able(found.frame)], level_words(asked.selection.area_type)[1]
    of = f"{many} of {groups.scope_name(asked.selection)}"
    if asked.beside == DEPRIVATION:
        x = deprivation(asked.selection.area_type)["place"].reindex(found.frame.index)
        reason = "" if x.notna().any() else f"Deprivation of these {many} is not known: choose another measure."
        together = correlation(x.reindex(known.index), known["value"])
        return ScatterView(x, DEPRIVATION_TITLE, "deprivation", together, of=of, reason=reason)
    own = second(asked)
    if own is None:
        name = opened_pack.pack().indicators[asked.beside].short_name
        nothing = pd.Series(np.nan, index=found.frame.index)
        reason = f"{name} has no figures for these {many}: choose another measure."
        return ScatterView(nothing, name, name, correlation(nothing, nothing), of=of, reason=reason)
    other = rows(own.selection, times=own.times)
    x = other.frame["value"].where(_able(other.frame)).astype(float).reindex(found.frame.index)
    measure = other.measure
    unit = f", {measure.unit}" if measure.unit else ""
    return ScatterView(
        x=x,
        x_title=f"{measure.name}{unit}, {period_words(own.selection.period)}",
        x_short=measure.short_name,
        found=correlation(x.reindex(known.index), known["value"]),
        x_measure=measure,
        x_period=own.selection.period,
        of=of,
        source=source_of(other.indicator, derived=own.times or own.selection.area_type in FOOTPRINT_TYPES),
    )


def second(asked: CompareQuestion, indicator_id: str = "") -> CompareQuestion | None:
    """The question of a second measure on the same kind of area, newest period; None where it has no figures there."""
    now, pack = asked.selection, opened_pack.pack()
    wanted = indicator_id or asked.beside
    kind, times = now.area_type, reach_type(wanted, str(now.level))
    types = possible.levels(pack, pack.indicators[wanted], scope=now.system).get(Level(now.level), ())
    if times != kind and kind not in types:
        return None
    level = "" if times == kind else str(now.level)
    given = {"indicator": wanted, "system": now.system, "date": now.date, "place": "", "level": level, "area": "none"}
    other = resolution.resolved(selection.landing() | given | {"period": ""})[0]
    if times == kind:
        other = replace(other, level=now.level, area_type=kind)
    if other.area_type != kind:
        return None
    return replace(asked, selection=replace(other, place=now.place, inside=now.inside, area=now.area))


def seconds(asked: CompareQuestion) -> dict[str, str]:
    """Codes and words of what may stand beside the measure."""
    now = asked.selection
    words = dict(_seconds(now.system, str(now.level), now.area_type, now.indicator))
    if asked.beside and asked.beside not in words:
        known = opened_pack.pack().indicators
        words[asked.beside] = known[asked.beside].short_name if asked.beside in known else "Deprivation (IMD 2019)"
    return words


@lru_cache(maxsize=64)
def _seconds(system: str, level: str, kind: str, own: str) -> tuple[tuple[str, str], ...]:
    pack = opened_pack.pack()
    found = [(DEPRIVATION, "Deprivation (IMD 2019)")] if len(deprivation(kind)) else []
    for one in pack.indicators.values():
        types = possible.levels(pack, one, scope=system).get(Level(level), ())
        if one.id != own and (kind in types or reach_type(one.id, level) == kind):
            found.append((one.id, one.name))
    return tuple(found)


def _able(frame: pd.DataFrame) -> pd.Series:
    return frame["status"].isin([str(status) for status in COMPARABLE]) & frame["value"].notna()
