"""Released rows of every area of a kind, for one period: the only numbers of an outcome on this page.

Lives here: one frame per view with names, kept. Not here: who is compared with whom (`matching`).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from data.schema import ValueType
from equity.similar.level import with_value
from pages.parts import opened_pack
from pages.parts.answering import groups, values
from pages.parts.answering.releasing import protected
from pages.parts.asking.selection import Selection


@lru_cache(maxsize=64)
def released(selection: Selection) -> pd.DataFrame:
    """Every area of the view's kind in code order: values, limits, counts, status, name, district, county.

    A measure that has its default group only. `counted` is true where counts are there to be added up.
    """
    codes = values.area_codes(selection.area_type)
    frame = protected.rows(selection, codes)
    frame = frame.assign(**groups.labels(selection, codes))
    value_type = ValueType(opened_pack.pack().indicators[selection.indicator].value_type)
    return frame.assign(counted=with_value(frame, value_type)).rename_axis("area_code")
