"""What the areas are compared with: the system, the place, England, or peers of the chosen area.

Lives here: which benchmarks a view has, and the peers' own figure (a sum of released counts, released again). Not here:
the comparison (`equity.comparing.comparison`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from charts.words import level_words
from data.schema import Status, ValueType
from equity.comparing.comparison import COMPARABLE, Comparison
from pages.parts.answering import groups, judging, overlaps, values
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.compare.deprivation import deprivation, national
from pages.parts.compare.question import DISTRICT, ENGLAND_TOO, FIFTH, PEERS, PLACE, SYSTEM, CompareQuestion
from pages.parts.compare.rows import Rows, everywhere, rows

FEWEST_PEERS = 5
FIFTH_WORDS = ("most deprived", "second most deprived", "middle", "second least deprived", "least deprived")
COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)


@dataclass(frozen=True)
class Against:
    """The benchmark of a view, how it is called in a column head, and a notice where it is not the one asked for."""

    row: AreaRow | None
    word: str
    notice: str = ""
    codes: tuple[str, ...] = ()  # of the areas a benchmark was added up from, where it is no footprint


def against(asked: CompareQuestion, chosen: str) -> Against:
    """The benchmark of a question; `chosen` is the area whose peers are meant."""
    found = rows(asked.selection, times=asked.times)
    usual = _usual(asked, found)
    if found.measure.value_type == ValueType.COUNT:
        return Against(None, "benchmark", "A count grows with the people, so it is compared with nothing.")
    if not asked.against:
        return usual
    if asked.against == PEERS:
        made, reason = peers(asked, chosen)
        codes = peer_codes(asked, chosen)[0]
        return (
            Against(made, "peers", codes=codes)
            if made
            else Against(usual.row, usual.word, f"{reason} {_instead(usual)}")
        )
    row = {SYSTEM: found.system, ENGLAND_TOO: found.country, PLACE: next(iter(found.place), None)}[asked.against]
    word = {SYSTEM: "system", ENGLAND_TOO: "England", PLACE: "place"}[asked.against]
    if row is not None and row.has_value:
        return Against(row, word)
    kind = {SYSTEM: "the system", ENGLAND_TOO: "England", PLACE: "the place"}[asked.against]
    return Against(
        usual.row,
        usual.word,
        f"{found.measure.short_name} has no figure for {kind} here. {_instead(usual)}",
    )


def judged(found: Rows, beside: Against, *, area_type: str, two_limits: bool = False) -> pd.Series:
    """What is said of every area of a scope against its benchmark."""
    asked = {"indicator": found.indicator, "two_limits": two_limits}
    if not beside.codes:
        return judging.judged_areas(found.frame, beside.row, area_type=area_type, **asked)
    inside = found.frame.index.isin(beside.codes).astype("float64")
    return judging.judged(found.frame, beside.row, overlap=inside, **asked)


def judged_beside(row: AreaRow, found: Rows, *, beside: Against, asked: CompareQuestion) -> AreaRow:
    """A row under the table with what is said of it; whom a footprint shares with peers is not asked: no judgement."""
    if beside.codes and row.role != "country":
        return replace(row, compared=Comparison.NOT_COMPARED)
    members = overlaps.ground(asked.selection.place) if row.role == "place" else None
    known = {"indicator": found.indicator, "two_limits": asked.two_limits}
    return judging.judged_row(row, beside.row, members=members, **known)


def offered(asked: CompareQuestion) -> dict[str, str]:
    """Codes and words of the benchmarks that this view can have, the usual one first."""
    found = rows(asked.selection, times=asked.times)
    if found.measure.value_type == ValueType.COUNT:
        return {"": "Nothing: counts"}
    usual = _usual(asked, found)
    words = {"": usual.row.name if usual.row else "Nothing"}
    others = {SYSTEM: found.system, PLACE: next(iter(found.place), None), ENGLAND_TOO: found.country}
    for code, row in others.items():
        if row is not None and row.has_value and (usual.row is None or row.code != usual.row.code):
            words[code] = row.name
    if found.measure.value_type in COUNTED:
        words[PEERS] = "Peers of the chosen area"
    return words


def _usual(asked: CompareQuestion, found: Rows) -> Against:
    """The map's benchmark; where it has none, all areas of the scope together."""
    if found.system is not None and found.system.has_value:
        return Against(found.system, "system")
    if found.country is not None and found.country.has_value:
        return Against(found.country, "England")
    if found.measure.value_type not in COUNTED:
        return Against(None, "benchmark")
    many = level_words(asked.selection.area_type)[1]
    name = f"{groups.scope_name(asked.selection)} (all {many} added up)"
    word = "England" if asked.selection.system == ENGLAND else "system"
    codes = tuple(found.frame.index)
    return Against(_sum(asked.selection, asked.times, codes=codes, name=name)[0], word, codes=codes)


