"""From a question to what is shown: the areas in view beside their benchmark, and who is chosen.

Lives here: the one evidence that every view of the page is made from. Not here: rows (`rows`), benchmarks
(`benchmarks`), the other views' own numbers (`views`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from charts.compare.compared import Areas
from charts.compare.ranked import PINNED
from charts.evidence import AreaRow, Evidence
from charts.tables import ordered_codes
from equity.breaks import class_breaks
from equity.comparing.comparison import Comparison
from pages.parts.answering import groups, view
from pages.parts.answering.own import own_known
from pages.parts.asking.selection import NO_AREA, TWO_LIMITS
from pages.parts.compare import benchmarks
from pages.parts.compare.deprivation import deprivation
from pages.parts.compare.question import PEERS, CompareQuestion
from pages.parts.compare.rows import Rows, rows

CACHED = 128


@dataclass(frozen=True, eq=False)
class Answer:
    """The areas of a question, the chosen one and what must be said."""

    areas: Areas
    notices: tuple[str, ...]


def shown(asked: CompareQuestion) -> Answer:
    """The areas of a question, with the chosen one selected."""
    made = general(asked)
    code, notice = chosen(asked)
    evidence = replace(made.areas.evidence, selected=code)
    return Answer(replace(made.areas, evidence=evidence), (*made.notices, *([notice] if notice else [])))


def general(asked: CompareQuestion) -> Answer:
    """The same whichever area is chosen, as far as it can be: peers are those of one area."""
    return _general(key(asked))


def key(asked: CompareQuestion) -> CompareQuestion:
    """The question without the chosen area, but where it decides the peers."""
    code = chosen(asked)[0] if asked.against == PEERS else ""
    return replace(asked, selection=replace(asked.selection, area=code), sort="", order="")


def chosen(asked: CompareQuestion) -> tuple[str, str]:
    """Code of the chosen area ("" for none): the one asked for, else the one that needs attention first; a notice."""
    wanted = asked.selection.area
    if wanted == NO_AREA:
        return "", ""
    found = rows(asked.selection, times=asked.times)
    inside = found.frame[found.frame["inside"]]
    if wanted in inside.index:
        return wanted, ""
    notice = ""
    if wanted in found.frame.index:
        notice = f"{found.frame.at[wanted, 'name']} lies outside {groups.place_name(asked.selection)}: not chosen."
    return ("" if wanted else _first(found, inside)), notice


def _first(found: Rows, inside: pd.DataFrame) -> str:
    evidence = Evidence(found.measure, "", "", inside.assign(compared="not_compared"), "")
    return "" if evidence.ranked.empty else ordered_codes(evidence)[0]


@lru_cache(maxsize=CACHED)
def _general(asked: CompareQuestion) -> Answer:
    selection = asked.selection
    found = rows(selection, times=asked.times)
    beside = benchmarks.against(asked, selection.area)
    frame = found.frame.assign(compared=_outcomes(asked, found, beside))
    inside = frame[frame["inside"]]
    evidence = Evidence(
        measure=found.measure,
        period=selection.period,
        area_type=selection.area_type,
        frame=inside.drop(columns="inside"),
        scope_name=groups.scope_name(selection),
        benchmark=beside.row,
        rows=_pinned(found, beside, asked),
        sources=view.sources(selection),
        breaks=_levels(frame, found),
        within=groups.place_name(selection) if selection.inside else "",
        benchmark_word=beside.word,
        colours=TWO_LIMITS if asked.two_limits else "level",
    )
    tenths = deprivation(selection.area_type)["tenth"].reindex(frame.index).dropna().astype(int)
    areas = Areas(evidence, frame[~frame["inside"]], tenths.to_dict())
    refused = groups.own_measured(selection).refused if own_known.is_own(selection.place) else ""
    return Answer(areas, tuple(words for words in (beside.notice, refused) if words))


def _outcomes(asked: CompareQuestion, found: Rows, beside: benchmarks.Against) -> pd.Series:
    kind = asked.selection.area_type
    return benchmarks.judged(found, beside, area_type=kind, two_limits=asked.two_limits)


def _levels(frame: pd.DataFrame, found: Rows) -> tuple[float, ...]:
    """Breaks of the level for the small map where nothing can be judged; of every area of the scope."""
    if (frame["compared"] != str(Comparison.NOT_COMPARED)).any():
        return ()
    return class_breaks(frame["value"].to_numpy("float64"), decimals=found.indicator.decimals)


def _pinned(found: Rows, beside: benchmarks.Against, asked: CompareQuestion) -> tuple[AreaRow, ...]:
    """The place the system, England and the peers, each judged against the benchmark."""
    every = [*found.place, found.system, found.country, beside.row]
    known = {row.code: row for row in every if row is not None and row.has_value and row.role != "part"}
    listed = sorted(known.values(), key=lambda row: PINNED.index(row.role))
    return tuple(benchmarks.judged_beside(row, found, beside=beside, asked=asked) for row in listed)
