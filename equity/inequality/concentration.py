"""Concentration of events among more or less deprived people: the index, and the curve behind it.

Lives here: index with standard error and limits, points of the curve. Not here: inequality between areas without an
order (`equity.inequality.theil`, `equity.inequality.gini`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, first_reason, floats_of, result_frame
from equity.values.strata import group_faults


def concentration_index(counts: pd.DataFrame, people: pd.DataFrame, *, events: bool = False) -> pd.DataFrame:
    """Concentration index of grouped people, from -1 (all among the most deprived) to 1, with limits.

    Parameters
    ----------
    counts, people : DataFrame
        One row per area, one column per group from the most to the least deprived.
    events : bool
        False: each person is counted or not (a proportion). True: events, of which a person can have several.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`, `standard_error`, and for proportions `normalised` (Wagstaff, -1 to 1 whatever
        the level) and `corrected` (Erreygers, which follows differences of level). Withheld: a missing, negative or
        impossible count, a group without people, fewer than two groups, nobody counted.

    Notes
    -----
    For a proportion p the index can reach only p - 1 to 1 - p: indices of measures of different level are not
    comparable, their `normalised` or `corrected` ones are.

    References
    ----------
    Kakwani N, Wagstaff A, van Doorslaer E (1997) J Econometrics 77:87-103 (index and standard error of grouped data).
    Wagstaff A (2005) Health Econ 14:429-432. Erreygers G (2009) J Health Econ 28:504-515.
    """
    x, n, reason = _checked(counts, people, events=events)
    share = n / n.sum(axis=1, keepdims=True)
    rank = np.cumsum(share, axis=1) - share / 2
    rate = x / n
    mean = (share * rate).sum(axis=1, keepdims=True)
    value = 2 * (share * rate * rank).sum(axis=1, keepdims=True) / mean - 1
    curve = np.cumsum(share * rate, axis=1) / mean
    before = curve - share * rate / mean
    lean = 2 * rank - 1 - value
    between = (share * (rate / mean * lean + 2 - before - curve) ** 2).sum(axis=1) - (1 + value[:, 0]) ** 2
    spread = rate if events else rate * (1 - rate)
    within = (share * spread * lean**2).sum(axis=1) / mean[:, 0] ** 2
    error = np.sqrt(np.maximum(between + within, 0) / n.sum(axis=1))
    value = value[:, 0]
    limits = [(np.maximum(value - z * error, -1), np.minimum(value + z * error, 1)) for z in (Z95, Z998)]
    frame = result_frame(value, limits, reason=reason, index=counts.index)
    level = mean[:, 0]
    extra = {"standard_error": error}
    if not events:
        extra |= {"normalised": np.divide(value, 1 - level, where=level < 1, out=np.zeros_like(value))}
        extra |= {"corrected": 4 * level * value}
    return frame.assign(**{name: np.where(reason == "", numbers, np.nan) for name, numbers in extra.items()})


def concentration_curve(counts: pd.DataFrame, people: pd.DataFrame, *, events: bool = False) -> pd.DataFrame:
    """Points of the concentration curve: the share of events that falls on the most deprived share of people.

    Parameters
    ----------
    counts, people, events
        As for `concentration_index`.

    Returns
    -------
    DataFrame
        Index (area, group), from group 0 at (0, 0): `people_share` and `event_share`, 0 to 1, running totals from the
        most deprived. Areas that cannot be computed are missing throughout.

    References
    ----------
    Wagstaff A, Paci P, van Doorslaer E (1991) Soc Sci Med 33:545-557.
    """
    x, n, reason = _checked(counts, people, events=events)
    points = []
    for array in (n, x):
        running = np.cumsum(np.column_stack([np.zeros(len(array)), array]), axis=1)
        points.append(np.where((reason == "")[:, None], running / running[:, -1:], np.nan).ravel())
    levels = [counts.index, range(counts.shape[1] + 1)]
    index = pd.MultiIndex.from_product(levels, names=[counts.index.name or "area_code", "group"])
    return pd.DataFrame({"people_share": points[0], "event_share": points[1]}, index=index)


def _checked(counts: pd.DataFrame, people: pd.DataFrame, *, events: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts, people and reasons; areas with a reason hold harmless numbers."""
    if not (counts.index.equals(people.index) and counts.columns.equals(people.columns)):
        raise ValueError("counts and people must hold the same areas and groups in the same order")
    x, n = floats_of(counts), floats_of(people)
    reason = first_reason(group_faults(x, n, events=events))
    sound = (reason == "")[:, None]
    return np.where(sound, x, 0.5), np.where(sound, n, 1.0), reason
