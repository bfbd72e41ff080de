"""Whose residents an area that a boundary cuts is shared out by: those of the ages that a measure is about.

Lives here: the ages of residents in the pack that are most like a measure's, and those residents of every LSOA. One
answer serves all of a measure's periods and age bands, so that its bands still add up to it. Not here: the shares
(`members`), the tables (`data.residents`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from charts.words import age_words
from data.residents import BY_AGE, LSOA, ages, people, year
from equity.values.age_bands import OPEN, age_years, likeness, nearest_bands
from pages.parts import opened_pack


class Ages(NamedTuple):
    """Age bands of one table of residents."""

    table: str
    bands: tuple[str, ...]

    @property
    def span(self) -> tuple[int, int]:
        """First year of age, and the first after the last."""
        years = [age_years(band) for band in self.bands]
        return min(start for start, _ in years), max(end for _, end in years)


@lru_cache(maxsize=1024)
def relevant(indicator_id: str) -> Ages | None:
    """The residents most like those a measure is about, by age; None where that is all of them.

    Of tables that are equally like it the one that knows the most LSOAs, then the newest.
    """
    pack = opened_pack.pack()
    asked = pack.indicators[indicator_id].default_age
    found = [Ages(table, nearest_bands(ages(pack, table), asked)) for table in BY_AGE]
    made = [one for one in found if one.bands]
    if len(made) < 2:
        return made[0] if made else None
    return max(made, key=lambda one: (likeness(one.bands, asked), int(residents(one).notna().sum())))


@lru_cache(maxsize=16)
def residents(of: Ages) -> pd.Series:
    """Residents of these ages by LSOA 2011, missing where the pack has none."""
    codes = tuple(opened_pack.pack().lookup(LSOA)[f"{LSOA}cd"].to_numpy(dtype=object))
    return people(opened_pack.pack(), of.table, bands=of.bands, codes=codes)


def words(indicator_id: str) -> str:
    """Whom areas are shared out by: "residents aged 16 and over (mid-2015)"."""
    of = relevant(indicator_id)
    if of is None:
        return "residents"
    start, end = of.span
    label = f"{start}+" if end == OPEN else f"{start}-{end - 1}"
    if start == 0:
        label = f"under {end}"
    return f"residents {age_words(label)} (mid-{year(opened_pack.pack(), of.table)})"
