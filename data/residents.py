"""Residents of small areas by age, from the pack's own tables: what areas are shared out by, beside what is counted.

Lives here: which tables those are, and the people of some of their ages together. Not here: which ages a measure is
about (`pages.parts.answering.relevant_ages`), the shares (`geo.membership`), residents as a measure of their own.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.pack import Pack

BY_AGE = ("population_mid2020", "population_mid2015")  # residents of LSOAs 2011 by age, newest first
LSOA, PUBLIC = "lsoa11", "none"


def ages(pack: Pack, table: str) -> frozenset[str]:
    """Labels of the age bands of a table; none where the pack has no such table, or its counts are protected."""
    if table not in pack.indicators or pack.indicators[table].release_rule != PUBLIC:
        return frozenset()
    return frozenset(pack.store.segments(table, LSOA)["age"])


def year(pack: Pack, table: str) -> str:
    """The latest year of a table."""
    return list(pack.store.periods(table, LSOA))[-1]


def people(pack: Pack, table: str, *, bands: tuple[str, ...], codes: tuple[str, ...]) -> pd.Series:
    """Residents of small areas in some age bands together.

    Parameters
    ----------
    bands : tuple of str
        Labels of `ages` that do not overlap.
    codes : tuple of str
        LSOAs 2011.

    Returns
    -------
    Series
        People by code, in the order given; missing where one of the bands is.
    """
    of = {"codes": codes, "period": year(pack, table)}
    columns = [pack.store.block(table, LSOA, age=band, **of).numerator for band in bands]
    return pd.Series(np.sum(columns, axis=0, dtype=float), index=pd.Index(codes, dtype=object))
