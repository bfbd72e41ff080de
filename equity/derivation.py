"""What an outsider could work out from all that is released: sets of atoms whose count has only one possible value.

Lives here: the search for a small count that becomes known by one more footprint. Not here: plain differences of two
areas (`equity.differencing`), and what of a ledger is looked at (`equity.affected`).

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

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from equity.affected import Affected

EVERY_MOVE = 8  # atoms up to which all moves of one event per atom are tried at once
EVERY_SET = 11  # atoms up to which all sets are listed; more are searched
NODES = 5000  # of one search; one that is not finished counts as nothing found, so the footprint is refused
ROUNDS = 30  # of tightening limits


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
        self.keep(np.array(list(product((-1.0, 0.0, 1.0), repeat=size)))[: 3**size // 2] if few else np.eye(size))

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

    def search(self, direction: np.ndarray, *, least: float = 1.0) -> bool:
        """True if a move changes `direction` by at least `least`; the move is kept."""
        rows, low, high = np.vstack([self.rows, direction]), np.append(self.low, least), np.append(self.high, np.inf)
        answer = milp(
            np.zeros(len(direction)),
            constraints=LinearConstraint(rows, low, high),
            integrality=np.ones(len(direction)),
            bounds=Bounds(self.floor, self.ceiling),
            options={"node_limit": NODES},
        )
        if answer.x is not None:
            self.found = np.vstack([self.found, np.rint(answer.x)])
        return answer.x is not None

    def changes(self, chosen: np.ndarray) -> bool:
        """True if some move changes the count of a set, so that it has at least two possible values."""
        return bool((self.found @ chosen).any()) or self.search(chosen) or self.search(-chosen)


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
    before, after = _Moves(system, free), _Moves(system.with_asked(), free)
    after.try_every()
    if len(after.floor) > EVERY_MOVE:
        after.try_basis()
    count, known = system.count[free], []
    while (chosen := _unmoved(after.found, count, largest=largest, known=known)) is not None:
        if after.changes(chosen):
            continue
        if before.changes(chosen):
            whole = np.zeros(len(free), dtype=bool)
            whole[free] = chosen > 0
            return whole
        known.append(chosen)
    return None


def unsettled(system: Affected) -> np.ndarray:
    """True for atoms whose count is not already known from the limits of single totals, before the new footprint."""
    low, high = system.floor.copy(), system.ceiling.copy()
    for _ in range(ROUNDS):
        least, most = system.rows @ low, system.rows @ high
        # A row leaves an atom what its highest total minus the least of all others leaves, and the other way round.
        over = np.where(system.rows > 0, (system.high - least)[:, None] + low, np.inf).min(axis=0, initial=np.inf)
        under = np.where(system.rows > 0, (system.low - most)[:, None] + high, -np.inf).max(axis=0, initial=-np.inf)
        tighter_low, tighter_high = np.maximum(low, under), np.minimum(high, over)
        if (tighter_low == low).all() and (tighter_high == high).all():
            break
        low, high = tighter_low, tighter_high
    return high > low


def _unmoved(moves: np.ndarray, count: np.ndarray, *, largest: int, known: list[np.ndarray]) -> np.ndarray | None:
    """The smallest set with a small count that no move found so far changes, and that is not known already."""
    eligible = _held_together(moves, np.flatnonzero(count <= largest))
    if len(eligible) <= EVERY_SET:
        return _listed(moves[:, eligible], count, eligible=eligible, largest=largest, known=known)
    return _searched(moves[:, eligible], count, eligible=eligible, largest=largest, known=known)


def _held_together(moves: np.ndarray, eligible: np.ndarray) -> np.ndarray:
    """Those atoms that some combination of atoms, unchanged by every move, could hold (the moves' null space)."""
    if not len(moves) or not len(eligible):
        return eligible
    part = moves[:, eligible]
    size, axes = np.linalg.eigh(part.T @ part)
    null = axes[:, size <= size[-1] * 1e-10 + 1e-12]
    return eligible[(np.abs(null) > 1e-6).any(axis=1)]


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


def _listed(moves, count, *, eligible, largest, known) -> np.ndarray | None:
    sets = (np.arange(1, 1 << len(eligible))[:, None] >> np.arange(len(eligible))) & 1
    total = sets @ count[eligible]
    sets = sets[(total > 0) & (total <= largest)]
    sets = sets[~(sets @ moves.T).any(axis=1)] if len(moves) else sets
    sets = sets[np.argsort(sets.sum(axis=1), kind="stable")]
    for chosen in sets:
        whole = np.zeros(len(count))
        whole[eligible] = chosen
        if not any((whole == old).all() for old in known):
            return whole
    return None


def _searched(moves, count, *, eligible, largest, known) -> np.ndarray | None:
    """The same by search: 0 or 1 per atom, as few as possible, unchanged by every move, unlike every known set."""
    size = len(eligible)
    rows, low, high = [count[eligible]], [1.0], [float(largest)]
    for old in known:
        rows.append(np.where(old[eligible] > 0, -1.0, 1.0))
        low.append(1.0 - old.sum())
        high.append(np.inf)
    moves = np.unique(moves[moves.any(axis=1)], axis=0)
    limits = LinearConstraint(np.vstack([*rows, moves]), low + [0.0] * len(moves), high + [0.0] * len(moves))
    answer = milp(np.ones(size), constraints=limits, integrality=np.ones(size), bounds=Bounds(0, 1))
    if answer.x is None:
        return None
    whole = np.zeros(len(count))
    whole[eligible] = np.rint(answer.x)
    return whole
