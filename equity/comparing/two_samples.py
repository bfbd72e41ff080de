"""Two sets of people compared: when the benchmark is small, or contains the area.

Lives here: the difference of two proportions (Newcombe) and the ratio of two rates (log limits), and the rest of a
benchmark once an area is taken out of it. Not here: an exact benchmark such as England (`judging`), matched areas
(their choice and pooling).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from data.schema import Polarity, Status, ValueType
from equity.comparing.judging import Confidence, judged
from equity.result import LIMIT_COLUMNS, Z95, Z998, Reason, count_faults, first_reason, floats, index_of, result_frame
from equity.values.two_values import difference_of_proportions


def rest_of(area: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Counts of the benchmark without the area.

    Parameters
    ----------
    area, whole : DataFrame
        `numerator, denominator`, same rows; the whole contains the area.

    Returns
    -------
    DataFrame
        `numerator, denominator`; missing where the difference would be negative, so that a test on it is withheld.
    """
    rest = whole[["numerator", "denominator"]].astype("float64") - area[["numerator", "denominator"]].astype("float64")
    return rest.where((rest >= 0).all(axis=1))


def difference(area: pd.DataFrame, other: pd.DataFrame, *, multiplier: float = 100.0) -> pd.DataFrame:
    """Difference of two independent proportions, area minus other, with Newcombe's limits.

    Parameters
    ----------
    area, other : DataFrame
        `numerator, denominator`, same rows.
    multiplier : float
        100 for percentage points.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`; withheld where either proportion is.

    References
    ----------
    Newcombe RG (1998) Interval estimation for the difference between independent proportions: comparison of eleven
    methods. Stat Med 17:873-890 (method 10).
    """
    first, second = _counts(area), _counts(other)
    reason = _either(first, second, shares=True)
    (x, n), (y, m) = _sound(first, reason), _sound(second, reason)
    limits = []
    for z in (Z95, Z998):
        size, below, above = difference_of_proportions((x, n), (y, m), z=z)
        limits.append((multiplier * below, multiplier * above))
    return result_frame(multiplier * size, limits, reason=reason, index=index_of(area))


def rate_ratio(area: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Ratio of two independent Poisson rates, area over other, with limits on the log scale.

    Parameters
    ----------
    area, other : DataFrame
        `numerator` (events), `denominator` (person-years), same rows.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`. An area without events has the ratio 0 and the exact upper limit given all
        events of both; where the other has none, the ratio is withheld as "too_few_events".

    References
    ----------
    Breslow NE, Day NE (1987) Statistical Methods in Cancer Research II, IARC, ch 3. Rothman KJ, Greenland S (1998)
    Modern Epidemiology, 2nd ed, ch 14. Przyborowski J, Wilenski H (1940) Biometrika 31:313-323 (exact limit).
    """
    first, second = _counts(area), _counts(other)
    reason = _either(first, second, shares=False)
    reason = np.where((reason == "") & (second[0] == 0), str(Reason.TOO_FEW_EVENTS), reason)
    (x, n), (y, m) = _sound(first, reason), _sound(second, reason)
    none, ratio = x == 0, (x / n) / (y / m)
    spread = np.sqrt(1 / np.where(none, 1.0, x) + 1 / y)
    limits = []
    for z in (Z95, Z998):
        # Without events p solves (1 - p)^y = tail; its odds, times the other's years over the area's, are the ratio.
        most = np.expm1(-np.log(1 - ndtr(z)) / y) * m / n
        limits.append((ratio * np.exp(-z * spread), np.where(none, most, ratio * np.exp(z * spread))))
    return result_frame(ratio, limits, reason=reason, index=index_of(area))


def judged_against(
    area: pd.DataFrame,
    other: pd.DataFrame,
    *,
    value_type: ValueType,
    polarity: Polarity,
    confidence: Confidence = Confidence.BOTH,
) -> pd.DataFrame:
    """Each area against a benchmark with counts of its own and no people in common, such as a small group of peers.

    Parameters
    ----------
    area, other : DataFrame
        `numerator, denominator`, same rows; `status` of the area if it has one.
    value_type : ValueType
        Proportions are compared by difference, crude rates by ratio.
    polarity : Polarity
    confidence : Confidence

    Returns
    -------
    DataFrame
        The difference (in percentage points) or ratio with limits, and `compared`. A suppressed area shows neither.

    Raises
    ------
    ValueError
        Another value type: without counts there is no two-sample test.
    """
    value_type = ValueType(value_type)
    if value_type not in (ValueType.PROPORTION, ValueType.CRUDE_RATE):
        raise ValueError(f"no two-sample comparison of {value_type}: it needs counts of both sides")
    share = value_type == ValueType.PROPORTION
    found = difference(area, other) if share else rate_ratio(area, other)
    if "status" in area:
        hidden = (area["status"] == str(Status.SUPPRESSED)).to_numpy()
        found.loc[hidden, ["value", *LIMIT_COLUMNS]] = np.nan
        found.loc[hidden, "status"] = str(Status.SUPPRESSED)
    return found.assign(compared=judged(found, 0.0 if share else 1.0, polarity=polarity, confidence=confidence))


def judged_against_rest(area: pd.DataFrame, whole: pd.DataFrame, **question) -> pd.DataFrame:
    """Each area against the rest of a benchmark that contains it; `question` as in `judged_against`."""
    return judged_against(area, rest_of(area, whole), **question)


def _counts(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return floats(frame["numerator"]), floats(frame["denominator"])


def _either(first: tuple, second: tuple, *, shares: bool) -> np.ndarray:
    """The first fault of either side."""
    found = []
    for x, n in (first, second):
        faults = count_faults(x, n)
        if shares:
            faults[Reason.NUMERATOR_ABOVE_DENOMINATOR] = x > n
        found.append(first_reason(faults))
    return np.where(found[0] != "", *found)


def _sound(counts: tuple[np.ndarray, np.ndarray], reason: np.ndarray) -> list[np.ndarray]:
    """Counts with ones where the row is withheld."""
    return [np.where(reason == "", part, 1.0) for part in counts]
