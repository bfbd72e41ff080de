"""Core20: the share of a footprint's residents who live in the nationally most deprived fifth of LSOAs.

Lives here: that share for any footprints at once. Not here: national tenths (`equity.inequality.deprivation`) or
memberships (`geo.membership`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Status
from equity.result import LIMIT_COLUMNS, Reason, first_reason, floats
from equity.totals.aggregate import TOLERANCE, Members
from equity.totals.counts import DEFAULTS

MOST_DEPRIVED = 2  # the first two national tenths are the most deprived fifth


def core20_share(
    membership: Members, deciles: pd.Series, *, population: pd.Series, multiplier: float = 100.0
) -> pd.DataFrame:
    """Share of each footprint's residents in the nationally most deprived fifth of small areas.

    All residents are counted, none are sampled: the share has no limits.

    Parameters
    ----------
    membership : Membership
        Footprints x LSOAs of the vintage of the deciles.
    deciles : Series of int
        National tenth of each LSOA by its code, 1 = most deprived.
    population : Series of float
        Residents by LSOA code; LSOAs without are not counted.
    multiplier : float
        100 for per cent.

    Returns
    -------
    DataFrame
        One row per footprint: `value`, empty limits, `numerator` and `denominator` (residents whose LSOA has a tenth),
        `coverage` (their share of all residents), `status`, `reason`. Withheld below 90 % coverage.

    References
    ----------
    NHS England (2021) Core20PLUS5: an approach to reducing healthcare inequalities.
    """
    decile, people = (floats(given.reindex(membership.blocks)) for given in (deciles, population))
    people = np.where(people > 0, people, 0.0)
    known = (decile >= 1) & (decile <= 10)
    residents = membership.weights @ people
    counted = membership.weights @ np.where(known, people, 0.0)
    deprived = membership.weights @ np.where(known & (decile <= MOST_DEPRIVED), people, 0.0)
    coverage = np.divide(counted, residents, out=np.zeros_like(counted), where=residents > 0)
    thin = coverage < DEFAULTS.minimum_coverage - TOLERANCE
    reason = first_reason({Reason.DENOMINATOR_NOT_POSITIVE: residents <= 0, Reason.COVERAGE_TOO_LOW: thin})
    sound = reason == ""
    value = np.where(sound, multiplier * deprived / np.where(counted > 0, counted, 1.0), np.nan)
    columns = {"value": value, **dict.fromkeys(LIMIT_COLUMNS, np.nan), "numerator": np.where(sound, deprived, np.nan)}
    columns |= {"denominator": counted, "coverage": coverage}
    columns |= {"status": np.where(sound, str(Status.OK), str(Status.MISSING)), "reason": reason}
    return pd.DataFrame(columns, index=membership.groups).astype({"status": "str", "reason": "str"})
