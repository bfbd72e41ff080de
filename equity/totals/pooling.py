"""Three single years as one period: counts and people are added up first, values and limits come after.

Lives here: pooled rows, which carry those of their single years along until the gate has judged them
(`equity.release.pooling`). Not here: which years belong together (`geo.periods.threes`), rates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.schema import Status

COUNTED = ("numerator", "denominator")
YEARLY = (*COUNTED, "status")  # of each single year, in columns "numerator 0", "numerator 1" ...
ADDED = (*COUNTED, "numerator_lower", "numerator_upper")
HIGHEST = ("apportioned", "suppressed", "not_comparable", "areas_of")
NOT_EVERY_YEAR = "Not every one of the three years has a count, so they are not pooled."


def pooled(years: Sequence[pd.DataFrame], *, people: bool = True) -> pd.DataFrame:
    """One row per area for all years together.

    Parameters
    ----------
    years : sequence of DataFrame
        Rows of the same areas, one frame per year, before release.
    people : bool
        False for plain counts, which have no denominator.

    Returns
    -------
    DataFrame
        A total where every year has counts, else none, with its reason; coverage of the worst year. Not yet released:
        columns named by year hold the single years.
    """
    first = years[0]
    status = np.array([frame["status"].astype(str).to_numpy() for frame in years])
    needed = COUNTED if people else COUNTED[:1]
    counts = np.array([[frame[name].to_numpy(dtype=float, na_value=np.nan) for name in needed] for frame in years])
    shown = np.isin(status, (str(Status.OK), str(Status.ESTIMATED)))
    whole = (shown & ~np.isnan(counts).any(axis=1)).all(axis=0)
    made = np.where((status == str(Status.ESTIMATED)).any(axis=0), str(Status.ESTIMATED), str(Status.OK))
    gone = np.where((status == str(Status.SUPPRESSED)).any(axis=0), str(Status.SUPPRESSED), str(Status.MISSING))
    columns: dict[str, object] = {}
    for name in first:
        every = [frame[name] for frame in years]
        if name in ADDED:
            total = sum(one.to_numpy(dtype=float, na_value=np.nan) for one in every)
            columns[name] = np.where(whole, total, np.nan)
        elif name in HIGHEST:
            columns[name] = pd.concat(every, axis=1).max(axis=1).to_numpy()
        elif name in ("coverage", "areas"):
            columns[name] = pd.concat(every, axis=1).min(axis=1).to_numpy()
        elif name in ("value", "lower_ci", "upper_ci"):
            columns[name] = np.nan
        else:
            columns[name] = years[-1][name].to_numpy()
    frame = pd.DataFrame(columns, index=first.index)
    frame["status"] = np.where(whole, made, gone)
    frame["reason"] = np.where(whole | (gone == str(Status.SUPPRESSED)), "", NOT_EVERY_YEAR)
    for place, year in enumerate(years):
        frame = frame.assign(**{f"{name} {place}": year[name].to_numpy() for name in YEARLY})
    return frame


def single_years(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each single year of pooled rows, oldest first; none of other rows."""
    found = []
    while f"{YEARLY[0]} {len(found)}" in frame:
        place = len(found)
        found.append(frame[[f"{name} {place}" for name in YEARLY]].set_axis(list(YEARLY), axis=1))
    return found


def without_years(frame: pd.DataFrame) -> pd.DataFrame:
    """Pooled rows without those of their single years."""
    return frame.drop(columns=[name for name in frame if name.rpartition(" ")[0] in YEARLY])
