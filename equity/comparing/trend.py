"""The recent trend of a series: five points a year apart, tested, and withheld where they are not one series.

Lives here: which five points, every reason not to test them, and the two tests of Fingertips. Not here: which areas
stood for a footprint when (`geo.over_time`), values and limits (`equity.values.valuation`), words for the screen
(`charts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Status, ValueType

POINTS = 5
CRITICAL = 9.549535706  # chi-squared with 1 degree of freedom, 99.8 %
ROUNDING = 1e-12  # of the terms of a sum: below it, what is left of them is rounding
Z95_WIDTH = 3.92  # width of a 95 % interval in standard errors
YEAR = 12  # months
TESTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR)


class Direction(StrEnum):
    """What the test says of the five points."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no_change"
    NOT_CALCULATED = "not_calculated"


@dataclass(frozen=True)
class Trend:
    """The outcome of the test, or the reason why there is none."""

    direction: Direction
    periods: tuple[str, ...] = ()
    chi_squared: float = float("nan")
    reason: str = ""


def recent_trend(series: pd.DataFrame, value_type: ValueType, *, breaks: tuple[str, ...] = ()) -> Trend:
    """The trend of the latest five points that stand a year apart.

    Parameters
    ----------
    series : DataFrame
        One row per period, oldest first, index period: `numerator, denominator, value, lower_ci, upper_ci, status`;
        `end` (ISO date of the last day), `months` (length; 0 where figures add up to a day), `basis` (which members
        stand behind the point).
    value_type : ValueType
        Proportions are tested on counts, rates on values and limits, the rest not at all.
    breaks : tuple of str
        What changed between the members, in words, for the reason.

    Returns
    -------
    Trend
        Not calculated, with a reason: no five points a year apart, figures that add up or overlap, other members
        behind some of them (an unreconciled break), counts or limits missing, nobody or everybody counted.

    Notes
    -----
    A direction is named where chi-squared exceeds 9.5495 (99.8 %) and the slope keeps its sign when any one of the
    five points is left out.

    References
    ----------
    Armitage P (1955) Tests for linear trends in proportions and frequencies. Biometrics 11:375-386.
    Public Health England, Fingertips technical guidance: recent trends.
    """
    chosen, reason = _last_five(series)
    if not reason and chosen["basis"].nunique() > 1:
        told = f" ({'; '.join(breaks)})" if breaks else ""
        reason = f"the footprint's members change within the five years{told}, and the series is not reconciled."
    if not reason and value_type not in TESTED:
        reason = "there is no test of trend for this kind of measure."
    if not reason:
        reason = _unfit(chosen, value_type)
    if reason:
        return Trend(Direction.NOT_CALCULATED, reason=reason)
    test = trend_in_counts if value_type == ValueType.PROPORTION else trend_in_values
    columns = ("numerator", "denominator") if value_type == ValueType.PROPORTION else ("value", "lower_ci", "upper_ci")
    arrays = np.array([chosen[name].to_numpy("float64") for name in columns])
    chi_squared, slope = test(arrays)
    kept = {
        np.sign(test(np.delete(arrays, place, axis=1), np.delete(np.arange(POINTS), place))[1])
        for place in range(POINTS)
    }
    clear = chi_squared > CRITICAL and kept == {np.sign(slope)}
    direction = (Direction.INCREASING if slope > 0 else Direction.DECREASING) if clear else Direction.NO_CHANGE
    return Trend(direction, tuple(chosen.index), float(chi_squared))


def level_or(terms: np.ndarray) -> np.ndarray:
    """Sums along the last axis, exactly 0 where rounding is all that is left: a level line has no direction."""
    total = terms.sum(axis=-1)
    return np.where(np.abs(total) <= ROUNDING * np.abs(terms).sum(axis=-1), 0.0, total)


def trend_in_counts(counts: np.ndarray, times: np.ndarray | None = None) -> tuple[float, float]:
    """Armitage's chi-squared for trend and the slope of proportions; `counts` is numerators over denominators."""
    x, n = counts
    t = np.arange(len(x)) if times is None else times
    share, people = x.sum() / n.sum(), n.sum()
    centred = t - (n * t).sum() / people
    spread = (n * centred**2).sum()
    slope = level_or(centred * x) / spread
    return float(slope**2 * spread / (share * (1 - share))), float(slope)


def trend_in_values(values: np.ndarray, times: np.ndarray | None = None) -> tuple[float, float]:
    """Chi-squared and slope of an inverse-variance line; `values` is value, lower and upper 95 % limit."""
    value, lower, upper = values
    t = np.arange(len(value)) if times is None else times
    weight = (Z95_WIDTH / (upper - lower)) ** 2
    centred = t - (weight * t).sum() / weight.sum()
    spread = (weight * centred**2).sum()
    slope = level_or(weight * centred * value) / spread
    return float(slope**2 * spread), float(slope)


def _last_five(series: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The latest point and its four forerunners a year apart each, or why there are none."""
    if series.empty or series["value"].isna().all():
        return series, "there is no value to test."
    known = series.loc[: series["value"].last_valid_index()]
    last = known.iloc[-1]
    if last["months"] == 0:
        return series, "the figures add up to each date, so they hardly fall."
    if last["months"] > YEAR:
        return series, "the periods are pooled and overlap."
    year, day = int(last["end"][:4]), last["end"][4:]
    wanted = [f"{year - back}{day}" for back in range(POINTS - 1, -1, -1)]
    if day == "-02-29":
        wanted = [end if end == last["end"] else f"{end[:4]}-02-28" for end in wanted]
    alike = known[known["end"].isin(wanted) & (known["months"] == last["months"]) & known["value"].notna()]
    if len(alike) < POINTS:
        return series, f"five years in a row are needed, {len(alike)} of the last five have a value."
    return alike, ""


def _unfit(chosen: pd.DataFrame, value_type: ValueType) -> str:
    """Why five points cannot be tested, "" if they can."""
    if (chosen["status"] == str(Status.NOT_COMPARABLE)).any():
        return "one of the five years is not comparable."
    if value_type != ValueType.PROPORTION:
        width = chosen["upper_ci"] - chosen["lower_ci"]
        return "" if ((width > 0) & (width < np.inf)).all() else "limits are missing for some of the five years."
    known = chosen["numerator"].notna() & chosen["denominator"].notna()
    if not known.all():
        named = ", ".join(chosen.index[known]) if known.any() else "none of them"
        return f"counts are needed for five years and are here for {named}{' only' if known.any() else ''}."
    x, n = chosen["numerator"], chosen["denominator"]
    return "in one of the five years nobody or everybody is counted." if ((x <= 0) | (x >= n)).any() else ""
