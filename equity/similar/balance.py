"""Whether the comparators are like the chosen areas, covariate by covariate.

Lives here: standardised mean differences before and after matching, with flags. Not here: how matches are found
(`equity.similar.neighbours`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from equity.similar.space import plain

NOTED, WARNED = 0.1, 0.25  # absolute standardised differences above which a covariate is flagged


class Balance(StrEnum):
    """What the difference after matching says of a covariate."""

    BALANCED = "balanced"
    NOTED = "above_0.1"
    WARNED = "above_0.25"
    NOT_COMPUTABLE = "not_computable"


def balance_table(
    covariates: pd.DataFrame, chosen: pd.Index | pd.DataFrame, *, candidates: pd.Index, comparators: pd.Index
) -> pd.DataFrame:
    """Each covariate's mean in the chosen areas, in all candidates and in the comparators, and how far they differ.

    Parameters
    ----------
    covariates : DataFrame
        One row per area_code, as measured (not scaled).
    chosen : Index or DataFrame
        Codes in `covariates`, or rows of their own (a footprint).
    candidates, comparators : Index
        Areas that could have been matched, and those that were.

    Returns
    -------
    DataFrame
        Index covariate; columns chosen, candidates, comparators (means over areas), before, after (standardised mean
        differences, chosen minus others, in standard deviations) and flag (`Balance`).

    Notes
    -----
    Both differences are divided by the same standard deviation, that of before matching: the root of the mean of the
    two groups' variances, or the candidates' alone for fewer than two chosen areas, so that matching cannot look good
    by shrinking the spread.

    References
    ----------
    Austin PC (2009) Stat Med 28:3083-3107. Stuart EA (2010) Stat Sci 25:1-21. Rubin DB (2001) Health Serv Outcomes
    Res Methodol 2:169-188 (0.25).
    """
    own = chosen if isinstance(chosen, pd.DataFrame) else covariates.loc[chosen]
    own = plain(own[covariates.columns])
    others, matched = (plain(covariates.loc[areas]) for areas in (candidates, comparators))
    spread = others.var(ddof=1)
    if len(own) > 1:
        spread = (own.var(ddof=1) + spread) / 2
    means = {"chosen": own.mean(), "candidates": others.mean(), "comparators": matched.mean()}
    table = pd.DataFrame(means, index=pd.Index(covariates.columns, name="covariate"))
    scale = np.sqrt(spread).to_numpy()
    for name, group in (("before", "candidates"), ("after", "comparators")):
        table[name] = _standardised((table["chosen"] - table[group]).to_numpy(), scale)
    table["flag"] = _flags(table["after"].abs().to_numpy())
    return table


def _standardised(difference: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Differences in standard deviations; without spread 0 where the means agree, else NaN."""
    flat = ~(scale > 0)
    told = np.divide(difference, scale, out=np.full(len(scale), np.nan), where=~flat)
    return np.where(flat & (difference == 0), 0.0, told)


def _flags(size: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.select(
            [np.isnan(size), size > WARNED, size > NOTED],
            [str(Balance.NOT_COMPUTABLE), str(Balance.WARNED), str(Balance.NOTED)],
            str(Balance.BALANCED),
        )
