"""Sums that grow while counts stay above what is expected: alarms on small, lasting increases.

Lives here: the Poisson CUSUM with its reference value and the threshold for a wanted rate of false alarms, and the
standardised CUSUM. Not here: charts with limits (`xmr`), thresholds with season and trend (`farrington`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from equity.change.control_chart import table

REFERENCE, THRESHOLD = 1.04, 2.26  # of the standardised CUSUM: a false alarm about every 500 periods
GRID = 20  # steps per event on which run lengths are worked out, at least
FINE = 5  # of them make up a reference value, at least
FURTHEST = 64  # events: a threshold above is not sought


@dataclass(frozen=True, eq=False)
class Cusum:
    """Sums and alarms, shape (areas, points)."""

    sums: np.ndarray
    alarms: np.ndarray


def reference_value(expected, ratio: float = 2.0) -> np.ndarray:
    """What is taken off each count: (mu1 - mu0) / ln(mu1 / mu0), best for an increase to `ratio` times the expected.

    References
    ----------
    Lucas JM (1985) Counted data CUSUM's. Technometrics 27:129-144.
    """
    if ratio <= 1:
        raise ValueError(f"an increase to {ratio} times the expected is none")
    return np.asarray(expected, "float64") * (ratio - 1) / np.log(ratio)


def poisson_cusum(counts, expected, *, threshold, ratio: float = 2.0, resets: bool = False) -> Cusum:
    """CUSUM of Poisson counts against what is expected of every period.

    Parameters
    ----------
    counts, expected : arrays of shape (areas, points)
        Expected may differ by period (season, population).
    threshold : float or array of shape (areas,)
        In events, see `threshold_for`; an alarm is raised where the sum reaches it.
    ratio : float
        The increase to be found soonest, in times the expected.
    resets : bool
        Begin again at 0 after an alarm.

    Returns
    -------
    Cusum
        A missing or negative count, or no expectation, leaves the sum as it was, without an alarm.

    References
    ----------
    Lucas JM (1985) Counted data CUSUM's. Technometrics 27:129-144.
    """
    due = table(expected)[0]
    due = np.where(due > 0, due, np.nan)
    return _summed(_counted(counts) - reference_value(due, ratio), threshold, resets=resets)


def standardised_cusum(
    counts, expected, *, reference: float = REFERENCE, threshold: float = THRESHOLD, resets: bool = False
) -> Cusum:
    """CUSUM of counts made nearly standard normal by Rossi's transformation.

    Parameters
    ----------
    counts, expected : arrays of shape (areas, points)
    reference, threshold : float
        In standard deviations; 1.04 and 2.26 give a false alarm about every 500 periods.
    resets : bool
        Begin again at 0 after an alarm.

    Returns
    -------
    Cusum

    References
    ----------
    Rossi G, Lampugnani L, Marchi M (1999) An approximate CUSUM procedure for surveillance of health events. Stat Med
    18:2111-2122.
    """
    return _summed(rossi(_counted(counts), table(expected)[0]) - reference, threshold, resets=resets)


def _counted(counts) -> np.ndarray:
    """Counts as an array; a negative one is no count."""
    values = table(counts)[0]
    return np.where(values < 0, np.nan, values)


def rossi(x: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """(x - 3m + 2 sqrt(x m)) / (2 sqrt(m)); NaN where nothing is expected."""
    m = np.where(expected > 0, expected, np.nan)
    return (x - 3 * m + 2 * np.sqrt(x * m)) / (2 * np.sqrt(m))


def average_run_length(mean: float, reference: float, *, threshold: float) -> float:
    """Periods until an alarm of a Poisson CUSUM that starts at 0, by a Markov chain.

    The grid is of 1/20 event, finer for a small reference value; a sum between two of its points counts as some of
    either, so that the reference value is the very one that is taken off.

    References
    ----------
    Brook D, Evans DA (1972) An approach to the probability distribution of CUSUM run length. Biometrika 59:539-549.
    """
    grid = GRID * max(1, int(np.ceil(FINE / (reference * GRID))))
    states = int(np.ceil(round(threshold * grid, 9)))
    start = np.arange(states)[:, None]
    counts = np.arange(states // grid + int(np.ceil(reference)) + 2)
    chance = np.exp(counts * np.log(mean) - mean - gammaln(counts + 1))
    reached = np.maximum(start + grid * (counts - reference), 0.0)
    below = np.floor(np.round(reached, 9)).astype(int)
    step = np.zeros((states, states))
    for point, share in ((below, 1 - (reached - below)), (below + 1, reached - below)):
        stays = point < states
        rows, chances = (np.broadcast_to(part, reached.shape)[stays] for part in (start, chance * share))
        np.add.at(step, (rows, point[stays]), chances)
    return float(np.linalg.solve(np.eye(states) - step, np.ones(states))[0])


def threshold_for(mean: float, *, periods: float, ratio: float = 2.0) -> float:
    """The smallest threshold (in steps of 1/20 event) with a false alarm at most every `periods` periods on average.

    Raises
    ------
    ValueError
        A mean not above 0, or no threshold up to 64 events does it.
    """
    if mean <= 0:
        raise ValueError("a threshold needs an expected count above 0")
    reference = float(reference_value(mean, ratio))
    low, high = 1, GRID
    while average_run_length(mean, reference, threshold=high / GRID) < periods:
        low, high = high + 1, 2 * high
        if high > FURTHEST * GRID:
            raise ValueError(f"no threshold up to {FURTHEST} events gives a false alarm only every {periods} periods")
    while low < high:
        middle = (low + high) // 2
        enough = average_run_length(mean, reference, threshold=middle / GRID) >= periods
        low, high = (low, middle) if enough else (middle + 1, high)
    return low / GRID


def _summed(steps: np.ndarray, threshold, *, resets: bool) -> Cusum:
    sums, alarms = np.zeros(steps.shape), np.zeros(steps.shape, dtype=bool)
    now, limit = np.zeros(len(steps)), np.broadcast_to(np.asarray(threshold, "float64"), len(steps))
    for point in range(steps.shape[1]):
        known = ~np.isnan(steps[:, point])
        now = np.where(known, np.maximum(now + np.nan_to_num(steps[:, point]), 0.0), now)
        sums[:, point], alarms[:, point] = now, known & (now >= limit)
        if resets:
            now = np.where(alarms[:, point], 0.0, now)
    return Cusum(sums, alarms)
