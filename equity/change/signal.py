"""Unusual increases: where an area rose beyond its own past and beyond what the other areas did at the same time.

Lives here: the two questions put to every area, when they agree, and the ranked answer. Not here: the evidence of one
window of periods (`rise`), the reason in words (`signal_words`), release: counts that the source's rule hides must be
missing when they come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from equity.change.control_chart import table
from equity.change.multiplicity import adjusted, expected_false_flags
from equity.change.rise import evidence
from equity.change.season import seasonal_exposures
from equity.change.signal_words import Unit, expected_range, reasons

STRONGEST = 300.0  # tens; a smaller chance is not told apart
PER_THOUSAND = Unit()
TOO_SHORT = "too few earlier periods"


class Level(StrEnum):
    """What is said of a rise."""

    RED = "red"  # the area's own past and the other areas both say so
    AMBER = "amber"  # only one of them does


@dataclass(frozen=True)
class Watch:
    """How increases are looked for.

    Attributes
    ----------
    windows : tuple of int
        Numbers of latest periods that are held against the rest: short ones find a new rise, long ones a smaller one
        that has lasted.
    baseline : int
        Earlier periods that must be known.
    threshold : float
        How strong both answers must be, in tens: at 2 one flag in 100 is false on average, at 3 one in 1,000. Raising
        it leaves fewer signals.
    fewest : int
        Events in the recent periods without which nothing is flagged.
    shares : bool
        The events are parts of the people (vaccinated, not seen in time): binomial, not Poisson.
    per_year : int
        Periods a year (12, 4, 52), so that a season is taken out where two whole past years are known; 0 for none.
    """

    windows: tuple[int, ...] = (3, 6, 12)
    baseline: int = 8
    threshold: float = 2.0
    fewest: int = 5
    shares: bool = False
    per_year: int = 0

    def windows_of(self, points: int) -> list[int]:
        """The windows that leave enough earlier periods in series of so many points."""
        return [window for window in self.windows if points - window >= self.baseline]


USUAL = Watch()
COLUMNS = (
    "level", "strength", "rate_before", "rate_after", "expected_lower", "expected_upper", "events", "expected",
    "excess", "periods", "p_time", "p_place", "chart", "reason",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Signals:
    """Areas with a rise, strongest first.

    Attributes
    ----------
    ranked : DataFrame
        One row per area with a red or amber signal, red first: `level, strength` (of the weaker answer for red, the
        stronger for amber), `rate_before, rate_after, expected_lower, expected_upper` (in the unit), `events, expected,
        excess` in the latest `periods`, `p_time, p_place` (adjusted), `chart` ("xmr" or "cusum"), `reason`.
    tested : int
        Areas that could be looked at.
    withheld : Series of str
        Why the others could not be, index area.
    expected_false : float
        Red signals that are false on average, at most.
    season : bool
        Whether a season that all areas share was taken out.
    """

    ranked: pd.DataFrame
    tested: int
    withheld: pd.Series
    expected_false: float = 0.0
    season: bool = False


def signals(
    counts: pd.DataFrame, exposures: pd.DataFrame, *, watch: Watch = USUAL, unit: Unit = PER_THOUSAND
) -> Signals:
    """Unusual increases among many areas.

    Parameters
    ----------
    counts, exposures : DataFrame of shape (areas, periods)
        Events and people (or person-years), index area_code, oldest period first.
    watch : Watch
    unit : Unit
        Of the rates in figures and words.

    Returns
    -------
    Signals

    Raises
    ------
    ValueError
        Shapes that differ.

    Notes
    -----
    Time: given all events of an area, are those of the recent periods more than its own earlier rate would bring
    (conditional binomial), is the latest point and at least half of the recent ones above it, and does the chart of the
    area (XmR from 10 events a period, standardised CUSUM below) mark the recent periods as high? Place: did the area
    rise more than all other areas did (`change_funnel`)? Both allow for more spread than Poisson, as found in the
    areas' own past and between areas. Shares have the spread of a binomial. A season that all areas share is put into
    the exposures (`season`) before anything is tested. Of several windows the one where both speak most clearly is
    taken and paid for (Bonferroni); then both are adjusted for the number of areas (Benjamini-Hochberg). Red needs
    both.

    References
    ----------
    Benjamini Y, Hochberg Y (1995) J R Stat Soc B 57:289-300. Spiegelhalter DJ (2005) Stat Med 24:1185-1202. Provost LP,
    Murray SK (2011) The Health Care Data Guide.
    """
    (x, index), (n, _) = table(counts), table(exposures)
    if x.shape != n.shape:
        raise ValueError(f"counts and exposures need one shape: {x.shape} and {n.shape}")
    windows = watch.windows_of(x.shape[1])
    if not windows:
        return Signals(pd.DataFrame(columns=list(COLUMNS)), 0, pd.Series(TOO_SHORT, index=index, name="reason"))
    with np.errstate(invalid="ignore"):
        fault = ~(n > 0) | ~(x >= 0)
    x, n = np.where(fault, np.nan, x), np.where(fault, np.nan, n)
    why = pd.Series(_withheld(x, min(windows), watch.baseline), index=index, name="reason")
    sound = (why == "").to_numpy()
    if not sound.any():
        return Signals(pd.DataFrame(columns=list(COLUMNS)), 0, why)
    x, n = x[sound], n[sound]
    usual, season = seasonal_exposures(x, n, per_year=watch.per_year, past=x.shape[1] - max(windows))
    found = _clearest(x, usual, windows=windows, index=index[sound], shares=watch.shares)
    found = found.assign(people_before=_people(n, found, late=False), people_after=_people(n, found, late=True))
    judged = _judged(found, watch)
    red = int((judged["level"] == str(Level.RED)).sum())
    false = expected_false_flags(red, 10**-watch.threshold)
    ranked = _ranked(judged[judged["level"] != ""], unit, shares=watch.shares)
    return Signals(ranked, int(sound.sum()), why[~sound], false, season)


def _withheld(x: np.ndarray, recent: int, baseline: int) -> np.ndarray:
    """Why a series is not looked at."""
    known = ~np.isnan(x)
    said = np.full(len(x), "", dtype=object)
    said[np.nansum(x, axis=1) == 0] = "no events at all"
    said[known[:, :-recent].sum(axis=1) < baseline] = TOO_SHORT
    said[~known[:, -recent:].all(axis=1)] = "a recent count is missing or suppressed"
    return said


def _people(n: np.ndarray, found: pd.DataFrame, *, late: bool) -> np.ndarray:
    """People of the recent or the earlier periods of every area, as they are: without the season."""
    recent = np.arange(n.shape[1]) >= n.shape[1] - found["periods"].to_numpy()[:, None]
    return np.nansum(np.where(recent == late, n, 0.0), axis=1)


def _clearest(x: np.ndarray, n: np.ndarray, *, windows: list[int], index: pd.Index, shares: bool) -> pd.DataFrame:
    """Per area the evidence of the window in which the weaker of the two answers is strongest, paid for."""
    tables = [evidence(x, n, recent=window, index=index, shares=shares).assign(periods=window) for window in windows]
    weaker = [one[["p_time", "p_place"]].fillna(1.0).max(axis=1).where(one["lasts"], 2.0) for one in tables]
    best = np.argmin(np.array(weaker), axis=0)
    found = tables[0].copy()
    for place, one in enumerate(tables[1:], start=1):
        found[best == place] = one[best == place]
    for name in ("p_time", "p_place"):
        found[name] = np.where(found["lasts"], (found[name].fillna(1.0) * len(windows)).clip(upper=1.0), 1.0)
    return found


def _judged(found: pd.DataFrame, watch: Watch) -> pd.DataFrame:
    """Level and strength of every area; "" where nothing is said."""
    few = (found["after"] < watch.fewest).to_numpy()
    q = [adjusted(np.where(few, 1.0, found[name])) for name in ("p_time", "p_place")]
    strengths = [-np.log10(np.maximum(one, 10**-STRONGEST)) for one in q]
    time, place = (one >= watch.threshold for one in strengths)
    level = np.select([time & place & found["high"], time | place], [str(Level.RED), str(Level.AMBER)], "")
    strength = np.where(level == str(Level.RED), np.minimum(*strengths), np.maximum(*strengths))
    return found.assign(level=level, strength=strength, p_time=q[0], p_place=q[1], agrees_time=time, agrees_place=place)


def _ranked(found: pd.DataFrame, unit: Unit, *, shares: bool) -> pd.DataFrame:
    if found.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    rate = found["before"] / found["n_before"]  # per person and season
    low, high = expected_range(found, shares=shares)
    people = found["people_after"]
    shown = found.assign(
        rate_before=unit.multiplier * found["before"] / found["people_before"],
        rate_after=unit.multiplier * found["after"] / people,
        expected_lower=unit.multiplier * low / people,
        expected_upper=unit.multiplier * high / people,
        events=found["after"],
        expected=rate * found["n_after"],
        excess=found["after"] - rate * found["n_after"],
        red=found["level"] == str(Level.RED),
    )
    shown = shown.assign(reason=reasons(shown, unit))
    order = shown.sort_values(["red", "strength", "excess"], ascending=False, kind="stable")
    return order[list(COLUMNS)]
