"""What every control chart of this room answers in.

Lives here: the result with mean, limits and marked points for many series, and the stretches between rebases. Not here:
how limits are made (`xmr`, `attribute_charts`, `rare_events`), the rules (`run_rules`), drawing (`charts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from equity.change.run_rules import DEFAULT, RULES, RunLengths, special_causes
from equity.result import floats_of

BLOCK = 512  # series looked at together: what fits the processor's cache
FIRM_FROM = 13  # points; with fewer the limits are on trial (NHSRplotthedots)


@dataclass(frozen=True)
class Rebase:
    """A new start of mean and limits.

    Attributes
    ----------
    at : int
        Position of the first point of the new stretch.
    reason : str
        What changed in the process; a rebase without one is refused.
    """

    at: int
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a rebase needs a stated reason")
        if self.at < 1:
            raise ValueError(f"a rebase begins after the first point, not at {self.at}")


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Many series, one row per area, with what is usual for each and which points are not.

    Attributes
    ----------
    values, mean, lower, upper : arrays of shape (areas, points)
        Mean and limits are NaN where a series has too few points.
    marks : dict of int8 arrays of shape (areas, points)
        Per rule: 1 high or rising, -1 low or falling, 0 not marked (`run_rules.special_causes`).
    trial : bool array of shape (areas, points)
        Limits that rest on fewer than 13 points.
    rebases : tuple of Rebase
    index : Index
        Of the areas.
    """

    values: np.ndarray
    mean: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    marks: Mapping[str, np.ndarray]
    trial: np.ndarray
    rebases: tuple[Rebase, ...] = ()
    index: pd.Index = field(default_factory=lambda: pd.RangeIndex(0))

    @property
    def special(self) -> np.ndarray:
        """1 or -1 where any rule marks a point; where rules disagree, the side of the mean decides."""
        high = np.any([marked == 1 for marked in self.marks.values()], axis=0)
        low = np.any([marked == -1 for marked in self.marks.values()], axis=0)
        both = np.where(np.nan_to_num(self.values - self.mean) >= 0, 1, -1)
        return np.where(high & low, both, high.astype("int8") - low.astype("int8")).astype("int8")


@dataclass(frozen=True)
class Settings:
    """How a chart is made.

    Attributes
    ----------
    screened : bool
        Leave out moving ranges beyond 3.267 times their mean, once.
    baseline : int or None
        Only so many first points of a stretch make its mean and limits.
    lengths : RunLengths
    rebases : tuple of Rebase
    """

    screened: bool = True
    baseline: int | None = None
    lengths: RunLengths = DEFAULT
    rebases: tuple[Rebase, ...] = ()


USUAL = Settings()


def stretches(points: int, rebases: Sequence[Rebase]) -> list[slice]:
    """The stretches between rebases, in order.

    Raises
    ------
    ValueError
        Rebases out of order, repeated or beyond the end.
    """
    starts = [0, *(rebase.at for rebase in rebases)]
    if starts != sorted(set(starts)) or (rebases and starts[-1] >= points):
        raise ValueError(f"rebases must ascend and lie within {points} points: {starts[1:]}")
    return [slice(start, end) for start, end in zip(starts, [*starts[1:], points], strict=True)]


def table(series) -> tuple[np.ndarray, pd.Index]:
    """Series as an array of shape (areas, points), infinite values missing, with the index of the areas."""
    if isinstance(series, pd.DataFrame):
        index, values = series.index, floats_of(series)
    else:
        index, values = None, np.array(series, dtype="float64", copy=True)
    values = np.atleast_2d(values)
    values[~np.isfinite(values)] = np.nan
    return values, pd.RangeIndex(len(values)) if index is None else index


def charted(
    values: np.ndarray, limits: Sequence[tuple[np.ndarray, ...]], *, settings: Settings, index: pd.Index
) -> ControlChart:
    """The chart from mean, lower and upper limit and points behind them per stretch: shape (areas, 1 or points)."""
    parts = stretches(values.shape[1], settings.rebases)
    if len(parts) == 1:
        mean, lower, upper, behind = (np.broadcast_to(piece, values.shape) for piece in limits[0])
    else:
        wide = [
            [np.broadcast_to(piece, values[:, part].shape) for piece in found] for part, found in _pairs(parts, limits)
        ]
        mean, lower, upper, behind = (np.concatenate(pieces, axis=1) for pieces in zip(*wide, strict=True))
    marks = {name: np.empty(values.shape, dtype="int8") for name in RULES}
    for first in range(0, len(values), BLOCK):
        rows = slice(first, first + BLOCK)
        for part, found in _pairs(parts, limits):
            middle, low, high, _ = (piece[rows] for piece in found)
            inside = special_causes(values[rows, part], middle, lower=low, upper=high, lengths=settings.lengths)
            for name, marked in inside.items():
                marks[name][rows, part] = marked
    return ControlChart(values, mean, lower, upper, marks, behind < FIRM_FROM, tuple(settings.rebases), index)


def _pairs(parts: list[slice], limits: Sequence[tuple[np.ndarray, ...]]) -> list[tuple[slice, tuple[np.ndarray, ...]]]:
    return list(zip(parts, limits, strict=True))
