"""Which registered footprint an own footprint is nearest to, and what each has that the other has not.

Lives here: overlap of one set of LSOA shares with many footprints. Not here: weights over building blocks
(`geo.membership`), words (`charts.own_pieces`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

MEASURES = ("population", "postcodes", "areas")


@dataclass(frozen=True)
class Overlap:
    """Two footprints laid over each other, measured in `basis` (residents, postcodes or LSOAs).

    Attributes
    ----------
    both, only_own, only_other : float
        Adding to the union of the two exactly.
    """

    id: str
    basis: str
    both: float
    only_own: float
    only_other: float

    @property
    def share(self) -> float:
        """What both have, of what either has."""
        return self.both / (self.both + self.only_own + self.only_other)

    @property
    def same(self) -> bool:
        """Whether both are the same area."""
        return self.only_own == self.only_other == 0


def nearest(own: pd.DataFrame, members: pd.DataFrame, *, sizes: pd.DataFrame) -> Overlap | None:
    """The footprint that shares most with the own one, by union; None where none shares anything.

    Parameters
    ----------
    own : DataFrame
        `lsoa, weight` (`geo.own.lsoa_shares`).
    members : DataFrame
        `footprint_id, lsoa11cd` of the footprints to choose from.
    sizes : DataFrame
        `lsoa, population, postcodes`. The first that every LSOA concerned has is the basis, else LSOAs are counted.
    """
    share = own.set_index("lsoa")["weight"]
    touching = members.loc[members["lsoa11cd"].isin(share.index), "footprint_id"].unique()
    others = members[members["footprint_id"].isin(touching)]
    if others.empty:
        return None
    basis, size = _basis(sizes, share.index.union(pd.Index(others["lsoa11cd"].unique())))
    total = float((share * size[share.index]).sum())
    of_other = others["lsoa11cd"].map(size)
    both = (of_other * others["lsoa11cd"].map(share).fillna(0.0)).groupby(others["footprint_id"]).sum()
    whole = of_other.groupby(others["footprint_id"]).sum()
    ratio = both / (whole + total - both)
    best = str(sorted(ratio.index[np.isclose(ratio, ratio.max())])[0])
    return Overlap(best, basis, float(both[best]), total - float(both[best]), float(whole[best] - both[best]))


def _basis(sizes: pd.DataFrame, lsoas: pd.Index) -> tuple[str, pd.Series]:
    known = sizes[sizes["lsoa"].isin(lsoas)].set_index("lsoa").reindex(lsoas)
    for name in MEASURES[:-1]:
        if known[name].notna().all():
            return name, known[name].astype(float)
    return MEASURES[-1], pd.Series(1.0, index=lsoas)
