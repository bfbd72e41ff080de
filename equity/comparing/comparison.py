"""Better, similar or worse than a benchmark: by the interval, ends included.

Lives here: the 95 % test of an area's interval against one benchmark value, with polarity; what is said where the
99.8 % limits are asked too.
Not here: marks and words (`charts.marks`), two-sample tests (for a benchmark that is small or contains the area).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Polarity, Status


class Comparison(StrEnum):
    """What the interval says about an area against the benchmark."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    LOWER = "lower"
    HIGHER = "higher"
    NOT_COMPARED = "not_compared"
    BENCHMARK = "benchmark"
    MUCH_BETTER = "much_better"  # the four "much": beyond 99.8 % too, said only where both limits are asked
    MUCH_WORSE = "much_worse"
    MUCH_LOWER = "much_lower"
    MUCH_HIGHER = "much_higher"


# polarity -> what an interval wholly below and wholly above the benchmark means
SIDES = {
    Polarity.HIGH_IS_GOOD: (Comparison.WORSE, Comparison.BETTER),
    Polarity.LOW_IS_GOOD: (Comparison.BETTER, Comparison.WORSE),
    Polarity.NONE: (Comparison.LOWER, Comparison.HIGHER),
}
# what a benchmark is beside an area, by what the area is beside it
OPPOSITE = dict(zip(Comparison, Comparison, strict=True)) | {
    Comparison.BETTER: Comparison.WORSE,
    Comparison.WORSE: Comparison.BETTER,
    Comparison.LOWER: Comparison.HIGHER,
    Comparison.HIGHER: Comparison.LOWER,
    Comparison.MUCH_BETTER: Comparison.MUCH_WORSE,
    Comparison.MUCH_WORSE: Comparison.MUCH_BETTER,
    Comparison.MUCH_LOWER: Comparison.MUCH_HIGHER,
    Comparison.MUCH_HIGHER: Comparison.MUCH_LOWER,
}
MUCH = {str(one): f"much_{one}" for one in (Comparison.BETTER, Comparison.WORSE, Comparison.LOWER, Comparison.HIGHER)}
SIDE = {str(one): str(one).removeprefix("much_") for one in Comparison}  # without how far beyond
COMPARABLE = (Status.OK, Status.ESTIMATED)


def compared(frame: pd.DataFrame, benchmark: float | np.ndarray, *, polarity: Polarity) -> pd.Series:
    """Each area against the benchmark value, which is taken as exact.

    Parameters
    ----------
    frame : DataFrame
        Columns lower_ci, upper_ci, status; one row per area.
    benchmark : float or array of float
        In the unit of the limits, one for all rows or one per row; NaN if there is none.
    polarity : Polarity
        Which side is good; with none the answer is lower or higher, never better or worse.

    Returns
    -------
    Series of str
        `Comparison` values, name "compared". Not compared: a missing limit or benchmark, or a status that must not
        be ranked.

    References
    ----------
    Eayres D (2008) Technical Briefing 3, APHO. Fingertips technical guidance, comparing with a benchmark.
    """
    lower, upper = frame["lower_ci"].to_numpy("float64"), frame["upper_ci"].to_numpy("float64")
    rankable = frame["status"].isin([str(status) for status in COMPARABLE]).to_numpy()
    below, above = SIDES[Polarity(polarity)]
    with np.errstate(invalid="ignore"):
        outcome = np.select([upper < benchmark, lower > benchmark], [str(below), str(above)], str(Comparison.SIMILAR))
    testable = rankable & ~np.isnan(lower) & ~np.isnan(upper) & ~np.isnan(benchmark)
    outcome = np.where(testable, outcome, str(Comparison.NOT_COMPARED))
    return pd.Series(outcome, index=frame.index, name="compared", dtype="str")
