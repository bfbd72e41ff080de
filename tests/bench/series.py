"""Control charts without a server: XmR limits and rules for every LSOA's series, against a loop over the series.

Lives here: how long it takes to chart 33,000 series, and the same by the obvious loop in plain Python.
Not here: the limits (`budgets.py`), proof that both say the same (`tests.equity.change`).
"""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np

from equity.change.xmr import xmr
from tests.bench import budgets
from tests.bench.budgets import Row
from tests.bench.sums import median_seconds

SERIES, POINTS = 33_000, 24
LOOPED = 1_000  # series the loop is timed on; its time is scaled to all of them
SCOPE = f"{SERIES:,} series"


def rows() -> list[Row]:
    """The rows of the table."""
    values = np.random.default_rng(1).normal(100, 10, (SERIES, POINTS))
    ours = median_seconds(lambda: xmr(values).special) * 1000
    begun = time.perf_counter()
    for series in values[:LOOPED].tolist():
        looped(series)
    peer = (time.perf_counter() - begun) * 1000 * SERIES / LOOPED
    return [
        budgets.at_most("XmR charts with all rules", SCOPE, value=ours, limit=budgets.XMR_MS, unit="ms"),
        budgets.ratio("... against a loop", SCOPE, ours=ours, peer=peer, least=budgets.XMR_RATIO, unit="ms"),
    ]


def looped(values: list[float]) -> list[bool]:
    """Which points of one series are special, point by point."""
    ranges = [abs(b - a) for a, b in pairwise(values)]
    middle = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one <= 3.267 * middle]
    mean, spread = sum(values) / len(values), 2.66 * sum(kept) / len(kept)
    special = [abs(value - mean) > spread for value in values]
    for sign in (1, -1):
        side = [(value - mean) * sign > 0 for value in values]
        near = [2 / 3 * spread < (value - mean) * sign <= spread for value in values]
        for end in range(6, len(values)):
            run = range(end - 6, end + 1)
            rising = all((values[i] - values[i - 1]) * sign > 0 for i in run[1:])
            if rising or all(side[i] for i in run):
                for i in run:
                    special[i] = True
        for end in range(2, len(values)):
            run = range(end - 2, end + 1)
            if all(side[i] for i in run) and sum(near[i] for i in run) >= 2:
                for i in run:
                    special[i] = special[i] or near[i]
    return special
