"""How large a difference of changes is to be expected where nothing was done, for groups of any size.

Lives here: the spread between areas and the error of counting, fitted to areas treated in turn, and what both give for
a group of areas. Not here: the placebo tests that judge by it (`equity.similar.placebo`).

A small area moves more by chance alone, and a group of many areas less than any of them. Beside areas of another size a
difference is therefore measured in what is expected of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from data.schema import ValueType

_CHANGE = np.array([-1.0, 1.0])


@dataclass(frozen=True, eq=False)
class Expected:
    """Variance of a group's change minus that of all other areas: `between` * unevenness + `within` * counting error.

    Attributes
    ----------
    count, people : array of float, shape (areas, 2)
        Before and after, of every area that can be in a group.
    between : float
        Variance of an area's change beyond counting.
    within : float
        Times the binomial or Poisson variance; at least 1.
    """

    count: np.ndarray
    people: np.ndarray
    value_type: ValueType
    between: float
    within: float

    @classmethod
    def of(cls, count: np.ndarray, people: np.ndarray, *, value_type: ValueType) -> Expected:
        """Fitted to the differences of all areas, each in turn against the others.

        References
        ----------
        Ferman B, Pinto C (2019) Rev Econ Stat 101:452-467 (few treated groups of different sizes).
        """
        start = cls(count, people, value_type, 0.0, 1.0)
        each = np.eye(len(count))
        uneven, counting = start._parts(each)
        squares = start.differences(each) ** 2
        columns = np.column_stack([uneven / counting, np.ones(len(count))])
        found, _ = nnls(columns, squares / counting - 1)
        return cls(count, people, value_type, float(found[0]), 1 + float(found[1]))

    def differences(self, groups: np.ndarray) -> np.ndarray:
        """Change of each group (a row of 0/1 over the areas) minus that of the other areas together."""
        x, n = groups @ self.count, groups @ self.people
        return (x / n - (self.count.sum(axis=0) - x) / (self.people.sum(axis=0) - n)) @ _CHANGE

    def errors(self, groups: np.ndarray) -> np.ndarray:
        """The standard deviation to be expected of each group's difference."""
        uneven, counting = self._parts(groups)
        return np.sqrt(self.between * uneven + self.within * counting)

    def beside(self, count: np.ndarray, people: np.ndarray) -> float:
        """The same of areas that are none of these, against all of these: shape (areas, 2) each."""
        both = Expected(
            np.vstack([self.count, count]), np.vstack([self.people, people]),
            self.value_type, self.between, self.within,
        )  # fmt: skip
        group = np.r_[np.zeros(len(self.count)), np.ones(len(count))]
        return float(both.errors(group[None, :])[0])

    def _parts(self, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Sum of squared shares of both sides, and the variance of counting of both."""
        all_people = self.people.sum(axis=0)
        event = 0.5 / all_people  # nobody counted anywhere is not certainty
        rate = np.maximum(self.count.sum(axis=0) / all_people, event)
        spread = np.minimum(rate, 1 - event) * (1 - np.minimum(rate, 1 - event))
        spread = spread if self.value_type == ValueType.PROPORTION else rate
        uneven, counting = np.zeros(len(groups)), np.zeros(len(groups))
        for side in (groups, 1 - groups):
            held = side @ self.people
            counting += (spread / held).sum(axis=1)
            uneven += (side @ self.people**2 / held**2).mean(axis=1)
        return uneven, counting
