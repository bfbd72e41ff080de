"""What periods and breakdowns together would give away: this week less last week, all ages less the other bands.

Lives here: areas x pieces of time, age or group as one ledger, in which a total of an area in a segment is a row like
any other, so that every test of `equity.release.differencing` holds for both at once. Not here: which segments belong
together (`equity.release.segments`).

Published and unprotected counts need nothing of this. Under a rule that rounds, what rounding leaves open is counted.
Periods, sexes, ages and categories are looked at together, in the segments in which some footprint was answered;
official areas are shown in all of them, but for those that are withheld there.

References
----------
Willenborg, de Waal (2001) Elements of Statistical Disclosure Control, ch. 6 (linked tables).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy  # its parts are loaded at first use: they are most of a second of a start
from scipy import sparse

from equity.release.affected import Affected, affected
from equity.release.differencing import exposure
from equity.release.ledger import Ledger, Told
from equity.release.segments import Family, Segment

CELLS = 240  # blocks x pieces looked at beyond the footprint's own


@dataclass(frozen=True)
class Earlier:
    """A footprint that was shown, or (`small`) said to be small itself, in some segments of a measure."""

    members: Collection[str]
    segments: frozenset[Segment]
    small: frozenset[Segment] = frozenset()

    @property
    def answered(self) -> frozenset[Segment]:
        """Segments in which something is known of it."""
        return self.segments | self.small


def exposed_across(
    base: Ledger,
    inside: np.ndarray,
    *,
    family: Family,
    ledgers: Mapping[Segment, Ledger],
    earlier: Iterable[Earlier],
) -> bool:
    """Whether a footprint, safe in its own segment, would give a small count away beside other segments of a family.

    Parameters
    ----------
    base : Ledger
        Official areas in the segment that is asked for.
    inside : array of 0/1, one per block
        The footprint.
    family : Family
        Its first segment is the one asked for.
    ledgers : mapping
        Official areas per segment of the family: the same rows, with the counts and the withheld areas of each.
    earlier : iterable of Earlier
        Answers given before.
    """
    earlier = [one for one in earlier if one.answered & set(family.segments)]
    family = family.only({family.segments[0]}.union(*(one.answered for one in earlier)))
    if not base.rule.largest or len(family.segments) < 2:
        return False
    everyone = base.with_told(Told("", one.members) for one in earlier)
    pieces = family.parts.shape[1]
    near = affected(everyone, inside, measure="numerator", reach=CELLS // pieces)
    rows, kinds, small = _rows(near, ledgers, family=family, earlier=earlier)
    held = near.atom >= 0
    table = {}
    for name in base.counts:
        totals = [
            np.nan_to_num(ledgers[segment].counts[name].to_numpy(dtype=float))[held] for segment in family.segments
        ]
        sums = np.array([np.bincount(near.atom[held], weights=one, minlength=len(near.count)) for one in totals])
        table[name] = piece_counts(family, sums).T.ravel()
    whole = Ledger(
        counts=pd.DataFrame(table),
        rule=base.rule,
        rows=sparse.csr_array(rows.astype(np.int64)),
        names=tuple(kinds),
        kinds=tuple(kinds),
        withheld=np.array(small, dtype=bool),
    )
    return exposure(whole, np.kron(near.asked, family.parts[0]).astype(np.int64)) is not None


def _rows(
    near: Affected, ledgers: Mapping[Segment, Ledger], *, family: Family, earlier: list[Earlier]
) -> tuple[np.ndarray, list[str], list[bool]]:
    """Every known total over atoms x pieces, its kind, and whether it is only known to be small."""
    rows, kinds, small = [], [], []
    base = ledgers[family.segments[0]]
    official = len(base.names)
    for place, members in zip(near.released, near.rows, strict=True):
        one = earlier[place - official] if place >= official else None
        for number, (segment, part) in enumerate(zip(family.segments, family.parts, strict=True)):
            if one is None or segment in one.answered:
                rows.append(np.kron(members, part))
                kinds.append(f"{base.kinds[place] if one is None else place} {number}")
                small.append(bool(ledgers[segment].withheld[place]) if one is None else segment not in one.segments)
    return np.array(rows).reshape(-1, len(near.count) * family.parts.shape[1]), kinds, small


def piece_counts(family: Family, totals: np.ndarray) -> np.ndarray:
    """Whole counts from 0 of the pieces that add up to the totals of all segments.

    Parameters
    ----------
    family : Family
    totals : array, segments x areas
        True counts.

    Returns
    -------
    array, pieces x areas
        One of several where several add up: what an outsider can pin down is the same whichever is taken. Where none
        do (revised weeks, people counted twice) the nearest, so that the structure is judged all the same.
    """
    nearest = np.rint(np.linalg.pinv(family.parts) @ totals)
    found = np.maximum(nearest, 0.0)
    for area in np.flatnonzero((family.parts @ found != totals).any(axis=0)):
        answer = scipy.optimize.milp(
            np.zeros(family.parts.shape[1]),
            constraints=scipy.optimize.LinearConstraint(family.parts, totals[:, area], totals[:, area]),
            integrality=np.ones(family.parts.shape[1]),
            bounds=scipy.optimize.Bounds(0, np.inf),
        )
        if answer.x is not None:
            found[:, area] = np.rint(answer.x)
    return found
