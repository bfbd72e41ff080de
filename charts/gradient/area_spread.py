"""How unequal the areas of a footprint are, as a plain object.

Lives here: the two indices and what they rest on. Not here: their words (`spread_section`), formulas (`equity`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from equity.comparing.gap import Estimate


@dataclass(frozen=True)
class AreaSpread:
    """How unequal the areas are.

    Attributes
    ----------
    gini, theil : Estimate
        Of the share on the wrong side, each area weighed by its people.
    between : float
        Share of Theil's index that lies between the footprint's deprivation fifths (0 to 1).
    without : bool
        True where the people who are without are counted (of a measure that should be high).
    areas, missing : int
        Areas with a figure to show, and those without.
    reason : str
    """

    gini: Estimate = field(default_factory=Estimate)
    theil: Estimate = field(default_factory=Estimate)
    between: float = float("nan")
    without: bool = False
    areas: int = 0
    missing: int = 0
    reason: str = ""
