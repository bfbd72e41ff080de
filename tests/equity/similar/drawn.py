"""Areas, covariates and counts drawn for tests of similar places."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.similar.panel import Panel


def codes(number: int) -> pd.Index:
    return pd.Index([f"A{place:04d}" for place in range(number)], name="area_code")


def covariates(number: int, width: int, *, seed: int = 1) -> pd.DataFrame:
    """Covariates of different scales, the last two correlated."""
    draw = np.random.default_rng(seed)
    values = np.exp(draw.normal(size=(number, width))) * 10.0 ** (np.arange(width) % 4)
    if width > 2:
        values[:, -1] = values[:, -2] * 2 + draw.normal(size=number)
    return pd.DataFrame(values, index=codes(number), columns=[f"c{place}" for place in range(width)])


def panel(
    number: int, periods: int, *, seed: int = 1, spread: float = 0.03, value_type: ValueType = ValueType.PROPORTION
) -> Panel:
    """Counts of areas that vary more than chance and share one movement over time."""
    draw = np.random.default_rng(seed)
    people = draw.integers(800, 3_000, (number, 1)) * np.ones((1, periods))
    share = (
        0.5 + draw.normal(0, 0.08, (number, 1)) + 0.01 * np.arange(periods) + draw.normal(0, spread, (number, periods))
    )
    counted = draw.binomial(people.astype(int), np.clip(share, 0.05, 0.95)).astype(float)
    names = [str(2015 + place) for place in range(periods)]
    frames = [pd.DataFrame(part, index=codes(number), columns=names) for part in (counted, people)]
    return Panel(*frames, value_type=value_type, multiplier=100.0)


def made(numerator, denominator, *, value_type=ValueType.PROPORTION, multiplier=100.0) -> Panel:
    """A panel of counts written out: one row per area, one column per period."""
    names = [str(2015 + place) for place in range(np.shape(numerator)[1])]
    frames = [pd.DataFrame(part, codes(len(part)), names, dtype="float64") for part in (numerator, denominator)]
    return Panel(*frames, value_type=value_type, multiplier=multiplier)
