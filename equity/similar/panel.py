"""Counts of areas over periods, ready for comparing changes.

Lives here: the panel, which areas are complete in which periods, and pooling of areas and of periods (sums over sums).
Not here: the comparison of changes (`equity.similar.change`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.values.valuation import METHODS, SHOWN


@dataclass(frozen=True, eq=False)
class Panel:
    """Numerators and denominators, one row per area_code and one column per period in order of time.

    Attributes
    ----------
    numerator, denominator : DataFrame
        Of one shape; NaN where there is no released count.
    value_type : ValueType
        A proportion or a crude rate.
    multiplier : float
        Unit of the value, e.g. 100 for per cent.
    """

    numerator: pd.DataFrame
    denominator: pd.DataFrame
    value_type: ValueType
    multiplier: float = 100.0

    def __post_init__(self) -> None:
        """Numerators and denominators hold the same areas and periods, each once, of a kind that has counts."""
        same = self.numerator.index.equals(self.denominator.index)
        if not (same and self.numerator.columns.equals(self.denominator.columns)):
            raise ValueError("numerators and denominators must hold the same areas and periods in the same order")
        if not (self.numerator.index.is_unique and self.numerator.columns.is_unique):
            raise ValueError("an area or a period stands twice")
        if self.value_type not in METHODS:
            raise ValueError(f"no counts to compare for a {self.value_type}")

    @property
    def periods(self) -> pd.Index:
        """The periods in order."""
        return self.numerator.columns

    @property
    def values(self) -> pd.DataFrame:
        """Value of every area in every period; NaN where counts make none."""
        return (self.numerator / self.denominator * self.multiplier).where(self.sound)

    @cached_property
    def sound(self) -> pd.DataFrame:
        """True where counts make a value: known, people there, not negative, no more counted than there are."""
        x, n = (frame.to_numpy("float64") for frame in (self.numerator, self.denominator))
        sound = (x >= 0) & (n > 0) & np.isfinite(x) & np.isfinite(n)
        if self.value_type == ValueType.PROPORTION:
            sound &= x <= n
        return pd.DataFrame(sound, self.numerator.index, self.numerator.columns)

    def complete(self, areas: pd.Index, periods: Sequence[str]) -> pd.Index:
        """Those of the areas that have a value in every one of the periods."""
        known = self.numerator.index.intersection(areas, sort=False)
        return known[self.sound.loc[known, list(periods)].all(axis=1).to_numpy()]

    def over(self, groups: dict[str, Sequence[str]]) -> Panel:
        """The panel with periods added up: one column per name, the sum of its periods (NaN where one is)."""
        places = [[self.periods.get_loc(period) for period in periods] for periods in groups.values()]
        sums = []
        for frame in (self.numerator, self.denominator):
            values = np.where(self.sound, frame.to_numpy("float64"), np.nan)
            columns = [values[:, place].sum(axis=1) for place in places]
            sums.append(pd.DataFrame(np.column_stack(columns), frame.index, list(groups)))
        return replace(self, numerator=sums[0], denominator=sums[1])

    def arrays(self, areas: pd.Index) -> tuple[np.ndarray, np.ndarray]:
        """Numerators and denominators of areas, shape (areas, periods)."""
        return self.numerator.loc[areas].to_numpy("float64"), self.denominator.loc[areas].to_numpy("float64")


def panel_of(rows: pd.DataFrame, *, value_type: ValueType, multiplier: float = 100.0) -> Panel:
    """A panel from released long rows; a row whose status carries no value has no counts.

    Parameters
    ----------
    rows : DataFrame
        area_code, period (in order of time by their first row), numerator, denominator, status; one row per area and
        period.
    value_type : ValueType
    multiplier : float

    Raises
    ------
    ValueError
        An area and period twice.
    """
    twice = rows.duplicated(["area_code", "period"])
    if twice.any():
        first = rows.loc[twice].iloc[0]
        raise ValueError(f"{first['area_code']} has {first['period']} twice")
    shown = rows["status"].isin([str(status) for status in SHOWN])
    periods = pd.unique(rows["period"])
    frames = {
        name: rows.assign(**{name: rows[name].astype("float64").where(shown)})
        .pivot(index="area_code", columns="period", values=name)
        .reindex(columns=periods)
        for name in ("numerator", "denominator")
    }
    return Panel(**frames, value_type=ValueType(value_type), multiplier=multiplier)
