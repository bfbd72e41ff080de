"""What readers have been given: which areas and footprints of an indicator were released, over which building blocks.

Lives here: the ledger of one indicator, period and breakdown, what readers were told, and what a shown total tells an
outsider (`shown_between`). Not here: whether a further footprint may be released
(`equity.release.judgement`). A ledger knows true counts, so it never leaves the server.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from equity.disclosure import ReleaseRule
from equity.result import floats

OWN = "own"  # the kind of a footprint that a reader built
REFUSED = "refused"  # the kind of a set of blocks that was said to be small; every other kind is official
REMAINDER = "people not counted"


class Told(NamedTuple):
    """One thing readers were told: who was shown, or (`small`) which blocks together were said to be small."""

    name: str
    members: Collection[str]
    small: bool = False
    kind: str = OWN


@dataclass(frozen=True, eq=False)
class Ledger:
    """Released areas x building blocks, and the true counts of the blocks; `with_released` makes a new one.

    Attributes
    ----------
    counts : DataFrame
        One row per building block: `numerator`, and `denominator` only where people are counts of the source. Whole
        numbers; a missing count is nothing an outsider could work out and stands as 0.
    rule : ReleaseRule
        Of the indicator's source; with `largest` 0 everything is safe.
    rows : csr_array of int
        1 where a released area (row) holds a block (column).
    names, kinds : tuple of str
        Of each row: the name a reader knows, and the kind of area ("own" for readers' footprints).
    withheld : array of bool
        Rows withheld only to protect others (secondary suppression).
    people : array of float, optional
        Residents per block, for `people_floor` and for the order of alternatives.
    people_floor : int
        A difference with fewer residents than this (but some) is refused; 0 sets no floor.
    """

    counts: pd.DataFrame
    rule: ReleaseRule
    rows: sparse.csr_array
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    withheld: np.ndarray
    people: np.ndarray | None = None
    people_floor: int = 0

    @property
    def blocks(self) -> pd.Index:
        """Codes of the building blocks, in the order of columns."""
        return self.counts.index

    @cached_property
    def places(self) -> dict[str, int]:
        """Column of each block."""
        return {code: place for place, code in enumerate(self.blocks)}

    @cached_property
    def measures(self) -> dict[str, np.ndarray]:
        """Counts per block that must not become known: events, people in all, and (unrounded) people not counted."""
        found = {name: np.nan_to_num(floats(self.counts[name])) for name in self.counts}
        if "denominator" in found and not self.rule.round_to:
            found[REMAINDER] = found["denominator"] - found["numerator"]
        return found

    @cached_property
    def totals(self) -> dict[str, np.ndarray]:
        """True total of each released row, per measure."""
        return {name: self.rows @ count for name, count in self.measures.items()}

    @cached_property
    def shown(self) -> np.ndarray:
        """True for rows whose total is shown: neither small nor withheld to protect another."""
        largest = self.rule.largest
        small = [(total > 0) & (total <= largest) for total in self.totals.values()]
        return ~np.logical_or.reduce([self.withheld, *small])

    @cached_property
    def sizes(self) -> np.ndarray:
        """Blocks per released row."""
        return np.diff(self.rows.indptr)

    def indicator_of(self, members: Collection[str]) -> np.ndarray:
        """1 where a block belongs to the footprint.

        Raises
        ------
        ValueError
            No members, or members that are not blocks of this ledger.
        """
        wanted = list(dict.fromkeys(members))
        places = np.array([self.places.get(code, -1) for code in wanted] or [-1])
        if (places < 0).any():
            unknown = [str(wanted[place]) for place in np.flatnonzero(places < 0)[:5]] if wanted else []
            fault = f"{', '.join(unknown)} are not among them" if unknown else "there are none"
            raise ValueError(f"A footprint is made of building blocks of the indicator, but {fault}. Choose others.")
        inside = np.zeros(len(self.blocks), dtype=np.int64)
        inside[places] = 1
        return inside

    def with_released(self, name: str, members: Collection[str], *, kind: str = OWN) -> Ledger:
        """A new ledger in which this footprint is released too."""
        return self.with_told([Told(name, members, kind=kind)])

    def with_told(self, told: Iterable[Told]) -> Ledger:
        """A new ledger with everything that readers were told (of this ledger's indicator, period and breakdown).

        A refusal counts too: a set of blocks that was said to hold a small count is known to hold one.
        """
        told = list(told)
        if not told:
            return self
        held = [np.flatnonzero(self.indicator_of(one.members)) for one in told]
        ends = self.rows.indptr[-1] + np.cumsum([len(one) for one in held])
        inside = np.concatenate([self.rows.indices, *held])
        rows = (np.ones(len(inside), self.rows.dtype), inside, np.r_[self.rows.indptr, ends])
        kinds = tuple(REFUSED if one.small else one.kind for one in told)
        made = replace(
            self,
            rows=sparse.csr_array(rows, shape=(len(self.names) + len(told), len(self.blocks))),
            names=(*self.names, *(one.name for one in told)),
            kinds=(*self.kinds, *kinds),
            withheld=np.append(self.withheld, np.array([one.small for one in told], dtype=bool)),
        )
        made.__dict__.update(places=self.places, measures=self.measures)  # kept: the counts are the same
        return made


def official_ledger(
    counts: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    rule: ReleaseRule,
    names: Mapping[str, str] | None = None,
    withheld: Collection[str] = (),
) -> Ledger:
    """The ledger before any reader asks: every official area is released.

    Parameters
    ----------
    counts : DataFrame
        One row per building block, see `Ledger`.
    areas : DataFrame
        Code of the area per block (same index), one column per kind; missing where a block has none. Blocks that are
        shown themselves are one more kind, whose codes are the blocks.
    rule : ReleaseRule
        Of the source.
    names : mapping, optional
        Name of a code.
    withheld : collection of str
        Codes that are withheld only to protect others, or whose total is not shown.

    Raises
    ------
    ValueError
        Counts that are not whole numbers from 0, or areas of other blocks.
    """
    _validated(counts, areas)
    named, hidden = names or {}, set(withheld)
    parts, codes, kinds = [], [], []
    for kind in areas:
        group, found = pd.factorize(areas[kind], sort=True)
        held = np.flatnonzero(group >= 0)
        shape = (len(found), len(counts))
        parts.append(sparse.csr_array((np.ones(len(held), np.int64), (group[held], held)), shape=shape))
        codes.extend(map(str, found))
        kinds.extend([str(kind)] * len(found))
    rows = sparse.vstack(parts, format="csr") if parts else sparse.csr_array((0, len(counts)), dtype=np.int64)
    shown = tuple(named.get(code, code) for code in codes)
    flags = np.array([code in hidden for code in codes], dtype=bool)
    return Ledger(counts=counts, rule=rule, rows=rows, names=shown, kinds=tuple(kinds), withheld=flags)


def _validated(counts: pd.DataFrame, areas: pd.DataFrame) -> None:
    if not counts.index.is_unique or not areas.index.equals(counts.index):
        raise ValueError("The areas and the counts of a ledger must name the same building blocks, each once.")
    values = counts.to_numpy(dtype="float64", na_value=np.nan)
    wrong = (values < 0) | (values != np.floor(values))
    wrong &= ~np.isnan(values)
    if wrong.any():
        first = ", ".join(map(str, counts.index[wrong.any(axis=1)][:5]))
        raise ValueError(f"Counts of building blocks must be whole numbers from 0; they are not for {first}.")


def shown_between(total: np.ndarray, rule: ReleaseRule, *, withheld: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest true total that fit what is shown of it, for an outsider who knows the rule.

    A withheld total is known to be 1 to `largest`, or, where it is withheld to protect another, more than that.
    """
    low, high = total.astype(float), total.astype(float)
    if rule.round_to:
        shown = np.floor(total / rule.round_to + 0.5) * rule.round_to
        low = np.maximum(np.ceil(shown - rule.round_to / 2), rule.largest + 1.0)
        high = np.ceil(shown + rule.round_to / 2) - 1
        nothing = shown == 0
        low, high = np.where(nothing, 0.0, low), np.where(nothing & (high <= rule.largest), 0.0, high)
    small = (total > 0) & (total <= rule.largest)
    low = np.where(small, 1.0, np.where(withheld & (total > 0), rule.largest + 1.0, low))
    high = np.where(small, float(rule.largest), np.where(withheld & (total > 0), np.inf, high))
    return np.where(withheld & (total == 0), 0.0, low), np.where(withheld & (total == 0), rule.largest, high)
