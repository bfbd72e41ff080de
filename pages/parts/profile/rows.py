"""Released rows of a table as the objects that charts are made from.

Lives here: one row as an `AreaRow`. Not here: which row (`figures`).
"""

from __future__ import annotations

import pandas as pd

from charts.evidence import AreaRow

NUMBERS = ("value", "lower_ci", "upper_ci", "numerator", "denominator", "coverage", "apportioned")


def area_row(found: pd.Series, code: str, *, name: str = "", role: str = "area") -> AreaRow:
    """One released row, named as the reader asked for it."""
    known = {key: float(found[key]) for key in NUMBERS if key in found and not pd.isna(found[key])}
    if "areas_of" in found and not pd.isna(found["areas_of"]):
        known["members"] = (int(found["areas"]), int(found["areas_of"]))
    texts = {key: str(found[key]) for key in ("status", "note", "reason", "compared") if key in found}
    return AreaRow(code=code, name=name or code, role=role, **texts, **known)
