"""The season that all areas share, taken into the exposures so that a winter is not a signal.

Lives here: the part of the year's share of events, from whole past years of all areas together. Not here: a season
of one long series (`farrington`), the tests (`rise`, `signal`).
"""

from __future__ import annotations

import numpy as np
import scipy  # its parts are loaded at first use: they are most of a second of a start

FEWEST_YEARS = 2
BY_CHANCE = 0.01  # a season that chance alone would bring more often than this is none


def seasonal_exposures(x: np.ndarray, n: np.ndarray, *, per_year: int, past: int) -> tuple[np.ndarray, bool]:
    """Exposures made larger where the season brings more events, and whether there is such a season.

    Parameters
    ----------
    x, n : arrays of shape (areas, periods)
        Events and people; NaN where a point is not known.
    per_year : int
        12, 4 or 52; 0 or 1 for figures without parts of a year.
    past : int
        So many first periods may be learnt from.

    Returns
    -------
    array of shape (areas, periods), bool
        The exposures as they were, and False: fewer than two whole past years, no events at some time of the year, or
        differences that chance alone would bring. Summed over the whole past years they are what they were.

    Notes
    -----
    Each part of the year is weighted with its events per person in the last whole past years of all areas, in that of
    the whole (ratio to the mean), so a trend or another level of an area changes nothing but the noise.

    References
    ----------
    Persons WM (1919) Indices of business conditions. Rev Econ Stat 1:5-107 (seasonal indices). Noufaily A et al (2013)
    Stat Med 32:1206-1222 (levels for parts of the year).
    """
    years = past // per_year if per_year > 1 else 0
    if years < FEWEST_YEARS:
        return n, False
    learnt = slice(past - years * per_year, past)
    known = ~np.isnan(x[:, learnt])
    events, people = (np.where(known, part[:, learnt], 0.0).sum(axis=0) for part in (x, n))
    events, people = (part.reshape(years, per_year).sum(axis=0) for part in (events, people))
    if not (people > 0).all() or not (events > 0).all():
        return n, False
    expected = events.sum() * people / people.sum()
    if scipy.stats.chi2.sf(((events - expected) ** 2 / expected).sum(), per_year - 1) > BY_CHANCE:
        return n, False
    factor = events / expected
    place = (np.arange(x.shape[1]) - learnt.start) % per_year
    return n * factor[place], True
