"""Periods and groups of an official area at the gate: what a total less other groups, or two rolling periods, tell.

Lives here: which further rows of a family of segments are withheld, and which totals above them, until no small count
follows. Not here: which segments overlap (`equity.release.segments`), one segment alone (`equity.disclosure`), the
search for other counts that fit (`equity.release.other_counts`), footprints that readers build
(`equity.release.across`).

1. Within each area, and each total above areas: no set of pieces with a small count is a sum of multiples of what is
   shown of it. The smallest row that takes part goes.
2. Across areas: rows withheld in any segment must keep two possible values beside the totals of every segment.

References
----------
Willenborg, de Waal (2001) Elements of Statistical Disclosure Control, ch. 6 (linked tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.disclosure import WITHHELD_FOR, ReleaseRule, counted, hidden_counts, small_counts
from equity.release.across import piece_counts
from equity.release.derivation import held_together, smallest_set
from equity.release.ledger import REMAINDER
from equity.release.other_counts import Cells, told
from equity.release.protection import Groups, parent_groups
from equity.release.segments import Family
from equity.release.worlds import Worlds
from equity.result import Reason, floats

PIECES = 12  # up to which every set of pieces is listed; of more they are searched, area by area
SLIGHT = 1e-6


@dataclass(frozen=True, eq=False)
class Linked:
    """What must not be shown: areas x segments, and names of the totals above them by segment."""

    areas: np.ndarray
    parents: list[frozenset[str]]


def told_by_segments(
    rows: Sequence[pd.DataFrame],
    family: Family,
    *,
    rule: ReleaseRule,
    value_type: ValueType,
    parents: pd.DataFrame | None = None,
) -> Linked:
    """The rows that would give a small count away beside the other segments of a family.

    Parameters
    ----------
    rows : sequence of DataFrame
        For each segment the same areas before release: numerator, denominator, status.
    family : Family
        Its segments in the order of the rows.
    rule : ReleaseRule
    value_type : ValueType
    parents : DataFrame, optional
        As for `equity.disclosure.released`.
    """
    table = _Table(rows, family, rule=rule, value_type=ValueType(value_type), parents=parents)
    if rule.largest and len(family.segments) > 1:
        while table.within() or table.between():
            pass
    names = [code for _, code in table.groups]
    gone = [frozenset(np.array(names, dtype=object)[column]) for column in table.gone.T]
    return Linked(table.withheld, gone)


def told_alone(parts: np.ndarray, count: np.ndarray, *, largest: int) -> list[tuple[int, np.ndarray]]:
    """Areas of which a small count follows by adding and taking away what is shown, and how often each row is taken.

    Parameters
    ----------
    parts : array of 0/1, shown segments x pieces
    count : array, areas x shown segments
    largest : int
        The largest count that is small.
    """
    inverse, size = np.linalg.pinv(parts), parts.shape[1]
    if size > PIECES:
        sets = [(area, chosen @ inverse) for area, chosen in _searched(parts, count, largest=largest)]
        return sets
    sets = np.array(list(product((0, 1), repeat=size)))[1:]
    weights = sets @ inverse
    weights = weights[(np.abs(weights @ parts - sets) < SLIGHT).all(axis=1)]
    sums = np.rint(count @ weights.T)
    telling = (sums > 0) & (sums <= largest)
    return [(int(area), weights[int(telling[area].argmax())]) for area in np.flatnonzero(telling.any(axis=1))]


def _searched(parts: np.ndarray, count: np.ndarray, *, largest: int) -> Iterator[tuple[int, np.ndarray]]:
    """The same for many pieces: the smallest set (0/1) of each area that has one."""
    atoms, of, size = np.unique(parts, axis=1, return_inverse=True, return_counts=True)
    held, of = np.flatnonzero(atoms.any(axis=0)), of.ravel()
    if np.linalg.matrix_rank(atoms[:, held]) == len(held):  # every set of atoms follows: one atom is the smallest
        alone = np.rint(count @ np.linalg.pinv(atoms[:, held]).T)
        cost = np.where((alone > 0) & (alone <= largest), size[held], np.inf)
        for area in np.flatnonzero(np.isfinite(cost).any(axis=1)):
            yield int(area), (of == held[cost[area].argmin()]).astype(float)
        return
    pieces = piece_counts(Family((), parts), count.T).T
    still = np.eye(parts.shape[1]) - np.linalg.pinv(parts) @ parts
    still[np.abs(still) < SLIGHT] = 0.0
    kept: dict[bytes, np.ndarray] = {}
    for area in np.flatnonzero(((pieces > 0) & (pieces <= largest)).any(axis=1)):
        mine = pieces[area]
        low = mine <= largest
        if low.tobytes() not in kept:
            kept[low.tobytes()] = held_together(still, np.flatnonzero(low))[0]
        eligible = kept[low.tobytes()]
        if mine[eligible].any():
            chosen = smallest_set(still, mine, eligible=eligible, largest=largest, moved=mine[None, :])
            if chosen is not None:
                yield int(area), np.isin(np.arange(len(mine)), chosen).astype(float)


class _Table:
    """Areas x segments of every count that must not become known, and what is withheld of it so far."""

    def __init__(self, rows, family: Family, *, rule: ReleaseRule, value_type: ValueType, parents) -> None:
        self.rows, self.rule, self.value_type = rows, rule, value_type
        self.parts = family.parts[:, family.parts.any(axis=0)]
        above = None if parents is None else pd.DataFrame(parents).reindex(rows[0].index)
        self.groups: Groups = {} if above is None else parent_groups(above)
        self.counts = {name: np.array([floats(row[name]) for row in rows]).T for name in counted(value_type)}
        if value_type == ValueType.PROPORTION and not rule.round_to:
            self.counts[REMAINDER] = self.counts["denominator"] - self.counts["numerator"]
        self.alone: dict[tuple[bytes, bytes], int | None] = {}  # what follows from rows looked at before
        self.worlds = {name: Worlds() for name in self.counts}
        shape = self.counts["numerator"].shape
        self.withheld = np.zeros(shape, dtype=bool)
        self.gone = np.zeros((len(self.groups), shape[1]), dtype=bool)
        self.known: list[tuple] = [(None, None)] * shape[1]  # what the gate said of each segment, and of what
        self.small = np.array([small_counts(row, rule, value_type=value_type) for row in rows]).T

    def marked(self, place: int) -> pd.DataFrame:
        """The rows of a segment with the reason of those that go."""
        gone = self.withheld[:, place] & ~self.small[:, place]
        return self.rows[place].assign(**{WITHHELD_FOR: np.where(gone, str(Reason.LINKED), "")})

    def hidden(self) -> dict[str, np.ndarray]:
        """Areas x segments whose count the gate withholds, by measure; totals that it cannot protect go."""
        for place in range(len(self.rows)):
            gone = self.withheld[:, place].tobytes()
            if self.known[place][0] != gone:  # only what has changed is looked at again
                found = hidden_counts(self.marked(place), self.rule, value_type=self.value_type, groups=self.groups)
                self.known[place] = (gone, found)
                self.gone[:, place] |= np.array([code in found[2] for _, code in self.groups], dtype=bool)
        columns = [found[:2] for _, found in self.known]
        events, people = (np.array(one).T for one in zip(*columns, strict=True))
        return {
            name: (people if name == "denominator" else events) & ~np.isnan(count)
            for name, count in self.counts.items()
        }

    def within(self) -> bool:
        """One more row of every area, and of every total, of which a small count follows; False if there is none."""
        if self.rule.round_to:
            return False  # no count is exact
        hidden, before = self.hidden(), (self.withheld.sum(), self.gone.sum())
        for name, count in self.counts.items():
            for area, segment in self._told_alone(count, ~hidden[name]):
                self.withheld[area, segment] = True
            totals = self.totals(count)
            small = (totals > 0) & (totals <= self.rule.largest)
            for group, segment in self._told_alone(totals, ~self.gone & ~small):
                self.gone[group, segment] = True
        return (self.withheld.sum(), self.gone.sum()) != before

    def totals(self, count: np.ndarray) -> np.ndarray:
        """The count of every total above areas, per segment."""
        made = [np.nansum(count[places], axis=0) for places in self.groups.values()]
        return np.array(made).reshape(len(self.groups), count.shape[1])

    def _told_alone(self, count: np.ndarray, shown: np.ndarray) -> list[tuple[int, int]]:
        """Rows of which a small count follows, and of each the smallest segment that takes part in it."""
        shown = shown & ~np.isnan(count)
        new = np.array([(row, seen) not in self.alone for row, seen in _texts(count, shown)], dtype=bool)
        patterns, of = np.unique(shown[new], axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            areas = np.flatnonzero(new)[of.ravel() == number]
            self._looked_at(count[areas], pattern)
        found = [self.alone[text] for text in _texts(count, shown)]
        return [(area, segment) for area, segment in enumerate(found) if segment is not None]

    def _looked_at(self, count: np.ndarray, pattern: np.ndarray) -> None:
        """Keep what follows from rows of one pattern of segments; None if nothing does."""
        kept, texts = np.flatnonzero(pattern), _texts(count, np.tile(pattern, (len(count), 1)))
        self.alone |= dict.fromkeys(texts)
        if len(kept) < 2:
            return
        for area, weights in told_alone(self.parts[kept], count[:, kept], largest=self.rule.largest):
            mine = count[area, kept]
            part = np.where((np.abs(weights) > SLIGHT) & (mine > 0), mine, np.inf)
            self.alone[texts[area]] = int(kept[part.argmin()])

    def between(self) -> bool:
        """One more row where a withheld count has one possible value left; False if there is none."""
        hidden = self.hidden()
        for name, count in self.counts.items():
            cells = Cells(count, hidden[name], self.parts, list(self.groups.values()), self.gone, self.rule)
            found = dict(reversed(told(cells, self.worlds[name])))  # one set of each area at a time
            if [area for area, target in found.items() if self._one_more(count, hidden[name], area, target)]:
                return True
        return False

    def _one_more(self, count: np.ndarray, hidden: np.ndarray, area: int, target: np.ndarray) -> bool:
        """Withhold one more row, of the area or of one beside it, where it helps most; else a total goes."""
        overlaps = (self.parts @ target) > 0
        hidden = hidden | self.withheld
        near = [places for number, places in enumerate(self.groups.values()) if not self.gone[number].all()]
        beside = np.unique(np.concatenate([[area], *[places for places in near if area in places]])).astype(int)
        own, open_ones = beside == area, (hidden[beside] & overlaps).any(axis=1)
        last = np.full((len(beside), len(overlaps)), 4)
        last[np.ix_(~own, overlaps & hidden[area])] = 3  # another area in the same segment
        last[np.ix_(own, overlaps)] = 2
        last[np.ix_(open_ones & ~own, overlaps)] = 1
        last[np.ix_(open_ones & ~own, hidden[area])] = 0  # two areas in the same two segments cover each other
        if (hidden[area] & overlaps).sum() < 2:  # beside its own total a row needs a second one
            last[np.ix_(own, overlaps)] = np.where(hidden[beside[~own]].any(axis=0), -2, -1)[overlaps]
        able = ~hidden[beside] & (np.nan_to_num(count[beside]) > 0) & (last < 4)
        if able.any():
            where = np.argwhere(able)
            row, segment = where[np.lexsort((count[beside][able], last[able]))[0]]
            self.withheld[beside[row], segment] = True
            return True
        for number, places in enumerate(self.groups.values()):
            if area in places and not self.gone[number, overlaps].all():
                self.gone[number] |= overlaps
                return True
        return False


def _texts(count: np.ndarray, shown: np.ndarray) -> list[tuple[bytes, bytes]]:
    """A key for each area: what it shows, and in which segments."""
    kept = np.where(shown, count, 0.0)
    return [(row.tobytes(), seen.tobytes()) for row, seen in zip(kept, shown, strict=True)]
