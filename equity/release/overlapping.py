"""Withheld counts under several overlapping totals at once: which of them have only one possible value left.

Lives here: the bounds of every withheld count by whole-number programs over the areas that hang together, with as few
programs as possible. Not here: who is withheld (`equity.release.protection`), new footprints
(`equity.release.derivation`).

References
----------
Fischetti, Salazar (2001) Solving the cell suppression problem on tabular data with linear constraints.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start
from scipy import sparse
from scipy.sparse.csgraph import connected_components

FAR = 50.0  # how many events more than there are the outsider may think of, per area


@dataclass(frozen=True, eq=False)
class Totals:
    """What is known of withheld counts.

    Attributes
    ----------
    count : array
        True counts.
    low, high : array
        What the rule says of each count alone.
    rows : csr_array of 0/1, totals x counts
        What is left of each shown total once the shown areas are taken away ...
    least, most : array, one per row
        ... and between which numbers it lies.
    """

    count: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rows: sparse.csr_array
    least: np.ndarray
    most: np.ndarray

    def block(self, cells: np.ndarray) -> Totals:
        """Only these counts, with all totals that touch them (and, where cells hang together, no others)."""
        part = self.rows[:, cells]
        touched = np.flatnonzero(np.asarray(part.sum(axis=1)).ravel())
        alone = {name: getattr(self, name)[cells] for name in ("count", "low", "high")}
        return replace(self, **alone, rows=part[touched], least=self.least[touched], most=self.most[touched])


def pinned(totals: Totals) -> np.ndarray:
    """True for counts that could be nothing else: no other whole numbers fit all that is shown."""
    found = np.zeros(len(totals.count), dtype=bool)
    if not len(found):
        return found
    totals = replace(totals, high=np.minimum(totals.high, totals.count + FAR))
    number, group = connected_components(totals.rows.T @ totals.rows, directed=False)
    for one in range(number):
        cells = np.flatnonzero(group == one)
        found[cells] = _pinned_block(totals.block(cells))
    return found


def _pinned_block(block: Totals) -> np.ndarray:
    free = _moved_by_one(block) | _exchanged(block)
    random = np.random.default_rng(0)
    for sign in (1.0, -1.0):
        if not free.all():
            free |= _other(block, sign * np.where(free, 0.0, random.uniform(0.5, 1.0, len(free))))
    for cell in range(len(free)):
        for sign in (1.0, -1.0):
            if not free[cell]:
                free |= _other(block, sign * np.eye(len(free))[cell])
    return ~free


def _moved_by_one(block: Totals) -> np.ndarray:
    """Counts that may be one more or one less by themselves."""
    sums = block.rows @ block.count
    holds = block.rows.toarray() > 0
    up, down = (sums + 1 <= block.most)[:, None] | ~holds, (sums - 1 >= block.least)[:, None] | ~holds
    return (up.all(axis=0) & (block.count + 1 <= block.high)) | (down.all(axis=0) & (block.count - 1 >= block.low))


def _exchanged(block: Totals) -> np.ndarray:
    """Counts that may be one more while another in the very same totals is one less, or the other way round."""
    _, group = np.unique(block.rows.toarray().T, axis=0, return_inverse=True)
    group = group.ravel()
    up, down = block.count + 1 <= block.high, block.count - 1 >= block.low
    ups, downs = np.bincount(group, weights=up)[group], np.bincount(group, weights=down)[group]
    return (up & (downs - down > 0)) | (down & (ups - up > 0))


def _other(block: Totals, direction: np.ndarray) -> np.ndarray:
    """Counts that differ from the true ones in the possible counts that lie farthest in a direction."""
    answer = scipy.optimize.milp(
        -direction,
        constraints=scipy.optimize.LinearConstraint(block.rows, block.least, block.most),
        integrality=np.ones(len(direction)),
        bounds=scipy.optimize.Bounds(block.low, block.high),
    )
    if answer.x is None:
        return np.zeros(len(direction), dtype=bool)
    return np.rint(answer.x) != block.count
