"""The waits between periods with an event: what a chart of rare events is made of where only counts are known.

Lives here: event-free periods before each period with an event, out of counts per period. Not here: limits
(`rare_events`), the choice of chart (`usual`). A t chart would need the day of every event.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def waits(counts: pd.Series, stretch: pd.Series) -> pd.DataFrame:
    """Event-free periods before every period with an event.

    Parameters
    ----------
    counts : Series
        Events of each period, oldest first; NaN where not known.
    stretch : Series
        A key of the members behind each period, same index: a wait never runs over a change of them.

    Returns
    -------
    DataFrame
        One row per period with an event that another one precedes in its stretch, index as `counts`: `waited` (0 where
        the period before had an event too; NaN where a period between is not known), `stretch`.

    References
    ----------
    Benneyan JC (2001) Number-between g-type statistical quality control charts for monitoring adverse events. Health
    Care Manag Sci 4:305-318.
    """
    found = []
    for key, part in counts.groupby(stretch.to_numpy(), sort=False):
        happened = np.flatnonzero((part > 0).to_numpy())
        unknown = np.cumsum(part.isna().to_numpy())
        gaps = np.diff(happened) - 1.0
        gaps[unknown[happened[1:]] > unknown[happened[:-1]]] = np.nan
        found.append(pd.DataFrame({"waited": gaps, "stretch": key}, index=part.index[happened[1:]]))
    return pd.concat(found) if found else pd.DataFrame(columns=["waited", "stretch"])
