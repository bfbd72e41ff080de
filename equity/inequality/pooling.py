"""Counts of small areas pooled by group: what a footprint's quantiles are made of.

Lives here: sums of events and people by footprint and group of its small areas (deprivation tenths, kinds of
neighbourhood). Not here: the groups (`equity.inequality.deprivation`) or plain totals (`equity.totals.aggregate`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from equity.result import floats
from equity.totals.aggregate import TOLERANCE, Members
from equity.totals.counts import DEFAULTS


def pooled_by_group(
    membership: Members, blocks: pd.DataFrame, *, groups: Sequence, minimum_coverage: float = DEFAULTS.minimum_coverage
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events and people of each footprint by group of its small areas, ready for slopes, concentration and gaps.

    Small areas without a count are left out of events and people alike; a group of which too few people are left is
    missing, never zero.

    Parameters
    ----------
    membership : Membership
        Footprints x small areas.
    blocks : DataFrame
        Index of small areas: `numerator`, `denominator`, `group`. Areas without a group are in none.
    groups : sequence
        Groups wanted, in order (from the most deprived).
    minimum_coverage : float
        Least share of a group's people who live in small areas with a count.

    Returns
    -------
    counts, people : DataFrame
        One row per footprint, one column per group. A group without small areas has 0 people.
    """
    frame = blocks.reindex(membership.blocks)
    x, n = floats(frame["numerator"]), floats(frame["denominator"])
    place = pd.Index(groups).get_indexer(frame["group"])
    inside = place >= 0
    cells = (np.flatnonzero(inside), place[inside])
    belongs = sparse.csr_array((np.ones(inside.sum()), cells), shape=(len(frame), len(groups)))
    known = ~np.isnan(x) & (n > 0)
    counts, people, everyone = (
        np.asarray((membership.weights @ belongs.multiply(amount[:, None]).tocsr()).todense())
        for amount in (np.where(known, x, 0.0), np.where(known, n, 0.0), np.where(n > 0, n, 0.0))
    )
    unsized = inside & ~(n >= 0)  # its people are not known, so that no share of the group is known either
    gaps = np.asarray((membership.weights @ belongs.multiply(unsized[:, None].astype(float)).tocsr()).todense()) > 0
    thin = gaps | (people < everyone * (minimum_coverage - TOLERANCE))
    named = {"index": membership.groups, "columns": pd.Index(groups, name="group")}
    return tuple(pd.DataFrame(np.where(thin, np.nan, array), **named) for array in (counts, people))
