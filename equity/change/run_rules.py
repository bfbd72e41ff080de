"""The rules that say a point is more than the usual variation, for many series at once.

Lives here: runs on one side, runs up or down, two of three near a limit, and outside a limit; the lengths are settings.
Not here: the limits themselves (`xmr`, `attribute_charts`, `rare_events`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

SIDES = (1, -1)
RULES = ("outside", "shift", "trend", "two_in_three")


@dataclass(frozen=True)
class RunLengths:
    """How long a run must be.

    Attributes
    ----------
    shift : int
        Points in a row on one side of the mean.
    trend : int
        Points in a row that each rise, or each fall: 7 points are 6 steps.
    near : int
        Points near a limit, among `among` in a row on one side of the mean.
    among : int
    """

    shift: int = 7
    trend: int = 7
    near: int = 2
    among: int = 3

    def __post_init__(self) -> None:
        if self.shift < 2 or self.trend < 3 or not 1 <= self.near <= self.among:
            raise ValueError(f"a run needs at least 2 points, a trend 3, and near no more than among: {self}")


DEFAULT = RunLengths()


def side_of(values: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """1 above the mean, -1 below it, 0 on it or missing; on it means to 12 digits."""
    with np.errstate(invalid="ignore"):
        away = values - middle
        on = np.abs(away) <= 1e-12 * np.maximum(np.abs(values), np.abs(middle))
    return np.where(on | np.isnan(away), 0, np.sign(np.nan_to_num(away))).astype("int8")


def completes_run(side: np.ndarray, length: int) -> np.ndarray:
    """1 (or -1 below) where a point is at least the `length`-th in a row on its side; 0 breaks a run.

    Upstream marks both sides with 1; here the sign says which.
    """
    return _signed(lambda sign: _every(side == sign, length), side.shape)


def completes_trend(values: np.ndarray, length: int) -> np.ndarray:
    """1 (or -1 falling) where a point is at least the `length`-th that rises in a row; an equal value breaks it."""
    with np.errstate(invalid="ignore"):
        step = np.nan_to_num(np.sign(np.diff(values, axis=-1))).astype("int8")
    step = np.concatenate([np.zeros_like(values[..., :1], dtype="int8"), step], axis=-1)
    return _signed(lambda sign: _every(step == sign, length - 1), step.shape)


def near_limit_windows(near: np.ndarray, side: np.ndarray, *, lengths: RunLengths = DEFAULT) -> np.ndarray:
    """True for every point of a window on one side of the mean in which enough points lie near the limit.

    Parameters
    ----------
    near : bool array of shape (..., points)
        Near the limit on the point's own side.
    side : int8 array
        From `side_of`.
    lengths : RunLengths
    """
    together = _every(side == 1, lengths.among) | _every(side == -1, lengths.among)
    return _spread_back(together & (_windowed_sum(near, lengths.among) >= lengths.near), lengths.among)


def part_of(ends: np.ndarray, length: int) -> np.ndarray:
    """All members of runs: the points that complete one and the `length` - 1 before each."""
    return _spread_back(ends != 0, length)


def special_causes(
    values: np.ndarray, middle: np.ndarray, *, lower: np.ndarray, upper: np.ndarray, lengths: RunLengths = DEFAULT
) -> Mapping[str, np.ndarray]:
    """Which points each rule marks, and on which side.

    Parameters
    ----------
    values, middle, lower, upper : arrays of shape (series, points)
        A missing value is no point: it breaks every run.
    lengths : RunLengths

    Returns
    -------
    dict of int8 arrays of shape (series, points)
        "outside", "shift", "trend", "two_in_three": 1 high or rising, -1 low or falling, 0 not marked.

    Notes
    -----
    "Near" is beyond two thirds of the way from the mean to the limit and not outside it; all points of the window must
    lie on its side of the mean. A point on the mean breaks a run; all members of a completed run are marked; of two in
    three only the points that are near.

    References
    ----------
    NHS England, Making Data Count: an introduction to SPC. Provost LP, Murray SK (2011) The Health Care Data Guide,
    ch 4.
    """
    side = side_of(values, middle)
    with np.errstate(invalid="ignore"):
        beyond = side_of(values, upper) == 1, side_of(values, lower) == -1  # on a limit, to 12 digits, is inside
        outside = np.where(beyond[0], 1, np.where(beyond[1], -1, 0)).astype("int8")
        third_up, third_down = middle + (upper - middle) * 2 / 3, middle - (middle - lower) * 2 / 3
        up, down = (values > third_up) & (outside == 0), (values < third_down) & (outside == 0)
    shift, trend = np.zeros_like(side), np.zeros_like(side)
    ends, steps = completes_run(side, lengths.shift), completes_trend(values, lengths.trend)
    for sign in SIDES:
        shift[part_of(ends == sign, lengths.shift)] = sign
        trend[part_of(steps == sign, lengths.trend)] = sign
    near = np.where(side == 1, up, down)
    two = np.where(near_limit_windows(near, side, lengths=lengths) & near, side, 0).astype("int8")
    return dict(zip(RULES, (outside, shift, trend, two), strict=True))


def _signed(found, shape: tuple[int, ...]) -> np.ndarray:
    answer = np.zeros(shape, dtype="int8")
    for sign in SIDES:
        answer[found(sign)] = sign
    return answer


def _windowed_sum(flags: np.ndarray, length: int) -> np.ndarray:
    """How many of the last `length` points are flagged; 0 where there are not so many points yet."""
    answer = np.zeros(flags.shape, dtype="int16")
    points = flags.shape[-1]
    for back in range(length if points >= length else 0):
        answer[..., length - 1 :] += flags[..., length - 1 - back : points - back]
    return answer


def _every(flags: np.ndarray, length: int) -> np.ndarray:
    """Whether all of the last `length` points are flagged: by doubling, 7 = 1 + 1 + 2 + 3."""
    answer, done = flags.copy(), 1
    while done < length:
        step = min(done, length - done)
        shifted = np.zeros_like(answer)
        shifted[..., step:] = answer[..., :-step] if step < answer.shape[-1] else False
        answer &= shifted
        done += step
    return answer


def _spread_back(ends: np.ndarray, length: int) -> np.ndarray:
    """True for every end and the `length` - 1 points before it."""
    answer, done = ends.copy(), 1
    while done < min(length, ends.shape[-1]):
        step = min(done, length - done, ends.shape[-1] - done)
        answer[..., :-step] |= answer[..., step:].copy()
        done += step
    return answer
