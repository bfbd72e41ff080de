"""Limits around a benchmark: how far an area of this size may be from it by chance.

Lives here: the control limits of Fingertips' "SPC" comparators (Wilson for proportions, Poisson for rates) and the
area's place among them. Not here: the area's own interval against the benchmark (`judging`), funnels about the
average of the areas (`funnel`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema import Polarity, ValueType
from equity.comparing.judging import Confidence, judged
from equity.result import Z95, Z998, floats
from equity.values.crude_rate import poisson_limits
from equity.values.proportion import wilson_limits


def limits_around(benchmark, denominator, *, value_type: ValueType, multiplier: float = 100.0) -> pd.DataFrame:
    """Limits within which a value lies by chance if its area is like the benchmark.

    Parameters
    ----------
    benchmark : float or array of float
        In the unit of the value.
    denominator : array or Series of float
        People, or person-years, of each area.
    value_type : ValueType
        Proportion: Wilson's limits of the count the benchmark expects. Crude and directly standardised rates: Poisson
        limits of it.
    multiplier : float
        Unit of the value: 100 for per cent, 100,000 for a rate per 100,000.

    Returns
    -------
    DataFrame
        `lower_ci, upper_ci, lower_998, upper_998`, one row per area; NaN where there are no people, no benchmark, or a
        proportion that cannot be.

    Raises
    ------
    ValueError
        A value type that has no such limits.

    References
    ----------
    Spiegelhalter DJ (2005) Funnel plots for comparing institutional performance. Stat Med 24:1185-1202. Wilson EB
    (1927) J Am Stat Assoc 22:209-212.
    """
    value_type = ValueType(value_type)
    if value_type not in (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR):
        raise ValueError(f"there are no limits around a benchmark for {value_type}")
    index = denominator.index if isinstance(denominator, pd.Series) else None
    n = floats(denominator)
    share = np.broadcast_to(floats(benchmark), n.shape) / multiplier
    sound = (n > 0) & (share >= 0)
    if value_type == ValueType.PROPORTION:
        sound &= share <= 1
    n, share = np.where(sound, n, 1.0), np.where(sound, share, 0.0)
    columns = {}
    for z, names in ((Z95, ("lower_ci", "upper_ci")), (Z998, ("lower_998", "upper_998"))):
        if value_type == ValueType.PROPORTION:
            ends = wilson_limits(share * n, n, z=z)
        else:
            ends = [end / n for end in poisson_limits(share * n, z=z)]
        columns |= {name: np.where(sound, multiplier * end, np.nan) for name, end in zip(names, ends, strict=True)}
    return pd.DataFrame(columns, index=index)


def judged_around(
    frame: pd.DataFrame, limits: pd.DataFrame, *, polarity: Polarity, confidence: Confidence = Confidence.BOTH
) -> pd.Series:
    """Each area's value against limits around the benchmark; on a limit is similar.

    Parameters
    ----------
    frame : DataFrame
        `value, status`; one row per area.
    limits : DataFrame
        From `limits_around`, in the same order.
    polarity : Polarity
    confidence : Confidence

    Returns
    -------
    Series of str
        `Judgement` values, name "compared".
    """
    # Turned about zero, limits wholly below the value become an interval wholly above it: polarity stays as it is.
    turned = pd.DataFrame(
        {
            "lower_ci": -limits["upper_ci"].to_numpy(),
            "upper_ci": -limits["lower_ci"].to_numpy(),
            "lower_998": -limits["upper_998"].to_numpy(),
            "upper_998": -limits["lower_998"].to_numpy(),
            "status": frame["status"].to_numpy(),
        },
        index=frame.index,
    )
    return judged(
        turned, -frame["value"].to_numpy("float64", na_value=np.nan), polarity=polarity, confidence=confidence
    )
