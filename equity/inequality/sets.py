"""Sets of areas or groups: the values and weights that a measure of spread is made from, checked once.

Lives here: numbers of each set, what is missing, why a set is withheld. Not here: the measures
(`equity.inequality.theil`, `equity.inequality.gini`, `equity.inequality.group_spread`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from equity.result import Reason, first_reason, floats, result_frame

FEWEST = 2  # members


@dataclass(frozen=True, eq=False)
class Sets:
    """Values, weights and set number of the members that count; one reason per set.

    Attributes
    ----------
    values, weights : array, members
    places : array of int, members
        Which of `sets` a member belongs to.
    rows : array of int, members
        Where a member stood in the input.
    sets : Index
    number : array of int, sets
        Members with a value and a weight.
    missing : array of int, sets
        Members without.
    reason : array of str, sets
    """

    values: np.ndarray
    weights: np.ndarray
    places: np.ndarray
    rows: np.ndarray
    sets: pd.Index
    number: np.ndarray
    missing: np.ndarray
    reason: np.ndarray

    @classmethod
    def of(cls, values, weights=None, *, sets=None) -> Sets:
        """Members of arrays of one length; without weights all weigh the same, without sets all are one, 0."""
        y = floats(values)
        w = np.ones_like(y) if weights is None else floats(weights)
        places, names = pd.factorize(np.zeros(len(y)) if sets is None else np.asarray(sets), use_na_sentinel=False)
        known = ~np.isnan(y) & (w > 0)
        size = len(names)

        def counted(mask: np.ndarray) -> np.ndarray:
            return np.bincount(places[mask], minlength=size)

        number = counted(known)
        total = np.bincount(places[known], weights=y[known], minlength=size)
        faults = {
            Reason.TOO_FEW_GROUPS: number < FEWEST,
            Reason.NUMERATOR_NEGATIVE: counted(known & (y < 0)) > 0,
            Reason.NO_EVENTS: total == 0,
        }
        reason, rows = first_reason(faults), np.flatnonzero(known)
        index = pd.Index(names, name="set")
        return cls(y[known], w[known], places[known], rows, index, number, counted(~known), reason)

    def total(self, amounts: np.ndarray) -> np.ndarray:
        """Sums of members' amounts by set."""
        return np.bincount(self.places, weights=amounts, minlength=len(self.sets))

    def framed(self, value: np.ndarray) -> pd.DataFrame:
        """Values by set as a result frame without limits, with `number` and `missing` members."""
        nothing = np.full(len(value), np.nan)
        frame = result_frame(value, ((nothing, nothing), (nothing, nothing)), reason=self.reason, index=self.sets)
        return frame.assign(number=self.number, missing=self.missing)
