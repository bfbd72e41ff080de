"""Vintages of a building block: what became of every area between two of them.

Lives here: the typed change table (LSOA 2011 to LSOA 2021) and its check. Not here: footprints and counts carried with
it (`geo.carried`), how weights are put on their grid (`geo.membership`), reading the official lookup (`data.england`).

An area that goes on alone and areas that merge whole are joined exactly; an area that was split is shared out by
residents. Shares stand on a grid of 2^-24 and add up to exactly 1 per area.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from geo.membership import Membership, membership


class Change(StrEnum):
    """What happened to an area between two vintages."""

    UNCHANGED = "unchanged"  # one area, one area
    SPLIT = "split"  # one area became several: shared out, flagged
    MERGED = "merged"  # several whole areas became one: exact
    IRREGULAR = "irregular"  # borders were redrawn across areas: shared out, flagged


@dataclass(frozen=True, eq=False)
class ChangeTable:
    """Two vintages of a building block, joined. Make one with `change_table`.

    Attributes
    ----------
    old, new : str
        Area types, e.g. "lsoa11" and "lsoa21".
    pairs : DataFrame
        One row per old and new area that share ground: `old, new, change`, `old_share` (share of the old area's
        residents in the new one; 1 in all per old area), `new_share` (of the new area's residents in the old one).
    forward : Membership
        New areas x old areas: weights are `old_share`.
    backward : Membership
        Old areas x new areas: weights are `new_share`.
    """

    old: str
    new: str
    pairs: pd.DataFrame
    forward: Membership
    backward: Membership

    def reversed(self) -> ChangeTable:
        """The same table read from the new vintage to the old one: a split is a merger then."""
        turned = {"old": "new", "new": "old", "old_share": "new_share", "new_share": "old_share"}
        kinds = {Change.SPLIT: Change.MERGED, Change.MERGED: Change.SPLIT}
        pairs = self.pairs.rename(columns=turned)[list(self.pairs)]
        pairs["change"] = [kinds.get(kind, kind) for kind in pairs["change"]]
        return ChangeTable(self.new, self.old, pairs, self.backward, self.forward)


def change_table(lookup: pd.DataFrame, *, old: str = "lsoa11", new: str = "lsoa21") -> ChangeTable:
    """The typed table of a lookup between two vintages.

    Parameters
    ----------
    lookup : DataFrame
        One row per pair of areas: `<old>cd, <new>cd, change` (values of `Change`) and, where known, `<old>_population`
        and `<new>_population` (residents of the whole area): e.g. the England pack's `lsoa11_lsoa21`. Areas are shared
        out by residents where all parts have them, else in equal parts.
    old, new : str
        The two vintages.

    Raises
    ------
    ValueError
        With every fault: absent columns, a pair that stands twice, a change that is not what the pairs say.
    """
    codes = [f"{old}cd", f"{new}cd"]
    absent = [column for column in (*codes, "change") if column not in lookup]
    if absent:
        raise ValueError(f"the lookup from {old} to {new} has no column {', '.join(absent)}")
    pairs = lookup.rename(columns={codes[0]: "old", codes[1]: "new"}).sort_values(["old", "new"], ignore_index=True)
    _check(pairs, old=old, new=new)
    forward = _shares(pairs, "old", part="new", residents=f"{new}_population")
    backward = _shares(pairs, "new", part="old", residents=f"{old}_population")
    table = pd.DataFrame({"old": pairs["old"], "new": pairs["new"], "change": pairs["change"].map(Change)})
    table["old_share"] = _looked_up(forward, pairs["new"], pairs["old"])
    table["new_share"] = _looked_up(backward, pairs["old"], pairs["new"])
    return ChangeTable(old, new, table, forward, backward)


def kinds(pairs: pd.DataFrame) -> pd.Series:
    """What happened to each pair `old, new`, by the pairs alone.

    A pair is irregular where its old area was shared out and a new area it went to has other ground as well, or where
    the new area holds part of such an old one.
    """
    parts = pairs.groupby("old")["new"].transform("size") > 1
    others = pairs.groupby("new")["old"].transform("size") > 1
    mixed_old = (parts & others).groupby(pairs["old"]).transform("any")
    mixed = mixed_old.groupby(pairs["new"]).transform("any")
    names = np.select([mixed, parts, others], [Change.IRREGULAR, Change.SPLIT, Change.MERGED], Change.UNCHANGED)
    return pd.Series(names, index=pairs.index).map(Change)


def _check(pairs: pd.DataFrame, *, old: str, new: str) -> None:
    rules = {
        "a pair without a code": pairs[["old", "new"]].isna().any(axis=1) | (pairs[["old", "new"]] == "").any(axis=1),
        "a pair that stands twice": pairs.duplicated(["old", "new"]),
        "a change that is not what the pairs say": kinds(pairs) != pairs["change"],
    }
    found = [f"{words}: {some(pairs.loc[bad, 'old'])}" for words, bad in rules.items() if bad.any()]
    if found:
        raise ValueError(f"the lookup from {old} to {new} has " + "; ".join(found))


def some(codes: pd.Series) -> str:
    """The first five different codes, for a message."""
    return ", ".join(codes.astype(str).unique()[:5])


def _shares(pairs: pd.DataFrame, whole: str, *, part: str, residents: str) -> Membership:
    """Shares of every whole in its parts, by the residents of the parts."""
    piece = pd.Series(range(len(pairs)), name="lsoa")
    sizes = pd.DataFrame({"lsoa": piece, "population": pairs[residents]}) if residents in pairs else None
    blocks = pd.DataFrame({"lsoa": piece, "block": pairs[whole]})
    return membership(blocks, pd.DataFrame({"lsoa": piece, "group": pairs[part]}), sizes=sizes)


def _looked_up(shares: Membership, groups: pd.Series, blocks: pd.Series) -> np.ndarray:
    """One weight per pair of codes."""
    return np.asarray(shares.weights[shares.groups.get_indexer(groups), shares.blocks.get_indexer(blocks)]).ravel()
