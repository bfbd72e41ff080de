"""Rows of the pack as they are held, before anything is judged: only `values` and what judges them may take these.

Lives here: one segment of one kind of area in the order asked, pooled years as sums. Not here: what of it must not be
shown (`told_segments`, `told_totals`), values and limits (`values`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import POOL, ValueType
from data.store import STATUS_CODES
from equity.release.segments import Segment
from equity.totals.pooling import pooled
from pages.parts import opened_pack
from pages.parts.asking.possible import pooled_years


def held(indicator: Indicator, area_type: str, *, segment: Segment, codes: tuple[str, ...]) -> pd.DataFrame:
    """Rows for codes in the order given; of a pooled period (`data.schema.POOL`) the sums of its years."""
    period, sex, age, category = segment
    if years := years_of(indicator, period):
        every = [held(indicator, area_type, segment=(year, *segment[1:]), codes=codes) for year in years]
        return pooled(every, people=indicator.value_type != ValueType.COUNT)
    block = opened_pack.pack().store.block(
        indicator.id, area_type, codes=codes, period=period, sex=sex, age=age, category=category
    )
    columns = {
        "numerator": block.numerator,
        "denominator": block.denominator,
        "value": block.value,
        "lower_ci": block.lower,
        "upper_ci": block.upper,
        "status": np.array(STATUS_CODES, dtype=object)[block.status],
        "note": block.note,
        "reason": "",
    }
    return pd.DataFrame(columns, index=pd.Index(codes, name="area_code"))


def years_of(indicator: Indicator, period: str) -> tuple[str, ...]:
    """The single years of a pooled period; none of a period that is stored."""
    return pooled_years(opened_pack.pack(), indicator).get(period, ()) if POOL in period else ()
