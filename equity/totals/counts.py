"""Counts of building blocks, made ready for adding up: one shape, one order, no gaps that could pass for zero.

Lives here: the counts a caller hands over, counts rebuilt from rates, what a suppressed count may have been, the
settings of an aggregation. Not here: the sums (`equity.totals.aggregate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.schema import Status

STATUS_CODES = {status: code for code, status in enumerate(Status)}
OK, SUPPRESSED, MISSING, NOT_COLLECTED, NOT_COMPARABLE, ESTIMATED = (np.int8(c) for c in STATUS_CODES.values())


@dataclass(frozen=True)
class Settings:
    """When a total is flagged or withheld.

    Attributes
    ----------
    minimum_coverage : float
        Least share of the denominator (else of residents, else of areas) that must have a value.
    flag_apportioned, withhold_apportioned : float
        Above the first the total is "estimated", above the second withheld.
    suppressed_low, suppressed_high : float
        What a suppressed count may have been.
    proportion : bool
        True if a numerator cannot exceed its denominator; False for events.
    z : float
        Width of the sampling interval that a suppressed range must not exceed.
    """

    minimum_coverage: float = 0.9
    flag_apportioned: float = 0.1
    withhold_apportioned: float = 0.5
    suppressed_low: float = 1
    suppressed_high: float = 7
    proportion: bool = True
    z: float = 1.959964


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts of building blocks: frames indexed by block, or arrays in the membership's block order.

    Attributes
    ----------
    numerator, denominator : Series, DataFrame or array
        One column per indicator, period or breakdown; missing is NaN or NA. `denominator` None: counts only.
    status : Series, DataFrame or array, optional
        `Status` values or their `STATUS_CODES`. Without it every missing numerator is `missing`.
    lower, upper : as numerator, optional
        What a member's count may have been (suppressed or rebuilt from a rounded rate); else the settings' bounds for
        suppressed members and the count itself for all others.
    """

    numerator: Any
    denominator: Any = None
    status: Any = None
    lower: Any = None
    upper: Any = None


DEFAULTS = Settings()


def rebuilt_counts(value: pd.Series, denominator: pd.Series, *, multiplier: float, decimals: int) -> Counts:
    """Counts rebuilt from a published rate and its denominator, with the error of the rate's rounding.

    Every count is `estimated`; `lower` and `upper` are half of the last published decimal away, times n.
    """
    error = 0.5 * 10.0**-decimals / multiplier * denominator
    numerator = value / multiplier * denominator
    status = np.where(numerator.isna(), MISSING, ESTIMATED)
    lower = (numerator - error).clip(lower=0)
    return Counts(numerator, denominator, pd.Series(status, index=numerator.index), lower, numerator + error)


@dataclass(frozen=True, eq=False)
class Table:
    """Arrays blocks x columns, without gaps: what may be counted, between which bounds, and what is known of it."""

    numerator: np.ndarray
    denominator: np.ndarray | None
    lower: np.ndarray | None
    upper: np.ndarray | None
    hidden: np.ndarray | None  # width of the range of suppressed members
    used: np.ndarray
    complete: bool
    status: np.ndarray | None
    columns: pd.Index | None

    @classmethod
    def of(cls, counts: Counts, blocks: pd.Index, *, settings: Settings = DEFAULTS) -> Table:
        """The counts in the order of `blocks`."""
        numerator, columns = _aligned(counts.numerator, blocks)
        shape = numerator.shape
        denominator = None if counts.denominator is None else _aligned(counts.denominator, blocks)[0]
        status = None if counts.status is None else _aligned(_codes(counts.status), blocks, MISSING)[0]
        denominator = None if denominator is None else np.broadcast_to(denominator, shape)
        status = None if status is None else np.broadcast_to(status, shape)
        hidden = np.zeros(shape, bool) if status is None else status == SUPPRESSED
        lower, upper = _bounds(numerator, denominator, hidden, (blocks, counts, settings))
        middle = numerator if lower is None else np.where(hidden, (lower + upper) / 2, numerator)
        width = np.where(hidden, upper - lower, 0.0) if hidden.any() else None
        used = ~np.isnan(middle)
        if denominator is not None:
            used &= ~np.isnan(denominator)
        if status is not None:
            used &= (status != MISSING) & (status != NOT_COLLECTED)
        return cls(middle, denominator, lower, upper, width, used, bool(used.all()), status, columns)

    def counted(self, values: np.ndarray) -> np.ndarray:
        """Values of the members that count, 0 for the others (which the coverage tells of)."""
        return values if self.complete else np.where(self.used, values, 0.0)


def _aligned(values: Any, blocks: pd.Index, fill: float = np.nan) -> tuple[np.ndarray, pd.Index | None]:
    columns = values.columns if isinstance(values, pd.DataFrame) else None
    if isinstance(values, pd.Series | pd.DataFrame):
        if not values.index.is_unique:
            twice = values.index[values.index.duplicated()].unique()[:5]
            raise ValueError(f"building blocks stand twice in the counts: {', '.join(map(str, twice))}")
        values = values if values.index.equals(blocks) else values.reindex(blocks, fill_value=fill)
        values = values.to_numpy(dtype=float, na_value=np.nan)
    array = np.asarray(values, dtype=float)
    if len(array) != len(blocks):
        raise ValueError(f"{len(array)} rows of counts for {len(blocks)} building blocks")
    if array.ndim == 2 and columns is None:
        columns = pd.RangeIndex(array.shape[1], name="column")
    return (array if array.ndim == 2 else array[:, None]), columns


def _codes(status: Any) -> Any:
    """Statuses as codes, in the same shape and with the same index."""
    if isinstance(status, pd.DataFrame):
        return status.apply(_codes)
    if isinstance(status, pd.Series):
        return pd.Series(_codes(status.to_numpy()), index=status.index)
    array = np.asarray(status)
    if array.dtype.kind in "iuf":
        return array
    names, inverse = np.unique(array.astype(str), return_inverse=True)
    return np.array([STATUS_CODES[Status(name)] for name in names], dtype=np.int8)[inverse].reshape(array.shape)


def _bounds(
    numerator: np.ndarray, denominator: np.ndarray | None, hidden: np.ndarray, given: tuple[pd.Index, Counts, Settings]
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """What each member's count may have been; None where every count is what it is."""
    blocks, counts, settings = given
    if counts.lower is None and not hidden.any():
        return None, None
    lower = upper = np.where(hidden, np.nan, numerator)  # a suppressed count is never read, even where it is there
    if counts.lower is not None:
        low, high = _aligned(counts.lower, blocks)[0], _aligned(counts.upper, blocks)[0]
        lower, upper = np.where(np.isnan(low), lower, low), np.where(np.isnan(high), upper, high)
    bare = hidden & np.isnan(upper)
    lower = np.where(bare, settings.suppressed_low, lower)
    upper = np.where(bare, settings.suppressed_high, upper)
    if denominator is not None and settings.proportion:
        upper = np.where(hidden, np.fmin(upper, denominator), upper)
    return np.where(hidden, np.fmin(lower, upper), lower), upper
