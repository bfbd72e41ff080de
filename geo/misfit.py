"""Misfit: how far two sets of borders disagree, counted in people, never in area on the ground.

Lives here: pieces (LSOAs cut by wards, people dealt out in whole numbers), borders over pieces, the overlap of two sets
with its fit figure, the core and fringe of several, and the pattern of every LSOA for a map. Not here: which footprints
exist (`geo.footprints`), weights for summing measures (`geo.membership`), words (`charts.misfit_words`).

Every figure is a sum of whole people over whole pieces, so both, only A and only B add up to the union exactly, and
two sets with the same members fit by 100 % whatever the lines on the map look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

MEASURES = ("population", "postcodes", "areas")  # best first; "areas" counts LSOAs
TOUCH = 0.01  # of a unit or of the scope: less is a sliver along a border
PATTERNS = ("", "a", "b", "both")


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


@dataclass(frozen=True, eq=False)
class Borders:
    """A set of units as rows over pieces.

    Attributes
    ----------
    units : Index
        Code of every unit, sorted.
    inside : csr_array of shape (units, pieces)
        1 where the piece lies in the unit.
    """

    units: pd.Index
    inside: sparse.csr_array

    def only(self, chosen: Sequence[str] | np.ndarray) -> Borders:
        """The set with some units left, by code or by a mask."""
        mask = np.asarray(chosen)
        rows = np.flatnonzero(mask if mask.dtype == bool else self.units.isin(mask))
        return Borders(self.units[rows], self.inside[rows, :])

    @property
    def anywhere(self) -> np.ndarray:
        """True for the pieces that lie in any unit."""
        return self.inside.sum(axis=0) > 0


@dataclass(frozen=True, eq=False)
class Overlap:
    """What two sets of borders have in common.

    Attributes
    ----------
    cells : DataFrame
        `a, b, people` of every pair with people in common, most people first.
    of_a, of_b : DataFrame
        One row per unit: `people` in it and `alone`: those of them in no unit of the other set.
    both, only_a, only_b : int
        People in any unit of both sets, of A only, of B only: together the union.
    basis : str
        What "people" counts: the first of `MEASURES` that every piece concerned has.
    """

    cells: pd.DataFrame
    of_a: pd.DataFrame
    of_b: pd.DataFrame
    both: int
    only_a: int
    only_b: int
    basis: str

    @property
    def union(self) -> int:
        """People in either set."""
        return self.both + self.only_a + self.only_b

    @property
    def fit(self) -> float:
        """Share of people whose units are each other's best match, 0 to 1; NaN where there is nobody.

        Every unit is paired with the unit of the other set that has most of its people; the share of people inside
        these pairs is taken in both directions over the union and averaged. For two single footprints it is
        both / union.

        References
        ----------
        van Dongen (2000) Performance criteria for graph clustering, CWI report INS-R0012 (the measure for two
        partitions). Jaccard (1912) The distribution of the flora in the alpine zone (two single sets).
        """
        people = self.of_a["people"].sum() + self.only_b + self.of_b["people"].sum() + self.only_a
        return float((self._matched("a") + self._matched("b")) / people) if people else float("nan")

    @property
    def a_within_b(self) -> float:
        """Share of A's people who live where their unit's best match in B is: 1 if A nests in B."""
        return _share(self._matched("a"), self.of_a["people"].sum())

    @property
    def b_within_a(self) -> float:
        """The same for B's people."""
        return _share(self._matched("b"), self.of_b["people"].sum())

    def _matched(self, side: str) -> float:
        return self.cells.groupby(side, observed=True)["people"].max().sum()


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
    strange = pd.Index(cuts["lsoa"].unique()).difference(sizes["lsoa"])
    for codes, words in ((broken, "have weights that do not add to 1"), (strange, f"are not among the {lsoa}s")):
        if len(codes):
            raise ValueError(f"LSOAs {words}: {', '.join(map(str, codes[:5]))}")
    whole = sizes.loc[~sizes["lsoa"].isin(total.index), ["lsoa"]].assign(area="", weight=1.0)
    rows = pd.concat([cuts.loc[cuts["weight"] > 0, ["lsoa", "area", "weight"]], whole])
    rows = rows.sort_values(["lsoa", "area"], ignore_index=True)
    known = sizes.set_index("lsoa").assign(areas=1.0)
    for name in MEASURES:
        size = known[name].to_numpy(dtype=float, na_value=np.nan)[known.index.get_indexer(rows["lsoa"])]
        rows[name] = _dealt(rows, size)
    return Pieces(rows.drop(columns="weight"), lsoa)


def _dealt(rows: pd.DataFrame, size: np.ndarray) -> np.ndarray:
    """Whole numbers per piece that add to the LSOA's size: by weight, the rest to the largest remainders."""
    due = np.round(size) * rows["weight"].to_numpy()
    least = np.floor(due + 1e-9)
    gaps = pd.Series(due - least).round(9)
    place = gaps.groupby(rows["lsoa"]).rank(method="first", ascending=False).to_numpy()
    left = np.round(size) - pd.Series(least).groupby(rows["lsoa"]).transform("sum").to_numpy()
    return np.where(np.isnan(size), np.nan, least + (place <= left))


