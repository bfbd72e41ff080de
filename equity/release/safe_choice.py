"""The nearest footprint that is safe to show, for one that is not.

Lives here: which changes are tried and in which order. Not here: the tests (`equity.release.differencing`).
Changes of fewer blocks come first, then those that move fewer people (or events where residents are not known).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations, islice

import numpy as np

from equity.release.differencing import Exposure, combined, plain, same_as_released
from equity.release.ledger import Ledger

TRIED = 40  # changes looked at before giving up, per number of blocks
JUDGED = 20  # of them judged together with all that is released, over all numbers of blocks
PAIRED = 9  # nearest blocks of which pairs are tried
MOST = 6  # blocks added or removed one after the other at most; a whole difference may be more


def nearest_safe(
    ledger: Ledger, inside: np.ndarray, *, found: Exposure, nearby: Collection[str] | None = None
) -> np.ndarray | None:
    """The safe set of blocks that differs in the fewest blocks; None if no change tried is safe.

    Parameters
    ----------
    ledger : Ledger
        What is released.
    inside : array of 0/1, one per block
        The footprint that was refused.
    found : Exposure
        Why.
    nearby : collection of str, optional
        Blocks that may be added; else those of the released areas that the footprint overlaps.
    """
    weight = ledger.people if ledger.people is not None else ledger.counts["numerator"].to_numpy(dtype=float)
    weight = np.nan_to_num(weight)
    addable = _addable(ledger, inside, nearby)
    movable = np.flatnonzero((inside > 0) | addable)
    order = movable[np.lexsort((movable, weight[movable]))]
    judged = 0
    for changes in _changes(ledger, inside, order=order, found=found):
        for changed in islice(changes, TRIED):
            other = inside.copy()
            other[changed] = 1 - other[changed]
            if not other.any() or (other > np.maximum(inside, addable)).any():
                continue
            if same_as_released(ledger, other):
                return other
            if plain(ledger, other) is None and judged < JUDGED:
                judged += 1
                if combined(ledger, other) is None:
                    return other
    return None


def _addable(ledger: Ledger, inside: np.ndarray, nearby: Collection[str] | None) -> np.ndarray:
    """True for blocks outside that may be added."""
    if nearby is not None:
        return ledger.blocks.isin(list(nearby)) & (inside == 0)
    overlapping = np.flatnonzero(ledger.rows @ inside)
    overlapping = overlapping[np.argsort(ledger.sizes[overlapping], kind="stable")]
    near, cut = np.zeros(len(inside), dtype=np.int64), 2 * inside.sum() + 20
    for row in overlapping:
        held = ledger.rows.indices[ledger.rows.indptr[row] : ledger.rows.indptr[row + 1]]
        if len(held) > cut and near.any():
            break
        near[held] = 1
    return (near > 0) & (inside == 0)


def _changes(ledger: Ledger, inside: np.ndarray, *, order: np.ndarray, found: Exposure) -> Iterator[Iterator]:
    """Positions of the blocks to be changed: one, two, and more; the whole difference in its turn."""
    whole = np.flatnonzero(found.blocks)
    useful = order[_may_help(ledger, inside, order=order, found=found)]
    yield iter([np.array([block]) for block in useful])
    yield iter(_turn(whole, 1, 2))
    yield (np.array(pair) for pair in combinations(order[_counted(ledger, order)][:PAIRED], 2))
    runs = (order[(inside[order] > 0)], order[(inside[order] == 0)])
    runs = [run[_counted(ledger, run)] for run in runs]
    for size in range(3, MOST + 1):
        yield iter([run[:size] for run in runs if len(run) >= size] + _turn(whole, size, size))
    yield iter(_turn(whole, MOST + 1, len(inside)))


def _turn(whole: np.ndarray, least: int, most: int) -> list[np.ndarray]:
    return [whole] if least <= len(whole) <= most else []


def _counted(ledger: Ledger, order: np.ndarray) -> np.ndarray:
    """True for blocks with any count: only they can widen a small difference."""
    return np.logical_or.reduce([count[order] > 0 for count in ledger.measures.values()])


def _may_help(ledger: Ledger, inside: np.ndarray, *, order: np.ndarray, found: Exposure) -> np.ndarray:
    """False for single blocks whose change leaves the small difference with a released area small."""
    if found.row < 0 or found.measure == "people":
        return np.ones(len(order), dtype=bool)
    held = np.zeros(len(inside), dtype=np.int64)
    start, end = ledger.rows.indptr[found.row : found.row + 2]
    held[ledger.rows.indices[start:end]] = 1
    count = ledger.measures[found.measure]
    between = count @ found.blocks
    # In the difference already: it shrinks; outside it: it grows, or area and footprint are nested no more.
    left = np.where(found.blocks[order] > 0, between - count[order], between + count[order])
    still = np.where(held.sum() >= inside.sum(), held[order] > 0, inside[order] > 0)
    return ~(still & (left > 0) & (left <= ledger.rule.largest))
