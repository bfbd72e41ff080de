"""Better, similar or worse than a benchmark: the one way every page judges an area.

Lives here: a benchmark's row as `equity.comparing.against` asks for it, and the people an area shares with it. Not
here: the rule (`equity.comparing.against`), its words (`charts.saying.judged`), which benchmark is meant (the pages).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from charts.saying.judged import benchmark_of
from data.catalogue import Indicator
from equity.comparing.against import Kind, outcomes
from equity.comparing.comparison import OPPOSITE, Comparison
from equity.comparing.judging import Confidence
from pages.parts.answering.overlaps import ground, share_inside, share_of
from pages.parts.answering.relevant_ages import relevant

WIDER = ("country", "system", "place")  # a row of an earlier role may contain one of a later role


def kind_of(indicator: Indicator, *, two_limits: bool = False) -> Kind:
    """What sort of number a measure is, and whether 99.8 % is asked beside 95 %."""
    sure = Confidence.BOTH if two_limits else Confidence.ONE
    return Kind(indicator.value_type, indicator.polarity, indicator.multiplier, sure)


def judged(
    frame: pd.DataFrame, against: AreaRow | None, *, indicator: Indicator, overlap=np.nan, two_limits: bool = False
) -> pd.Series:
    """What is said of every row of a released frame; `overlap` is the share of its people in the benchmark."""
    kind = kind_of(indicator, two_limits=two_limits)
    return outcomes(frame, benchmark_of(against), kind=kind, overlap=overlap)["compared"]


def judged_areas(
    frame: pd.DataFrame, against: AreaRow | None, *, indicator: Indicator, area_type: str, two_limits: bool = False
) -> pd.Series:
    """What is said of areas of a type (index area_code) against a footprint or England."""
    known = against is not None and against.role != "country"
    inside = share_inside(area_type, against.code, ages=relevant(indicator.id)) if known else pd.Series(dtype=float)
    overlap = inside.reindex(frame.index).to_numpy("float64")
    return judged(frame, against, indicator=indicator, overlap=overlap, two_limits=two_limits)


def judged_row(
    row: AreaRow,
    against: AreaRow | None,
    *,
    indicator: Indicator,
    members: frozenset[str] | None = None,
    two_limits: bool = False,
) -> AreaRow:
    """One footprint or area with what is said of it; `members` are its small areas where its code does not tell.

    A row that is wider than its benchmark is told the other way round: what the benchmark is beside it.
    """
    if against is None or row.code == against.code:
        return replace(row, compared=Comparison.NOT_COMPARED)
    if row.role in WIDER and against.role in WIDER and WIDER.index(row.role) < WIDER.index(against.role):
        turned = judged_row(against, row, indicator=indicator, two_limits=two_limits)
        return replace(row, compared=str(OPPOSITE[Comparison(turned.compared)]))
    own = ground(row.code) if members is None else members
    pair, sets = (row, against), (own, ground(against.code))
    return replace(row, compared=judged_pair(pair, sets, indicator=indicator, two_limits=two_limits))


def judged_pair(
    rows: tuple[AreaRow, AreaRow],
    members: tuple[frozenset[str], frozenset[str]],
    *,
    indicator: Indicator,
    two_limits: bool = False,
) -> str:
    """What is said of the first row against the second, whose small areas are given."""
    share = np.nan if rows[1].role == "country" else share_of(*members)
    asked = {"indicator": indicator, "overlap": share, "two_limits": two_limits}
    return str(judged(pd.DataFrame([vars(rows[0])]), rows[1], **asked).iloc[0])
