"""A place profile of 60 measures: benchmark, five-year trend and gap of each, in arrays against one at a time.

Lives here: how long it takes on the embedded pack's own rows, tiled to 60. Not here: the limits (`budgets.py`).
`python -m tests.bench.profile` runs it alone.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from data.schema import Polarity, ValueType
from equity.comparing.comparison import compared
from equity.comparing.gap import Estimate, gap
from equity.comparing.profile import Fifths, FiveYears, profiled
from equity.comparing.trend import POINTS, recent_trend
from equity.values.valuation import valued
from pages.parts.profile import figures
from tests.bench import budgets
from tests.bench.budgets import Row
from tests.bench.sums import median_seconds

MEASURES, SCOPE = 60, "60 measures"
ON, PLACE, SYSTEM = "2026-03-31", "pl-gyw", "sys-nw-icb"
DRIFT = np.linspace(0.97, 1.0, POINTS)  # of the numerators, oldest first: the pack has one period of most measures


def tiled() -> tuple[pd.DataFrame, FiveYears, Fifths]:
    """The place's rows with counts beside its system's values, again and again until there are 60."""
    own, above = figures.gathered(PLACE, ON), figures.gathered(SYSTEM, ON)
    able = own[own["numerator"].notna() & own["denominator"].notna() & own["lower_ci"].notna()]
    rows = pd.concat([able] * -(-MEASURES // len(able))).iloc[:MEASURES]
    polarity = [str(one) for _, one in zip(range(MEASURES), list(Polarity) * MEASURES, strict=False)]
    benchmark = above["value"].reindex(rows.index).to_numpy("float64")
    frame = rows.assign(benchmark=benchmark, polarity=polarity, value_type=str(ValueType.PROPORTION))
    numbers = {name: frame[name].to_numpy("float64")[:, None] for name in ("numerator", "denominator")}
    years = FiveYears.none(MEASURES)
    years.numbers["numerator"][:] = np.floor(numbers["numerator"] * DRIFT)
    years.numbers["denominator"][:] = numbers["denominator"]
    years.numbers["value"][:] = 100 * years.numbers["numerator"] / years.numbers["denominator"]
    values = tuple(frame[name].to_numpy("float64") for name in ("value", "lower_ci", "upper_ci"))
    return frame, years, Fifths(values, tuple(0.9 * one for one in values))


def one_by_one(frame: pd.DataFrame, years: FiveYears, fifths: Fifths) -> list[tuple]:
    """The peer: the tests of one measure, in a loop."""
    found = []
    for place in range(len(frame)):
        row = frame.iloc[[place]]
        outcome = compared(row, row["benchmark"].iloc[0], polarity=Polarity(row["polarity"].iloc[0])).iloc[0]
        series = pd.DataFrame({name: years.numbers[name][place] for name in ("numerator", "denominator")})
        empty = dict.fromkeys(("value", "lower_ci", "upper_ci"), np.nan)
        series = valued(series.assign(**empty, status="ok"), ValueType.PROPORTION, multiplier=100.0)
        series = series.assign(end=[f"{2015 + year}-03-31" for year in range(POINTS)], months=12, basis="one")
        ends = (Estimate(*(one[place] for one in side)) for side in (fifths.most, fifths.least))
        found.append((outcome, recent_trend(series, ValueType.PROPORTION).direction, gap(*ends)))
    return found


def rows() -> list[Row]:
    """The rows of the table: both ways give the same answers, ours in time."""
    frame, years, fifths = tiled()
    made, slow = profiled(frame, years=years, fifths=fifths), one_by_one(frame, years, fifths)
    same = [(one[0], str(one[1])) for one in slow] == list(zip(made["compared"], made["direction"], strict=True))
    ours = 1000 * median_seconds(lambda: profiled(frame, years=years, fifths=fifths))
    peer = 1000 * median_seconds(lambda: one_by_one(frame, years, fifths), times=3)
    what = "place profile, 60 indicators: benchmark, trend, gap"
    return [
        budgets.at_most(what, SCOPE, value=ours, limit=budgets.PROFILE_MS, unit="ms"),
        budgets.ratio("... against one at a time", SCOPE, ours=ours, peer=peer, least=budgets.PROFILE_RATIO, unit="ms"),
        budgets.exactly("... and the same outcomes and trends", SCOPE, value=same, wanted=True),
    ]


if __name__ == "__main__":
    measured = rows()
    print(budgets.table(measured))
    sys.exit(any(not row.passed for row in measured))
