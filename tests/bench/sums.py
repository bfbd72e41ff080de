"""Figures without a server: memberships of England's LSOAs and sums over them.

Lives here: how long it takes to build a membership, to have it again, and to sum many indicators and periods.
Not here: the limits (`budgets.py`).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from equity.totals.aggregate import Counts, aggregated
from geo.membership import Membership, area_blocks, footprint_groups, membership
from tests.bench import budgets
from tests.bench.budgets import Row

SCOPE = "all LSOAs"


class Lists:
    """The LSOAs of a pack, of its footprints and of former districts: real groups to sum over."""

    def __init__(self, pack: Path) -> None:
        self.lsoas = pd.read_parquet(pack / "lookups" / "lsoa11.parquet")
        self.footprints = footprint_groups(pd.read_parquet(pack / "lookups" / "footprint_lsoa11.parquet"))

    @cached_property
    def blocks(self) -> pd.DataFrame:
        """Every LSOA as a building block."""
        return area_blocks(self.lsoas, "lsoa11")

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Footprints and former districts."""
        districts = area_blocks(self.lsoas, "lad11").rename(columns={"block": "group"})
        return pd.concat([self.footprints, districts], ignore_index=True)

    def built(self, number: int | None = None) -> Membership:
        """Membership of all footprints, or of so many groups."""
        chosen = self.footprints
        if number is not None:
            wanted = pd.unique(self.groups["group"])[:number]
            chosen = self.groups[self.groups["group"].isin(wanted)]
        sizes = self.lsoas.rename(columns={"lsoa11cd": "lsoa"})[["lsoa", "population", "postcodes"]]
        return membership(self.blocks, chosen, sizes=sizes)


def rows(pack: Path) -> list[Row]:
    """The rows of the table."""
    lists = Lists(pack)

    def took(what: str, work: Callable[[], object], limit: float) -> Row:
        return budgets.at_most(what, SCOPE, value=median_seconds(work) * 1000, limit=limit, unit="ms")

    sums = [(20, 15, 10, budgets.CUBE_MS), (50, 15, 300, budgets.SUMS_MS)]
    drawn = [(shape, drawn_counts(lists.built(shape[2]), columns=shape[0] * shape[1])) for shape in sums]
    return [
        took("membership of all footprints, built", lists.built, budgets.MEMBERSHIP_MS),
        *(
            took(f"sums {indicators} x {years} x {groups}", lambda given=given: aggregated(*given), limit)
            for (indicators, years, groups, limit), given in drawn
        ),
    ]


def drawn_counts(given: Membership, *, columns: int) -> tuple[Membership, Counts]:
    """The membership and counts of that many columns; the counts are drawn."""
    draw = np.random.default_rng(1)
    people = draw.integers(500, 2_000, (len(given.blocks), columns)).astype(float)
    return given, Counts(np.floor(people * 0.3), people)


def median_seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Median seconds of a piece of work, after one run to warm up."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
