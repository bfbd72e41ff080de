"""Age-standardised values of footprints by pooled strata: counts and people are summed within each age band first.

Lives here: the sums within bands, what withholds a standardised value, and the call of the method. Not here: the sums
themselves (`equity.totals.aggregate`), the method (`equity.values.direct_rate`), bands (`equity.values.age_bands`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Status, ValueType
from equity.result import LIMIT_COLUMNS, Reason
from equity.totals.aggregate import Members, aggregated
from equity.totals.counts import Counts, Settings
from equity.values.age_matched import age_matched_proportion
from equity.values.direct_rate import FEWEST_EVENTS, directly_standardised_rate

METHODS = {
    ValueType.PROPORTION: age_matched_proportion,
    ValueType.CRUDE_RATE: directly_standardised_rate,
    ValueType.DSR: directly_standardised_rate,
}


def standardised_totals(
    membership: Members,
    counts: Counts,
    *,
    standard: pd.Series,
    value_type: ValueType,
    multiplier: float = 100.0,
) -> pd.DataFrame:
    """Directly standardised values of every group, from strata pooled over its members.

    Parameters
    ----------
    membership : Membership
        Groups x blocks with weights in 0..1.
    counts : Counts
        Frames blocks x age bands.
    standard : Series
        People of the standard population by band; its bands are used.
    value_type : ValueType
        A proportion's limits are those of the effective sample, a rate's are Dobson's.
    multiplier : float
        Unit of the value.

    Returns
    -------
    DataFrame
        One row per group: `value`, 95 % and 99.8 % limits, `status`, `reason` (of `equity.result.Reason`);
        `numerator, denominator` (sums over the bands), `coverage` (least of the bands), `apportioned` (most of the
        bands). Withheld: a band with a suppressed member, a band whose total is withheld, a band without people, under
        10 events. A missing band is never taken for none.

    References
    ----------
    Dobson AJ et al (1991) Stat Med 10:457-462. Morris JK et al (2018) Popul Health Metr 16:18 (not below 10 events).
    """
    bands = list(standard.index)
    totals = aggregated(membership, counts, settings=Settings(proportion=value_type == ValueType.PROPORTION))
    wide = {name: _by_band(totals[name], membership.groups, bands) for name in _NEEDED}
    events, people = wide["numerator"], wide["denominator"]
    hidden = (wide["suppressed"] > 0) | (wide["status"] == Status.SUPPRESSED)
    result = METHODS[value_type](
        events.fillna(0.0), people.fillna(1.0), standard=standard, multiplier=multiplier, suppressed=hidden
    )
    few = (events.sum(axis=1) < FEWEST_EVENTS) & (result["reason"] == "")
    gaps = {
        Reason.TOO_FEW_EVENTS: few,
        Reason.STRATUM_MISSING: (events.isna() | people.isna()).any(axis=1),
        Reason.STRATUM_WITHOUT_PEOPLE: _without_people(membership, counts.denominator[bands]),
        Reason.STRATUM_SUPPRESSED: hidden.any(axis=1),
    }
    for reason, there in gaps.items():  # the weightier later: it stands
        result.loc[there, "reason"] = str(reason)
    withheld = result["reason"] != ""
    result.loc[withheld, ["value", *LIMIT_COLUMNS]] = np.nan
    soft = (wide["status"] == Status.ESTIMATED).any(axis=1)
    status = np.select(
        [result["reason"] == str(Reason.STRATUM_SUPPRESSED), withheld, soft],
        [str(Status.SUPPRESSED), str(Status.MISSING), str(Status.ESTIMATED)],
        str(Status.OK),
    )
    return result.assign(
        status=status,
        numerator=events.sum(axis=1).mask(withheld),
        denominator=people.sum(axis=1).mask(withheld),
        coverage=wide["coverage"].min(axis=1),
        apportioned=wide["apportioned"].max(axis=1),
    ).astype({"status": "str"})


_NEEDED = ("numerator", "denominator", "coverage", "apportioned", "suppressed", "status")


def _without_people(membership: Members, people: pd.DataFrame) -> np.ndarray:
    """Groups whose members are known to have nobody in some band: no sum is withheld for want of figures there."""
    known = people.reindex(membership.blocks).to_numpy(dtype=float, na_value=np.nan)
    inside = (membership.weights > 0).astype(float)
    none = (inside @ (~(known == 0)).astype(float)) == 0
    return none.any(axis=1) & (inside.sum(axis=1) > 0)


def _by_band(column: pd.Series, groups: pd.Index, bands: list[str]) -> pd.DataFrame:
    """Groups x bands of a column that stands band after band, groups in order within each."""
    table = column.to_numpy().reshape(-1, len(groups)).T
    order = list(dict.fromkeys(column.index.get_level_values(0)))
    return pd.DataFrame(table, index=groups, columns=order)[bands]
