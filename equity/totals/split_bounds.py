"""What a value may be, however the people of the areas that a boundary cuts are divided at it.

Lives here: the hard bounds of sums as values. Not here: the bounds of the sums (`equity.totals.aggregate`), sampling
intervals (`equity.values`), which are narrower or wider and say something else.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import ValueType

RATES = (ValueType.PROPORTION, ValueType.CRUDE_RATE)


def split_bounds(frame: pd.DataFrame, value_type: ValueType, *, multiplier: float = 100.0) -> pd.DataFrame:
    """Least and greatest value of each row, given that only the sums of cut areas are known.

    Parameters
    ----------
    frame : DataFrame
        A result of `equity.totals.aggregate.aggregated` with its `value`.
    value_type : ValueType
        Proportions and crude rates are made from the sums, counts are the sums; others have no bounds.
    multiplier : float
        Unit of the value.

    Returns
    -------
    DataFrame
        `split_lower, split_upper` in the unit of the value, same index; missing where no area is cut or there is no
        value. They bracket the value.

    Notes
    -----
    An area of n people with x events, of whom n s live inside, has between max(0, x - (n - n s)) and min(x, n s) events
    inside; events that are not people between 0 and x.
    """
    there = frame["value"].notna() & (frame["apportioned"] > 0)
    unit = frame["denominator"] / multiplier if value_type in RATES else 1.0
    known = there & (value_type in (*RATES, ValueType.COUNT))
    return pd.DataFrame(
        {f"split_{end}": (frame[f"numerator_{end}"] / unit).where(known, np.nan) for end in ("lower", "upper")}
    )
