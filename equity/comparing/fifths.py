"""Fifths or tenths of a footprint by deprivation: which of its areas are its most, and which its least, deprived.

Lives here: the deprivation of an area made of LSOAs, and the one cut of areas into equal parts of the people. Not
here: sums over a fifth (`equity.totals.aggregate`), the gap between two of them (`equity.comparing.gap`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import floats

FIFTHS = 5
MOST, LEAST = 1, 5  # the most and the least deprived fifth


def average_rank(ranks: pd.Series, people: pd.Series, *, blocks: pd.Series) -> pd.Series:
    """Deprivation of areas: the mean rank of their LSOAs, weighted by residents.

    Parameters
    ----------
    ranks : Series
        National rank of each LSOA, 1 the most deprived.
    people : Series
        Residents of each LSOA, in the year of the index; same index.
    blocks : Series
        The area each LSOA lies in; same index.

    Returns
    -------
    Series
        One value per area, sorted by code; missing where an LSOA has no rank or the LSOAs have no residents.

    Notes
    -----
    It orders areas; no figure of a measure is averaged.

    References
    ----------
    Ministry of Housing, Communities and Local Government (2019) The English Indices of Deprivation 2019, Technical
    report, section 3.8: summary measures for higher-level geographies (average rank).
    """
    rank, size = floats(ranks), floats(people)
    table = pd.DataFrame({"block": np.asarray(blocks), "product": rank * size, "size": size})
    sums = table.groupby("block", sort=True).sum(min_count=1)
    gaps = table["product"].isna().groupby(table["block"], sort=True).any()
    mean = sums["product"] / sums["size"].where(sums["size"] > 0)
    return mean.mask(gaps).rename_axis(None).rename("average_rank")


def deprivation_parts(ranks: pd.Series, people: pd.Series, *, number: int = FIFTHS) -> pd.Series:
    """The fifth (or tenth) of every area, 1 the most deprived, so that each holds about as many of the people.

    Parameters
    ----------
    ranks : Series
        Deprivation of each area, lower is more deprived (`average_rank`, or a rank).
    people : Series
        People of each area; same index.
    number : int
        5 or 10 parts.

    Returns
    -------
    Series of int
        1 to `number`, same index; empty if a rank or a size is missing, nobody lives there, or a part would have no
        area (fewer areas than parts, or one that holds far more than a part of the people).

    Notes
    -----
    Areas are taken in order of deprivation (ties by code); an area belongs to the part in which the middle of its
    people lies, so two tenths make a fifth.
    """
    table = pd.DataFrame({"rank": floats(ranks), "size": floats(people)}, index=ranks.index)
    nobody = pd.Series(dtype="int64")
    if table.isna().to_numpy().any() or (table["size"] < 0).any() or not table["size"].sum() > 0:
        return nobody
    ordered = table.sort_index().sort_values("rank", kind="stable")
    middle = (ordered["size"].cumsum() - ordered["size"] / 2) / ordered["size"].sum()
    part = np.minimum(np.floor(middle * number).astype("int64") + 1, number)
    return part.reindex(ranks.index) if part.nunique() == number else nobody
