"""Other whole counts that fit all that is shown: found near by first, and tried again as other rows are withheld.

Lives here: `Fits`, what the counts of areas x pieces must obey, and `Worlds`, the search for counts that obey it and
differ from the true ones. Not here: what is known (`equity.release.other_counts`).

Two shortcuts, neither of which changes an answer. Counts found among a few areas that obey all that is known, leave
open what they change: that is tried. What has one value by a part of what is known has one value by all of it. Only
what neither settles is searched for among everything.

References
----------
Fischetti, Salazar (2001) Solving the cell suppression problem on tabular data with linear constraints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start
from scipy import sparse

WHOLE = 4000  # unknown counts up to which only whole numbers are tried; of more any number, so limits are too wide
FAR = 50.0  # how many events more than there are the outsider may think of, per piece
NODES = 5000  # of one search; one that is not finished counts as nothing found
NEAR = 600  # unknown counts of a group of areas that is searched by itself
EXACT = 60  # unknown counts of which exact totals are eliminated, not searched
SLIGHT = 1e-6


@dataclass(frozen=True, eq=False)
class Fits:
    """What counts must obey; the true ones do.

    Attributes
    ----------
    rows : csr_array, what is known x counts
    low, high : array, one per row
    truth : array
        The true counts.
    place : array of int
        The area of each count.
    """

    rows: sparse.csr_array
    low: np.ndarray
    high: np.ndarray
    truth: np.ndarray
    place: np.ndarray

    def part(self, here: np.ndarray) -> Fits:
        """Only these counts, and what is known of them alone."""
        held = self.rows[:, here]
        alone = np.flatnonzero((np.diff(held.indptr) == np.diff(self.rows.indptr)) & (np.diff(held.indptr) > 0))
        return Fits(held[alone], self.low[alone], self.high[alone], self.truth[here], self.place[here])

    def holds(self, move: np.ndarray) -> bool:
        """Whether the true counts moved so obey all that is known."""
        counts = self.truth + move
        sums = self.rows @ counts
        return bool((counts >= 0).all() and (sums >= self.low - SLIGHT).all() and (sums <= self.high + SLIGHT).all())

    def left_open(self) -> np.ndarray:
        """What exact totals leave open, as a projection of moves: 0 where they settle everything."""
        exact = self.rows[np.flatnonzero(self.low == self.high)].toarray()
        return np.eye(len(self.truth)) - np.linalg.pinv(exact) @ exact

    def farthest(self, direction: np.ndarray) -> np.ndarray:
        """The move to counts that lie farthest in a direction; none if none were found."""
        whole = len(direction) <= WHOLE
        answer = scipy.optimize.milp(
            -direction,
            constraints=scipy.optimize.LinearConstraint(self.rows, self.low, self.high),
            integrality=np.full(len(direction), int(whole)),
            bounds=scipy.optimize.Bounds(0, self.truth + FAR),
            options={"node_limit": NODES},
        )
        if answer.x is None:
            return np.zeros(len(direction))
        return (np.rint(answer.x) if whole else answer.x) - self.truth


@dataclass(eq=False)
class Worlds:
    """What was found of one table of counts so far.

    Attributes
    ----------
    pieces : dict
        Counts of the pieces of an area.
    moves : list of dict
        Other worlds: by area how far its pieces are moved from the true counts.
    """

    pieces: dict[int, np.ndarray] = field(default_factory=dict)
    moves: list[dict[int, np.ndarray]] = field(default_factory=list)

    def one_value(
        self, fits: Fits, aims: sparse.csr_array, *, owner: np.ndarray, near: Sequence[np.ndarray]
    ) -> np.ndarray:
        """True for sums (rows of `aims`, each of the area `owner`) that are the same in all counts that fit.

        `near` are positions of areas that are looked at by themselves first.
        """
        search = _Search(self, fits, aims)
        search.recall()
        groups = [places for places in near if np.isin(fits.place, places).sum() <= NEAR]
        for area in np.unique(owner[search.unsettled]):
            search.eliminated(fits.place == area, owner == area)
        for places in groups:
            search.mixed(np.isin(fits.place, places), np.isin(owner, places))
        for places in groups:
            search.each(np.isin(fits.place, places), np.isin(owner, places))
        everywhere, every = np.ones(len(fits.truth), dtype=bool), np.ones(len(owner), dtype=bool)
        search.mixed(everywhere, every)
        search.each(everywhere, every)
        return search.told | search.unsettled


class _Search:
    """Which sums are settled: some counts that fit change them (`free`), or they are told."""

    def __init__(self, worlds: Worlds, fits: Fits, aims: sparse.csr_array) -> None:
        self.worlds, self.fits, self.aims = worlds, fits, aims
        self.told, self.free = (np.zeros(aims.shape[0], dtype=bool) for _ in range(2))

    @property
    def unsettled(self) -> np.ndarray:
        return ~(self.told | self.free)

    def recall(self) -> None:
        """Counts found before, as far as they still fit: what protected others may be shown again."""
        first = dict(zip(*np.unique(self.fits.place, return_index=True), strict=True))
        for found in self.worlds.moves:
            if found.keys() <= first.keys():
                move = np.zeros(len(self.fits.truth))
                for area, change in found.items():
                    move[first[area] : first[area] + len(change)] = change
                if self.fits.holds(move):
                    self._freed(move)

    def mixed(self, here: np.ndarray, mine: np.ndarray) -> None:
        """All sums of some areas at once, in directions that change any of them."""
        random = np.random.default_rng(0)
        part = None
        for sign in (1.0, -1.0, 1.0, -1.0):
            left = self.unsettled & mine
            if left.any():
                part = part or self.fits.part(np.flatnonzero(here))
                weight = sign * np.where(left, random.uniform(0.5, 1.0, len(left)), 0.0)
                self._taken(part.farthest((weight @ self.aims)[here]), here)

    def eliminated(self, here: np.ndarray, mine: np.ndarray) -> None:
        """What exact totals of some areas settle is told."""
        left, places = np.flatnonzero(self.unsettled & mine), np.flatnonzero(here)
        if len(left) and len(places) <= EXACT:
            still = self.fits.part(places).left_open()
            self.told[left] = np.abs(self.aims[left][:, places] @ still).max(axis=1) < SLIGHT

    def each(self, here: np.ndarray, mine: np.ndarray) -> None:
        """Every sum of some areas by itself: what no counts of them change is told."""
        left = np.flatnonzero(self.unsettled & mine)
        part = self.fits.part(np.flatnonzero(here)) if len(left) else None
        for one in left:
            if self.unsettled[one]:
                self.told[one] = not any(self._moved(part, one, here, sign) for sign in (1.0, -1.0))

    def _moved(self, part: Fits, one: int, here: np.ndarray, sign: float) -> bool:
        """Whether some counts of these areas change a sum, be they possible beside all others or not."""
        direction = sign * self.aims[[one]].toarray().ravel()[here]
        move = part.farthest(direction)
        self._taken(move, here)
        return abs(move @ direction) >= 0.5

    def _taken(self, move: np.ndarray, here: np.ndarray) -> None:
        """Keep a move, if it is possible beside everything."""
        whole = np.zeros(len(here))
        whole[here] = move
        if np.abs(move).max(initial=0.0) > SLIGHT and (here.all() or self.fits.holds(whole)):
            self._freed(whole)
            moved = np.unique(self.fits.place[np.abs(whole) > SLIGHT])
            self.worlds.moves.append({int(area): whole[self.fits.place == area] for area in moved})

    def _freed(self, move: np.ndarray) -> None:
        self.free |= np.abs(self.aims @ move) >= 0.5
