"""The gap between two values of one measure: its size, its interval, and whether chance alone could make it.

Lives here: differences of two independent values from their own limits. Not here: which two are compared
(`equity.comparing.fifths`, the page), their values and limits (`equity.values.valuation`), words (`charts.board`).
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import isnan, nan

from equity.values.two_values import square_and_add


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % limits; NaN where there is none."""

    value: float = nan
    lower: float = nan
    upper: float = nan


@dataclass(frozen=True)
class Gap:
    """First minus second, in the unit of the measure; NaN where it cannot be told."""

    value: float
    lower: float
    upper: float

    @property
    def clear(self) -> bool | None:
        """Whether the interval leaves zero out; None without an interval."""
        return None if isnan(self.lower) or isnan(self.upper) else bool(self.lower > 0 or self.upper < 0)


def gap(first: Estimate, second: Estimate) -> Gap:
    """First minus second, with a 95 % interval recovered from the limits of both.

    Parameters
    ----------
    first, second : Estimate
        Of people who are not counted in both.

    Returns
    -------
    Gap
        Without a value where either has none; without an interval where a limit is missing.

    References
    ----------
    Newcombe RG (1998) Interval estimation for the difference between independent proportions: comparison of eleven
    methods. Statistics in Medicine 17:873-890. Zou GY, Donner A (2008) Construction of confidence limits about effect
    measures: a general approach. Statistics in Medicine 27:1693-1702.
    """
    size, lower, upper = (float(one) for one in square_and_add(astuple(first), astuple(second)))
    return Gap(size, nan, nan) if isnan(lower) or isnan(upper) else Gap(size, lower, upper)
