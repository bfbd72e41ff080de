"""What a slope index is made from: values, people and errors of quantiles, checked row by row.

Lives here: the scales, the settings, the arrays and why an area is withheld. Not here: the index and its limits
(`equity.inequality.slope_index`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from equity.result import Z95, Reason, first_reason, floats_of

FEWEST, MOST = 5, 100  # quantiles
SEED = 20_040_926


class Scale(StrEnum):
    """On what scale a quantile's value is uncertain: as it is, its logarithm, its logit."""

    NONE = "none"
    LOG = "log"  # rates
    LOGIT = "logit"  # proportions between 0 and 1


FORWARD: dict[Scale, Callable] = {Scale.NONE: np.asarray, Scale.LOG: np.log, Scale.LOGIT: logit}
BACK: dict[Scale, Callable] = {Scale.NONE: lambda values, out=None: values, Scale.LOG: np.exp, Scale.LOGIT: expit}


@dataclass(frozen=True)
class SlopeSettings:
    """How an index is made.

    Attributes
    ----------
    scale : Scale
        On which the errors of the values are normal: log for rates, logit for proportions.
    transform : bool
        True: the line is fitted on that scale too, and its ends are taken back.
    multiplier : float
        Of the slope index; a negative one turns the direction of both indices.
    draws : int
        Simulated sets of values behind the limits.
    reliability : bool
        True: the limits are simulated ten times, and `reliability` says how far they differ.
    """

    scale: Scale = Scale.NONE
    transform: bool = False
    multiplier: float = 1.0
    draws: int = 100_000
    reliability: bool = False


@dataclass(frozen=True, eq=False)
class Quantiles:
    """Values and people of areas x quantiles, the errors of the values, and why an area is withheld.

    Attributes
    ----------
    values, people : array, areas x quantiles
    centre, error : array, areas x quantiles
        Value and standard error on the scale of `noise`.
    noise : array of bool, areas
        True where the errors are normal on the settings' scale, False where values are taken as they are because
        they are not on it (a count of zero).
    reason : array of str, areas
    """

    values: np.ndarray
    people: np.ndarray
    centre: np.ndarray
    error: np.ndarray
    noise: np.ndarray
    reason: np.ndarray

    @classmethod
    def of(
        cls,
        values: pd.DataFrame,
        people: pd.DataFrame,
        *,
        spread: tuple[pd.DataFrame, pd.DataFrame] | pd.DataFrame,
        settings: SlopeSettings,
    ) -> Quantiles:
        """The arrays of frames with one row per area and one column per quantile.

        `spread` is the pair of lower and upper 95 % limits, or the standard errors on the settings' scale.

        Raises
        ------
        ValueError
            If the frames do not hold the same areas and quantiles in the same order.
        """
        bounds = spread if isinstance(spread, tuple) else (spread,)
        for frame in (people, *bounds):
            if not (frame.index.equals(values.index) and frame.columns.equals(values.columns)):
                raise ValueError("all frames must hold the same areas and quantiles in the same order")
        y, n, *ends = (floats_of(frame) for frame in (values, people, *bounds))
        reason, sound = _checked(y, n, ends)
        y, n = np.where(sound, y, 0.5), np.where(sound, n, 1.0)
        ends = [np.where(sound, end, 0.5) for end in ends]
        scales = [_on(Scale(settings.scale), y, ends), _on(Scale.NONE, y, ends)]
        noise = np.isfinite(scales[0][0]).all(axis=1) & np.isfinite(scales[0][1]).all(axis=1)
        stuck = ~noise & (settings.transform | (len(ends) == 1))
        reason = np.where((reason == "") & stuck, str(Reason.NOT_ON_SCALE), reason)
        centre, error = (np.where(noise[:, None], *pair) for pair in zip(*scales, strict=True))
        y = np.where((reason == "")[:, None], y, 0.5)
        return cls(y, n, centre, error, noise, reason)


def _checked(y: np.ndarray, n: np.ndarray, ends: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Reasons, and where an area is sound (areas x 1)."""
    outside = np.full(len(y), not FEWEST <= y.shape[1] <= MOST)
    faults = {
        Reason.NUMBER_OF_QUANTILES: outside,
        Reason.VALUE_MISSING: np.isnan(y).any(axis=1),
        Reason.STRATUM_WITHOUT_PEOPLE: ~(n > 0).all(axis=1),
        Reason.LIMITS_MISSING: np.isnan(ends).any(axis=(0, 2)),
        Reason.SPREAD_NEGATIVE: (ends[-1] < (ends[0] if len(ends) == 2 else 0)).any(axis=1),
    }
    reason = first_reason(faults)
    return reason, (reason == "")[:, None]


def _on(scale: Scale, y: np.ndarray, ends: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Values and standard errors on a scale; not finite where a value or limit is not on it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, *placed = (FORWARD[scale](array) for array in (y, *(ends if len(ends) == 2 else ())))
        return centre, (placed[1] - placed[0]) / (2 * Z95) if placed else ends[0]
