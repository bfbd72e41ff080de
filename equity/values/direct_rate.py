"""Directly standardised rates: what the rate would be with the ages of a standard population.

Lives here: the rate with Dobson's limits, for events that are independent and for people who have several. Inputs are
wide: one row per area, one column per age band (`equity.values.strata.wide` makes them from tidy rows).
Not here: proportions (`equity.values.age_matched`), expected events (`equity.values.indirect_ratio`), sums over areas
(`equity.totals.aggregate`; sum counts and people within bands first, then standardise).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, result_frame
from equity.values.crude_rate import poisson_limits
from equity.values.strata import hidden, strata, stratum_reason

FEWEST_EVENTS = 10  # below this a directly standardised rate is not reliable


def directly_standardised_rate(
    counts: pd.DataFrame,
    populations: pd.DataFrame,
    *,
    standard: pd.Series,
    multiplier: float = 100_000.0,
    suppressed: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Directly standardised rate with Dobson's 95 % and 99.8 % limits.

    The limits take every event as independent; where one person can have several, see `repeat_event_rate`.

    Parameters
    ----------
    counts, populations : DataFrame
        One row per area, one column per age band. A missing count is none; a suppressed one is not (see `suppressed`).
    standard : Series
        People of the standard population by age band; its bands decide which columns are used
        (`data.standard_population` has the usual one).
    multiplier : float
        100,000 for a rate per 100,000.
    suppressed : DataFrame of bool, optional
        True where a count was withheld by its publisher: the area's value is then withheld.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`. Withheld with a reason: under 10 events, a band without
        people, a suppressed band.

    References
    ----------
    Dobson AJ et al (1991) Stat Med 10:457-462. Morris JK et al (2018) Popul Health Metr 16:18 (not below 10 events).
    """
    return repeat_event_rate({1: counts}, populations, standard=standard, multiplier=multiplier, suppressed=suppressed)


def repeat_event_rate(
    people: Mapping[int, pd.DataFrame],
    populations: pd.DataFrame,
    *,
    standard: pd.Series,
    multiplier: float = 100_000.0,
    suppressed: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Directly standardised rate of events that one person can have several times, with wider, honest limits.

    A person with f events adds f to the count and f squared to the variance, because their events come together.

    Parameters
    ----------
    people : mapping of int to DataFrame
        For each number of events f the people who had exactly f, one row per area, one column per age band.
    populations, standard, multiplier, suppressed
        As for `directly_standardised_rate`.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`; withheld as for `directly_standardised_rate`.

    Raises
    ------
    ValueError
        If a frame of people does not hold the areas of `populations`, or a number of events is not positive.

    References
    ----------
    Dobson AJ et al (1991) Stat Med 10:457-462. Glynn RJ, Buring JE (1996) BMJ 312:364-367 (repeat events).
    """
    if not people or min(people) <= 0:
        raise ValueError("numbers of events must be positive")
    each = [strata(frame, populations, standard=standard) for frame in people.values()]
    n, weight = each[0][1:]
    x = np.stack([found[0] for found in each], axis=2)  # areas x bands x numbers of events
    times = np.array([*people], "float64")
    reason = stratum_reason(x, n, suppressed=hidden(suppressed, standard.index, areas=len(n)))
    events = (np.nan_to_num(x) @ times).sum(axis=1)
    reason = np.where((reason == "") & (events < FEWEST_EVENTS), str(Reason.TOO_FEW_EVENTS), reason)
    sound = reason == ""
    x, n = np.where(sound[:, None, None], np.nan_to_num(x), 0.0), np.where(sound[:, None], n, 1.0)
    events = np.where(sound, events, 1.0)
    rate = (x @ times / n) @ weight
    scale = np.sqrt((x @ times**2 / n**2) @ weight**2 / events)
    ends = [[rate + scale * (end - events) for end in poisson_limits(events, z=z)] for z in (Z95, Z998)]
    limits = [(multiplier * np.maximum(lower, 0.0), multiplier * upper) for lower, upper in ends]
    return result_frame(multiplier * rate, limits, reason=reason, index=populations.index)
