"""Counts and people for the edge table: eight areas in twenty cells, sound, equal, or with one edge in one cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import Polarity, ValueType
from equity.inequality.slope_inputs import SlopeSettings

EDGES = ("zero count", "zero denominator", "count above", "negative", "missing", "suppressed", "empty stratum")
ENDS = ("infinite count", "infinite people", "missing people", "huge")  # letters of `edge_methods.AT_ENDS`
AREAS, CELLS = 8, 20
BANDS = (0, 1, *range(5, 95, 5))
STANDARD = pd.Series(1000.0, BANDS)
REFERENCE = pd.Series(0.04, BANDS)
RATE = ValueType.CRUDE_RATE
SHARE = ValueType.PROPORTION
FEW = SlopeSettings(draws=200)
HIGH = Polarity.HIGH_IS_GOOD


@dataclass(frozen=True)
class Case:
    """Counts and people of eight areas in twenty cells (ages, groups or periods), and which counts are suppressed."""

    x: pd.DataFrame
    n: pd.DataFrame
    hidden: pd.DataFrame

    @property
    def last(self) -> pd.DataFrame:
        """The last cell as rows of counts."""
        status = np.where(self.hidden.iloc[:, -1], "suppressed", np.where(self.x.iloc[:, -1].isna(), "missing", "ok"))
        return pd.DataFrame({"numerator": self.x.iloc[:, -1], "denominator": self.n.iloc[:, -1], "status": status})

    @property
    def rate(self) -> pd.DataFrame:
        """Values of all cells; nothing where there is no rate."""
        return (100 * self.x / self.n.where((self.n > 0) & (self.n < np.inf))).where(self.x >= 0)


def base(areas: int = AREAS, cells: int = CELLS, *, equal: bool = False) -> Case:
    draw = np.random.default_rng(7)
    shape = (areas, cells)
    people = np.full(shape, 5000) if equal else draw.integers(4000, 6000, shape)
    counts = np.full(shape, 200) if equal else draw.binomial(people, 0.04)
    n, x = (pd.DataFrame(part.astype("float64")) for part in (people, counts))
    n.columns = x.columns = list(BANDS)[:cells]
    return Case(x, n, x.isna())


def edged(edge: str) -> Case:
    """The first area meets the edge in its last cell."""
    case = base()
    x, n, hidden = case.x.copy(), case.n.copy(), case.hidden.copy()
    changes = {
        "zero count": (0.0, None), "zero denominator": (None, 0.0), "count above": (n.iat[0, -1] + 1, None),
        "negative": (-1.0, None), "missing": (np.nan, None), "suppressed": (np.nan, None), "empty stratum": (0.0, 0.0),
        "infinite count": (np.inf, None), "infinite people": (None, np.inf), "missing people": (None, np.nan),
        "huge": (4e11, 1e13),
    }  # fmt: skip
    count, people = changes[edge]
    x.iat[0, -1] = x.iat[0, -1] if count is None else count
    n.iat[0, -1] = n.iat[0, -1] if people is None else people
    hidden.iat[0, -1] = edge == "suppressed"
    return Case(x, n, hidden)


def first(areas: int) -> Case:
    """The first so many areas as they should be."""
    case = base()
    return Case(case.x.iloc[:areas], case.n.iloc[:areas], case.hidden.iloc[:areas])
