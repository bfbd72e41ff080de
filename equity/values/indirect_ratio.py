"""Indirect standardisation: events seen over events expected at the reference's rates.

Lives here: expected events, the ratio (SMR and the like) and the rate made from it. Not here: direct standardisation
(`equity.values.direct_rate`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, first_reason, floats, index_of, result_frame
from equity.values.crude_rate import poisson_limits


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
