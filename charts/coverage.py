"""What a view or a value rests on, in words: how many areas have a value, how many people, where an area ranks.

Lives here: coverage and rank. Not here: headline and other sentences (`charts.sentences`).
"""

from __future__ import annotations

import pandas as pd

from charts.evidence import AreaRow, Evidence, Measure
from charts.states import state
from charts.words import count_text, interval_text, level_words, mid_sentence, number_text
from data.schema import Status

_BE, _HAVE = ("is", "are"), ("has", "have")
_SAID = {
    Status.NOT_COMPARABLE: _BE,
    Status.SUPPRESSED: _BE,
    Status.MISSING: _HAVE,
    Status.NOT_COLLECTED: _BE,
    Status.ESTIMATED: _BE,
}


def coverage_sentence(evidence: Evidence) -> str:
    """For how many areas there is a value, and why not for the others."""
    frame, measure = evidence.inside, evidence.measure
    one, many = level_words(evidence.area_type)
    total, shown = len(frame), int(frame["value"].notna().sum())
    words = [f"Values are shown for {shown:,} of {total:,} {one if total == 1 else many}."]
    for status in _SAID:
        count = int((frame["status"] == str(status)).sum())
        if count:
            label = state(status, not_ranked=measure.not_ranked).label
            verb = _SAID[status][count != 1]
            words.append(f"{count:,} {verb} {mid_sentence(label)}.")
    return " ".join(words)


def rank_words(evidence: Evidence) -> str:
    """Where the selected area stands: "lowest of 122 ranked", "joint 2nd highest of 150 ranked"; ties as shown."""
    ranked, code = evidence.ranked, evidence.selected
    if code not in ranked.index:
        return "not ranked"
    shown = ranked["value"].round(evidence.measure.decimals)
    own = shown[code]
    below, above = int((shown < own).sum()), int((shown > own).sum())
    if below == above == 0:
        return "the only area ranked" if len(ranked) == 1 else f"the same as all {len(ranked):,} ranked"
    place, side = (below, "lowest") if below <= above else (above, "highest")
    joint = "joint " if int((shown == own).sum()) > 1 else ""
    return f"{joint}{_ordinal(place + 1)}{side} of {len(ranked):,} ranked"


def coverage_words(row: AreaRow) -> str:
    """What a value of several areas rests on: "27 of 28 areas, 98 % of people"; "" if unknown."""
    words = []
    if row.members is not None:
        words.append(f"{row.members[0]:,} of {row.members[1]:,} areas")
    if not pd.isna(row.coverage):
        words.append(f"{_share(row.coverage)} of people")
    split = [f"{_share(row.apportioned)} of people apportioned"] if row.apportioned > 0 else []
    return "; ".join([", ".join(words), *split] if words else split)


def split_words(row: AreaRow, measure: Measure) -> str:
    """What the value may be, however the people of areas that the boundary cuts divide; "" where that is one value."""
    if not row.has_value or pd.isna(row.split_lower) or pd.isna(row.split_upper):
        return ""
    ends = [number_text(end, measure.decimals) for end in (row.split_lower, row.split_upper)]
    if ends[0] == ends[1]:
        return ""
    return f"{interval_text(row.split_lower, row.split_upper, measure=measure)}, however the people of cut areas divide"


def coverage_in_full(row: AreaRow, measure: Measure) -> str:
    """Coverage as a file gives it: with what the value may be where the people of cut areas could divide otherwise."""
    split = split_words(row, measure)
    return "; ".join([*filter(None, [coverage_words(row)]), *([f"in any case {split}"] if split else [])])


def _ordinal(place: int) -> str:
    if place == 1:
        return ""
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending} "


def _share(part: float) -> str:
    percent = part * 100
    whole = round(percent)
    if whole == 100 and part < 1:
        return "over 99 %"
    if whole == 0 and part > 0:
        return "under 1 %"
    return f"{count_text(whole)} %"
