"""Deprivation of areas nationally: which tenth or fifth of England they are in, always said with it.

Lives here: the editions of the index and the vintage each belongs to, labelled national tenths and fifths of LSOAs,
scores of larger areas. Not here: the fifths of a footprint, which are fifths of its residents
(`equity.comparing.fifths`), the share of people in the most deprived fifth (`equity.inequality.core20`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from equity.result import Reason, first_reason, floats
from equity.totals.aggregate import TOLERANCE, Members
from equity.totals.counts import DEFAULTS

NAMES = {5: "fifth", 10: "tenth"}


@dataclass(frozen=True)
class Edition:
    """One edition of the Index of Multiple Deprivation.

    Attributes
    ----------
    name : str
        As a reader would say it.
    area_type : str
        The LSOAs it ranks; no other vintage may be joined to it.
    areas : int
        How many it ranks; rank 1 is the most deprived.
    """

    name: str
    area_type: str
    areas: int


EDITIONS = {
    "imd2015": Edition("Index of Multiple Deprivation 2015", "lsoa11", 32_844),
    "imd2019": Edition("Index of Multiple Deprivation 2019", "lsoa11", 32_844),
    "imd2025": Edition("Index of Multiple Deprivation 2025", "lsoa21", 33_755),
}


def edition_for(edition: str, area_type: str) -> Edition:
    """The edition, if it ranks areas of this type.

    Raises
    ------
    ValueError
        If it ranks areas of another vintage.
    """
    found = EDITIONS[edition]
    if found.area_type != area_type:
        raise ValueError(f"{found.name} ranks {found.area_type}, not {area_type}")
    return found


def national_quantiles(ranks: pd.Series, edition: str, *, area_type: str, number: int = 10) -> pd.DataFrame:
    """The national tenth (or fifth) of each LSOA from its national rank; 1 is the most deprived.

    Parameters
    ----------
    ranks : Series of float
        National rank of each LSOA, 1 = most deprived; any part of England.
    edition : str
        Key of `EDITIONS`.
    area_type : str
        Vintage of the LSOAs.
    number : int
        10 or 5.

    Returns
    -------
    DataFrame
        One row per LSOA: `quantile` (Int64), `label`, `reason`; a rank outside 1 to the edition's areas is withheld.

    References
    ----------
    Ministry of Housing, Communities and Local Government (2019) The English Indices of Deprivation 2019: research
    report (tenths from ranks).
    """
    found = edition_for(edition, area_type)
    given = floats(ranks)
    off = ~((given >= 1) & (given <= found.areas))
    reason = first_reason({Reason.VALUE_MISSING: np.isnan(given), Reason.NOT_ON_SCALE: off})
    rank = np.where(off, 1, given).astype("int64")
    quantile = -(-rank * number // found.areas)  # the publisher's rule: rank 3,284 of 32,844 is the last of tenth 1
    label = f"national {NAMES[number]}, {found.name}"
    return _labelled(pd.array(quantile, dtype="Int64"), label, reason=reason, index=ranks.index)


def area_scores(membership: Members, scores: pd.Series, *, population: pd.Series) -> pd.DataFrame:
    """Deprivation score of larger areas: the mean score of their LSOAs, weighted by residents.

    Parameters
    ----------
    membership : Membership
        Areas x LSOAs.
    scores : Series of float
        Score (never the rank or the tenth) by LSOA code.
    population : Series of float
        Residents by LSOA code.

    Returns
    -------
    DataFrame
        One row per area: `value`, `denominator` (residents with a score), `coverage` (their share of all residents),
        `reason`. Withheld below 90 % coverage.

    References
    ----------
    Office for Health Improvement and Disparities, Fingertips public health technical guidance: Using IMD.
    """
    score, people = (floats(given.reindex(membership.blocks)) for given in (scores, population))
    both = ~np.isnan(score) & (people > 0)
    residents = membership.weights @ np.where(people > 0, people, 0.0)
    counted = membership.weights @ np.where(both, people, 0.0)
    total = membership.weights @ np.where(both, people * score, 0.0)
    coverage = np.divide(counted, residents, out=np.zeros_like(counted), where=residents > 0)
    thin = coverage < DEFAULTS.minimum_coverage - TOLERANCE
    reason = first_reason({Reason.DENOMINATOR_NOT_POSITIVE: residents <= 0, Reason.COVERAGE_TOO_LOW: thin})
    value = np.where(reason == "", total / np.where(counted > 0, counted, 1.0), np.nan)
    columns = {"value": value, "denominator": counted, "coverage": coverage, "reason": reason}
    return pd.DataFrame(columns, index=membership.groups).astype({"reason": "str"})


def _labelled(quantile, label: str, *, reason: np.ndarray, index: pd.Index) -> pd.DataFrame:
    found = pd.array(quantile, dtype="Int64")
    found[reason != ""] = pd.NA
    frame = pd.DataFrame({"quantile": found, "label": label, "reason": reason}, index=index)
    return frame.astype({"label": "str", "reason": "str"})
