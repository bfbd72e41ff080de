"""How the areas spread in one period: the five numbers of a box.

Lives here: quartiles and ends of values of areas. Not here: drawing, or a test of any kind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equity.result import floats

FEWEST = 5  # areas; below it there is no box, only the areas themselves


@dataclass(frozen=True)
class Spread:
    """Five numbers over the areas of one period; NaN where there are fewer than `FEWEST`."""

    areas: int
    lowest: float = float("nan")
    lower_quartile: float = float("nan")
    median: float = float("nan")
    upper_quartile: float = float("nan")
    highest: float = float("nan")

    @property
    def known(self) -> bool:
        """Whether there is a box to draw."""
        return self.median == self.median


def spread(values) -> Spread:
    """Lowest, quartiles and highest of the values that are known.

    Parameters
    ----------
    values : array or Series of float
        One per area; missing ones are left out. Every area counts once, whatever its size.

    Returns
    -------
    Spread

    References
    ----------
    Hyndman RJ, Fan Y (1996) Sample quantiles in statistical packages. Am Stat 50:361-365 (definition 7).
    """
    x = floats(values)
    x = x[~np.isnan(x)]
    if len(x) < FEWEST:
        return Spread(len(x))
    return Spread(len(x), *(float(one) for one in np.quantile(x, [0, 0.25, 0.5, 0.75, 1])))
