"""A series before and after the start of a programme: both sides together, and the difference with limits.

Lives here: which periods count, the values of both sides, and every reason not to tell them. Not here: programmes and
how periods lie to them (`equity.change.programme`), similar areas (`equity.similar`), words (`charts.saying`). Timing
alone does not show cause: every result carries the caution.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

from data.schema import Status, ValueType
from equity.change.programme import CAUTION, Phase, Programme, first_day, phases
from equity.comparing.comparison import COMPARABLE
from equity.result import Z95, floats
from equity.values.valuation import METHODS

FEWEST_PERIODS = 3  # on each side
NAN = float("nan")


class Missing(StrEnum):
    """Why there is no before and after."""

    NONE = ""
    ADDS_UP = "adds_up"  # the figures add up to each date
    OVERLAPS = "overlaps"  # pooled periods overlap, so that years would count twice
    MEMBERS_CHANGE = "members_change"
    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_AFTER = "too_few_after"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True)
class Side:
    """One side of the start.

    Attributes
    ----------
    periods : tuple of str
        Periods used, oldest first.
    value, lower_ci, upper_ci : float
        The periods together, with 95 % limits.
    """

    periods: tuple[str, ...] = ()
    value: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN
    numerator: float = NAN
    denominator: float = NAN


@dataclass(frozen=True)
class BeforeAfter:
    """Before and after, or the reason why it is not told.

    Attributes
    ----------
    basis : str
        "counts": sums over sums. "values": means of the periods' values, where counts are not published.
    estimate, lower_ci, upper_ci : float
        After minus before; limits hold both counting error and how much periods differ among themselves.
    straddling, unused : tuple of str
        Periods that the start falls into, and periods on a side without a value.
    """

    status: str
    reason: str
    basis: str = ""
    before: Side = Side()
    after: Side = Side()
    estimate: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN
    straddling: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    caution: str = CAUTION


def before_and_after(
    series: pd.DataFrame, programme: Programme, *, value_type: ValueType, multiplier: float = 100.0
) -> BeforeAfter:
    """The periods before a programme together, those since its start together, and the difference.

    Parameters
    ----------
    series : DataFrame
        One row per period of the programme's place, index period: numerator, denominator, value, lower_ci, upper_ci,
        status, end (ISO date of the last day), months; basis (which members stand behind it) if members can change.
    programme : Programme
    value_type : ValueType
        Proportions and crude rates with counts are summed; other kinds, and values without counts, are averaged over
        the periods, each counting once.
    multiplier : float
        Unit of the value.

    Returns
    -------
    BeforeAfter
        A period that the start falls into is on neither side. Withheld with a reason: figures that add up to each
        date, overlapping periods, other members behind some periods, fewer than three periods with a comparable value
        on a side, nothing to tell uncertainty from.

    Notes
    -----
    Limits of the difference are the wider of two: counting error (square and add of the two sides' limits, which for
    proportions is Newcombe's method 10) and Welch's t on the periods' own values.

    References
    ----------
    Newcombe RG (1998) Stat Med 17:873-890. Zou GY, Donner A (2008) Stat Med 27:1693-1702 (square and add). Welch BL
    (1947) Biometrika 34:28-35.
    """
    ordered = series.sort_values("end", kind="stable")
    phase = phases(ordered, programme)
    usable = ordered["value"].notna() & ordered["status"].isin([str(status) for status in COMPARABLE])
    earlier, since = (ordered[usable & phase.isin(names)] for names in ([Phase.BEFORE], [Phase.DURING, Phase.AFTER]))
    facts = {
        "straddling": tuple(ordered.index[phase == Phase.STRADDLES]),
        "unused": tuple(ordered.index[~usable & (phase != Phase.STRADDLES)]),
    }
    if reason := _unfit(ordered, earlier, since):
        return BeforeAfter(str(Status.MISSING), str(reason), **facts)
    used = pd.concat([earlier, since])
    counted = value_type in METHODS and bool(used[["numerator", "denominator"]].notna().all(axis=None))
    made = [
        _summed(side, ValueType(value_type), multiplier=multiplier) if counted else _averaged(side)
        for side in (earlier, since)
    ]
    facts |= {"basis": "counts" if counted else "values", "before": made[0], "after": made[1]}
    if not all(side.upper_ci > side.lower_ci for side in made):
        return BeforeAfter(str(Status.MISSING), str(Missing.NO_VARIATION), straddling=facts["straddling"])
    return BeforeAfter(str(Status.OK), "", **facts, **_difference(made, earlier["value"], since["value"]))


def _unfit(ordered: pd.DataFrame, earlier: pd.DataFrame, since: pd.DataFrame) -> Missing:
    """Why the series cannot be told as before and after."""
    if (ordered["months"] == 0).any():
        return Missing.ADDS_UP
    ends = [date.fromisoformat(end) for end in ordered["end"]]
    starts = [first_day(end, int(months)) for end, months in zip(ends, ordered["months"], strict=True)]
    if any(start <= end for start, end in zip(starts[1:], ends, strict=False)):
        return Missing.OVERLAPS
    if "basis" in ordered and pd.concat([earlier, since])["basis"].nunique() > 1:
        return Missing.MEMBERS_CHANGE
    if len(earlier) < FEWEST_PERIODS:
        return Missing.TOO_FEW_BEFORE
    return Missing.TOO_FEW_AFTER if len(since) < FEWEST_PERIODS else Missing.NONE


def _summed(rows: pd.DataFrame, value_type: ValueType, *, multiplier: float) -> Side:
    """Sums over sums with the limits of the method."""
    x, n = (float(floats(rows[name]).sum()) for name in ("numerator", "denominator"))
    one = METHODS[value_type]([x], [n], multiplier=multiplier).iloc[0]
    return Side(tuple(rows.index), *(float(one[name]) for name in ("value", "lower_ci", "upper_ci")), x, n)


def _averaged(rows: pd.DataFrame) -> Side:
    """Mean of the periods' values; limits are the wider of t over periods and of the published limits, combined."""
    values, number = floats(rows["value"]), len(rows)
    spread = scipy.stats.t.ppf(0.975, number - 1) * values.std(ddof=1) / np.sqrt(number)
    published = (floats(rows["upper_ci"]) - floats(rows["lower_ci"])) / (2 * Z95)
    counting = Z95 * np.sqrt((published**2).sum()) / number
    half, mean = float(np.fmax(spread, counting)), float(values.mean())
    return Side(tuple(rows.index), mean, mean - half, mean + half)


def _difference(made: list[Side], earlier: pd.Series, since: pd.Series) -> dict[str, float]:
    """After minus before, and the wider of both pairs of limits."""
    before, after = made
    estimate = after.value - before.value
    below = np.hypot(after.value - after.lower_ci, before.upper_ci - before.value)
    above = np.hypot(after.upper_ci - after.value, before.value - before.lower_ci)
    parts = [floats(values).var(ddof=1) / len(values) for values in (earlier, since)]
    freedom = [len(values) - 1 for values in (earlier, since)]
    together = sum(part**2 / free for part, free in zip(parts, freedom, strict=True))
    half = scipy.stats.t.ppf(0.975, sum(parts) ** 2 / together) * np.sqrt(sum(parts)) if together > 0 else 0.0
    return {
        "estimate": estimate,
        "lower_ci": float(estimate - max(below, half)),
        "upper_ci": float(estimate + max(above, half)),
    }
