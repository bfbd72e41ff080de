"""Pieces: LSOAs cut where another border cuts them, with people in whole numbers; what borders are compared by.

Lives here: the pieces, people dealt out over them, and what a count of them is based on. Not here: borders over the
pieces (`geo.misfit`), weights for summing measures (`geo.membership`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

MEASURES = ("population", "postcodes", "areas")  # best first; "areas" counts LSOAs


@dataclass(frozen=True, eq=False)
class Pieces:
    """The smallest parts that borders are compared by: LSOAs of one vintage, cut where a ward border cuts them.

    Attributes
    ----------
    frame : DataFrame
        One row per piece, sorted: `lsoa, area` ("" where the LSOA is not cut out of any area) and whole numbers of
        `population, postcodes, areas`; a measure is missing for all pieces of an LSOA that has none.
    lsoa : str
        Vintage of the LSOAs.
    """

    frame: pd.DataFrame
    lsoa: str = "lsoa11"

    @cached_property
    def of_lsoa(self) -> tuple[pd.Index, sparse.csr_array]:
        """The LSOAs, and which pieces each is made of (LSOAs x pieces)."""
        row, codes = pd.factorize(self.frame["lsoa"])
        return pd.Index(codes), sparse.csr_array((np.ones(len(row)), (row, np.arange(len(row)))))


def pieces(sizes: pd.DataFrame, cuts: pd.DataFrame, *, lsoa: str = "lsoa11") -> Pieces:
    """LSOAs cut by areas that do not nest in them, people dealt out by weight in whole numbers.

    Parameters
    ----------
    sizes : DataFrame
        `lsoa` with `population` and `postcodes`; missing allowed.
    cuts : DataFrame
        `lsoa, area, weight`: shares of the LSOA, adding to 1; LSOAs left out stay whole.
    lsoa : str
        Vintage of the LSOAs.

    Raises
    ------
    ValueError
        If weights of an LSOA do not add to 1, or cuts name LSOAs that `sizes` does not have.
    """
    total = cuts.groupby("lsoa")["weight"].sum()
    broken = total.index[(total - 1).abs() > 1e-6]
    known = sizes.set_index("lsoa").assign(areas=1.0)
    strange = total.index[known.index.get_indexer(total.index) < 0]
    for codes, words in ((broken, "have weights that do not add to 1"), (strange, f"are not among the {lsoa}s")):
        if len(codes):
            raise ValueError(f"LSOAs {words}: {', '.join(map(str, codes[:5]))}")
    whole = sizes.loc[total.index.get_indexer(sizes["lsoa"]) < 0, ["lsoa"]].assign(area="", weight=1.0)
    rows = pd.concat([cuts.loc[cuts["weight"] > 0, ["lsoa", "area", "weight"]], whole])
    rows = rows.sort_values(["lsoa", "area"], ignore_index=True)
    for name in MEASURES:
        size = known[name].to_numpy(dtype=float, na_value=np.nan)[known.index.get_indexer(rows["lsoa"])]
        rows[name] = _dealt(rows, size)
    return Pieces(rows.drop(columns="weight"), lsoa)


def _dealt(rows: pd.DataFrame, size: np.ndarray) -> np.ndarray:
    """Whole numbers per piece that add to the LSOA's size: by weight, the rest to the largest remainders."""
    group, starts = pd.factorize(rows["lsoa"])[0], np.flatnonzero(~rows["lsoa"].duplicated())
    due = np.round(size) * rows["weight"].to_numpy()
    least = np.floor(due + 1e-9)
    left = np.round(size) - np.add.reduceat(np.nan_to_num(least), starts)[group]
    order = np.lexsort((-(due - least).round(9), group))
    place = np.empty(len(rows))
    place[order] = np.arange(len(rows)) - starts[group[order]]
    return np.where(np.isnan(size), np.nan, least + (place < left))


def counted(given: Pieces, concerned: np.ndarray) -> tuple[np.ndarray, str]:
    """Size of every piece and its basis: the first measure that all pieces concerned have; 0 where it is missing."""
    sizes = {name: given.frame[name].to_numpy() for name in MEASURES}
    basis = next(name for name, size in sizes.items() if not np.isnan(size[concerned]).any())
    return np.nan_to_num(sizes[basis]), basis
