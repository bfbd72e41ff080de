"""Judged against a benchmark at one or two levels, with the states a figure can have instead.

Lives here: the test of 95 % and 99.8 % intervals against a benchmark, and the rows that are not tested (suppressed,
no limits, the benchmark itself).
Not here: the one-level test the map draws (`comparison`), limits around the benchmark (`around`), tests for a benchmark
that contains the area or is small (`two_samples`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Polarity, Status
from equity.comparing.comparison import COMPARABLE


class Confidence(StrEnum):
    """Which limits are asked: one level, or both with a stronger word outside the wider one."""

    ONE = "95"
    STRICT = "99.8"
    BOTH = "both"


class Judgement(StrEnum):
    """What is said of an area; the words without "much" are those of `Comparison`."""

    MUCH_BETTER = "much_better"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    MUCH_WORSE = "much_worse"
    MUCH_LOWER = "much_lower"
    LOWER = "lower"
    HIGHER = "higher"
    MUCH_HIGHER = "much_higher"
    NOT_COMPARED = "not_compared"
    BENCHMARK = "benchmark"
    SUPPRESSED = "suppressed"


# polarity -> wholly below at 99.8 %, wholly below at 95 %, wholly above at 95 %, wholly above at 99.8 %
SCALES = {
    Polarity.HIGH_IS_GOOD: (Judgement.MUCH_WORSE, Judgement.WORSE, Judgement.BETTER, Judgement.MUCH_BETTER),
    Polarity.LOW_IS_GOOD: (Judgement.MUCH_BETTER, Judgement.BETTER, Judgement.WORSE, Judgement.MUCH_WORSE),
    Polarity.NONE: (Judgement.MUCH_LOWER, Judgement.LOWER, Judgement.HIGHER, Judgement.MUCH_HIGHER),
}


def judged(
    frame: pd.DataFrame,
    benchmark,
    *,
    polarity: Polarity,
    confidence: Confidence = Confidence.BOTH,
    benchmark_code: str | None = None,
) -> pd.Series:
    """Each area against a benchmark that is taken as exact.

    Parameters
    ----------
    frame : DataFrame
        One row per area, index area_code: `status` and the limits asked for (`lower_ci, upper_ci`, `lower_998,
        upper_998`).
    benchmark : float or array of float
        In the unit of the limits; one for all rows, or one per row.
    polarity : Polarity
    confidence : Confidence
        One level at 95 % or 99.8 %, or both: then "much" is said outside the 99.8 % interval.
    benchmark_code : str, optional
        The row that is the benchmark itself: never tested against itself.

    Returns
    -------
    Series of str
        `Judgement` values, name "compared". The ends of an interval belong to it: a benchmark on a limit is similar.
        Any missing limit that is asked for, a missing benchmark, or a status that must not be ranked: not compared.

    References
    ----------
    Eayres D (2008) Technical Briefing 3: Commonly used public health statistics, APHO. Fingertips technical guidance,
    comparing with a benchmark.
    """
    confidence, target = Confidence(confidence), np.broadcast_to(np.asarray(benchmark, "float64"), len(frame))
    outer, inner = ("lower_998", "upper_998"), ("lower_ci", "upper_ci")
    pairs = {Confidence.ONE: (inner, inner), Confidence.STRICT: (outer, outer), Confidence.BOTH: (inner, outer)}
    (low, high), (lowest, highest) = ([_column(frame, name) for name in pair] for pair in pairs[confidence])
    scale = SCALES[Polarity(polarity)]
    if confidence is not Confidence.BOTH:
        scale = (scale[1], scale[1], scale[2], scale[2])
    with np.errstate(invalid="ignore"):
        sides = [highest < target, high < target, low > target, lowest > target]
        order = [sides[0], sides[3], sides[1], sides[2]]
    words = [str(scale[place]) for place in (0, 3, 1, 2)]
    outcome = np.select(order, words, str(Judgement.SIMILAR))
    known = ~np.isnan([low, high, lowest, highest, target]).any(axis=0)
    rankable = frame["status"].isin([str(status) for status in COMPARABLE]).to_numpy()
    outcome = np.where(known & rankable, outcome, str(Judgement.NOT_COMPARED))
    outcome = np.where(frame["status"] == str(Status.SUPPRESSED), str(Judgement.SUPPRESSED), outcome)
    if benchmark_code is not None:
        outcome = np.where(frame.index == benchmark_code, str(Judgement.BENCHMARK), outcome)
    return pd.Series(outcome, index=frame.index, name="compared", dtype="str")


def _column(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].to_numpy("float64", na_value=np.nan)
