"""The heat table of a question: every measure with figures for the areas in view, each against its own benchmark.

Lives here: which measures make a column, and their frames. Not here: rows (`rows`), the table (`charts.compare`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from charts.board.lenses import LENSES, Column
from charts.compare.compared import Heat
from charts.tables import ordered_codes
from data.schema import FOOTPRINT_TYPES, Polarity, ValueType
from pages.parts import opened_pack
from pages.parts.board.board_tiles import source_of
from pages.parts.compare import answers, benchmarks, views
from pages.parts.compare.question import CompareQuestion
from pages.parts.compare.rows import rows

CACHED = 32


def heat(asked: CompareQuestion) -> Heat:
    """The columns of a question: the measure that is asked for first, then the lenses in their order."""
    return _heat(replace(answers.key(asked), view="", beside="", limits=""))


@lru_cache(maxsize=CACHED)
def _heat(asked: CompareQuestion) -> Heat:
    kind = asked.selection.area_type
    columns, frames, absent = [], [], []
    for one in _measures(asked.selection.indicator):
        own = asked if one == asked.selection.indicator else views.second(asked, one)
        if own is None:
            absent.append(opened_pack.pack().indicators[one].short_name)
            continue
        found = rows(own.selection, times=own.times)
        beside = benchmarks.against(own, asked.selection.area)
        frame = found.frame[found.frame["inside"]]
        if not frame["value"].notna().any():
            absent.append(found.measure.short_name)
            continue
        outcome = benchmarks.judged(found, beside, area_type=kind)
        frames.append(frame.assign(compared=outcome[found.frame["inside"]]))
        source = source_of(found.indicator, derived=own.times or kind in FOOTPRINT_TYPES)
        lens = found.indicator.lens
        columns.append(Column(lens, found.measure, own.selection.period, beside.row, beside.word, source))
    evidence = answers.general(asked).areas.evidence
    return Heat(tuple(columns), tuple(frames), tuple(ordered_codes(evidence)), evidence.frame["name"], tuple(absent))


def _measures(first: str) -> list[str]:
    """Measures of the lenses in their order, the one asked for in front; counts are compared with nothing."""
    known = opened_pack.pack().indicators
    ordered = [
        one.id
        for lens in LENSES
        for one in known.values()
        if one.lens == lens and one.value_type != ValueType.COUNT and one.polarity != Polarity.NONE
    ]
    return list(dict.fromkeys([first, *ordered]))
