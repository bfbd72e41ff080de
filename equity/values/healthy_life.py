"""Healthy life expectancy: years of life in good health, by Sullivan's method.

Lives here: the years and their variance, from a life table and a survey of health by age. Not here: the life table
(`equity.values.life_table`).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from equity.result import Reason, first_reason, floats_of
from equity.values.life_table import LifeTable


def healthy_life_expectancy(table: LifeTable, healthy: pd.DataFrame, *, asked: pd.DataFrame) -> pd.DataFrame:
    """Years in good health that people of each age can expect, at the area's death rates and shares in good health.

    The variance is that of the shares and of the death rates together (delta method): the shares from a simple random
    sample, the open band as in Silcocks.

    Parameters
    ----------
    table : LifeTable
        Of deaths and people by age band.
    healthy, asked : DataFrame
        People in good health, and people asked; one row per area of the table, one column per first age. Weighted
        numbers need not be whole.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, in years; index (area, first age of the band). Withheld as life expectancy is,
        and where a band was not asked or has more in good health than asked.

    Raises
    ------
    ValueError
        If the frames hold other areas than the table.

    References
    ----------
    Sullivan DF (1971) HSMHA Health Rep 86:347-354. Mathers CD (1991) Health Expectancies in Australia 1981 and 1988,
    AIHW (variance). Jagger C et al (2014) Health Expectancy Calculation by the Sullivan Method, 4th ed, EHEMU.
    """
    if not healthy.index.equals(table.areas) or not asked.index.equals(table.areas):
        raise ValueError("the survey must hold the table's areas in the same order")
    x, n = (floats_of(frame.reindex(columns=list(table.ages))) for frame in (healthy, asked))
    reason = np.where(table.reason == "", _reason(x, n), table.reason)
    sound = (reason == "")[:, None]
    share = np.where(sound, x, 0.0) / np.where(sound, n, 1.0)
    doubt = share * (1 - share) / np.where(sound, n, 1.0)
    return replace(table, reason=reason).framed(*_years(table, share, doubt))


def _years(table: LifeTable, share: np.ndarray, doubt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Healthy years and their variance at every age, from the open band backwards."""
    value, variance = np.empty_like(share), np.empty_like(share)
    value[:, -1] = share[:, -1] / table.last_rate
    chance = share[:, -1] ** 2 / (table.last_deaths * table.last_rate**2)
    variance[:, -1] = chance + doubt[:, -1] / table.last_rate**2
    for band in reversed(range(len(table.ages) - 1)):
        width, lived, dying = table.width[band], table.lived[band], table.dying[:, band]
        later, well = value[:, band + 1], share[:, band]
        years = width * (1 - dying + lived * dying)  # lived in the band by one who enters it
        value[:, band] = well * years + (1 - dying) * later
        gained = well * (1 - lived) * width + later
        own = table.variance[:, band] * gained**2 + doubt[:, band] * years**2
        variance[:, band] = own + (1 - dying) ** 2 * variance[:, band + 1]
    return value, variance


def _reason(x: np.ndarray, n: np.ndarray) -> np.ndarray:
    return first_reason(
        {
            Reason.STRATUM_MISSING: (np.isnan(x) | np.isnan(n)).any(axis=1),
            Reason.STRATUM_WITHOUT_PEOPLE: (n <= 0).any(axis=1),
            Reason.NUMERATOR_NEGATIVE: (x < 0).any(axis=1),
            Reason.NUMERATOR_ABOVE_DENOMINATOR: (x > n).any(axis=1),
        }
    )