def of_lsoas(given: Pieces, groups: pd.DataFrame) -> Borders:
    """Borders of units made of whole LSOAs: `lsoa, group`.

    Raises
    ------
    ValueError
        If a group names LSOAs that the pieces do not have (another vintage, or outside the pack).
    """
    strange = pd.Index(groups["lsoa"].unique()).difference(given.frame["lsoa"])
    if len(strange):
        raise ValueError(f"these are not {given.lsoa} codes of the pack: {', '.join(map(str, strange[:5]))}")
    rows = given.frame[["lsoa"]].assign(piece=np.arange(len(given.frame))).merge(groups, on="lsoa")
    return _borders(rows["group"], rows["piece"], pieces_count=len(given.frame))


def of_cuts(given: Pieces) -> Borders:
    """Borders of the areas that cut the LSOAs."""
    cut = (given.frame["area"] != "").to_numpy()
    return _borders(given.frame.loc[cut, "area"], pd.Series(np.flatnonzero(cut)), pieces_count=len(given.frame))


def _borders(units: pd.Series, piece: pd.Series, *, pieces_count: int) -> Borders:
    row, codes = pd.factorize(units, sort=True)
    inside = sparse.csr_array((np.ones(len(row)), (row, piece.to_numpy())), shape=(len(codes), pieces_count))
    return Borders(pd.Index(codes), inside)


def in_scope(given: Borders, scope: np.ndarray, *, pieces: Pieces) -> Borders:
    """The units of which, or of whose people, at least `TOUCH` lie in the scope (a mask of pieces); whole units."""
    size, _ = counted(pieces, given.anywhere | scope)
    shared = given.inside @ (size * scope)
    enough = (shared >= TOUCH * (given.inside @ size)) | (shared >= TOUCH * (size @ scope))
    return given.only(enough & (shared > 0))


def counted(given: Pieces, concerned: np.ndarray) -> tuple[np.ndarray, str]:
    """Size of every piece and its basis: the first measure that all pieces concerned have; 0 where it is missing."""
    sizes = {name: given.frame[name].to_numpy() for name in MEASURES}
    basis = next(name for name, size in sizes.items() if not np.isnan(size[concerned]).any())
    return np.nan_to_num(sizes[basis]), basis


def overlap(a: Borders, b: Borders, *, pieces: Pieces) -> Overlap:
    """People in every A_i x B_j, in A or B alone, and in both."""
    in_a, in_b = a.anywhere, b.anywhere
    size, basis = counted(pieces, in_a | in_b)
    shared = sparse.coo_array((a.inside @ sparse.diags_array(size)) @ b.inside.T)
    cells = pd.DataFrame({"a": a.units[shared.row], "b": b.units[shared.col], "people": shared.data.astype("int64")})
    cells = cells[cells["people"] > 0].sort_values(["people", "a", "b"], ascending=[False, True, True])
    alone = [_units(one, size, other) for one, other in ((a, in_b), (b, in_a))]
    parts = (int(size[mask].sum()) for mask in (in_a & in_b, in_a & ~in_b, in_b & ~in_a))
    return Overlap(cells.reset_index(drop=True), *alone, *parts, basis)


def _units(borders: Borders, size: np.ndarray, other: np.ndarray) -> pd.DataFrame:
    numbers = {"people": borders.inside @ size, "alone": borders.inside @ (size * ~other)}
    return pd.DataFrame(numbers, index=borders.units).astype("int64")


def depths(several: Sequence[Borders], *, pieces: Pieces) -> tuple[pd.Series, str]:
    """People by how many of the sets contain them (1 to all), and the basis; the last is the core, the rest fringe."""
    number = np.sum([one.anywhere for one in several], axis=0)
    size, basis = counted(pieces, number > 0)
    people = {depth: int(size[number == depth].sum()) for depth in range(1, len(several) + 1)}
    return pd.Series(people, name="people"), basis


def patterns(a: Borders, b: Borders, *, pieces: Pieces) -> pd.Series:
    """One of `PATTERNS` per LSOA (index: code): what most of its people live in."""
    in_a, in_b = a.anywhere, b.anywhere
    size, _ = counted(pieces, in_a | in_b)
    kind = np.array(PATTERNS, dtype=object)[in_a + 2 * in_b]
    rows = pd.DataFrame({"lsoa": pieces.frame["lsoa"], "kind": kind, "size": np.maximum(size, 1e-9)})
    sums = rows.groupby(["lsoa", "kind"])["size"].sum().reset_index()
    best = sums.sort_values(["lsoa", "size", "kind"], ascending=[True, False, True]).drop_duplicates("lsoa")
    return best.set_index("lsoa")["kind"]


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
