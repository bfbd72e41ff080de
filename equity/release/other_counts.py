"""Withheld counts of areas in several segments: which follow from limits and from the totals of every segment together.

Lives here: what an outsider knows of areas with a withheld row, and which small counts he could find in it. Not here:
the search for other whole counts that fit (`equity.release.worlds`), what is withheld then (`equity.release.linked`).

References
----------
Fischetti, Salazar (2001) Solving the cell suppression problem on tabular data with linear constraints.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import sparse

from equity.disclosure import ReleaseRule
from equity.release.across import piece_counts
from equity.release.ledger import shown_between
from equity.release.segments import Family
from equity.release.worlds import Fits, Worlds

EVERY_SET = 6  # pieces up to which every set of them is looked at; of more only what is published, and single pieces


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


def told(cells: Cells, worlds: Worlds | None = None) -> list[tuple[int, np.ndarray]]:
    """Areas and sets of pieces (0/1) with a small count that has one possible value; none where nothing is withheld.

    `worlds` keeps what was found from one call to the next, as other rows of the same cells are withheld.
    """
    areas, worlds = np.flatnonzero(cells.hidden.any(axis=1)), Worlds() if worlds is None else worlds
    if not len(areas):
        return []
    pieces, size = _pieces(cells, areas, worlds), cells.parts.shape[1]
    targets = _targets(cells, pieces)
    if not targets:
        return []
    rows, low, high = _known(cells, areas, pieces)
    fits = Fits(rows, low, high, truth=pieces.ravel(), place=np.repeat(areas, size))
    aims = sparse.csr_array(
        (
            np.concatenate([chosen for _, chosen in targets]).astype(float),
            np.concatenate([place * size + np.arange(size) for place, _ in targets]),
            np.arange(len(targets) + 1) * size,
        ),
        shape=(len(targets), len(fits.truth)),
    )
    aims.eliminate_zeros()
    open_ones = worlds.one_value(fits, aims, owner=areas[[place for place, _ in targets]], near=cells.groups)
    return [(int(areas[targets[one][0]]), targets[one][1]) for one in np.flatnonzero(open_ones)]


def _pieces(cells: Cells, areas: np.ndarray, worlds: Worlds) -> np.ndarray:
    """Counts of the pieces, areas x pieces, that add up to all rows an area has."""
    new = np.array([area for area in areas if area not in worlds.pieces], dtype=int)
    had = ~np.isnan(cells.count[new])
    patterns, of = np.unique(had, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        mine = new[of.ravel() == number]
        family = Family(tuple(("", "", "", str(place)) for place in np.flatnonzero(pattern)), cells.parts[pattern])
        found = piece_counts(family, cells.count[mine][:, pattern].T).T
        worlds.pieces.update(zip(mine.tolist(), found, strict=True))
    return np.array([worlds.pieces[area] for area in areas.tolist()])


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
    totals = pieces @ cells.parts.T
    hidden, had = cells.hidden[areas], ~np.isnan(cells.count[areas])
    low, high = shown_between(totals.ravel(), cells.rule, withheld=hidden.ravel())
    kept = had.ravel()
    rows = sparse.kron(sparse.eye_array(len(areas)), cells.parts, format="csr")[np.flatnonzero(kept)]
    above, least, most = _above(cells, areas, totals)
    return sparse.vstack([rows, above], format="csr"), np.r_[low[kept], least], np.r_[high[kept], most]


def _above(cells: Cells, areas: np.ndarray, totals: np.ndarray) -> tuple[sparse.csr_array, list[float], list[float]]:
    """What is left of each shown total above areas once shown rows are taken away, and between what it lies."""
    size, half = cells.parts.shape[1], cells.rule.round_to // 2
    hidden, position = cells.hidden[areas], np.full(len(cells.count), -1)
    position[areas] = np.arange(len(areas))
    columns, least, most = [], [], []
    for number, places in enumerate(cells.groups):
        total, below = np.nansum(cells.count[places], axis=0), position[places]
        below = below[below >= 0]
        for segment in np.flatnonzero(~cells.gone[number] & (total > cells.rule.largest)):
            inside = below[hidden[below, segment]]
            if not len(inside):
                continue
            columns.append((inside[:, None] * size + np.flatnonzero(cells.parts[segment])).ravel())
            left = totals[inside, segment].sum()
            slack = half * (1 + (np.nan_to_num(cells.count[places, segment]) > 0).sum())
            least.append(left - slack)
            most.append(left + slack)
    ends = np.r_[0, np.cumsum([len(one) for one in columns])].astype(int)
    held = np.concatenate([*columns, np.zeros(0, dtype=int)])
    return sparse.csr_array((np.ones(len(held)), held, ends), shape=(len(columns), len(areas) * size)), least, most
