"""Rows of a profile for a reader's own footprint: only after each measure was asked whether it may be shown.

Lives here: those rows in the form of the tables. Not here: the question itself (`answering.own.own_release`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from charts.evidence import NUMBERS
from data.catalogue import Indicator
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.own import own_figures, own_known
from pages.parts.profile import tables
from pages.parts.profile.subjects import Subject


def rows(about: Subject, on: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows by indicator_id as in `tables.KEPT` with `area_type` "place" (whose spread stands beside), and refusals."""
    found, refused = {}, []
    for indicator in opened_pack.pack().indicators.values():
        source = indicator.building_block
        period = tables.latest(indicator, source) if source else ""
        if not period or not values.summable(indicator, source):
            continue
        row, words = _row(about, indicator, period)
        if words:
            refused.append(f"{indicator.short_name}: {words}")
        if row:
            found[indicator.id] = row
    columns = [*tables.KEPT[1:], "area_type"]
    frame = pd.DataFrame.from_dict(found, orient="index", columns=columns).rename_axis("indicator_id")
    return frame, tuple(refused)


def _row(about: Subject, indicator: Indicator, period: str) -> tuple[dict[str, object], str]:
    segment = (period, indicator.default_sex, indicator.default_age, indicator.default_category)
    made = own_figures.measured(own_known.footprint(about.code), indicator, segment=segment)
    if made.value is None or not made.value.has_value:
        return {}, made.refused
    row = made.value
    numbers = {name: getattr(row, name) for name in NUMBERS}
    areas, areas_of = row.members or (np.nan, np.nan)
    texts = {"area_code": about.code, "period": period, "status": str(row.status), "note": row.note, "reason": ""}
    return texts | numbers | {"areas": areas, "areas_of": areas_of, "area_type": "place"}, ""
