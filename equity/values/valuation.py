"""From counts to values: one call for every kind of indicator.

Lives here: which method belongs to which value type, and what stays as published. Not here: the methods themselves,
sums over areas (`equity.totals.aggregate`) or release (`equity.disclosure`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Status, ValueType
from equity.result import LIMIT_COLUMNS, RESULT_COLUMNS, Reason, floats
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion

METHODS = {ValueType.PROPORTION: proportion, ValueType.CRUDE_RATE: crude_rate}
SHOWN = (Status.OK, Status.ESTIMATED, Status.NOT_COMPARABLE)  # statuses that carry a value


def valued(frame: pd.DataFrame, value_type: ValueType, *, multiplier: float = 100.0) -> pd.DataFrame:
    """The same rows with value and limits filled in where they can be.

    A published value stays as published; limits are computed only where none are published and counts allow it.
    Rows that carry no value by status stay empty and keep their reason; a row that cannot be computed becomes
    "missing" with a reason.

    Parameters
    ----------
    frame : DataFrame
        Columns numerator, denominator, status; value, lower_ci and upper_ci if published.
    value_type : ValueType
        Proportions and crude rates are computed; a count is its numerator; the rest only as published.
    multiplier : float
        Unit of the value, e.g. 100 for per cent.

    Returns
    -------
    DataFrame
        Every column of `frame` plus `equity.result.RESULT_COLUMNS`; same index.
    """
    published = {name: _column(frame, name) for name in ("value", *LIMIT_COLUMNS)}
    computed = _computed(frame, ValueType(value_type), multiplier=multiplier)
    shown = frame["status"].isin([str(status) for status in SHOWN]).to_numpy()
    has_value, has_limits = ~np.isnan(published["value"]), ~np.isnan(published["lower_ci"])
    numbers = {"value": np.where(has_value, published["value"], computed["value"])}
    for name in LIMIT_COLUMNS:
        numbers[name] = np.where(has_limits, published[name], computed[name])
    usable = shown & ~np.isnan(numbers["value"])
    given = frame["reason"] if "reason" in frame else str(Reason.NONE)  # why a total was withheld
    reason = np.where(usable, str(Reason.NONE), np.where(shown, computed["reason"], given))
    status = np.where(shown & ~usable, str(Status.MISSING), frame["status"])
    filled = {name: np.where(usable, array, np.nan) for name, array in numbers.items()}
    return frame.assign(**filled, status=status, reason=reason).astype({"status": "str", "reason": "str"})


def _column(frame: pd.DataFrame, name: str) -> np.ndarray:
    return floats(frame[name]) if name in frame else np.full(len(frame), np.nan)


def _computed(frame: pd.DataFrame, value_type: ValueType, *, multiplier: float) -> dict[str, np.ndarray]:
    if value_type in METHODS:
        result = METHODS[value_type](frame["numerator"], frame["denominator"], multiplier=multiplier)
        return {name: result[name].to_numpy() for name in RESULT_COLUMNS}
    nothing = np.full(len(frame), np.nan)
    value, why = nothing, Reason.NOT_PUBLISHED
    if value_type == ValueType.COUNT:
        value, why = _column(frame, "numerator"), Reason.NUMERATOR_MISSING
    reason = np.full(len(frame), str(why), dtype=object)
    return {"value": value, **dict.fromkeys(LIMIT_COLUMNS, nothing), "reason": reason}
