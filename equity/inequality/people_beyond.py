"""People by how far they are from something, and by the national tenth their small area is in.

Lives here: shares of residents over small areas that have one value each (minutes, a tenth). Not here: means of such
values over people, which nobody travels; memberships (`geo.membership`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from equity.result import floats

TENTHS = 10


def share_by_tenth(tenths, people) -> np.ndarray:
    """Share of people in each national tenth of deprivation, 1 (most deprived) first.

    Parameters
    ----------
    tenths : array of float
        National tenth of every small area, 1 to 10.
    people : array of float
        Residents of it, times the share of it that counts.

    Returns
    -------
    array of float (10,)
        NaN throughout where a small area has no tenth or no number of residents, or nobody lives there.
    """
    tenth, size = floats(tenths), floats(people)
    known = np.isfinite(tenth) & (tenth >= 1) & (tenth <= TENTHS)
    if not len(tenth) or not known.all() or np.isnan(size).any() or not size.sum() > 0:
        return np.full(TENTHS, np.nan)
    return np.bincount(tenth.astype("int64") - 1, weights=size, minlength=TENTHS) / size.sum()


def share_by_step(values, people, *, steps: Sequence[float]) -> np.ndarray:
    """Share of people whose small area lies in each step: above the end before, up to and with its own end.

    Returns
    -------
    array of float (len(steps),)
        NaN throughout where a value or a number is missing, or a value lies beyond the last end.
    """
    value, size = floats(values), floats(people)
    place = np.searchsorted(np.asarray(steps, "float64"), value, side="left")
    whole = len(value) and not np.isnan(value).any() and not np.isnan(size).any() and size.sum() > 0
    if not whole or (place >= len(steps)).any():
        return np.full(len(steps), np.nan)
    return np.bincount(place, weights=size, minlength=len(steps)) / size.sum()


def people_beyond(values, people, *, limit: float) -> tuple[float, float]:
    """How many people live beyond a limit, and in all; NaN where a small area has no value or no number."""
    value, size = floats(values), floats(people)
    if not len(value) or np.isnan(value).any() or np.isnan(size).any():
        return float("nan"), float("nan")
    return float(size[value > limit].sum()), float(size.sum())


def median_of_people(values, people) -> float:
    """The value that half of the people do not pass; NaN where it cannot be told.

    References
    ----------
    Weighted median, lower: Edgeworth FY (1888) On a new method of reducing observations. Phil Mag 25:184-191.
    """
    table = pd.DataFrame({"value": floats(values), "size": floats(people)})
    if table.empty or table.isna().to_numpy().any() or not table["size"].sum() > 0:
        return float("nan")
    ordered = table.sort_values("value", kind="stable")
    reached = ordered["size"].cumsum().to_numpy() >= ordered["size"].sum() / 2
    return float(ordered["value"].to_numpy()[int(reached.argmax())])
