"""Pooled years at the gate: a total of three years must not give away a year that is withheld alone.

Lives here: which pooled totals are withheld so that no withheld year follows from them. Not here: the sums
(`equity.totals.pooling`), single years themselves (`equity.disclosure`), footprints that readers build
(`equity.release.across`).

A pooled total is one more total over cells (areas x years), beside those of every area that holds several of them in
one year. It is shown if the years of it that are withheld add up to nothing, or to more than a small count, and if no
withheld year has one possible value left once everything is shown together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.disclosure import ReleaseRule, counted, released, small_counts
from equity.release.protection import Hidden, known_together, parent_groups
from equity.result import floats


def told_by_pools(
    years: Sequence[pd.DataFrame],
    pool: pd.DataFrame,
    *,
    rule: ReleaseRule,
    value_type: ValueType,
    parents: pd.Series | pd.DataFrame | None = None,
) -> np.ndarray:
    """True for areas whose pooled total is withheld: it is small itself, or would give a single year away.

    Parameters
    ----------
    years : sequence of DataFrame
        Rows of every area in each year, before release: numerator, denominator, status.
    pool : DataFrame
        The same areas for all years together, before release.
    rule : ReleaseRule
    value_type : ValueType
    parents : Series or DataFrame, optional
        As for `equity.disclosure.released`.
    """
    if not rule.largest:
        return np.zeros(len(pool), dtype=bool)
    kept = {"value_type": value_type, "parents": parents}
    alone = [released(year.assign(reason=""), rule, **kept) for year in years]
    found = np.array(released(pool, rule, **kept)["status"].astype(str) != pool["status"].astype(str))
    above = list(parent_groups(pd.DataFrame(parents).reindex(pool.index)).values()) if parents is not None else []
    gone = {
        name: [_hidden(shown, year, name) for shown, year in zip(alone, years, strict=True)]
        for name in counted(value_type)
    }
    if value_type == ValueType.PROPORTION and not rule.round_to:
        found |= _small_rest([year["denominator"] - year["numerator"] for year in years], gone["numerator"], rule)
    for name, hidden in gone.items():
        cells = _cells(years, name, rule=rule, value_type=value_type)
        found = _Table(cells, np.concatenate(hidden), above, areas=len(pool)).telling(found)
    return found


def _small_rest(counts: Sequence[pd.Series], hidden: Sequence[np.ndarray], rule: ReleaseRule) -> np.ndarray:
    """Areas whose withheld years together hold a small count: a shown total less the shown years is it."""
    left = sum(np.where(gone, np.nan_to_num(floats(one)), 0.0) for one, gone in zip(counts, hidden, strict=True))
    return (left > 0) & (left <= rule.largest)


def _cells(years: Sequence[pd.DataFrame], name: str, *, rule: ReleaseRule, value_type: ValueType) -> Hidden:
    """Counts of areas x years, one year after the other."""
    count, primary = [], []
    for year in years:
        small = small_counts(year, rule, value_type=value_type)
        alone = floats(year[name])
        primary.append(small if name == "numerator" else small & (alone > 0) & (alone <= rule.largest))
        count.append(np.nan_to_num(alone))
    return Hidden(np.concatenate(count), np.concatenate(primary), rule.largest, rule.round_to)


def _hidden(shown: pd.DataFrame, frame: pd.DataFrame, name: str) -> np.ndarray:
    """Rows with a count before release whose count is withheld by it."""
    return np.isnan(floats(shown[name])) & ~np.isnan(floats(frame[name]))


class _Table:
    """Cells of areas x years, who is withheld among them, and the areas that hold several."""

    def __init__(self, cells: Hidden, hidden: np.ndarray, above: list[np.ndarray], *, areas: int) -> None:
        self.cells, self.hidden, self.areas = cells, hidden, areas
        self.years = len(hidden) // areas
        self.above = above
        totals = [places + areas * year for places in above for year in range(self.years)]
        self.totals = [one for one in totals if cells.count[one].sum() > cells.largest and hidden[one].any()]

    def of(self, place: int) -> np.ndarray:
        """The cells of an area."""
        return place + self.areas * np.arange(self.years)

    def telling(self, withheld: np.ndarray) -> np.ndarray:
        """Areas whose pooled total is not to be shown, those that are withheld already among them."""
        unseen = self.hidden.reshape(self.years, self.areas)
        count = self.cells.count.reshape(self.years, self.areas)
        left = np.where(unseen, count, 0.0).sum(axis=0)
        cut = (unseen & (count != np.floor(count))).any(axis=0)  # no whole number is looked for in parts of events
        gone = withheld | cut | (unseen.any(axis=0) & (left > 0) & (left <= self.cells.largest))
        while before := set(known_together(self.cells, self.hidden, groups=self.totals)):
            kept = [one for one in self.totals if not before & set(one.tolist())]  # a total that tells is not shown
            if len(kept) == len(self.totals):
                break
            self.totals = kept
        telling = unseen.any(axis=0)
        while len(known := self._known(gone, telling, before)):
            gone[self._next(known, telling & ~gone)] = True
        return gone

    def _known(self, gone: np.ndarray, telling: np.ndarray, before: set[int]) -> np.ndarray:
        pools = [self.of(place) for place in np.flatnonzero(telling & ~gone)]
        found = known_together(self.cells, self.hidden, groups=[*self.totals, *pools])
        return np.array([cell for cell in found if cell not in before and len(pools)], dtype=int)

    def _next(self, known: np.ndarray, open_areas: np.ndarray) -> np.ndarray:
        """The pooled totals to go next: of the areas whose year is known, else the smallest beside them."""
        own = np.unique(known % self.areas)
        if open_areas[own].any():
            return own[open_areas[own]]
        beside = np.unique(np.concatenate([one for one in self.above if np.isin(own, one).any()] or [own]))
        near = beside[open_areas[beside]]
        near = near if len(near) else np.flatnonzero(open_areas)
        totals = self.cells.count.reshape(self.years, self.areas).sum(axis=0)
        return near[[np.lexsort((near, totals[near]))[0]]]
