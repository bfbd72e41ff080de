"""Membership: how much of each building block lies in each group, as one sparse matrix of weights in 0..1.

Lives here: weights of footprints or official areas over building blocks of any type, through the LSOAs of one vintage,
and the parts of a group by another set of areas. Not here: reading (`data`), sums (`equity.totals.aggregate`).

Weights stand on a grid of 2^-24, so that sums of weight x count are exact in floating point: the order of areas
changes nothing and parts add up to their whole to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

GRID = float(2**24)
MEASURES = ("aged", "population", "postcodes", "areas")  # what a weight counts, best first; "areas" counts LSOAs


@dataclass(frozen=True, eq=False)
class Membership:
    """Groups x building blocks.

    Attributes
    ----------
    weights : csr_array of shape (groups, blocks)
        Share of the block that lies in the group, exactly 1 where the block nests.
    groups, blocks : Index
        Codes of rows and columns; `groups` of parts has the levels `group` and `part`.
    sizes : DataFrame of blocks x (aged, population, postcodes, areas)
        Size of each block, best measure first; missing where not all LSOAs of the block have it. `areas` counts LSOAs.
        `aged` only where it was given.
    basis : array of shape (blocks,)
        The column of `sizes` that the block's weights count: the first that the block has.
    reached : array of shape (groups,)
        Share of the group's LSOAs that lie in any block; below 1 the blocks do not cover the group.
    """

    weights: sparse.csr_array
    groups: pd.Index
    blocks: pd.Index
    sizes: pd.DataFrame
    basis: np.ndarray
    reached: np.ndarray

    def members(self, group: object) -> pd.Series:
        """Weights of one group's blocks, indexed by block code, zero weights left out."""
        row = self.groups.get_loc(group)
        start, stop = self.weights.indptr[row], self.weights.indptr[row + 1]
        return pd.Series(self.weights.data[start:stop], index=self.blocks[self.weights.indices[start:stop]])

    def frame(self) -> pd.DataFrame:
        """The matrix as rows `group, block, weight` (for parts `group` holds pairs)."""
        entries = self.weights.tocoo()
        named = {"group": self.groups[entries.row], "block": self.blocks[entries.col]}
        return pd.DataFrame({**named, "weight": entries.data})


def area_blocks(lookup: pd.DataFrame, area_type: str, *, lsoa: str = "lsoa11") -> pd.DataFrame:
    """Building blocks of a type from a lookup: `lsoa, block` (and `weight` where the lookup has it).

    Parameters
    ----------
    lookup : DataFrame
        With columns `<lsoa>cd` and `<area_type>cd`, e.g. the pack's `lsoa11` or `lsoa11_wd25`.
    area_type : str
        A type of `data.schema.AREA_TYPES`; the LSOA type itself gives every LSOA as its own block.
    lsoa : str
        Vintage of the LSOAs.

    Raises
    ------
    ValueError
        If the lookup has no column of that vintage or type.
    """
    wanted = [f"{lsoa}cd", f"{area_type}cd"]
    absent = [column for column in wanted if column not in lookup]
    if absent:
        raise ValueError(f"the lookup has no column {' or '.join(absent)}; it has {', '.join(map(str, lookup))}")
    frame = pd.DataFrame({"lsoa": lookup[wanted[0]], "block": lookup[wanted[1]]})
    if "weight" in lookup:
        frame["weight"] = lookup["weight"]
    return frame[frame["block"].notna() & (frame["block"] != "")]


