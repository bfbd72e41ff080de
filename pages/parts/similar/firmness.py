"""How much the result hangs on our choices: other numbers of similar areas, one theme left out at a time.

Lives here: the pooled estimate handed to `equity.similar.question.stability`. Not here: the comparison (`comparing`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.schema import Status, ValueType
from equity.similar.question import stability
from equity.similar.reasons import FEWEST_COMPARATORS
from pages.parts.similar import matching
from pages.parts.similar.matching import Answer
from pages.parts.similar.question import SimilarQuestion


@dataclass(frozen=True)
class Pooled:
    """An estimate without limits: those of ten comparisons, which nobody reads, would take a second."""

    estimate: float
    status: str = str(Status.OK)
    reason: str = ""
    lower_ci: float = np.nan
    upper_ci: float = np.nan


def firmness(asked: SimilarQuestion, found: Answer, *, frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The table of `stability` for released rows of every area."""
    known = frame[frame["counted"].to_numpy()]
    own = known.loc[known.index.intersection(found.asked.chosen), ["numerator", "denominator"]].sum()
    proportion = indicator.value_type == ValueType.PROPORTION

    def estimate(comparators: pd.Index) -> Pooled:
        """Chosen minus (or over) these."""
        rows = known.loc[known.index.intersection(comparators), ["numerator", "denominator"]]
        sums = rows.sum()
        if len(rows) < FEWEST_COMPARATORS or not own["numerator"] > 0 or not sums["numerator"] > 0:
            return Pooled(np.nan, str(Status.MISSING))
        values = [part["numerator"] / part["denominator"] for part in (own, sums)]
        return Pooled(indicator.multiplier * (values[0] - values[1]) if proportion else values[0] / values[1])

    return stability(found.asked, found.found, estimate=estimate, spaces=matching.without_one(asked))
