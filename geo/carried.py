"""Footprints and counts carried from one vintage of a building block to another.

Lives here: members and counts through a change table. Not here: the table (`geo.vintage`), sums of an indicator over
footprints (`equity.totals.aggregate`). Two vintages are never joined without a table.

Areas that go on alone and areas that merge are carried exactly; parts of a split area are estimated by residents and
flagged. Carried whole counts add up to the total they came from, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from data.schema import AREA_TYPES
from geo.membership import GRID
from geo.vintage import ChangeTable, some


@dataclass(frozen=True, eq=False)
class Carried:
    """Counts in another vintage.

    Attributes
    ----------
    frame : DataFrame
        One row per area of the new vintage that any counted area became: its code, the counts (missing where an area
        it came from has none), and `apportioned`: True where part of a split or redrawn area was estimated.
    shares : Series
        By count: share of the total that stands in apportioned areas, 0 to 1 (missing if the total is not above 0).
    """

    frame: pd.DataFrame
    shares: pd.Series


def carried_members(members: pd.DataFrame, *, to: str, tables: Iterable[ChangeTable]) -> pd.DataFrame:
    """Members of footprints in another vintage.

    Parameters
    ----------
    members : DataFrame
        A column that names the footprint (`footprint_id`, or any other), `<vintage>cd`, and optionally `weight`.
    to : str
        The vintage wanted; members of that vintage come back as they are, with weight 1.
    tables : iterable of ChangeTable
        The tables there are, in either direction.

    Returns
    -------
    DataFrame
        The footprint's column, `<to>cd`, `weight` (share of the area's residents inside; exactly 1 where it lies wholly
        inside) and `apportioned` (True where `weight` is an estimate), sorted by footprint and code.

    Raises
    ------
    ValueError
        If there is no table between the vintages, or it does not know a member.
    """
    start = vintage_of(members)
    name = next(column for column in members if column not in (f"{start}cd", "weight"))
    given = members["weight"].to_numpy(float) if "weight" in members else np.ones(len(members))
    if start == to:
        return _members(members[name], members[f"{start}cd"], given, names=(name, to))
    shares = _table(tables, start, to).backward  # old areas x new areas
    position = _positions(shares.groups, members[f"{start}cd"], vintage=start)
    row, footprints = pd.factorize(members[name], sort=True)
    inside = sparse.csr_array((given, (row, position)), shape=(len(footprints), len(shares.groups)))
    found = sparse.csr_array(inside @ shares.weights).tocoo()
    weight = np.round(found.data * GRID) / GRID
    return _members(footprints[found.row], shares.blocks[found.col], weight, names=(name, to))


def carried_counts(counts: pd.DataFrame, *, to: str, tables: Iterable[ChangeTable]) -> Carried:
    """Counts of areas in another vintage; whole counts add up to the same total, to the last digit.

    Parameters
    ----------
    counts : DataFrame
        `<vintage>cd`, each code once, and numeric columns. Missing is not zero: a new area with a part of an area
        without a count has none.
    to : str
        The vintage wanted.
    tables : iterable of ChangeTable

    Raises
    ------
    ValueError
        If there is no table between the vintages, it does not know a code, or a code stands twice.
    """
    start = vintage_of(counts)
    codes = counts[f"{start}cd"]
    if codes.duplicated().any():
        raise ValueError(f"{start} codes stand twice: {some(codes[codes.duplicated()])}")
    numbers = counts.drop(columns=f"{start}cd").astype("float64")
    if start == to:
        frame = pd.concat([codes, numbers], axis=1).assign(apportioned=False)
        return Carried(frame.sort_values(f"{to}cd", ignore_index=True), _ratio(numbers.sum() * 0, numbers.sum()))
    shares = _table(tables, start, to).forward  # new areas x old areas
    weights = shares.weights[:, _positions(shares.blocks, codes, vintage=start)]
    touched = np.flatnonzero(weights.astype(bool).sum(axis=1))
    weights = sparse.csr_array(weights)[touched]
    known = numbers.to_numpy()
    total = weights @ np.nan_to_num(known)
    total[(weights.astype(bool).astype(float) @ np.isnan(known).astype(float)) > 0] = np.nan
    frame = pd.DataFrame(total, columns=numbers.columns).assign(
        apportioned=((weights > 0).sum(axis=1) - (weights == 1).sum(axis=1)) > 0
    )
    frame.insert(0, f"{to}cd", shares.groups[touched])
    carried = frame[numbers.columns]
    return Carried(frame, _ratio(carried[frame["apportioned"]].sum(), carried.sum()))


def vintage_of(frame: pd.DataFrame) -> str:
    """The area type whose codes a frame carries: the one column `<area type>cd` it has.

    Raises
    ------
    ValueError
        If no column, or more than one, names a vintage.
    """
    found = [name.removesuffix("cd") for name in frame if name.endswith("cd") and name.removesuffix("cd") in AREA_TYPES]
    if len(found) != 1:
        raise ValueError(f"one column must name its vintage, such as lsoa11cd; there are {', '.join(found) or 'none'}")
    return found[0]


def _table(tables: Iterable[ChangeTable], start: str, to: str) -> ChangeTable:
    known = {(table.old, table.new): table for table in tables}
    if (start, to) in known:
        return known[start, to]
    if (to, start) in known:
        return known[to, start].reversed()
    raise ValueError(f"{start} and {to} are two vintages: joining them needs a change table, and there is none")


def _positions(known: pd.Index, codes: pd.Series, *, vintage: str) -> np.ndarray:
    position = known.get_indexer(codes)
    if (position < 0).any():
        raise ValueError(f"no {vintage} of the change table: {some(codes[position < 0])}")
    return position


def _members(footprints: object, codes: object, weight: np.ndarray, *, names: tuple[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame({names[0]: np.asarray(footprints), f"{names[1]}cd": np.asarray(codes), "weight": weight})
    frame = frame[frame["weight"] > 0].assign(apportioned=lambda rows: rows["weight"] < 1)
    return frame.sort_values([names[0], f"{names[1]}cd"], ignore_index=True)


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole > 0)).rename("apportioned")
