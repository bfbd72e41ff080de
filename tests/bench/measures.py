"""Measures without a server: values with both limits for all areas, and a slope index with simulated limits.

Lives here: how long they take, against the same formulas row by row (PHStatsMethods where it is installed, else
pandas `apply`) on the same rows. Not here: the limits (`budgets.py`). `python -m tests.bench.measures` runs it alone.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd

from equity.inequality.slope_index import slope_index
from equity.inequality.slope_inputs import Scale, SlopeSettings
from equity.result import Z95, Z998
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion
from tests.bench import budgets
from tests.bench.budgets import Row
from tests.bench.sums import median_seconds

AREAS, INDICATORS = 33_000, 50
SCOPE = "33,000 areas"
MEASURES: dict[str, Callable] = {"proportion": proportion, "crude rate": crude_rate}


def drawn_counts(indicators: int) -> pd.DataFrame:
    """Counts of that many indicators for all areas, one row per area and indicator; drawn."""
    draw = np.random.default_rng(1)
    people = draw.integers(500, 3_000, AREAS * indicators)
    counts = np.maximum(draw.binomial(people, draw.uniform(0.002, 0.4, len(people))), 1)
    return pd.DataFrame({"row": np.arange(len(people)), "x": counts, "n": people})


def rows() -> list[Row]:
    """The rows of the table."""
    found, everything, one = [], drawn_counts(INDICATORS), drawn_counts(1)
    for name, measure in MEASURES.items():
        took = 1000 * median_seconds(lambda measure=measure: measure(everything["x"], everything["n"]), times=3)
        what = f"{name}, both limits, x {INDICATORS} indicators"
        found.append(budgets.at_most(what, SCOPE, value=took, limit=budgets.VALUES_MS, unit="ms"))
        ours = 1000 * median_seconds(lambda measure=measure: measure(one["x"], one["n"]))
        start = time.perf_counter()
        row_by_row(one, name)
        peer = 1000 * (time.perf_counter() - start)
        what = f"... x 1 indicator, against {peer_name()}"
        found.append(budgets.ratio(what, SCOPE, ours=ours, peer=peer, least=budgets.VALUES_RATIO, unit="ms"))
    return [*found, slope_row()]


def slope_row() -> Row:
    """A slope index of ten quantiles with 100,000 draws."""
    values = pd.DataFrame([np.linspace(0.3, 0.1, 10)])
    people, how = values * 0 + 20_000, SlopeSettings(scale=Scale.LOGIT)
    took = median_seconds(lambda: slope_index(values, people, limits=(values * 0.9, values * 1.1), settings=how))
    what = "slope index, 100,000 draws"
    return budgets.at_most(what, "10 quantiles", value=1000 * took, limit=budgets.SLOPE_MS, unit="ms")


def peer_name() -> str:
    """What the measures are compared with."""
    return "PHStatsMethods" if find_spec("PHStatsMethods") else "row by row"


def row_by_row(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The peer: one row after the other."""
    if find_spec("PHStatsMethods"):
        from PHStatsMethods import ph_proportion, ph_rate

        asked = ph_proportion if name == "proportion" else ph_rate
        return asked(frame, "x", "n", "row", confidence=[0.95, 0.998])
    limits = wilson if name == "proportion" else byars
    return frame.apply(lambda row: pd.Series([row["x"] / row["n"], *limits(row["x"], row["n"])]), axis=1)


def wilson(x: float, n: float) -> list[float]:
    """Four Wilson limits of one row."""
    found = []
    for z in (Z95, Z998):
        spread = z * math.sqrt(z * z + 4 * x * (1 - x / n))
        found += [(2 * x + z * z + sign * spread) / (2 * (n + z * z)) for sign in (-1, 1)]
    return found


def byars(x: float, n: float) -> list[float]:
    """Four limits by Byar's of one row."""
    found = []
    for z in (Z95, Z998):
        low = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
        found += [low / n, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3 / n]
    return found


if __name__ == "__main__":
    measured = rows()
    print(budgets.table(measured))
    sys.exit(any(not row.passed for row in measured))
