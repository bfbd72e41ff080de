"""Which tier: how far rates differ between systems, places and neighbourhoods, and how many events each unit has.

Lives here: the split of the variance of rates by nested tiers with the sampling variance taken out, events per unit and
year, and the rule for the hint. Not here: which areas lie in which (`geo.membership`), release (`equity.disclosure`),
words (`charts.tier.tier_words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from data.schema import Status
from equity.comparing.tier_limits import drawn_shares, freedom, share_limits, solved
from equity.result import floats

LEAST_FREEDOM = 4  # a tier is judged from at least so many units more than there are units above it
ENOUGH = 10  # events a year a unit needs for a rate to be read (Morris et al 2018)
HOLDING = 0.9  # share of a tier's units that must have enough
MOST = 0.5  # a share from which "most of the difference" is said


@dataclass(frozen=True, eq=False)
class Split:
    """Variance of rates by tier, from the top down.

    Attributes
    ----------
    tiers : tuple of str
    units : tuple of int
        Units per tier.
    components : array of shape (tiers,)
        Variance between units of the tier inside one unit of the tier above, in squared rates (events per person);
        0 where the estimate was negative, NaN where the tier has too few units to tell.
    negative : tuple of str
        Tiers whose estimate was below zero and is reported as 0.
    noise : float
        Share of the whole observed sum of squares that counting error alone would give.
    limits : tuple of (lower, upper)
        95 % limits of each of `shares` (`equity.comparing.tier_limits`), NaN where they cannot be told.
    """

    tiers: tuple[str, ...]
    units: tuple[int, ...]
    components: np.ndarray
    negative: tuple[str, ...]
    noise: float
    limits: tuple[tuple[float, float], ...] = ()

    @property
    def shares(self) -> np.ndarray:
        """Share of each tier in the sum of the components that could be told; NaN where none is above zero."""
        total = np.nansum(self.components)
        return self.components / total if total > 0 else np.full(len(self.tiers), np.nan)


@dataclass(frozen=True)
class Events:
    """Events per unit and year of one tier: units, those with a figure, median, fewest, most, share with enough."""

    tier: str
    units: int
    shown: int
    median: float
    least: float
    most: float
    holding: float

    @property
    def enough(self) -> bool:
        """Whether rates of the tier's units can be read year by year."""
        return self.holding >= HOLDING


@dataclass(frozen=True)
class Hint:
    """What the figures say about the tier to act on.

    Attributes
    ----------
    largest : str
        Tier with the largest share of the differences, "" if that cannot be told.
    share : float
    finest : str
        Finest tier whose units have enough events, "" if none has.
    """

    largest: str
    share: float
    finest: str


def variance_split(
    counts: pd.DataFrame, groups: pd.DataFrame, *, tier: str, proportion: bool, rounding: float = 0.0
) -> Split:
    """How the differences between rates share out over nested tiers.

    Parameters
    ----------
    counts : DataFrame
        One row per unit of the lowest tier: `numerator, denominator`, all known, denominators above 1.
    groups : DataFrame
        Same index; one column per higher tier, from the top down, with the code of the unit's group. Groups nest by
        their path: a district that two systems share counts as one part in each.
    tier : str
        Name of the lowest tier.
    proportion : bool
        Counting error is binomial; else Poisson.
    rounding : float
        Step to which counts were rounded: its variance, step^2 / 12, is taken out too.

    Returns
    -------
    Split

    Notes
    -----
    Sums of squares are weighted by the denominator, so every group's rate is its summed events over its summed people.
    Each observed sum of squares is set equal to its expectation under r = mean + system + place + neighbourhood +
    counting error, and solved from the lowest tier up (Henderson's method 1 for an unbalanced nested design, with known
    error variances). A tier is estimated only if it and all below it have `LEAST_FREEDOM` degrees of freedom.

    References
    ----------
    Searle, Casella and McCulloch (1992) Variance Components, chapter 5. Henderson (1953) Biometrics 9:226-252.
    DerSimonian and Laird (1986) Controlled Clinical Trials 7:177-188 (moments with known error variances).
    """
    x, n = floats(counts["numerator"]), floats(counts["denominator"])
    paths = _paths(groups)
    sizes = [np.bincount(path, weights=n) for path in paths]
    observed = np.array([(np.bincount(p, weights=x) ** 2 / size).sum() for p, size in zip(paths, sizes, strict=True)])
    rate = x / n
    error = (rate * (1 - rate) * n / (n - 1) if proportion else rate) + rounding**2 / 12 / n
    noise = np.array([(np.bincount(p, weights=n * error) / size).sum() for p, size in zip(paths, sizes, strict=True)])
    squares, expected_noise = np.diff(observed), np.diff(noise)
    coefficients = _coefficients(paths, sizes)
    told = _told(sizes)
    raw = solved(squares - expected_noise, coefficients, told=told)
    spread = freedom(np.nan_to_num(raw), paths, sizes=sizes, noise=n * error)
    draws = drawn_shares(squares, expected_noise, coefficients=coefficients, told=told, spread=spread)
    names = (*groups.columns, tier)
    negative = tuple(name for name, value in zip(names, raw, strict=True) if value < 0)
    total = squares.sum()
    return Split(
        names,
        tuple(len(size) for size in sizes[1:]),
        np.where(np.isnan(raw), np.nan, np.maximum(raw, 0.0)),
        negative,
        float(expected_noise.sum() / total) if total > 0 else float("nan"),
        share_limits(draws),
    )


