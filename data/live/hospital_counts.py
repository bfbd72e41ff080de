"""Counts of hospital stays as they may be stored: 1 to 7 withheld, others rounded to the nearest 5.

Lives here: putting fetched rows into that form. Not here: the rule itself for what readers see (`equity.disclosure`) or
the check of a pack (`data.store_checks`).
"""

from __future__ import annotations

import pandas as pd

from data.schema import Status

SMALL = (0.5, 7.5)


def as_stored(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Observations with counts that may be stored, and what was changed, in words. England's counts stay as they are.

    A row whose count is 1 to 7 loses its count, value and limits: its rate would tell the count.
    """
    local = frame["area_type"] != "ctry"
    small = local & frame["numerator"].between(*SMALL).fillna(False)
    fives = (frame["numerator"] / 5).round() * 5
    odd = local & ~small & (frame["numerator"] != fives).fillna(False)
    out = frame.assign(
        numerator=frame["numerator"].mask(small).mask(odd, fives),
        status=frame["status"].mask(small, Status.SUPPRESSED.value),
        **{name: frame[name].mask(small) for name in ("value", "lower_ci", "upper_ci")},
    )
    report = []
    if small.any():
        report.append(f"{int(small.sum()):,} counts of 1 to 7 withheld, with their rates")
    if odd.any():
        report.append(f"{int(odd.sum()):,} counts rounded to the nearest 5")
    return out, report
