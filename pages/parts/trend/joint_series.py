"""One series of several areas together: the places of a programme that ran in more than one.

Lives here: the sum over released rows, so that nothing is told that the areas themselves do not tell. Not here: the
series of one subject (`series`), before and after (`equity.change.before_after`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.comparing.comparison import COMPARABLE
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.extents import Subject
from pages.parts.answering.series import series

FIELDS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")


def together(
    indicator_id: str, subjects: tuple[Subject, ...], *, footprint: str, on: str
) -> tuple[pd.DataFrame | None, str]:
    """Rows by period as `series` gives them, of all subjects added up; else None and why not, in words.

    A period counts where every area has released counts in it; areas that share ground are never added up.
    """
    indicator = opened_pack.pack().indicators[indicator_id]
    if indicator.value_type not in values.COUNTABLE:
        return None, "its values cannot be added up."
    if any(one.then(on).members & other.then(on).members for one, other in _pairs(subjects)):
        return None, "some of them lie in each other, so people would count twice."
    frames = [series(indicator_id, one, footprint=footprint, on=on) for one in subjects]
    shown = np.logical_and.reduce([_usable(frame) for frame in frames])
    if not shown.any():
        return None, "counts of all of them are shown for no period."
    first = frames[0]
    sums = {name: sum(frame[name] for frame in frames).where(shown) for name in FIELDS[:2]}
    status = np.where(shown, "ok", "missing")
    basis = pd.Series("", index=first.index).str.cat([frame["basis"] for frame in frames])
    made = first.assign(**sums, **dict.fromkeys(FIELDS[2:], np.nan), status=status, reason="", note="", basis=basis)
    return values.for_readers(made, indicator).assign(months=first["months"]), ""


def _pairs(subjects: tuple[Subject, ...]) -> list[tuple[Subject, Subject]]:
    return [(one, other) for place, one in enumerate(subjects) for other in subjects[place + 1 :]]


def _usable(frame: pd.DataFrame) -> pd.Series:
    counted = frame[list(FIELDS[:2])].notna().all(axis=1)
    return counted & frame["status"].isin([str(status) for status in COMPARABLE])
