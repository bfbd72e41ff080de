"""Proportions as they would be if the ages matched: directly standardised, with limits of the effective sample.

Lives here: "if ages matched the system". Inputs are wide: one row per area, one column per age band.
Not here: rates of events (`equity.values.direct_rate`) or plain proportions (`equity.values.proportion`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, first_reason, result_frame
from equity.values.proportion import wilson_limits
from equity.values.strata import hidden, strata, stratum_reason


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
    x, n, weight = strata(numerators, denominators, standard=standard)
    reason = stratum_reason(x, n, suppressed=hidden(suppressed, standard.index, areas=len(n)))
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
