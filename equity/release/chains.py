"""Small counts that follow from long chains of shown totals, farther than the search of `equity.release.derivation`.

Lives here: the rank test over everything that hangs together with a footprint, for single blocks and for sets of
them. Not here: limits (`equity.release.derivation`), which are searched for nearer by.

A set of blocks is given away by adding and taking away exact totals if its 0/1 vector lies in the row space of the
table of releases. One decomposition of the table says what is left open; only blocks with a small count, or none, can
be part of a set with one, so few are left to search.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.linalg import qr
from scipy.sparse.csgraph import connected_components

from equity.release.derivation import held_together, smallest_set
from equity.release.ledger import Ledger

TOGETHER = 700  # atoms that hang together; of more, only what is near is looked at
EXACT = 1e-8


def given_away_far(ledger: Ledger, inside: np.ndarray, *, measure: str) -> np.ndarray | None:
    """Blocks (1 each) of the first atom with a small count that follows only once the footprint is shown; None if none.

    Parameters
    ----------
    ledger : Ledger
    inside : array of 0/1, one per block
        The footprint.
    measure : str
        Of the ledger.
    """
    if ledger.rule.round_to:
        return None  # no total is exact
    rows, unknown = _unknown(ledger, inside)
    if not inside[unknown].any():
        return None
    atom, table, asked = _together(rows, inside[unknown])
    if len(asked) > TOGETHER:
        return None
    base = np.zeros((len(asked), 0))
    if len(table):
        base, triangle, _ = qr(table.T, mode="economic", pivoting=True)
        base = base[:, np.abs(np.diag(triangle)) > EXACT]
    new = asked - base @ (base.T @ asked)
    if np.linalg.norm(new) < EXACT:
        return None  # its total followed already
    new /= np.linalg.norm(new)
    count = np.bincount(atom[atom >= 0], weights=ledger.measures[measure][unknown][atom >= 0], minlength=len(asked))
    # What every shown total leaves open: a set follows if no such move changes it, and newly if the footprint does.
    still = np.eye(len(asked)) - base @ base.T - np.outer(new, new)
    still[np.abs(still) < EXACT] = 0.0
    held, _ = held_together(still, np.flatnonzero(count <= ledger.rule.largest))
    chosen = smallest_set(still, count, eligible=held, largest=ledger.rule.largest, moved=new[None, :])
    if chosen is None:
        return None
    blocks = np.zeros(len(inside), dtype=np.int64)
    blocks[unknown[np.isin(atom, chosen)]] = 1
    return blocks


def _unknown(ledger: Ledger, inside: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
    """The shown totals without blocks that are shown themselves, and the positions of the other blocks."""
    shown = ledger.rows[np.flatnonzero(ledger.shown)]
    alone = shown[np.flatnonzero(np.diff(shown.indptr) == 1)]
    known = np.asarray(alone.sum(axis=0)).ravel() > 0
    unknown = np.flatnonzero(~known)
    left = sparse.csr_array(shown[:, unknown])
    return left[np.flatnonzero(np.diff(left.indptr))], unknown


def _together(rows: sparse.csr_array, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Atom of each block (-1 if it does not hang together with the footprint), the totals over atoms, the footprint."""
    whole = sparse.vstack([rows, sparse.csr_array(inside[None, :])], format="csr")
    size, blocks = whole.shape
    held = whole.tocoo()
    links = sparse.coo_array((held.data, (held.row, held.col + size)), shape=(size + blocks, size + blocks))
    group = connected_components(links, directed=False)[1]
    here = np.flatnonzero(group[size:] == group[size - 1])
    kept = np.flatnonzero(group[: size - 1] == group[size - 1])
    # Blocks in the same rows get the same sum of random weights; others the same one with chance 1e-10.
    weight = np.random.default_rng(0).integers(1, 2**60, len(kept) + 1)
    part = rows[kept][:, here]
    _, first, of = np.unique(part.T @ weight[1:] + inside[here] * weight[0], return_index=True, return_inverse=True)
    atom = np.full(len(inside), -1)
    atom[here] = of
    return atom, np.unique(part[:, first].toarray(), axis=0).astype(float), inside[here[first]].astype(float)
