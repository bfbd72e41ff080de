"""Misfit: how far two sets of borders disagree, counted in people, never in area on the ground.

Lives here: borders over pieces, the overlap of two sets with its fit figure, the core and fringe of several, and the
pattern of every LSOA for a map. Not here: the pieces (`geo.pieces`), which footprints exist (`geo.footprints`), weights
for summing measures (`geo.membership`).

Every figure is a sum of whole people over whole pieces, so both, only A and only B add up to the union exactly, and
two sets with the same members fit by 100 % whatever the lines on the map look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from geo.pieces import Pieces, counted

TOUCH = 0.01  # of a unit or of the scope: less is a sliver along a border
PATTERNS = ("", "a", "b", "both")
APART = "apart"  # in both sets, but in units that are neither's best match


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
        What "people" counts: the first of `pieces.MEASURES` that every piece concerned has.
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

    @property
    def matches(self) -> pd.Series:
        """For every row of `cells` whether one of the two units is the other's best match."""
        best = [~self.cells[side].duplicated() for side in ("a", "b")]  # cells hold the most people first
        return best[0] | best[1]

    @property
    def apart(self) -> int:
        """People in both sets whose units are neither's best match: where two whole sets disagree."""
        return int(self.cells.loc[~self.matches, "people"].sum())

    def _matched(self, side: str) -> float:
        return self.cells.groupby(side, observed=True)["people"].max().sum()


def of_lsoas(given: Pieces, groups: pd.DataFrame) -> Borders:
    """Borders of units made of whole LSOAs: `lsoa, group`.

    Raises
    ------
    ValueError
        If a group names LSOAs that the pieces do not have (another vintage, or outside the pack).
    """
    codes, parts = given.of_lsoa
    place = codes.get_indexer(groups["lsoa"])
    if (place < 0).any():
        strange = groups["lsoa"][place < 0].astype(str).unique()[:5]
        raise ValueError(f"these are not {given.lsoa} codes of the pack: {', '.join(strange)}")
    found = _borders(groups["group"], place, columns=len(codes))
    return Borders(found.units, sparse.csr_array(found.inside @ parts))


def of_cuts(given: Pieces) -> Borders:
    """Borders of the areas that cut the LSOAs."""
    cut = (given.frame["area"] != "").to_numpy()
    return _borders(given.frame.loc[cut, "area"], np.flatnonzero(cut), columns=len(given.frame))


def of_both(given: Pieces, *, lsoas: pd.DataFrame, cuts: pd.DataFrame) -> Borders:
    """Borders of units of which some are made of whole LSOAs (`lsoa, group`), others of areas that cut them.

    Parameters
    ----------
    cuts : DataFrame
        `area, group`: areas of the pieces, as `of_cuts` has them.

    Raises
    ------
    ValueError
        If an LSOA or an area is not among the pieces.
    """
    whole, areas = of_lsoas(given, lsoas), of_cuts(given)
    place = areas.units.get_indexer(cuts["area"])
    if (place < 0).any():
        raise ValueError(f"no pieces of {', '.join(cuts['area'][place < 0].astype(str)[:5])}")
    joined = _borders(cuts["group"], place, columns=len(areas.units))
    inside = sparse.csr_array(sparse.vstack([whole.inside, joined.inside @ areas.inside]))
    order = np.argsort([*whole.units, *joined.units], kind="stable")
    return Borders(pd.Index([*whole.units, *joined.units])[order], inside[order, :])


def _borders(units: pd.Series, place: np.ndarray, *, columns: int) -> Borders:
    row, codes = pd.factorize(units, sort=True)
    inside = sparse.csr_array((np.ones(len(row)), (row, place)), shape=(len(codes), columns))
    return Borders(pd.Index(codes), inside)


def in_scope(given: Borders, scope: np.ndarray, *, pieces: Pieces, least: float = TOUCH) -> Borders:
    """Units, each whole, with at least `least` of themselves in the scope (a mask of pieces) or `TOUCH` of it."""
    size, _ = counted(pieces, given.anywhere | scope)
    shared = given.inside @ (size * scope)
    enough = (shared >= least * (given.inside @ size)) | (shared >= TOUCH * (size @ scope))
    return given.only(enough & (shared > 0))


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
    """One of `PATTERNS` or `APART` per LSOA (index: code): what most of its people live in."""
    in_a, in_b = a.anywhere, b.anywhere
    size, _ = counted(pieces, in_a | in_b)
    kind = np.array(PATTERNS, dtype=object)[in_a + 2 * in_b]
    kind[in_a & in_b & ~_agreeing(a, b, pieces=pieces)] = APART
    rows = pd.DataFrame({"lsoa": pieces.frame["lsoa"], "kind": kind, "size": np.maximum(size, 1e-9)})
    sums = rows.groupby(["lsoa", "kind"])["size"].sum().reset_index()
    best = sums.sort_values(["lsoa", "size", "kind"], ascending=[True, False, True]).drop_duplicates("lsoa")
    return best.set_index("lsoa")["kind"]


def _agreeing(a: Borders, b: Borders, *, pieces: Pieces) -> np.ndarray:
    """Pieces that lie in a unit of A and one of B of which one is the other's best match."""
    found = overlap(a, b, pieces=pieces)
    pairs = found.cells[found.matches]
    where = a.units.get_indexer(pairs["a"]), b.units.get_indexer(pairs["b"])
    matched = sparse.csr_array((np.ones(len(pairs)), where), shape=(len(a.units), len(b.units)))
    return np.asarray(((matched.T @ a.inside) * b.inside).sum(axis=0)).ravel() > 0


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
