"""Change over time: the chosen and the similar areas in every period, and the comparison of their changes.

Lives here: the panel of released counts, which periods are whole, the design of a start. Not here: estimates and their
checks (`equity.similar`), words (`charts.similar`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.similar.found import OverTime
from charts.words import period_words
from equity.similar.change import Design
from equity.similar.contrasts import pooled
from equity.similar.neighbours import Matches
from equity.similar.panel import Panel, panel_of
from equity.similar.placebo import checked
from equity.similar.synthetic import synthetic_control
from geo.periods import middle
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.similar import subject
from pages.parts.similar.figures import released
from pages.parts.similar.question import SimilarQuestion, all_periods, rows_of

ENOUGH = 0.8  # share of chosen and of similar areas that must have a period for it to be used
ONE = "This pack has one period of this measure for these areas, so no change can be compared."
FEW = "Too few of these areas have counts in two periods, so no change can be compared."


def over_time(asked: SimilarQuestion, matches: Matches) -> tuple[OverTime | None, str]:
    """The two groups through time, or why there is none."""
    periods = all_periods(asked.indicator, asked.level)
    if len(periods) < 2:
        return None, ONE
    chosen = subject.subject(asked).chosen
    areas = (pd.Index(sorted(chosen)), pd.Index(sorted(matches.comparators)))
    panel = panel_for(asked.indicator, asked.level, on=asked.date, codes=tuple(sorted({*areas[0], *areas[1]})))
    used = [one for one in panel.periods if all(_share(panel, group, one) >= ENOUGH for group in areas)]
    whole = [panel.complete(group, used) for group in areas]
    if len(used) < 2 or any(group.empty for group in whole):
        return None, FEW
    some = panel.over({one: (one,) for one in used})
    lines = [tuple(float(value) for value in pooled(some, group)) for group in whole]
    sizes = (len(whole[0]), len(whole[1]))
    gone = (len(areas[0]) - sizes[0], len(areas[1]) - sizes[1])
    made = OverTime(tuple(used), tuple(middle(one) for one in used), *lines, sizes, gone)
    if not asked.start or len(matches.comparators) == 0:
        return made, ""
    before = tuple(one for one in used if one < asked.start)
    design = Design(*areas, before, tuple(one for one in used if one >= asked.start))
    told = {"checks": checked(panel, design, unmoved=_unmoved(asked, areas)), "mix": synthetic_control(panel, design)}
    if asked.unmoved:
        told["unmoved"] = view.measure_of(opened_pack.pack().indicators[asked.unmoved])
    return replace(made, start=asked.start, **told), ""


def _unmoved(asked: SimilarQuestion, areas: tuple[pd.Index, pd.Index]) -> tuple[Panel, Design] | None:
    """The measure that should not have moved for the same areas, its own periods parted by the day of the start."""
    if not asked.unmoved:
        return None
    panel = panel_for(asked.unmoved, asked.level, on=asked.date, codes=tuple(sorted({*areas[0], *areas[1]})))
    used = [one for one in panel.periods if all(_share(panel, group, one) >= ENOUGH for group in areas)]
    before = tuple(one for one in used if middle(one) < middle(asked.start))
    return panel, Design(*areas, before, tuple(one for one in used if one not in before))


def start_words(asked: SimilarQuestion) -> dict[str, str]:
    """Codes and words of the periods in which something may have begun."""
    periods = list(all_periods(asked.indicator, asked.level))[1:]
    return {one: period_words(one) for one in periods}


def _share(panel: Panel, group: pd.Index, period: str) -> float:
    return float(panel.sound.loc[panel.sound.index.intersection(group), period].sum() / max(len(group), 1))


@lru_cache(maxsize=64)
def panel_for(indicator_id: str, level: str, *, on: str, codes: tuple[str, ...]) -> Panel:
    """Released counts of the areas in every period of the level; an authority is followed by its code."""
    indicator = opened_pack.pack().indicators[indicator_id]
    parts = []
    for period, kind in all_periods(indicator_id, level).items():
        frame = released(replace(rows_of(indicator_id, level, period=period, on=on), area_type=kind))
        rows = frame.loc[frame.index.intersection(codes), ["numerator", "denominator", "status"]]
        parts.append(rows.assign(period=period))
    long = pd.concat(parts).reset_index()
    return panel_of(long, value_type=indicator.value_type, multiplier=indicator.multiplier)
