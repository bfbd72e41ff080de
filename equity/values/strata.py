"""Strata: counts and people by area and age band (or any other group), in the shape that standardising needs.

Lives here: tidy rows made wide, wide frames made arrays, and the faults that withhold an area. Not here: any measure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from equity.result import Reason, first_reason, floats_of


def wide(
    frame: pd.DataFrame, column: str, *, rows: str | Sequence[str], stratum: str, strata: Sequence
) -> pd.DataFrame:
    """One column of a tidy frame as one row per area and one column per stratum; what is not there is missing.

    Parameters
    ----------
    frame : DataFrame
        One row per area and stratum, in any order.
    column : str
        The numbers wanted.
    rows : str or list of str
        What names an area (area_code; or indicator_id, area_code, period).
    stratum : str
        The column with the age band, decile or group.
    strata : sequence
        The strata wanted, in order; others are left out.

    Returns
    -------
    DataFrame
        float64, areas in the order of their first row, columns `strata`.

    Raises
    ------
    ValueError
        If an area has a stratum twice.
    """
    names = [rows] if isinstance(rows, str) else list(rows)
    keys = [*names, stratum]
    if frame.duplicated(keys).any():
        twice = frame.loc[frame.duplicated(keys), keys].drop_duplicates().head(5)
        raise ValueError(f"an area has a stratum twice: {twice.to_dict('records')}")
    labels = pd.Index(frame[names[0]]) if len(names) == 1 else pd.MultiIndex.from_frame(frame[names])
    number, areas = labels.factorize()
    place = pd.Index(strata).get_indexer(frame[stratum])
    numbers = np.full((len(areas), len(strata)), np.nan)
    numbers[number[place >= 0], place[place >= 0]] = floats_of(frame[[column]])[place >= 0, 0]
    return pd.DataFrame(numbers, index=areas.set_names(names), columns=pd.Index(strata, name=stratum))


def strata(
    counts: pd.DataFrame, people: pd.DataFrame, *, standard: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts and people of the standard's bands (areas x bands), and the weights of the bands (their sum is 1).

    An infinite count comes back as -1, which `stratum_reason` refuses: left out it would pass for none.

    Raises
    ------
    ValueError
        If the two frames do not hold the same areas in the same order, or the standard has no people.
    """
    if not counts.index.equals(people.index):
        raise ValueError("counts and people must hold the same areas in the same order")
    if not (standard > 0).any() or not (standard >= 0).all():
        raise ValueError("the standard population must have people, and no negative or missing band")
    bands = standard.index
    weight = standard.to_numpy("float64") / standard.sum()
    x, n = floats_of(counts[bands]), floats_of(people[bands])
    endless = np.isinf(counts[bands].apply(pd.to_numeric, errors="coerce").to_numpy("float64", na_value=np.nan))
    return np.where(endless, -1.0, x), n, weight  # a count without end is no count: refused as a negative one is


def hidden(suppressed: pd.DataFrame | None, bands: pd.Index, *, areas: int) -> np.ndarray:
    """Where a publisher withheld a count: areas x bands, all False without a frame."""
    return np.zeros((areas, len(bands)), bool) if suppressed is None else suppressed[bands].to_numpy(bool)


def stratum_reason(x: np.ndarray, n: np.ndarray, *, suppressed: np.ndarray) -> np.ndarray:
    """Why an area cannot be standardised, "" if it can; `n` areas x bands, `x` the same or with a last axis more."""
    counts = x.reshape(len(n), int(np.prod(x.shape[1:])))
    return first_reason(
        {
            Reason.STRATUM_SUPPRESSED: suppressed.any(axis=1),
            Reason.NUMERATOR_MISSING: np.isnan(counts).all(axis=1),
            Reason.NUMERATOR_NEGATIVE: (counts < 0).any(axis=1),
            Reason.STRATUM_WITHOUT_PEOPLE: ~(n > 0).all(axis=1),
        }
    )


def group_faults(counts: np.ndarray, people: np.ndarray, *, events: bool) -> dict[Reason, np.ndarray]:
    """Why the rows of areas x groups cannot be compared over their groups, in the order in which it is said.

    Parameters
    ----------
    counts, people : array of float, areas x groups
    events : bool
        Whether one person can have several, so that a count may be above its people.
    """
    return {
        Reason.TOO_FEW_GROUPS: np.full(len(counts), counts.shape[1] < 2),
        Reason.NUMERATOR_MISSING: np.isnan(counts).any(axis=1),
        Reason.STRATUM_WITHOUT_PEOPLE: ~(people > 0).all(axis=1),
        Reason.NUMERATOR_NEGATIVE: (counts < 0).any(axis=1),
        Reason.NUMERATOR_ABOVE_DENOMINATOR: (counts > people).any(axis=1) & (not events),
        Reason.NO_EVENTS: np.nansum(counts, axis=1) == 0,
    }
