"""The part of a ledger that a new footprint can touch, made small: atoms instead of blocks, moves instead of counts.

Lives here: which blocks and rows are looked at, blocks that lie in exactly the same rows put together as one atom, and
how far each shown total leaves room. Not here: what can be worked out from it (`equity.release.derivation`).

Released areas that do not touch the affected blocks are left aside; plain differences are looked at everywhere by
`equity.release.differencing`, and what follows from long chains of exact totals by `equity.release.chains`. Farther
than `REACH` blocks, what follows from limits is not seen; this part is looked at only where more hangs together than
`equity.release.hanging` can search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from equity.release.ledger import Ledger, shown_between

REACH = 160  # blocks looked at beyond the footprint's own, from the smallest released areas outward
ROUNDS = 12  # of tightening limits
ROOM = 50  # how many events more than there are the outsider may think of, per atom


@dataclass(frozen=True, eq=False)
class Affected:
    """Atoms of one measure, as moves away from the truth: a move is possible if no shown total changes by it.

    Attributes
    ----------
    atom : array of int, one per block of the ledger
        Position of the block's atom, -1 for blocks in none of the rows.
    count : array, one per atom
        True count.
    rows : array of 0/1, rows x atoms
        Released totals; `low` and `high` (one per row) bound how much a move may change each.
    asked, asked_low, asked_high
        The same for the new footprint.
    released : array of int, one per row
        Position of each row in the ledger.
    whole : bool
        Nothing that hangs together with the footprint was left aside.
    """

    atom: np.ndarray
    count: np.ndarray
    rows: np.ndarray
    low: np.ndarray
    high: np.ndarray
    asked: np.ndarray
    asked_low: float
    asked_high: float
    released: np.ndarray
    whole: bool = False

    @property
    def floor(self) -> np.ndarray:
        """Lowest move of each atom: no count is below zero."""
        return -self.count

    @property
    def ceiling(self) -> np.ndarray:
        """Highest move of each atom that is looked at."""
        return np.full(len(self.count), float(ROOM))

    def with_asked(self) -> Affected:
        """The same once the new footprint is released."""
        return replace(
            self,
            rows=np.vstack([self.rows, self.asked]),
            low=np.append(self.low, self.asked_low),
            high=np.append(self.high, self.asked_high),
        )


def affected(ledger: Ledger, inside: np.ndarray, *, measure: str, reach: int = REACH) -> Affected:
    """What a footprint (1 per block inside) can touch of one measure of the ledger, `reach` blocks beyond its own."""
    near = _near(ledger, inside, reach=reach).astype(np.int64)
    overlap = ledger.rows @ near
    kept = np.flatnonzero(overlap)
    part = ledger.rows[kept]
    held = np.flatnonzero((part.sum(axis=0) + inside) > 0)
    # Blocks in the same rows get the same sum of random weights; others the same one with chance 1e-10.
    weight = np.random.default_rng(0).integers(1, 2**60, len(kept) + 1)
    _, first, group = np.unique(
        (part.T @ weight[1:] + inside * weight[0])[held], return_index=True, return_inverse=True
    )
    rows, asked = part[:, held[first]].toarray(), inside[held[first]]
    atom = np.full(len(ledger.blocks), -1)
    atom[held] = group
    count = np.bincount(group, weights=ledger.measures[measure][held], minlength=len(first))
    total = ledger.totals[measure][kept]
    low, high = shown_between(total, ledger.rule, withheld=withheld_rows(ledger, measure)[kept])
    own = np.array([inside @ ledger.measures[measure]])
    own_low, own_high = shown_between(own, ledger.rule, withheld=np.array([False]))
    return Affected(
        atom=atom,
        count=count,
        rows=rows.astype(float),
        low=low - total,
        high=high - total,
        asked=asked.astype(float),
        asked_low=float((own_low - own)[0]),
        asked_high=float((own_high - own)[0]),
        released=kept,
        whole=bool((overlap[kept] == ledger.sizes[kept]).all()),
    )


def withheld_rows(ledger: Ledger, measure: str) -> np.ndarray:
    """Rows whose count is withheld for another reason than being small itself."""
    if measure == "denominator":
        return np.zeros(len(ledger.names), dtype=bool)  # people stay shown beside a withheld number of events
    largest = ledger.rule.largest
    small = [(total > 0) & (total <= largest) for name, total in ledger.totals.items() if name != measure]
    return np.logical_or.reduce([ledger.withheld, *small])


def _near(ledger: Ledger, inside: np.ndarray, *, reach: int) -> np.ndarray:
    """Blocks of the footprint, of the released areas it overlaps, of those that overlap them, as far as the reach."""
    reached, limit = inside.astype(bool), int(inside.sum()) + reach
    used = np.zeros(len(ledger.names), dtype=bool)
    grown = True
    while grown:
        grown = False
        touching = np.flatnonzero((ledger.rows @ reached.astype(np.int64) > 0) & ~used)
        size = int(reached.sum())
        for row in touching[np.argsort(ledger.sizes[touching], kind="stable")]:
            held = ledger.rows.indices[ledger.rows.indptr[row] : ledger.rows.indptr[row + 1]]
            new = held[~reached[held]]
            if size + len(new) > limit:
                continue
            reached[new], used[row], size, grown = True, True, size + len(new), True
    return reached


def unsettled(system: Affected) -> np.ndarray:
    """True for atoms whose count is not already known from the limits of single totals, before the new footprint."""
    low, high = system.floor.copy(), system.ceiling.copy()
    for _ in range(ROUNDS):  # stopping early leaves more atoms to the search, nothing else
        least, most = system.rows @ low, system.rows @ high
        # A row leaves an atom what its highest total minus the least of all others leaves, and the other way round.
        over = np.where(system.rows > 0, (system.high - least)[:, None] + low, np.inf).min(axis=0, initial=np.inf)
        under = np.where(system.rows > 0, (system.low - most)[:, None] + high, -np.inf).max(axis=0, initial=-np.inf)
        low, high = np.maximum(low, under), np.minimum(high, over)
    return high > low
