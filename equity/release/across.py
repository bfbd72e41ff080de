"""What periods and breakdowns together would give away: this week less last week, all ages less the other bands.

Lives here: the same footprint in several segments (`given_away_across`), the differences between segments that a
footprint adds, each a measure of its own over the blocks (`differences`), and both together (`exposed_across`). Not
here: which segments belong together (`equity.release.segments`), areas alone (`equity.release.differencing`).

Published and unprotected counts need nothing of this. Under a rule that rounds, what rounding leaves open is counted.
Where the counts held do not add up over a family (revised weeks, people counted twice), nothing follows from it.

References
----------
Willenborg, de Waal (2001) Elements of Statistical Disclosure Control, ch. 6 (linked tables).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from equity.disclosure import ReleaseRule
from equity.release.affected import Affected
from equity.release.derivation import given_away
from equity.release.differencing import exposure
from equity.release.ledger import Ledger, Told, shown_between
from equity.release.segments import Family, Segment


@dataclass(frozen=True)
class Earlier:
    """A footprint that was shown, or (`small`) said to be small itself, in some segments of a measure."""

    members: Collection[str]
    segments: frozenset[Segment]
    small: frozenset[Segment] = frozenset()


def exposed_across(
    base: Ledger,
    inside: np.ndarray,
    *,
    family: Family,
    counts: Mapping[Segment, pd.DataFrame],
    earlier: Iterable[Earlier],
) -> bool:
    """Whether a footprint, safe in its own segment, would give a small count away beside other segments of a family.

    Parameters
    ----------
    base : Ledger
        Official areas in the segment that is asked for (the one in `counts` that equals its counts).
    inside : array of 0/1, one per block
        The footprint.
    family : Family
        Its first segment is the one asked for.
    counts : mapping
        Counts of the blocks per segment of the family.
    earlier : iterable of Earlier
        Answers given before. Official areas are shown in every segment.
    """
    earlier = list(earlier)
    mine = [one for one in earlier if set(one.members) == set(base.blocks[inside > 0])]
    shown = frozenset().union(*(one.segments for one in mine))
    small = frozenset().union(*(one.small for one in mine))
    family = family.only({family.segments[0], *shown, *small})
    if len(family.segments) < 2:
        return False
    ledgers = [replace(base, counts=counts[segment]) for segment in family.segments]
    others = np.arange(len(ledgers)) > 0
    for measure in base.measures:
        totals = np.array([inside @ ledger.measures[measure] for ledger in ledgers])
        if given_away_across(family, totals, known=others, asked=0, rule=base.rule) is not None:
            return True
    there = others & np.array([segment in shown for segment in family.segments])
    for taken in differences(family, known=there, asked=0):
        between = sum(times * ledger.counts for times, ledger in zip(taken, ledgers, strict=True) if times)
        if (between < 0).any(axis=None):
            continue  # not a count that grew: nothing follows from taking one from the other
        used = {segment for segment, times in zip(family.segments, taken, strict=True) if times}
        both = [Told("", one.members) for one in earlier if one.segments >= used]
        if exposure(replace(base, counts=between).with_told(both), inside) is not None:
            return True
    return False


def given_away_across(
    family: Family, totals: np.ndarray, *, known: np.ndarray, asked: int, rule: ReleaseRule
) -> np.ndarray | None:
    """Pieces of a family whose small count one more segment of the same footprint would give away; None if none.

    Parameters
    ----------
    family : Family
    totals : array, one per segment
        True counts of the footprint.
    known : array of bool, one per segment
        What was shown, or refused as too small (which says so).
    asked : int
        Position of the segment that is asked for.
    rule : ReleaseRule

    Returns
    -------
    array of bool, one per piece, or None
    """
    pieces = piece_counts(family, totals)
    if not rule.largest or pieces is None:
        return None
    low, high = shown_between(totals, rule, withheld=np.zeros(len(totals), dtype=bool))
    rows = np.flatnonzero(known)
    system = Affected(
        atom=np.arange(len(pieces)),
        count=pieces,
        rows=family.parts[rows],
        low=(low - totals)[rows],
        high=(high - totals)[rows],
        asked=family.parts[asked],
        asked_low=float(low[asked] - totals[asked]),
        asked_high=float(high[asked] - totals[asked]),
        released=rows,
    )
    return given_away(system, largest=rule.largest)


def piece_counts(family: Family, totals: np.ndarray) -> np.ndarray | None:
    """Whole counts from 0 of the pieces that add up to all totals (one of several, where several do); None if none do.

    What an outsider can pin down is the same whichever of them is taken.
    """
    if np.isnan(totals).any():
        return None
    answer = milp(
        np.zeros(family.parts.shape[1]),
        constraints=LinearConstraint(family.parts, totals, totals),
        integrality=np.ones(family.parts.shape[1]),
        bounds=Bounds(0, np.inf),
    )
    return None if answer.x is None else np.rint(answer.x)


def differences(family: Family, *, known: np.ndarray, asked: int) -> list[np.ndarray]:
    """Differences between segments that the asked one adds: how often each segment is added (1) or taken away (-1).

    Whatever holds another shown segment whole has it taken away, until none holds another: this week less last week,
    all ages less every band that is shown. Each is a measure of its own, in which areas can be differenced.
    """
    rows = [*np.flatnonzero(known & (np.arange(len(known)) != asked)), asked]
    sets = [family.parts[row].astype(bool) for row in rows]
    taken = [np.eye(len(known))[row] for row in rows]
    changed = True
    while changed:
        changed = False
        for one in range(len(sets)):
            for other in range(len(sets)):
                if sets[other].any() and (sets[one] >= sets[other]).all() and (sets[one] != sets[other]).any():
                    sets[one], taken[one], changed = sets[one] & ~sets[other], taken[one] - taken[other], True
    whole = np.eye(len(known))[asked]
    return [sum_of for sum_of in taken if sum_of[asked] and (sum_of != whole).any()]
