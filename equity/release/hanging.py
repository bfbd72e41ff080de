"""All that hangs together with a new footprint, and nothing else: the part of a ledger in which it can tell anything.

Lives here: leaving out what is known already, taking from each shown total the exact totals within it, and following
what remains from block to block. Not here: what can be worked out from it (`equity.release.derivation`), what is looked
at where more hangs together than can be searched (`equity.release.affected`, `equity.release.chains`).

Nothing is lost. A block whose count follows from single totals is a number, not a question. A total less exact totals
within it says the same about the rest alone. Parts that then share no block are independent: what is released of one
says nothing of another, however large the country is.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from equity.release.affected import Affected, withheld_rows
from equity.release.ledger import Ledger, shown_between

ATOMS = 200  # that hang together and are searched; of more, only what is near
BLOCKS = 4000  # that are followed
ROUNDS = 12  # of tightening limits; stopping early leaves more to the search, nothing else


def hanging(ledger: Ledger, inside: np.ndarray, *, measure: str) -> Affected | None:
    """Everything of one measure that hangs together with a footprint (1 per block inside).

    Returns
    -------
    Affected or None
        None if it is more than can be searched. Without any atom if the footprint's total is known already.
    """
    total = ledger.totals[measure]
    low, high = shown_between(total, ledger.rule, withheld=withheld_rows(ledger, measure))
    least, most = block_limits(ledger.rows, low, high=high)
    open_ones = np.flatnonzero(most > least)
    count = ledger.measures[measure][open_ones]
    totals = _Totals(ledger.rows, open_ones, exact=low == high)
    asked = totals.rest(np.flatnonzero(inside[open_ones]))
    empty = (high == np.inf, low - total)
    rests = totals.followed(asked, says=lambda row, rest: not empty[0][row] or empty[1][row] > -count[rest].sum())
    if rests is None:
        return None
    kept = np.array(sorted(rests), dtype=int)
    table = _table([*(rests[row] for row in kept), asked], len(open_ones))
    held = np.flatnonzero(table.sum(axis=0))
    group, first = alike(table[:, held])
    if len(first) > ATOMS:
        return None
    atom = np.full(len(ledger.blocks), -1)
    atom[open_ones[held]] = group
    own = np.array([float(inside @ ledger.measures[measure])])
    own_low, own_high = shown_between(own, ledger.rule, withheld=np.array([False]))
    rows = table[:, held[first]].toarray().astype(float)
    return Affected(
        atom=atom,
        count=np.bincount(group, weights=count[held], minlength=len(first)),
        rows=rows[:-1],
        low=(low - total)[kept],
        high=(high - total)[kept],
        asked=rows[-1],
        asked_low=float((own_low - own)[0]),
        asked_high=float((own_high - own)[0]),
        released=kept,
        whole=True,
    )


def block_limits(rows: sparse.csr_array, low: np.ndarray, *, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest count of every block that single totals leave, given what they leave of the other blocks."""
    row, block = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.indices
    least, most = np.zeros(rows.shape[1]), np.full(rows.shape[1], np.inf)
    for _ in range(ROUNDS):
        before = least.copy(), most.copy()
        mine, endless, bounded = least[block], np.isinf(most[block]), np.where(np.isinf(most), 0.0, most)[block]
        lows, highs, open_ends = (
            np.bincount(row, weights=one, minlength=rows.shape[0])[row] for one in (mine, bounded, endless)
        )
        np.minimum.at(most, block, high[row] - (lows - mine))
        np.maximum.at(least, block, np.where(open_ends > endless, 0.0, low[row] - (highs - bounded)))
        if (least == before[0]).all() and (most == before[1]).all():
            break
    return least, most


def alike(table: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """The atom of every column (columns in the same rows are one), and the first column of every atom."""
    # Columns in the same rows get the same sum of random weights; others the same one with chance 1e-10.
    weight = np.random.default_rng(0).integers(1, 2**60, table.shape[0])
    _, first, group = np.unique(table.T @ weight, return_index=True, return_inverse=True)
    return group, first


class _Totals:
    """Shown totals over the blocks that are not known."""

    def __init__(self, rows: sparse.csr_array, blocks: np.ndarray, *, exact: np.ndarray) -> None:
        self.rows = sparse.csr_array(rows[:, blocks])
        self.sizes = np.diff(self.rows.indptr)
        self.rank = np.argsort(np.lexsort((np.arange(len(exact)), self.sizes)))  # small totals come first
        self.exact = exact & (self.sizes > 0)

    def members(self, row: int) -> np.ndarray:
        """Positions of the blocks of a total."""
        return self.rows.indices[self.rows.indptr[row] : self.rows.indptr[row + 1]]

    def rest(self, members: np.ndarray, *, row: int | None = None) -> np.ndarray:
        """Blocks of a set (of total `row`, if given) without exact totals that lie in it, larger ones first."""
        left = np.zeros(self.rows.shape[1], dtype=np.int64)
        left[members] = 1
        within = self.exact & (self.rows @ left == self.sizes)
        if row is not None:  # a total is never said by those after it, so that none is left out for another's sake
            within &= self.rank < self.rank[row]
        within = np.flatnonzero(within)
        for other in within[np.argsort(-self.sizes[within], kind="stable")]:
            mine = self.members(other)
            if left[mine].all():
                left[mine] = 0
        return np.flatnonzero(left)

    def followed(self, asked: np.ndarray, *, says) -> dict[int, np.ndarray] | None:
        """The rest of every total that hangs together with a set; None if there are too many blocks."""
        reached = np.zeros(self.rows.shape[1], dtype=np.int64)
        reached[asked] = 1
        rests: dict[int, np.ndarray] = {}
        joined: set[int] = set()
        grown = True
        while grown:
            grown = False
            if reached.sum() > BLOCKS:
                return None
            for row in np.flatnonzero(self.rows @ reached):
                if row not in rests:
                    rest = self.rest(self.members(row), row=row)
                    rests[row] = rest if says(row, rest) else rest[:0]
                if row not in joined and reached[rests[row]].any():
                    joined.add(int(row))
                    reached[rests[row]] = 1
                    grown = True
        return {row: rests[row] for row in joined}


def _table(sets: list[np.ndarray], width: int) -> sparse.csr_array:
    """A row of 0/1 per set of positions."""
    ends = np.cumsum([0, *map(len, sets)])
    held = np.concatenate(sets)
    return sparse.csr_array((np.ones(len(held), np.int64), held, ends), shape=(len(sets), width))