def footprint_groups(footprint_lsoa: pd.DataFrame, ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Groups from `footprint_lsoa11` (or `geo.carried`): `lsoa, group` and any `weight`, for some ids or all."""
    column = next(name for name in footprint_lsoa if name != "footprint_id")
    chosen = footprint_lsoa if ids is None else footprint_lsoa[footprint_lsoa["footprint_id"].isin(list(ids))]
    chosen = chosen.rename(columns={column: "lsoa", "footprint_id": "group"}).reset_index(drop=True)
    return chosen[["lsoa", "group", *chosen.columns.intersection(["weight"])]]


def membership(blocks: pd.DataFrame, groups: pd.DataFrame, *, sizes: pd.DataFrame | None = None) -> Membership:
    """Share of each block that lies in each group.

    Parameters
    ----------
    blocks : DataFrame
        `lsoa, block` and optionally `weight`: the share of the LSOA that lies in the block (1 if not given).
    groups : DataFrame
        `lsoa, group` and optionally `weight`: the share of the LSOA that lies in the group (1 if not given).
    sizes : DataFrame, optional
        `lsoa` with `aged` (residents of the ages that are counted), `population` (all residents) and/or `postcodes`;
        missing allowed. A block is weighed by the first of these that all its LSOAs have, else by number of LSOAs.

    Returns
    -------
    Membership
        Groups and blocks sorted by code.

    Raises
    ------
    ValueError
        If an LSOA stands twice in one block or group, or a weight is outside 0..1.
    """
    _check(blocks, "block")
    _check(groups, "group")
    lsoas = pd.Index(pd.unique(pd.concat([blocks["lsoa"], groups["lsoa"]], ignore_index=True)))
    in_block, block_codes = _incidence(blocks, "block", lsoas)
    in_group, group_codes = _incidence(groups, "group", lsoas)
    measures = _lsoa_sizes(lsoas, sizes)
    block_sizes = pd.DataFrame({name: _complete(in_block, size) for name, size in measures.items()}, index=block_codes)
    weights, basis = _shares(in_block, in_group, measures=measures, sizes=block_sizes)
    weights = _on_grid(weights, _nested(in_block, in_group))
    covered = (in_block.sum(axis=0) > 0).astype(float)
    return Membership(
        weights, group_codes, block_codes, block_sizes, basis, (in_group @ covered) / in_group.sum(axis=1)
    )


def _check(frame: pd.DataFrame, kind: str) -> None:
    rules = {"stand twice in one": frame.duplicated(["lsoa", kind])}
    if "weight" in frame:
        rules["have a weight outside 0 to 1 in a"] = ~frame["weight"].between(0, 1)
    broken = [(words, frame.loc[bad, "lsoa"].head().astype(str)) for words, bad in rules.items() if bad.any()]
    if broken:
        raise ValueError("; ".join(f"LSOAs {words} {kind}: {', '.join(codes)}" for words, codes in broken))


def _incidence(frame: pd.DataFrame, kind: str, lsoas: pd.Index) -> tuple[sparse.csr_array, pd.Index]:
    """Codes x LSOAs with the share of the LSOA in each."""
    row, codes = pd.factorize(frame[kind], sort=True)
    column = lsoas.get_indexer(frame["lsoa"])
    share = frame["weight"].to_numpy(float) if "weight" in frame else np.ones(len(frame))
    matrix = sparse.csr_array((share, (row, column)), shape=(len(codes), len(lsoas)))
    matrix.eliminate_zeros()
    return matrix, pd.Index(codes)


def _lsoa_sizes(lsoas: pd.Index, sizes: pd.DataFrame | None) -> dict[str, np.ndarray]:
    """Measures of LSOA size, best first, NaN where not known; the last counts each LSOA once."""
    sizes = pd.DataFrame({"lsoa": []}) if sizes is None else sizes
    near = sizes[sizes["lsoa"].isin(lsoas)] if 4 * len(lsoas) < len(sizes) else sizes  # few of a large country
    wanted = [name for name in MEASURES[:-1] if name in sizes or name != "aged"]
    known = near.set_index("lsoa").reindex(index=lsoas, columns=wanted)
    return {name: known[name].to_numpy(float, na_value=np.nan) for name in known} | {MEASURES[-1]: np.ones(len(lsoas))}


def _complete(in_block: sparse.csr_array, size: np.ndarray) -> np.ndarray:
    """Size of each block, NaN where one of its LSOAs has none or all have zero."""
    total = in_block @ np.nan_to_num(size)
    gaps = (in_block > 0).astype(float) @ np.isnan(size).astype(float)
    return np.where((gaps == 0) & (total > 0), total, np.nan)


def _shares(
    in_block: sparse.csr_array, in_group: sparse.csr_array, *, measures: dict[str, np.ndarray], sizes: pd.DataFrame
) -> tuple[sparse.csr_array, np.ndarray]:
    """Share of each block in each group, every block measured by the first size it has (the basis)."""
    first = sizes.notna().to_numpy().argmax(axis=1)
    weights = sparse.csr_array((in_group.shape[0], in_block.shape[0]))
    for position, (name, size) in enumerate(measures.items()):
        chosen = np.where(first == position, 1 / sizes[name].to_numpy(), 0.0)
        if chosen.any():
            sized = sparse.diags_array(chosen) @ in_block @ sparse.diags_array(np.nan_to_num(size))
            weights = weights + in_group @ sized.T
    return sparse.csr_array(weights), np.array(list(measures))[first]


def _nested(in_block: sparse.csr_array, in_group: sparse.csr_array) -> sparse.csr_array:
    """Groups x blocks: 1 where every LSOA of the block lies wholly in the group."""
    pattern = in_block.astype(bool).astype(float)
    whole = sparse.csr_array((in_group >= 1).astype(float)) if in_group.nnz else in_group
    shared = sparse.csr_array(whole @ pattern.T).tocoo()
    full = shared.data == pattern.sum(axis=1)[shared.col]
    return sparse.csr_array((np.ones(full.sum()), (shared.row[full], shared.col[full])), shape=shared.shape)


def _on_grid(weights: sparse.csr_array, nested: sparse.csr_array) -> sparse.csr_array:
    """Weights as multiples of 2^-24: exactly 1 where nested, and adding to 1 where groups share a block out."""
    weights = sparse.csr_array(weights - weights.multiply(nested) + nested)
    raw = weights.sum(axis=0)
    grid = weights.copy()
    grid.data = np.clip(np.round(weights.data * GRID) / GRID, 0, 1)
    return _settled(grid, np.where(np.abs(raw - 1) < 1e-9, 1.0, np.nan))


def _settled(weights: sparse.csr_array, target: np.ndarray) -> sparse.csr_array:
    """Columns adjusted at their largest entry so that they add to `target` exactly (NaN: left alone)."""
    columns = sparse.csc_array(weights)
    gap = target - columns.sum(axis=0)
    for column in np.flatnonzero(np.nan_to_num(gap)):
        start, stop = columns.indptr[column], columns.indptr[column + 1]
        columns.data[start + np.argmax(columns.data[start:stop])] += gap[column]
    settled = sparse.csr_array(columns)
    settled.eliminate_zeros()
    settled.sort_indices()
    return settled


def parts(
    blocks: pd.DataFrame, groups: pd.DataFrame, *, within: pd.DataFrame, sizes: pd.DataFrame | None = None
) -> Membership:
    """Each group cut by another set of areas, so that the parts of a group add up to the group exactly.

    Parameters
    ----------
    blocks, groups, sizes
        As in `membership`.
    within : DataFrame
        `lsoa, part`: e.g. the county of every LSOA. LSOAs without one form the part "".

    Returns
    -------
    Membership
        `groups` has the levels `group` and `part`, sorted; empty parts are left out.
    """
    whole = membership(blocks, groups, sizes=sizes)
    part = within.drop_duplicates("lsoa").set_index("lsoa")["part"]
    pairs = pd.MultiIndex.from_arrays([groups["group"], groups["lsoa"].map(part).fillna("").astype(str)])
    row, codes = pd.factorize(pairs, sort=True)
    cut, rows, of = membership(blocks, groups.assign(group=row), sizes=sizes), [], codes.get_level_values(0)
    for name in of.unique():
        own = np.flatnonzero(of == name)
        target = whole.weights[[whole.groups.get_loc(name)], :].toarray().ravel()
        rows.append(_settled(cut.weights[own, :], target))
    codes = codes.set_names(["group", "part"])
    return Membership(sparse.csr_array(sparse.vstack(rows)), codes, whole.blocks, whole.sizes, whole.basis, cut.reached)


def best_fit(given: Membership, *, share: float = 0.5) -> Membership:
    """Whole blocks only: those with at least `share` of their size in the group, with weight 1."""
    weights = given.weights.copy()
    weights.data = (weights.data >= share).astype(float)
    weights.eliminate_zeros()
    return Membership(weights, given.groups, given.blocks, given.sizes, given.basis, given.reached)
