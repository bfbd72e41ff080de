"""The latest point of a trend's line judged against its benchmark, on the members of the time.

Lives here: which figures and whose small areas are compared. Not here: the rule (`judging`), the lines (`trend_view`).
"""

from __future__ import annotations

import pandas as pd

from charts.evidence import AreaRow
from equity.comparing.comparison import Comparison
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering.extents import ENGLAND_CODE, Subject
from pages.parts.answering.judging import judged_pair
from pages.parts.answering.series import TODAY
from pages.parts.trend.trend_selection import TrendSelection

NUMBERS = ("value", "lower_ci", "upper_ci", "numerator", "denominator")


def judged_latest(
    subjects: tuple[Subject, Subject], frames: tuple[pd.DataFrame, pd.DataFrame], *, chosen: TrendSelection
) -> str:
    """What is said of a line's latest figure against the benchmark's of the same period.

    Parameters
    ----------
    subjects : (Subject, Subject)
        The line's, and the benchmark's.
    frames : (DataFrame, DataFrame)
        Their released figures, index period (`series`).
    chosen : TrendSelection
    """
    frame, benchmark = frames
    known = frame[frame["value"].notna()]
    if known.empty:
        return str(Comparison.NOT_COMPARED)
    period = known.index[-1]
    day = chosen.date if chosen.footprint == TODAY else period_days(period).end
    rows = tuple(_row(one, table.loc[period]) for one, table in zip(subjects, (known, benchmark), strict=True))
    sets = tuple(one.then(day).members for one in subjects)
    return judged_pair(rows, sets, indicator=opened_pack.pack().indicators[chosen.indicator])


def _row(about: Subject, found: pd.Series) -> AreaRow:
    role = "country" if about.code == ENGLAND_CODE else "area"
    numbers = {name: float(found[name]) for name in NUMBERS}
    return AreaRow(about.code, about.name, role=role, status=str(found["status"]), **numbers)