def _instead(usual: Against) -> str:
    return f"Compared with {usual.row.name}." if usual.row else "Nothing is compared."


def peers(asked: CompareQuestion, chosen: str) -> tuple[AreaRow | None, str]:
    """The peers' figure, or None and why there is none."""
    codes, name, reason = peer_codes(asked, chosen)
    if reason:
        return None, reason
    found = rows(asked.selection, times=asked.times)
    if found.measure.value_type not in COUNTED:
        return None, f"Figures of {found.measure.short_name.lower()} cannot be added up over peers."
    return _sum(asked.selection, asked.times, codes=codes, name=name)


def peer_group(asked: CompareQuestion) -> str:
    """Who the peers are: as asked for, else by deprivation where all of England is known, else by district."""
    return asked.peers or (FIFTH if national(asked.selection.area_type) else DISTRICT)


def peer_codes(asked: CompareQuestion, chosen: str) -> tuple[tuple[str, ...], str, str]:
    """Codes and name of the chosen area's peers in England, itself included; or why there are none."""
    kind = asked.selection.area_type
    one, many = level_words(kind)
    if not chosen:
        return (), "", f"Choose a {one}: peers are those of one area."
    if peer_group(asked) == FIFTH:
        if not national(kind):
            return (), "", f"The deprivation of all of England’s {many} is not in this pack: no peers by it."
        tenths = deprivation(kind)["tenth"]
        if chosen not in tenths.index:
            return (), "", f"The deprivation of this {one} is not known, so it has no peers by it."
        fifth = int(np.ceil(tenths[chosen] / 2))
        codes = tenths.index[np.ceil(tenths / 2) == fifth]
        return tuple(codes), f"England’s {FIFTH_WORDS[fifth - 1]} fifth of {many}", ""
    labels = groups.labels_of(kind)
    district = labels["district"].get(chosen, "")
    codes = labels.index[labels["district"] == district] if district else []
    if len(codes) < FEWEST_PEERS:
        return (), "", f"Fewer than {FEWEST_PEERS} {many} share a district with the chosen one."
    return tuple(sorted(codes)), f"{many} of {district}", ""


def _sum(chosen: Selection, times: bool, *, codes: tuple[str, ...], name: str) -> tuple[AreaRow | None, str]:
    return _summed(replace(chosen, area="", place="", inside=""), times, codes=codes, name=name)


@lru_cache(maxsize=128)
def _summed(chosen: Selection, times: bool, *, codes: tuple[str, ...], name: str) -> tuple[AreaRow | None, str]:
    """The sum of the released counts of areas, released by the same rule; or why there is none."""
    frame = everywhere(chosen, codes, times=times)
    able = frame["status"].isin([str(status) for status in COMPARABLE])
    able &= frame["numerator"].notna() & frame["denominator"].notna()
    if able.sum() < FEWEST_PEERS:
        return None, "Too few of the peers have counts that may be added up."
    indicator = rows(chosen, times=times).indicator
    known = frame[able]
    summed = pd.DataFrame(
        {
            "numerator": [known["numerator"].sum()], "denominator": [known["denominator"].sum()], "value": [np.nan],
            "lower_ci": [np.nan], "upper_ci": [np.nan], "status": [str(Status.OK)], "note": [""], "reason": [""],
        },
        index=["peers"],
    )  # fmt: skip
    made = values.for_readers(summed, indicator).iloc[0]
    row = AreaRow(
        "peers",
        name,
        role="peers",
        value=float(made["value"]),
        lower_ci=np.nan if times else float(made["lower_ci"]),
        upper_ci=np.nan if times else float(made["upper_ci"]),
        numerator=float(made["numerator"]),
        denominator=float(made["denominator"]),
        members=(int(able.sum()), len(codes)),
    )
    return (row, "") if row.has_value else (None, "The peers’ figure is withheld.")
