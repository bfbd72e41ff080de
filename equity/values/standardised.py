"""Standardised measures: what the value would be if the ages matched.

Lives here: direct standardisation (rate with Dobson's limits; proportion with limits of the effective sample) and
indirect standardisation (ratio and rate). Inputs are wide: one row per area, one column per age band.
Not here: sums over areas (`equity.totals.aggregate`; sum counts and people within bands first, then standardise).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, first_reason, floats, index_of, result_frame
from equity.values.crude_rate import poisson_limits
from equity.values.proportion import wilson_limits

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

    Parameters
    ----------
    counts, populations : DataFrame
        One row per area, one column per age band. A missing count is none; a suppressed one is not (see `suppressed`).
    standard : Series
        People of the standard population by age band; its bands decide which columns are used.
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
    x, n, weight = _strata(counts, populations, standard)
    reason = _strata_reason(x, n, suppressed=_hidden(suppressed, x, standard))
    events = np.nansum(x, axis=1)
    reason = np.where((reason == "") & (events < FEWEST_EVENTS), str(Reason.TOO_FEW_EVENTS), reason)
    sound = reason == ""
    x, n = np.where(sound[:, None], np.nan_to_num(x), 0.0), np.where(sound[:, None], n, 1.0)
    events = np.where(sound, events, 1.0)
    rate = (x / n) @ weight
    scale = np.sqrt((x / n**2) @ weight**2 / events)
    ends = [[rate + scale * (end - events) for end in poisson_limits(events, z=z)] for z in (Z95, Z998)]
    limits = [(multiplier * np.maximum(lower, 0.0), multiplier * upper) for lower, upper in ends]
    return result_frame(multiplier * rate, limits, reason=reason, index=counts.index)


def age_matched_proportion(
    numerators: pd.DataFrame,
    denominators: pd.DataFrame,
    *,
    standard: pd.Series,
    multiplier: float = 100.0,
    suppressed: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Proportion an area would have with the standard's ages ("if ages matched the system").

    The limits are Wilson's at the effective sample size p(1-p)/var of the weighted proportion.

    Parameters
    ----------
    numerators, denominators : DataFrame
        One row per area, one column per age band.
    standard : Series
        People by age band, for instance the system's denominators.
    multiplier : float
        100 for per cent.
    suppressed : DataFrame of bool, optional
        True where a count was withheld by its publisher.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`; also withheld where a band has no count or more counted than people.

    References
    ----------
    Korn EL, Graubard BI (1998) Survey Methodology 24:193-201 (effective sample size in score limits).
    """
    x, n, weight = _strata(numerators, denominators, standard)
    reason = _strata_reason(x, n, suppressed=_hidden(suppressed, x, standard))
    broken = {
        Reason.NUMERATOR_MISSING: np.isnan(x).any(axis=1),
        Reason.NUMERATOR_ABOVE_DENOMINATOR: (x > n).any(axis=1),
    }
    reason = np.where(reason == "", first_reason(broken), reason)
    sound = reason == ""
    x, n = np.where(sound[:, None], x, 0.0), np.where(sound[:, None], n, 1.0)
    share = np.clip((x / n) @ weight, 0.0, 1.0)
    variance = (x / n * (1 - x / n) / n) @ weight**2
    varied = (variance > 0) & (share > 0) & (share < 1)
    size = np.where(varied, share * (1 - share) / np.where(varied, variance, 1.0), n.sum(axis=1))
    limits = [tuple(multiplier * end for end in wilson_limits(share * size, size, z=z)) for z in (Z95, Z998)]
    return result_frame(multiplier * share, limits, reason=reason, index=numerators.index)


def expected_events(populations: pd.DataFrame, reference_rates: pd.Series) -> pd.Series:
    """Events each area would have at the reference's rates: the sum over bands of people times rate."""
    return populations[reference_rates.index].astype("float64") @ reference_rates.astype("float64")


def indirectly_standardised_ratio(observed, expected, *, multiplier: float = 100.0) -> pd.DataFrame:
    """Observed over expected events, with exact or Byar's limits of the observed count.

    Two areas' ratios are not comparable with each other, only each with the reference.

    Parameters
    ----------
    observed, expected : array or Series of float
        Events seen, and events at the reference's rates (`expected_events`).
    multiplier : float
        100 for the usual ratio, the reference's crude rate for an indirectly standardised rate.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`; withheld where nothing is expected or the count is missing or negative.

    References
    ----------
    Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC, ch 2. Eayres D (2008) APHO Briefing 3.
    """
    x, n = floats(observed), floats(expected)
    faults = {
        Reason.NUMERATOR_MISSING: np.isnan(x),
        Reason.NO_EXPECTED_EVENTS: ~(n > 0),
        Reason.NUMERATOR_NEGATIVE: x < 0,
    }
    reason = first_reason(faults)
    sound = reason == ""
    x, scale = np.where(sound, x, 0.0), multiplier / np.where(sound, n, 1.0)
    limits = [tuple(scale * end for end in poisson_limits(x, z=z)) for z in (Z95, Z998)]
    return result_frame(scale * x, limits, reason=reason, index=index_of(observed, expected))


def indirectly_standardised_rate(observed, expected, *, reference_rate: float) -> pd.DataFrame:
    """The indirectly standardised ratio times the reference's crude rate (in the unit wanted, e.g. per 100,000)."""
    return indirectly_standardised_ratio(observed, expected, multiplier=reference_rate)


def _strata(
    counts: pd.DataFrame, people: pd.DataFrame, standard: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if not counts.index.equals(people.index):
        raise ValueError("counts and people must hold the same areas in the same order")
    if not (standard > 0).any() or (standard < 0).any():
        raise ValueError("the standard population must have people and no negative band")
    bands = standard.index
    weight = standard.to_numpy("float64") / standard.sum()
    return counts[bands].to_numpy("float64"), people[bands].to_numpy("float64"), weight


def _hidden(suppressed: pd.DataFrame | None, like: np.ndarray, standard: pd.Series) -> np.ndarray:
    return np.zeros(like.shape, bool) if suppressed is None else suppressed[standard.index].to_numpy(bool)


def _strata_reason(x: np.ndarray, n: np.ndarray, *, suppressed: np.ndarray) -> np.ndarray:
    return first_reason(
        {
            Reason.STRATUM_SUPPRESSED: suppressed.any(axis=1),
            Reason.NUMERATOR_MISSING: np.isnan(x).all(axis=1),
            Reason.NUMERATOR_NEGATIVE: (x < 0).any(axis=1),
            Reason.STRATUM_WITHOUT_PEOPLE: ~(n > 0).all(axis=1),
        }
    )
