"""Life expectancy at every age from an abridged life table.

Lives here: the table itself (deaths and people by age band, many areas at once), what withholds an area, and life
expectancy with limits. Not here: years in good health (`equity.values.healthy_life`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, first_reason, floats_of, result_frame
from equity.values.strata import hidden

FIRST_AGES = (0, 1, *range(5, 95, 5))  # of the twenty usual bands: 0, 1-4, 5-9 ... 85-89, 90+
SMALLEST_POPULATION = 5_000  # person-years; at or below it nothing is shown
WIDEST_INTERVAL = 20.0  # years between the 95 % limits; beyond it the value says nothing
FIRST_YEAR, LATER_YEARS = 0.1, 0.5  # share of a band that those who die in it live, on average


@dataclass(frozen=True, eq=False)
class LifeTable:
    """Deaths and people of many areas by age band, and what follows from them for each band.

    Attributes
    ----------
    ages : tuple of int
        First age of each band; the last band is open.
    width : array, bands
        Years in a band; the last entry is not used.
    lived : array, bands
        Share of the band lived by those who die in it.
    dying, variance : array, areas x bands
        Probability of dying in the band and its variance; 1 and 0 in the open band.
    last_rate, last_deaths : array, areas
        Death rate and deaths of the open band.
    reason : array of str
        Why an area is withheld, else "" (withheld areas hold harmless numbers).
    areas : Index
    """

    ages: tuple[int, ...]
    width: np.ndarray
    lived: np.ndarray
    dying: np.ndarray
    variance: np.ndarray
    last_rate: np.ndarray
    last_deaths: np.ndarray
    reason: np.ndarray
    areas: pd.Index

    @classmethod
    def of(
        cls,
        deaths: pd.DataFrame,
        people: pd.DataFrame,
        *,
        ages: Sequence[int] = FIRST_AGES,
        suppressed: pd.DataFrame | None = None,
    ) -> LifeTable:
        """The table of frames with one row per area and one column per first age; a column that is absent is missing.

        Raises
        ------
        ValueError
            If the ages do not begin at 0 and rise, or the frames hold different areas.
        """
        if len(ages) < 2 or ages[0] != 0 or (np.diff(ages) <= 0).any():
            raise ValueError("ages must begin at 0 and rise")
        if not deaths.index.equals(people.index):
            raise ValueError("deaths and people must hold the same areas in the same order")
        bands = pd.Index(ages)
        d, n = (floats_of(frame.reindex(columns=bands)) for frame in (deaths, people))
        withheld = None if suppressed is None else suppressed.reindex(columns=bands, fill_value=False)
        reason = _reason(d, n, hidden(withheld, bands, areas=len(d)))
        sound = (reason == "")[:, None]
        d, n = np.where(sound, d, 1.0), np.where(sound, n, 100.0)
        width = np.append(np.diff(ages), 1).astype("float64")
        lived = np.where(np.arange(len(ages)) == 0, FIRST_YEAR, LATER_YEARS)
        dying, variance = _risk(d, n, (width, lived))
        rate = d[:, -1] / n[:, -1]
        return cls(tuple(ages), width, lived, dying, variance, rate, d[:, -1], reason, deaths.index)

    def framed(self, value: np.ndarray, variance: np.ndarray) -> pd.DataFrame:
        """Values and variances (areas x ages) as a result frame with index (area, age); too wide ones are withheld."""
        error = np.sqrt(variance)
        reason = np.repeat(self.reason, len(self.ages)).reshape(value.shape)
        wide = (reason == "") & (2 * Z95 * error > WIDEST_INTERVAL)
        reason = np.where(wide, str(Reason.INTERVAL_TOO_WIDE), reason).ravel()
        limits = [((value - z * error).ravel(), (value + z * error).ravel()) for z in (Z95, Z998)]
        index = pd.MultiIndex.from_product([self.areas, self.ages], names=[self.areas.name or "area_code", "age"])
        return result_frame(value.ravel(), limits, reason=reason, index=index)


def life_expectancy(table: LifeTable) -> pd.DataFrame:
    """Years that people of each age can expect to live at the area's death rates, with 95 % and 99.8 % limits.

    Parameters
    ----------
    table : LifeTable
        Of deaths and people (person-years) by age band: `LifeTable.of(deaths, people)`.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, in years; index (area, first age of the band). A whole area is withheld for
        5,000 person-years or fewer, a band without people, missing, suppressed or negative deaths, more deaths than
        people, no death in the open band; a single age where the 95 % interval is wider than 20 years.

    References
    ----------
    Chiang CL (1968) Introduction to Stochastic Processes in Biostatistics, Wiley, ch 9. Silcocks PBS et al (2001)
    J Epidemiol Community Health 55:38-43 (variance of the open band). Eayres D, Williams ES (2004) J Epidemiol
    Community Health 58:243-249. Toson B, Baker A (2003) National Statistics Methodological Series 33 (5,000).
    """
    value, variance = np.empty_like(table.dying), np.empty_like(table.dying)
    value[:, -1] = 1 / table.last_rate
    variance[:, -1] = 1 / (table.last_deaths * table.last_rate**2)
    for band in reversed(range(len(table.ages) - 1)):
        width, lived, dying = table.width[band], table.lived[band], table.dying[:, band]
        later = value[:, band + 1]
        value[:, band] = width * (1 - dying + lived * dying) + (1 - dying) * later
        gained = (1 - lived) * width + later  # years that hang on surviving the band
        variance[:, band] = table.variance[:, band] * gained**2 + (1 - dying) ** 2 * variance[:, band + 1]
    return table.framed(value, variance)


def _risk(d: np.ndarray, n: np.ndarray, shape: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Probability of dying in each band and its binomial variance; nobody leaves the open band alive."""
    width, lived = shape
    rate = d / n
    dying = np.minimum(rate * width / (1 + rate * width * (1 - lived)), 1.0)
    dying[:, -1] = 1.0
    return dying, np.where(d > 0, dying**2 * (1 - dying) / np.where(d > 0, d, 1.0), 0.0)


def _reason(d: np.ndarray, n: np.ndarray, suppressed: np.ndarray) -> np.ndarray:
    return first_reason(
        {
            Reason.STRATUM_SUPPRESSED: suppressed.any(axis=1),
            Reason.STRATUM_MISSING: (np.isnan(d) | np.isnan(n)).any(axis=1),
            Reason.STRATUM_WITHOUT_PEOPLE: (n <= 0).any(axis=1),
            Reason.NUMERATOR_NEGATIVE: (d < 0).any(axis=1),
            Reason.NUMERATOR_ABOVE_DENOMINATOR: (d > n).any(axis=1),
            Reason.POPULATION_TOO_SMALL: ~(n.sum(axis=1) > SMALLEST_POPULATION),
            Reason.NO_DEATHS_IN_LAST_BAND: d[:, -1] == 0,
        }
    )
