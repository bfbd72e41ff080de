"""What an outsider could work out from all that is released: sets of atoms whose count has only one possible value.

Lives here: the search for a small count that becomes known by one more footprint. Not here: plain differences of two
areas (`equity.release.differencing`), and what of a ledger is looked at (`equity.release.affected`).

A set is given away if every assignment of whole numbers from 0 that fits all shown totals gives it the same count, so
that fewer than two whole numbers remain. That holds exactly if no possible move changes it. Each move that is found
rules out all sets it changes, so few sets have to be searched for. It covers what follows by adding and subtracting
totals (a 0/1 set in the row space of the released totals, as (P + R - Q) / 2), and what follows from limits (1 to 7,
rounding, nothing below 0).

References
----------
Willenborg, de Waal (2001) Elements of Statistical Disclosure Control, ch. 6 (tables: bounds by linear programming).
Fischetti, Salazar (2001) Solving the cell suppression problem on tabular data with linear constraints.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from equity.release.affected import Affected, unsettled

EVERY_MOVE = 8  # atoms up to which all moves of one event per atom are tried at once
EVERY_SET = 11  # atoms up to which all sets are listed; more are searched
NODES = 5000  # of one search; one that is not finished counts as nothing found, so the footprint is refused
SWAPPED = (1, 2, 5)  # distances, in order of size, of the atoms between which one event is moved at first
SLIGHT = 1e-6  # less is no change


class _Moves:
    """Possible moves of a system, found so far, and the search for more."""

    def __init__(self, system: Affected, free: np.ndarray) -> None:
        self.rows = system.rows[:, free]
        self.low, self.high = system.low, system.high
        self.floor, self.ceiling = system.floor[free], system.ceiling[free]
        self.found = np.zeros((0, int(free.sum())))

    def try_every(self) -> None:
        """All moves of at most one event per atom (few atoms), or of one atom alone."""
        size = len(self.floor)
        few = size <= EVERY_MOVE
        self.keep(_by_one(size) if few else np.eye(size))

    def keep(self, tried: np.ndarray) -> None:
        """Keep those of the moves tried, or their opposites, that are possible."""
        for moves in (tried, -tried):
            change = moves @ self.rows.T
            fits = ((change >= self.low) & (change <= self.high)).all(axis=1)
            fits &= ((moves >= self.floor) & (moves <= self.ceiling)).all(axis=1)
            self.found = np.vstack([self.found, moves[fits]])

    def try_basis(self) -> None:
        """For each atom a move that few large atoms make up for, so that no exact total changes (elimination)."""
        order = np.argsort(self.floor, kind="stable")  # large counts first: they can give and take
        exact = (self.low > -1) & (self.high < 1)
        self.keep(null_moves(self.rows[exact][:, order])[:, np.argsort(order)])

    def try_swaps(self) -> None:
        """One event from an atom to another in the same exact totals, between neighbours in size."""
        exact = self.rows[(self.low > -1) & (self.high < 1)]
        _, group = np.unique(exact.T, axis=0, return_inverse=True)
        order = np.lexsort((self.floor, group.ravel()))
        pairs = [(order[:-apart], order[apart:]) for apart in SWAPPED if apart < len(order)]
        for one, other in pairs:
            alike = group.ravel()[one] == group.ravel()[other]
            moves = np.zeros((int(alike.sum()), len(self.floor)))
            moves[np.arange(len(moves)), one[alike]] = 1.0
            moves[np.arange(len(moves)), other[alike]] = -1.0
            self.keep(moves)

    def search(self, direction: np.ndarray, *, whole: bool = True) -> bool:
        """True if some move changes the sum over a direction; the move is kept.

        With `whole` a move is of whole events, else any within the limits (which are then too wide, never too narrow).
        """
        for sign in (-1.0, 1.0):
            answer = scipy.optimize.milp(
                sign * direction,
                constraints=scipy.optimize.LinearConstraint(self.rows, self.low, self.high) if len(self.rows) else None,
                integrality=np.full(len(direction), int(whole)),
                bounds=scipy.optimize.Bounds(self.floor, self.ceiling),
                options={"node_limit": NODES},
            )
            move = np.zeros(len(direction)) if answer.x is None else answer.x  # none if the search was cut short
            move = np.rint(move) if whole else move
            if abs(move @ direction) > SLIGHT:
                self.found = np.vstack([self.found, move])
                return True
        return False


@cache
def _by_one(size: int) -> np.ndarray:
    """All moves of at most one event per atom, without those that are another's opposite."""
    return np.array(list(product((-1.0, 0.0, 1.0), repeat=size)))[: 3**size // 2]


def given_away(system: Affected, *, largest: int) -> np.ndarray | None:
    """The smallest set of atoms with a count of 1 to `largest` that only the new footprint gives away; None if none.

    Parameters
    ----------
    system : Affected
        Of one measure.
    largest : int
        Of the release rule.

    Returns
    -------
    array of bool, one per atom, or None
    """
    free = unsettled(system)
    if not system.asked[free].any():
        return None  # its total is known already
    after, before, count = _Moves(system.with_asked(), free), _Moves(system, free), system.count[free]
    eligible = np.flatnonzero(count <= largest)
    for moves in (after, before):
        moves.try_every()
        if len(count) > EVERY_MOVE:
            moves.try_basis()
            moves.try_swaps()
    while len(eligible):
        if len(eligible) <= EVERY_SET and smallest_set(after.found, count, eligible=eligible, largest=largest) is None:
            return None
        eligible = held_together(after.found, eligible)[0]
        if not len(eligible) or not after.search(_mixed(after.found, eligible, size=len(count))):
            break
    while len(held_together(both := np.vstack([after.found, before.found]), eligible)[0]):
        if not before.search(_mixed(both, eligible, size=len(count)), whole=False):
            break
    if not len(eligible := held_together(after.found, eligible)[0]):
        return None
    chosen = smallest_set(after.found, count, eligible=eligible, largest=largest, moved=before.found)
    if chosen is None:
        return None
    exposed = np.zeros(len(free), dtype=bool)
    exposed[np.flatnonzero(free)[chosen]] = True
    return exposed


def held_together(moves: np.ndarray, eligible: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The atoms that a combination of atoms unchanged by every move could hold, and those combinations (columns)."""
    while True:  # a move that changes one of the atoms alone rules that atom out, and all that must be equal to it
        part = moves[:, eligible]
        changed = np.abs(part) > SLIGHT
        number = changed.sum(axis=1)
        group = _equal(part[number == 2])
        alone = np.isin(group, group[changed[number == 1].any(axis=0)])
        if not alone.any():
            break
        eligible = eligible[~alone]
    gathered = np.zeros((len(eligible), group.max(initial=-1) + 1))
    gathered[np.arange(len(eligible)), group] = 1.0 / np.sqrt(np.bincount(group))[group]
    left = np.unique(part[number > 1] @ gathered, axis=0)
    size, axes = np.linalg.eigh(left.T @ left) if len(eligible) else (np.zeros(0), np.zeros((0, 0)))
    null = gathered @ axes[:, size <= max(size[-1:].sum(), 1.0) * 1e-10]
    held = (np.abs(null) > SLIGHT).any(axis=1)
    return eligible[held], null[held]


def _equal(pairs: np.ndarray) -> np.ndarray:
    """A number per atom, the same where moves of two atoms shift events one for one: all or none of them is held."""
    one_for_one = np.abs(pairs.sum(axis=1)) <= SLIGHT
    ends = np.nonzero(np.abs(pairs[one_for_one]) > SLIGHT)[1].reshape(-1, 2)
    size = pairs.shape[1]
    links = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return connected_components(links, directed=False)[1]


def _mixed(moves: np.ndarray, eligible: np.ndarray, *, size: int) -> np.ndarray:
    """A combination in general position: what changes any unchanged combination changes this one."""
    (held, null), mixed = held_together(moves, eligible), np.zeros(size)
    mixed[held] = null @ np.random.default_rng(len(moves)).normal(size=null.shape[1])
    return mixed


def smallest_set(
    moves: np.ndarray, count: np.ndarray, *, eligible: np.ndarray, largest: int, moved: np.ndarray | None = None
) -> np.ndarray | None:
    """Positions of the smallest set with a small count that no move changes but, if given, one of `moved` does."""
    within, other = moves[:, eligible], None if moved is None else moved[:, eligible]
    search = _listed if len(eligible) <= EVERY_SET else _searched
    chosen = search(within, count[eligible], largest=largest, moved=other)
    return None if chosen is None else eligible[chosen]


def _listed(moves, count, *, largest, moved) -> np.ndarray | None:
    """By looking at every set."""
    sets = (np.arange(1, 1 << len(count))[:, None] >> np.arange(len(count))) & 1
    total = sets @ count
    sets = sets[(total > 0) & (total <= largest)]
    sets = sets[~(np.abs(sets @ moves.T) > SLIGHT).any(axis=1)]
    if moved is not None:
        sets = sets[(np.abs(sets @ moved.T) > SLIGHT).any(axis=1)]
    return np.flatnonzero(sets[sets.sum(axis=1).argmin()]) if len(sets) else None


def _searched(moves, count, *, largest, moved) -> np.ndarray | None:
    """By search: 0 or 1 per atom, as few as possible."""
    still = np.unique(moves[moves.any(axis=1)], axis=0)
    zero = np.zeros(len(still))
    null = held_together(moves, np.arange(len(count)))[1]
    telling = moved[(np.abs(moved @ null) > SLIGHT).any(axis=1)]
    if not len(telling):
        return None
    # What changes by any of the telling moves changes by their sum with random weights.
    one = np.random.default_rng(0).integers(1, 1000, len(telling)) @ telling
    best = None
    for direction in (one, -one):
        rows = np.vstack([count, direction, still])
        limits = scipy.optimize.LinearConstraint(rows, np.r_[1.0, 1e-3, zero], np.r_[float(largest), np.inf, zero])
        answer = scipy.optimize.milp(
            np.ones(len(count)), constraints=limits, integrality=np.ones(len(count)), bounds=scipy.optimize.Bounds(0, 1)
        )
        if answer.x is not None and (best is None or answer.x.sum() < best.sum()):
            best = np.rint(answer.x)
    return None if best is None else np.flatnonzero(best)


def null_moves(rows: np.ndarray) -> np.ndarray:
    """Whole-number moves that change no row: one per column that elimination leaves free, early columns as pivots."""
    left, pivots = rows.astype(float).copy(), []
    for column in range(rows.shape[1]):
        rest = np.abs(left[len(pivots) :, column])
        if not len(rest) or rest.max() < 1e-9:
            continue
        here = len(pivots) + int(rest.argmax())
        left[[len(pivots), here]] = left[[here, len(pivots)]]
        lead = left[len(pivots)] / left[len(pivots), column]
        left -= np.outer(left[:, column], lead)
        left[len(pivots)] = lead
        pivots.append(column)
    others = np.setdiff1d(np.arange(rows.shape[1]), pivots)
    moves = np.zeros((len(others), rows.shape[1]))
    moves[np.arange(len(others)), others] = 1
    moves[:, pivots] = -left[: len(pivots), others].T
    whole = np.rint(moves)
    return whole[(np.abs(moves - whole) < 1e-6).all(axis=1) & ~(whole @ rows.T).any(axis=1)]
