"""The reason of a signal in words, and the range its figures are held against.

Lives here: "Rate rose from x to y per 1,000; expected a-b; n events", who agrees, and the range of events that the
area's own past leads one to expect. Not here: the tests (`signal`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start

TAILS = (0.025, 0.975)
CHARTS = {"xmr": "XmR chart", "p_prime": "p chart", "cusum": "CUSUM"}


@dataclass(frozen=True)
class Unit:
    """How rates are said: multiplier, words and decimals; what the value and the events are called."""

    multiplier: float = 1000.0
    words: str = "per 1,000"
    decimals: int = 1
    noun: str = "Rate"
    events: str = "events"


def expected_range(sums: pd.DataFrame, *, shares: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Events of the recent periods that 95 in 100 areas with this past would have.

    Parameters
    ----------
    sums : DataFrame
        `before, n_before, n_after` and `spread` (overdispersion), one row per area.
    shares : bool
        The events are parts of the people.

    Returns
    -------
    two arrays of float
        Quantiles of a negative binomial whose variance holds the chance of the recent events and of the earlier ones
        that the rate rests on. Half an event is added to the past, so that an area without events has a range too. For
        shares a beta with the same mean, and the binomial's variance times that spread.

    References
    ----------
    Krishnamoorthy K, Peng J (2011) Improved closed-form prediction intervals for binomial and Poisson distributions. J
    Stat Plan Inference 141:1709-1718 (prediction from a Poisson past).
    """
    ratio = (sums["n_after"] / sums["n_before"]).to_numpy()
    mean = (sums["before"].to_numpy() + 0.5) * ratio
    variance = mean * sums["spread"].to_numpy() * (1 + ratio)
    if shares:
        rate = np.clip(mean / sums["n_after"].to_numpy(), 1e-9, 1 - 1e-9)
        size = mean / rate / (variance / mean)  # people who would bring this spread
        return tuple(scipy.stats.beta.ppf(tail, rate * size, (1 - rate) * size) * mean / rate for tail in TAILS)
    share = mean / variance
    low, high = (scipy.stats.nbinom.ppf(tail, mean * share / (1 - share), share) for tail in TAILS)
    return low, high


def reasons(shown: pd.DataFrame, unit: Unit) -> list[str]:
    """One sentence per area."""
    return [_reason(row, unit) for row in shown.itertuples()]


def _reason(row, unit: Unit) -> str:
    rose = "rose" if row.rate_after > row.rate_before else "did not rise, but fell less than elsewhere:"
    said = (
        f"{unit.noun} {rose} from {row.rate_before:,.{unit.decimals}f} to {row.rate_after:,.{unit.decimals}f} "
        f"{unit.words}; "
        f"expected {row.expected_lower:,.{unit.decimals}f}-{row.expected_upper:,.{unit.decimals}f}; "
        f"{row.events:,.0f} {unit.events} where {row.expected:,.0f} were expected."
    )
    if row.level == "red":
        return f"{said} Both its own past and the other areas say so."
    if row.agrees_time and not row.agrees_place:
        return f"{said} Other areas changed in much the same way."
    if row.agrees_place and not row.agrees_time:
        return f"{said} More than in other areas, but within its own past variation."
    return f"{said} Its {CHARTS[row.chart]} does not mark it."
