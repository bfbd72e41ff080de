"""Slope and relative index of inequality: the gap between the ends of the deprivation scale, from all quantiles.

Lives here: both indices with limits and their reliability. Not here: checks of what goes in
(`equity.inequality.slope_inputs`), the simulation (`equity.inequality.slope_limits`), the gap between two groups
(`equity.inequality.gap`). The slope takes the gradient as straight: show the bars of the quantiles beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from equity.inequality.slope_inputs import BACK, FORWARD, Quantiles, Scale, SlopeSettings
from equity.inequality.slope_limits import boundless, indices, simulated_tails, weighted_line
from equity.result import Reason, result_frame

STEADY = 10  # quantiles; above it the index is unsteady where values rest on few events
DEFAULTS = SlopeSettings()


class Slopes(NamedTuple):
    """The two indices: one row per area each, `equity.result.RESULT_COLUMNS` and what is said of them."""

    slope: pd.DataFrame
    relative: pd.DataFrame


def slope_index(
    values: pd.DataFrame,
    populations: pd.DataFrame,
    *,
    limits: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    errors: pd.DataFrame | None = None,
    settings: SlopeSettings = DEFAULTS,
) -> Slopes:
    """Slope index (SII) and relative index (RII) of inequality with simulated 95 % and 99.8 % limits.

    The least deprived end of the line through all quantiles, weighted by population, minus (SII) or over (RII) the
    most deprived end: a negative slope index means higher values in more deprived areas.

    Parameters
    ----------
    values, populations : DataFrame
        One row per area, one column per quantile from the most deprived (1) on: 5 to 100 of them. For a logit scale
        the values are shares between 0 and 1.
    limits : pair of DataFrame
        Lower and upper 95 % limits of the values.
    errors : DataFrame
        Instead of limits: standard errors of the values on the settings' scale.
    settings : SlopeSettings

    Returns
    -------
    Slopes
        `slope` has `intercept` (fitted value of the most deprived end), `noise` (the scale of the simulated errors),
        `higher_in` ("most" or "least" deprived end, "" if neither) and `unsteady` (over 10 quantiles); both have
        `reliability`: the mean distance of nine more simulations' 95 % limits from the first's, missing unless asked
        for.

    Raises
    ------
    ValueError
        If there are neither limits nor errors, or both, or frames of different areas.

    Notes
    -----
    With a transform the limits are those of the slope on the other scale: the line is turned about its middle and its
    ends are taken back.

    Withheld: another number of quantiles, a missing value, limit or population, a quantile without people, a line
    fitted on a log or logit scale to a value that is not on it (a zero count); the relative index where an end of the
    line is not positive, or is not in one of forty simulations (its 99.8 % limits: in one of a thousand). Without a
    transform, values that are not on the scale are simulated as they are, and `noise` says "none".

    References
    ----------
    Low A, Low A (2004) J Public Health 26:388-395. Mackenbach JP, Kunst AE (1997) Soc Sci Med 44:757-771.
    """
    if (limits is None) == (errors is None):
        raise ValueError("a slope index needs either limits or standard errors of its values")
    given = Quantiles.of(values, populations, spread=errors if limits is None else limits, settings=settings)
    line = weighted_line(given.people)
    scale = Scale(settings.scale) if settings.transform else Scale.NONE
    low, high = BACK[scale](np.einsum("aq,aqe->ea", FORWARD[scale](given.values), line))
    found = indices(low, high, multiplier=settings.multiplier)
    tails = simulated_tails(given, line, settings=settings)
    steady = np.full_like(found, np.nan)
    if settings.reliability:
        steady = np.abs(tails[1:, :2] - tails[0, :2]).mean(axis=(0, 1))
    reasons = (given.reason, _reason_of_ratio(given.reason, (low > 0) & (high > 0), tails=tails[0, :2, 1]))
    tails[0, 2:, 1] = np.where(boundless(tails[0, 2:, 1]).any(axis=0), np.nan, tails[0, 2:, 1])
    frames = []
    for place, reason in enumerate(reasons):
        limits = (tails[0, :2, place], tails[0, 2:, place])
        frame = result_frame(found[place], limits, reason=reason, index=values.index)
        frames.append(frame.assign(reliability=np.where(reason == "", steady[place], np.nan)))
    noise = np.where(given.noise, str(settings.scale), str(Scale.NONE))
    sound = given.reason == ""
    said = {"intercept": np.where(sound, low, np.nan), "noise": np.where(sound, noise, "")}
    ends = np.where(np.isclose(low, high, rtol=1e-9, atol=1e-12), "", np.where(high > low, "least", "most"))
    said |= {"higher_in": np.where(sound, ends, ""), "unsteady": values.shape[1] > STEADY}
    return Slopes(frames[0].assign(**said), frames[1])


def _reason_of_ratio(reason: np.ndarray, straight: np.ndarray, *, tails: np.ndarray) -> np.ndarray:
    """Why there is no relative index: the slope's reason, a line that crosses zero, or that may within its limits."""
    near = boundless(tails).any(axis=0)
    own = np.where(straight, np.where(near, str(Reason.LINE_NEAR_ZERO), ""), str(Reason.NOT_ON_SCALE))
    return np.where(reason == "", own, reason)
