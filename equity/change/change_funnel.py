"""Funnel on change: which areas rose or fell more than the others did.

Lives here: each area's events after against before, given the change of all other areas; the exact test and the place.
Not here: the level at one time (`equity.comparing.funnel`), a signal that agrees with the area's own past (`signal`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import betainc

from equity.comparing.funnel import Place
from equity.comparing.overdispersion import overdispersion
from equity.result import Reason, count_faults, first_reason, floats

TAILS = (0.025, 0.001)
MOST_SHARE = 0.99  # where nearly everybody is counted the spread is not taken to be nothing
FEWEST_OTHERS = 5  # areas: the change of fewer is no background


def change_funnel(
    before: pd.DataFrame, after: pd.DataFrame, *, widened: bool = True, least=1.0, shares: bool = False
) -> pd.DataFrame:
    """Change of every area against the change of all other areas together.

    Parameters
    ----------
    before, after : DataFrame
        `numerator` (events), `denominator` (people or person-years), same areas in the same order.
    widened : bool
        Take into account that changes differ more than chance allows.
    least : float or array of float
        Overdispersion that is taken in any case, for instance what the areas' own past shows.
    shares : bool
        Counts are parts of the people (binomial), not events that befall them (Poisson).

    Returns
    -------
    DataFrame
        `ratio` (rate after over before; missing without events before), `others` (the same of all other areas),
        `expected` (events after, given the area's events and the others' change), `p_rise, p_fall` (exact, one-sided),
        `factor` (overdispersion), `place` and `reason`. Withheld: counts missing, negative or without people, no events
        at all, fewer than five other areas.

    Notes
    -----
    Given an area's events of both times together, those after are binomial with the share its people would have if its
    rate changed like the others'. The rest is taken as exact. With overdispersion counts are divided by the factor, as
    quasi-likelihood does; for shares the factor holds the part of the people without the event, which is what a
    binomial count varies less than a Poisson one.

    References
    ----------
    Przyborowski J, Wilenski H (1940) Homogeneity of results in testing samples from Poisson series. Biometrika
    31:313-323. Spiegelhalter DJ (2005) Funnel plots. Stat Med 24:1185-1202 (change in performance).
    """
    (x, n), (y, m) = _counts(before), _counts(after)
    first, second = first_reason(count_faults(x, n)), first_reason(count_faults(y, m))
    reason = np.where(first != "", first, second)
    sound = reason == ""
    x, n, y, m = (np.where(sound, part, 0.0) for part in (x, n, y, m))
    rest = [part.sum() - part for part in (x, n, y, m)]
    enough = (sound.sum() - sound > FEWEST_OTHERS - 1) & (rest[0] > 0) & (rest[2] > 0)
    reason = np.where(sound & ~(enough & (x + y > 0)), str(Reason.TOO_FEW_EVENTS), reason)
    sound = reason == ""
    with np.errstate(divide="ignore", invalid="ignore"):
        others = (rest[2] / rest[3]) / (rest[0] / rest[1])
        part = others * m / (n + others * m)
        expected = (x + y) * part
        narrower = 1 - np.clip((x + y) / (n + m), 0.0, MOST_SHARE) if shares else np.ones(len(x))
        score = (y - expected) / np.sqrt(expected * (1 - part) * narrower)
        ratio = np.where(x > 0, (y / m) / (x / n), np.nan)
    factor = np.maximum(overdispersion(score[sound]) if widened else 1.0, np.broadcast_to(least, len(x)))
    factor = factor * np.where(sound, narrower, 1.0)
    rise, fall = binomial_tails(y, x + y, share=np.where(sound, part, 0.5), factor=factor)
    tails = [fall < TAILS[1], rise < TAILS[1], fall < TAILS[0], rise < TAILS[0]]
    places = [str(place) for place in (Place.LOW_998, Place.HIGH_998, Place.LOW_95, Place.HIGH_95)]
    place = np.where(sound, np.select(tails, places, str(Place.INSIDE)), str(Place.NOT_APPLICABLE))
    numbers = {"ratio": ratio, "others": others, "expected": expected, "p_rise": rise, "p_fall": fall, "factor": factor}
    columns = {name: np.where(sound, part, np.nan) for name, part in numbers.items()}
    frame = pd.DataFrame({**columns, "place": place, "reason": reason}, index=after.index)
    return frame.astype({"place": "str", "reason": "str"})


def binomial_tails(count, total, *, share, factor=1.0) -> tuple[np.ndarray, np.ndarray]:
    """P(X >= count) and P(X <= count) of a binomial with so many in all; counts divided by the factor."""
    x, rest = np.asarray(count, "float64") / factor, (np.asarray(total, "float64") - count) / factor
    up = np.where(x > 0, betainc(np.where(x > 0, x, 1.0), rest + 1, share), 1.0)
    down = np.where(rest > 0, betainc(np.where(rest > 0, rest, 1.0), x + 1, 1 - share), 1.0)
    return up, down


def _counts(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return floats(frame["numerator"]), floats(frame["denominator"])
