"""The gap in numbers of people, and how they are concentrated: from the released groups of a ladder.

Lives here: which counts go into the two measures. Not here: formulas (`equity.inequality`), words (`charts.gradient`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from charts.gradient.evidence import Ladder, People
from data.catalogue import Indicator
from data.schema import Polarity, ValueType
from equity.comparing.gap import Estimate
from equity.inequality.attributable import attributable_share
from equity.inequality.concentration import concentration_curve, concentration_index
from pages.parts.gradient.ladders import estimate

NO_SIDE = "This measure has no better side, so nobody is counted as left behind."
WITHHELD = "A group has no figure to show, so no number of people can be told."


def people(ladder: Ladder, indicator: Indicator, *, sampled: bool) -> People:
    """How many fewer would be on the wrong side with the least deprived group's rate, and the concentration curve."""
    rows = [step.row for step in ladder.steps]
    if not ladder.known or not all(row.has_value and row.has_counts for row in rows):
        return People(reason=ladder.reason or WITHHELD)
    if Polarity(indicator.polarity) == Polarity.NONE:
        return People(reason=NO_SIDE)
    without = Polarity(indicator.polarity) == Polarity.HIGH_IS_GOOD
    everyone = np.array([[row.denominator for row in rows]])
    counts = np.array([[row.numerator for row in rows]])
    counts, everyone = (pd.DataFrame(table) for table in (everyone - counts if without else counts, everyone))
    events = indicator.value_type == ValueType.CRUDE_RATE
    total = float(counts.to_numpy().sum())
    share = estimate(attributable_share(counts, everyone, events=events, multiplier=1.0), sampled=sampled)
    curve = concentration_curve(counts, everyone, events=events)
    return People(
        fewer=Estimate(total * share.value, total * share.lower, total * share.upper),
        total=total,
        points=tuple((float(x), float(y)) for x, y in curve.to_numpy()),
        index=estimate(concentration_index(counts, everyone, events=events), sampled=sampled),
        without=without,
    )
