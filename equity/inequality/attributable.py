"""Population-attributable share: how many of all events lie above the reference group's rate.

Lives here: that share with limits. It describes a difference between groups and does not show why they differ; for
measures where high is good, count the people who are without. Not here: gaps (`equity.inequality.gap`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from equity.result import Z95, Z998, Reason, first_reason, floats_of, result_frame
from equity.values.strata import group_faults


def attributable_share(
    counts: pd.DataFrame, people: pd.DataFrame, *, reference=None, events: bool = False, multiplier: float = 100.0
) -> pd.DataFrame:
    """Share of all events that would not be there if every group had the rate of the reference group.

    1 - reference rate / rate of all; negative where the reference group has the higher rate.

    Parameters
    ----------
    counts, people : DataFrame
        One row per area, one column per group.
    reference : label, optional
        Column of the reference group; without it the last, the least deprived.
    events : bool
        False: each person is counted or not. True: events, of which a person can have several.
    multiplier : float
        100 for per cent.

    Returns
    -------
    DataFrame
        `equity.result.RESULT_COLUMNS`; limits from the log of the ratio of rates. Withheld: a missing, negative or
        impossible count, a group without people, no events, none in the reference group, fewer than two groups.

    References
    ----------
    Mackenbach JP, Kunst AE (1997) Soc Sci Med 44:757-771. Rockhill B et al (1998) Am J Public Health 88:15-19.
    """
    if not (counts.index.equals(people.index) and counts.columns.equals(people.columns)):
        raise ValueError("counts and people must hold the same areas and groups in the same order")
    x, n = floats_of(counts), floats_of(people)
    place = x.shape[1] - 1 if reference is None else counts.columns.get_loc(reference)
    reason = first_reason(group_faults(x, n, events=events) | {Reason.ZERO_CELL: x[:, place] == 0})
    sound = (reason == "")[:, None]
    x, n = np.where(sound, x, 0.5), np.where(sound, n, 1.0)
    own, total = x[:, place], x.sum(axis=1)
    ratio = own / n[:, place] * n.sum(axis=1) / total
    spread = x if events else x * (1 - x / n)  # variance of each group's count
    pull = np.full_like(x, 1.0) / total[:, None]
    pull[:, place] = 1 / total - 1 / own  # what one more event does to the log of the ratio
    error = np.sqrt((pull**2 * spread).sum(axis=1))
    limits = [(1 - ratio * np.exp(z * error), 1 - ratio * np.exp(-z * error)) for z in (Z95, Z998)]
    scaled = [(multiplier * lower, multiplier * upper) for lower, upper in limits]
    return result_frame(multiplier * (1 - ratio), scaled, reason=reason, index=counts.index)
