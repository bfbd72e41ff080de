"""The shape every measure of this wing answers in: one row per input, never an exception for one bad row.

Lives here: column names, reasons for withholding, and the assembly of a result frame.
Not here: any formula (one file per method) or words for the screen (`charts.states`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Status

Z95 = 1.959963984540054  # standard normal quantile of 0.975
Z998 = 3.090232306167813  # standard normal quantile of 0.999

LIMIT_COLUMNS = ("lower_ci", "upper_ci", "lower_998", "upper_998")
RESULT_COLUMNS = ("value", *LIMIT_COLUMNS, "status", "reason")


class Reason(StrEnum):
    """Why a value is withheld, for machines; `charts.states` has the words."""

    NONE = ""
    NUMERATOR_MISSING = "numerator_missing"
    DENOMINATOR_MISSING = "denominator_missing"
    DENOMINATOR_NOT_POSITIVE = "denominator_not_positive"
    NUMERATOR_NEGATIVE = "numerator_negative"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    TOO_FEW_EVENTS = "too_few_events"
    STRATUM_MISSING = "stratum_missing"
    STRATUM_SUPPRESSED = "stratum_suppressed"
    STRATUM_WITHOUT_PEOPLE = "stratum_without_people"
    NO_EXPECTED_EVENTS = "no_expected_events"
    NOT_PUBLISHED = "not_published"
    SMALL_COUNT = "small_count"
    FEW_PEOPLE = "few_people"
    SECONDARY = "secondary"
    POOLED = "pooled"
    LINKED = "linked"
    VALUE_MISSING = "value_missing"
    LIMITS_MISSING = "limits_missing"
    SPREAD_NEGATIVE = "spread_negative"
    POPULATION_TOO_SMALL = "population_too_small"
    NO_DEATHS_IN_LAST_BAND = "no_deaths_in_last_band"
    INTERVAL_TOO_WIDE = "interval_too_wide"
    NUMBER_OF_QUANTILES = "number_of_quantiles"
    NOT_ON_SCALE = "not_on_scale"
    LINE_NEAR_ZERO = "line_near_zero"
    ZERO_CELL = "zero_cell"
    TOO_FEW_GROUPS = "too_few_groups"
    NO_EVENTS = "no_events"
    COVERAGE_TOO_LOW = "coverage_too_low"


def floats(values) -> np.ndarray:
    """A float array of any numbers; missing of every kind becomes NaN, infinite too."""
    array = pd.to_numeric(pd.Series(np.ravel(values) if np.isscalar(values) else values), errors="coerce")
    plain = array.to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isfinite(plain), plain, np.nan)


def floats_of(frame: pd.DataFrame) -> np.ndarray:
    """The same of a frame, one column beside the other: a cell that is no number is missing, whatever its column."""
    plain = all(isinstance(kind, np.dtype) and kind.kind in "fiu" for kind in frame.dtypes)
    if not plain and frame.shape[1]:
        return np.column_stack([floats(frame.iloc[:, place]) for place in range(frame.shape[1])])
    array = frame.to_numpy("float64")
    return np.where(np.isfinite(array), array, np.nan)


def index_of(*inputs) -> pd.Index:
    """The index of the first pandas object among the inputs, else 0..n-1."""
    for candidate in inputs:
        if isinstance(candidate, pd.Series | pd.DataFrame):
            return candidate.index
    return pd.RangeIndex(max(np.size(candidate) for candidate in inputs))


def first_reason(faults: Mapping[Reason, np.ndarray]) -> np.ndarray:
    """For each row the first reason whose mask is true, else ""."""
    codes = np.full(len(next(iter(faults.values()))), len(faults), dtype="int8")
    for place, mask in reversed(list(enumerate(faults.values()))):
        codes[mask] = place
    return np.array([*map(str, faults), str(Reason.NONE)], dtype=object)[codes]


def count_faults(numerator: np.ndarray, denominator: np.ndarray) -> dict[Reason, np.ndarray]:
    """The faults that withhold any rate: missing, negative, nothing to divide by."""
    return {
        Reason.NUMERATOR_MISSING: np.isnan(numerator),
        Reason.DENOMINATOR_MISSING: np.isnan(denominator),
        Reason.DENOMINATOR_NOT_POSITIVE: ~(denominator > 0),
        Reason.NUMERATOR_NEGATIVE: numerator < 0,
    }


def result_frame(value, limits, *, reason: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Value and limits with every row that has a reason withheld.

    Parameters
    ----------
    value : array of float
    limits : two pairs of arrays
        Lower and upper limits of 95 %, then of 99.8 %, in the unit of `value`.
    reason : array of str
        "" where the row is sound.
    index : Index
        Of the answer, one entry per value.

    Returns
    -------
    DataFrame
        Columns `RESULT_COLUMNS`; a withheld row has no number and status "missing" ("suppressed" where its
        own input was suppressed).
    """
    sound = reason == ""
    numbers = dict(zip(("value", *LIMIT_COLUMNS), (value, *limits[0], *limits[1]), strict=True))
    columns = {name: np.where(sound, array, np.nan) for name, array in numbers.items()}
    hidden = reason == str(Reason.STRATUM_SUPPRESSED)
    words = np.array([str(Status.MISSING), str(Status.OK), str(Status.SUPPRESSED)], dtype=object)
    status = words[np.where(hidden, 2, sound.astype("int8"))]
    return pd.DataFrame({**columns, "status": status, "reason": reason}, index=index).astype(
        {"status": "str", "reason": "str"}
    )
