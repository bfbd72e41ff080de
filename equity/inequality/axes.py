"""The axes along which groups of people are compared, and what is not known of them.

Lives here: the axes with their labels and the categories that belong to each, rows of one axis with the share of
people whose group is not known. Not here: any measure of inequality.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from equity.result import floats


class Axis(StrEnum):
    """What groups are made by."""

    DEPRIVATION = "deprivation"
    ETHNICITY = "ethnicity"
    AGE = "age"
    SEX = "sex"
    RURALITY = "rurality"
    OUTPUT_AREA_GROUP = "output_area_group"

    @property
    def label(self) -> str:
        """The axis as a reader would say it."""
        return LABELS[self]

    @property
    def ordered(self) -> bool:
        """Whether its groups have an order, so that slopes and concentration can be asked for."""
        return self in (Axis.DEPRIVATION, Axis.AGE)


LABELS = {
    Axis.DEPRIVATION: "Deprivation",
    Axis.ETHNICITY: "Ethnic group",
    Axis.AGE: "Age",
    Axis.SEX: "Sex",
    Axis.RURALITY: "Rural and urban",
    Axis.OUTPUT_AREA_GROUP: "Kind of neighbourhood (output area classification)",
}
# Beginnings of the part before the colon in schema's `category`.
CATEGORIES = {
    Axis.DEPRIVATION: ("imd", "deprivation"),
    Axis.ETHNICITY: ("ethnic",),
    Axis.RURALITY: ("rural", "ruc"),
    Axis.OUTPUT_AREA_GROUP: ("oac", "output_area"),
}
COLUMNS = {Axis.AGE: "age", Axis.SEX: "sex"}  # axes that have a column of their own
EVERYONE = ("", "all")
UNKNOWN = frozenset(
    ("", "unknown", "not known", "not stated", "not recorded", "not collected", "missing", "refused", "unclassified")
)
CODES = {Axis.ETHNICITY: frozenset(("z", "99"))}  # NHS data dictionary: not stated, not known


def axis_of(category: str) -> Axis | None:
    """The axis of a category such as "imd_quintile:1"; None for everyone and for axes that are not compared."""
    name = category.partition(":")[0].lower()
    places = name.split("_")
    for axis, beginnings in CATEGORIES.items():
        if name.startswith(beginnings) or (axis == Axis.DEPRIVATION and "deprivation" in places):
            return axis
    return None


def is_unknown(group, axis: Axis | None = None) -> np.ndarray:
    """True where a group's name (or its code on this axis) says that the group is not known."""
    names = pd.Series(np.asarray(group, dtype=object)).fillna("unknown").astype(str)
    bare = names.str.lower().str.replace(r"\(.*\)|[_-]", " ", regex=True).str.strip()
    return (
        bare.isin(UNKNOWN | CODES.get(axis, frozenset())) | bare.str.startswith(("unknown", "not stated", "not known"))
    ).to_numpy()


def along(frame: pd.DataFrame, axis: Axis, *, within: Sequence[str] = ("area_code",)) -> pd.DataFrame:
    """Rows of one axis with their `group`, those of unknown group taken out and their share kept.

    Parameters
    ----------
    frame : DataFrame
        Observations: `numerator`, `denominator` and the axis's own column (`category`, `age` or `sex`).
    axis : Axis
    within : list of str
        Columns that name one comparison (area, or area and period).

    Returns
    -------
    DataFrame
        Rows whose group is known, with `group`, `axis` (its label) and `unknown_share` (0 to 1): the share of the
        comparison's people of unknown group. Of its events where no row of it has people; missing where neither is
        known.
    """
    column = COLUMNS.get(axis, "category")
    names = frame[column].fillna("").astype(str)
    chosen = [
        name for name in names.unique() if (axis_of(name) == axis if column == "category" else name not in EVERYONE)
    ]
    own = names.isin(chosen)
    rows, names = frame[own], names[own]
    group = names if column != "category" else names.str.partition(":")[2]
    unknown = is_unknown(group, axis)
    share = _share(rows, unknown, within=list(within))
    return rows.assign(group=group, axis=axis.label, unknown_share=share)[~unknown]


def _share(rows: pd.DataFrame, unknown: np.ndarray, *, within: list[str]) -> np.ndarray:
    """For every row the share of unknown group in its comparison."""
    keys = [rows[name] for name in within]
    shares = []
    for column in ("denominator", "numerator"):
        size = pd.Series(floats(rows[column]), index=rows.index)
        everyone = size.groupby(keys, dropna=False).transform("sum")
        missed = size.where(unknown, 0.0).groupby(keys, dropna=False).transform("sum")
        hidden = (size.isna() & unknown).groupby(keys, dropna=False).transform("any")
        shares.append((missed / everyone.where(everyone > 0)).mask(hidden).to_numpy())
    return np.where(np.isnan(shares[0]), shares[1], shares[0])
