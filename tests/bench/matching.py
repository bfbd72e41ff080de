"""Matching without a server: how long it takes to exclude one match among England's MSOAs.

Lives here: the timing, with drawn covariates of the size of the real ones. Not here: the limit (`budgets.py`).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from equity.similar.level import level_comparison
from equity.similar.neighbours import Choice
from equity.similar.question import Question, matched
from tests.bench import budgets
from tests.bench.budgets import Row
from tests.bench.sums import median_seconds

AREAS, COVARIATES, CHOSEN = 6_791, 20, 28


def rows() -> list[Row]:
    """The rows of the table: everything made anew, from scaling to the compared level."""
    asked, counts = drawn()
    first = matched(asked).matches.comparators[0]
    without = replace(asked, choice=Choice(excluded=(first,)))
    scope = f"{AREAS:,} areas x {COVARIATES} covariates"
    value = median_seconds(lambda: told(without, counts), times=3) * 1000
    return [budgets.at_most("exclude one match", scope, value=value, limit=budgets.EXCLUSION_MS, unit="ms")]


def told(asked: Question, counts: pd.DataFrame) -> object:
    """Matches, balance, warning and level of a question."""
    found = matched(asked)
    level = level_comparison(counts.loc[asked.chosen], counts.loc[found.matches.comparators], value_type="proportion")
    return found.matches.few_similar, level


def drawn() -> tuple[Question, pd.DataFrame]:
    """A question over drawn areas, and their counts."""
    draw = np.random.default_rng(1)
    codes = pd.Index([f"E{place:08d}" for place in range(AREAS)], name="area_code")
    values = draw.normal(size=(AREAS, COVARIATES)) @ draw.normal(size=(COVARIATES, COVARIATES))
    table = pd.DataFrame(values, index=codes, columns=[f"covariate {place}" for place in range(COVARIATES)])
    people = draw.integers(2_000, 9_000, AREAS).astype(float)
    counts = pd.DataFrame({"numerator": np.floor(people * 0.8), "denominator": people}, index=codes)
    return Question(table, codes[:CHOSEN], "outcome"), counts.assign(status="ok")
