"""Withheld counts of areas in several segments: which follow from limits and from the totals of every segment together.

Lives here: the search for other whole counts that fit all that is shown of areas with a withheld row. Not here: what is
withheld then (`equity.release.linked`).

References
----------
Fischetti, Salazar (2001) Solving the cell suppression problem on tabular data with linear constraints.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from equity.disclosure import ReleaseRule
from equity.release.across import piece_counts
from equity.release.ledger import shown_between
from equity.release.segments import Family

EVERY_SET = 6  # pieces up to which every set of them is looked at; of more only what is published, and single pieces
WHOLE = 4000  # unknown counts up to which only whole numbers are tried; of more any number, so limits are too wide
FAR = 50.0  # how many events more than there are the outsider may think of, per piece
NODES = 5000  # of one search; one that is not finished counts as nothing found


@dataclass(frozen=True, eq=False)
class Cells:
    """One count of areas x segments.

    Attributes
    ----------
    count : array, areas x segments
        True counts; NaN where the pack has none.
    hidden : array of bool
        Withheld.
    parts : array of 0/1, segments x pieces
    groups : list of array
        Positions of the areas below each total.
    gone : array of bool, groups x segments
        Totals that are not shown.
    rule : ReleaseRule
    """

    count: np.ndarray
    hidden: np.ndarray
    parts: np.ndarray
    groups: list[np.ndarray]
    gone: np.ndarray
    rule: ReleaseRule


def told(cells: Cells) -> list[tuple[int, np.ndarray]]:
    """Areas and sets of pieces (0/1) with a small count that has one possible value; none where nothing is withheld."""
    areas = np.flatnonzero(cells.hidden.any(axis=1))
    if not len(areas):
        return []
    pieces = _pieces(cells, areas)
    truth, size = pieces.ravel(), cells.parts.shape[1]
    targets = _targets(cells, pieces)
    if not targets:
        return []
    rows, low, high = _known(cells, areas, pieces)
    aims = sparse.csr_array(
        (
            np.concatenate([chosen for _, chosen in targets]).astype(float),
            np.concatenate([place * size + np.arange(size) for place, _ in targets]),
            np.arange(len(targets) + 1) * size,
        ),
        shape=(len(targets), len(truth)),
    )
    open_ones = _one_value(_Fits(rows, low, high, truth), aims)
    return [(int(areas[targets[one][0]]), targets[one][1]) for one in np.flatnonzero(open_ones)]


def _pieces(cells: Cells, areas: np.ndarray) -> np.ndarray:
    """Counts of the pieces, areas x pieces, that add up to all rows an area has."""
    found = np.zeros((len(areas), cells.parts.shape[1]))
    had = ~np.isnan(cells.count[areas])
    patterns, of = np.unique(had, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        mine = of.ravel() == number
        family = Family(tuple(("", "", "", str(place)) for place in np.flatnonzero(pattern)), cells.parts[pattern])
        found[mine] = piece_counts(family, cells.count[areas[mine]][:, pattern].T).T
    return found


def _targets(cells: Cells, pieces: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Position among the open areas and set of pieces, of everything with a small count that must not be known."""
    size = cells.parts.shape[1]
    every = np.array(list(product((0, 1), repeat=size)))[1:] if size <= EVERY_SET else np.eye(size)
    sets = np.unique(np.vstack([every, cells.parts]), axis=0)
    sums = pieces @ sets.T
    where = np.argwhere((sums > 0) & (sums <= cells.rule.largest))
    return [(int(place), sets[chosen]) for place, chosen in where]


def _known(cells: Cells, areas: np.ndarray, pieces: np.ndarray) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    """What an outsider knows of the pieces of open areas: every row of theirs, and every total above them."""
    size = cells.parts.shape[1]
    totals = pieces @ cells.parts.T
    hidden, had = cells.hidden[areas], ~np.isnan(cells.count[areas])
    low, high = shown_between(totals.ravel(), cells.rule, withheld=hidden.ravel())
    rows = sparse.kron(sparse.eye_array(len(areas)), cells.parts, format="csr")[np.flatnonzero(had.ravel())]
    more, least, most = [], [], []
    position = np.full(len(cells.count), -1)
    position[areas] = np.arange(len(areas))
    half = cells.rule.round_to // 2
    for number, places in enumerate(cells.groups):
        total = np.nansum(cells.count[places], axis=0)
        for segment in np.flatnonzero(~cells.gone[number] & (total > cells.rule.largest)):
            inside = position[places]
            inside = inside[inside >= 0]
            inside = inside[hidden[inside, segment]]
            if not len(inside):
                continue
            row = np.zeros((len(areas), size))
            row[inside] = cells.parts[segment]
            left = totals[inside, segment].sum()
            slack = half * (1 + (np.nan_to_num(cells.count[places, segment]) > 0).sum())
            more.append(sparse.csr_array(row.ravel()[None, :]))
            least.append(left - slack)
            most.append(left + slack)
    whole = sparse.vstack([rows, *more], format="csr")
    kept = had.ravel()
    return whole, np.r_[low[kept], least], np.r_[high[kept], most]


class _Fits:
    """Whole counts that fit what is known, the true ones among them."""

    def __init__(self, rows: sparse.csr_array, low: np.ndarray, high: np.ndarray, truth: np.ndarray) -> None:
        self.known, self.truth = LinearConstraint(rows, low, high), truth
        self.bounds = Bounds(0, truth + FAR)

    def farthest(self, direction: np.ndarray) -> np.ndarray:
        """Counts that lie farthest in a direction; the true ones if none were found."""
        answer = milp(
            -direction,
            constraints=self.known,
            integrality=np.full(len(direction), int(len(direction) <= WHOLE)),
            bounds=self.bounds,
            options={"node_limit": NODES},
        )
        return self.truth if answer.x is None else answer.x


def _one_value(fits: _Fits, aims: sparse.csr_array) -> np.ndarray:
    """True for sums (rows) that are the same in all counts that fit."""
    true, same = aims @ fits.truth, np.ones(aims.shape[0], dtype=bool)
    random = np.random.default_rng(0)
    for sign in (1.0, -1.0, 1.0, -1.0):
        if same.any():
            weight = sign * np.where(same, random.uniform(0.5, 1.0, len(same)), 0.0)
            same &= np.abs(aims @ fits.farthest(weight @ aims) - true) < 0.5
    for one in range(len(same)):
        for sign in (1.0, -1.0):
            if same[one]:
                direction = sign * aims[[one]].toarray().ravel()
                same &= np.abs(aims @ fits.farthest(direction) - true) < 0.5
    return same
