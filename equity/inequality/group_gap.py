"""The gap between two groups of one axis, from tidy rows, with the share of people of unknown group beside it.

Lives here: which two groups are compared in every area, and everyone else as a group. Not here: the gap's formulas
(`equity.inequality.gap`) or the rows of an axis (`equity.inequality.axes.along`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.inequality.gap import Gaps, gap_of_counts

REST = "rest"  # everyone of known group who is not in the first group


def group_gap(
    rows: pd.DataFrame,
    between: tuple[str, str],
    *,
    value_type: ValueType,
    multiplier: float,
    within: Sequence[str] = ("area_code",),
) -> Gaps:
    """Gap between two named groups in every area (or area and period).

    The two groups are named beforehand: limits of a gap between the highest and the lowest of many groups, chosen
    after looking, would be too narrow.

    Parameters
    ----------
    rows : DataFrame
        From `equity.inequality.axes.along`: `group`, `numerator`, `denominator`, `unknown_share` and the columns of
        `within`; one row per comparison and group.
    between : pair of str
        First minus second group; `REST` as the second is everyone else of known group ("most deprived fifth against
        the rest").
    value_type, multiplier
        As for `equity.inequality.gap.gap_of_counts`.
    within : list of str
        Columns that name one comparison.

    Returns
    -------
    Gaps
        One row per comparison, index `within`, in the order of their first row; both frames have `unknown_share`.
        A comparison without one of the groups, or whose rest has a missing member, is withheld.

    Raises
    ------
    ValueError
        If a comparison has a group twice.
    """
    keys = list(within)
    if rows.duplicated([*keys, "group"]).any():
        raise ValueError("a group stands twice in a comparison")
    index = pd.MultiIndex.from_frame(rows[keys]) if len(keys) > 1 else pd.Index(rows[keys[0]])
    places, names = index.factorize()
    first, second = (_side(rows, of, (places, len(names), between[0])) for of in between)
    for side in (first, second):
        side.index = names.set_names(keys)
    unknown = np.full(len(names), np.nan)
    unknown[places] = rows["unknown_share"].to_numpy("float64", na_value=np.nan)
    gaps = gap_of_counts(first, second, value_type=value_type, multiplier=multiplier)
    return Gaps(*(frame.assign(unknown_share=unknown) for frame in gaps))


def _side(rows: pd.DataFrame, group: str, at: tuple[np.ndarray, int, str]) -> pd.DataFrame:
    """Counts of one group in every comparison; the rest is a sum that a missing member makes missing."""
    places, size, first = at
    chosen = (rows["group"] != first if group == REST else rows["group"] == group).to_numpy()
    columns = {}
    for name in ("numerator", "denominator"):
        numbers = rows[name].to_numpy("float64", na_value=np.nan)[chosen]
        total = np.bincount(places[chosen], weights=numbers, minlength=size)
        columns[name] = np.where(np.bincount(places[chosen], minlength=size) > 0, total, np.nan)
    return pd.DataFrame(columns)