def _paths(groups: pd.DataFrame) -> list[np.ndarray]:
    """Group number of every unit at every level: all units together, the tiers from the top down, each unit alone."""
    levels = [np.zeros(len(groups), dtype=int)]
    for name in groups:
        above, here = levels[-1], pd.factorize(groups[name])[0]
        levels.append(pd.factorize(above * (here.max() + 1) + here)[0])
    return [*levels, np.arange(len(groups))]


def _told(sizes: list[np.ndarray]) -> int:
    """How many tiers can be told, counted from the lowest up: those before the first with too few units."""
    enough = [len(below) - len(above) >= LEAST_FREEDOM for above, below in pairwise(sizes)]
    return next((place for place, fine in enumerate(reversed(enough)) if not fine), len(enough))


def _coefficients(paths: list[np.ndarray], sizes: list[np.ndarray]) -> np.ndarray:
    """Expected sum of squares of each tier (row) per unit of variance at each tier (column)."""
    number, whole = len(paths) - 1, sizes[0].sum()
    expected = np.full((number + 1, number + 1), whole)  # of T at a level, per unit of variance at a tier
    for level in range(number + 1):
        for tier in range(level + 1, number + 1):
            above = _first(paths[level], paths[tier])
            expected[level, tier] = (np.bincount(above, weights=sizes[tier] ** 2) / sizes[level]).sum()
    return np.diff(expected, axis=0)[:, 1:]


def _first(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """The group above of every group below."""
    where = np.zeros(below.max() + 1, dtype=int)
    where[below] = above
    return where


def events(tier: str, counts: pd.DataFrame, *, years: float, proportion: bool) -> Events:
    """Events per unit and year from released rows (`numerator, denominator, status`).

    Of a proportion the rarer side counts: people with it or without it. A withheld unit does not have enough; one
    without figures is not judged.
    """
    x = floats(counts["numerator"])
    rare = np.minimum(x, floats(counts["denominator"]) - x) if proportion else x
    known = rare[~np.isnan(rare)] / years
    if not len(known):
        return Events(tier, len(x), 0, np.nan, np.nan, np.nan, 0.0)
    withheld = (counts["status"] == str(Status.SUPPRESSED)).sum()
    enough = float((known >= ENOUGH).sum() / (len(known) + withheld))
    return Events(tier, len(x), len(known), float(np.median(known)), float(known.min()), float(known.max()), enough)


def hint(split: Split | None, per_tier: Sequence[Events]) -> Hint:
    """The tier with most of the differences, and the finest one with enough events.

    A tier has enough if `HOLDING` of its units have `ENOUGH` events a year; the finest such tier is the last, from the
    top down, before one that has not.
    """
    finest = ""
    for one in per_tier:
        if not one.enough:
            break
        finest = one.tier
    if split is None or np.isnan(split.shares).all():
        return Hint("", float("nan"), finest)
    place = int(np.nanargmax(split.shares))
    return Hint(split.tiers[place], float(split.shares[place]), finest)
