"""One matched comparison from the question to its comparators, and how much they hang on our choices.

Lives here: the question as one object, space, matches and balance together, pre-period values as covariates, and
stability for k and for leaving one covariate out. Not here: the outcome's comparison (`equity.similar.level`,
`equity.similar.change`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from equity.similar.balance import balance_table
from equity.similar.neighbours import Choice, Matches, Pool, neighbours
from equity.similar.panel import Panel
from equity.similar.space import Scaling, Space, space

K_TRIED = (5, 10, 15, 20, 30)
BEFORE = "before:"  # starts the name of a covariate that is the outcome in a period before the programme


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: which areas, like which others, by which covariates.

    Attributes
    ----------
    covariates : DataFrame
        One row per area_code of every possible candidate.
    chosen : Index or DataFrame
        Codes in `covariates`, or rows of covariates of their own (a footprint).
    outcome : str
        Id of the measure to be compared.
    """

    covariates: pd.DataFrame
    chosen: pd.Index | pd.DataFrame
    outcome: str
    scaling: Scaling = Scaling.STANDARD
    weights: Mapping[str, float] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    pool: Pool = field(default_factory=Pool)

    def space(self) -> Space:
        """The areas placed by their covariates; the same whichever areas are excluded."""
        return space(self.covariates, outcome=self.outcome, scaling=self.scaling, weights=self.weights)


@dataclass(frozen=True, eq=False)
class Found:
    """The comparators and their balance (`equity.similar.balance.balance_table`)."""

    space: Space
    matches: Matches
    balance: pd.DataFrame


def matched(question: Question, *, where: Space | None = None) -> Found:
    """The comparators of a question; `where` is its space if it has been made already (after an exclusion)."""
    where = question.space() if where is None else where
    matches = neighbours(where, question.chosen, choice=question.choice, pool=question.pool)
    chosen = question.chosen.loc[matches.chosen] if isinstance(question.chosen, pd.DataFrame) else matches.chosen
    balance = balance_table(where.covariates, chosen, candidates=matches.candidates, comparators=matches.comparators)
    return Found(where, matches, balance)


def with_history(covariates: pd.DataFrame, panel: Panel, *, periods: Sequence[str], start: str) -> pd.DataFrame:
    """The covariates and the outcome's own values in periods before the programme, for a comparison of change.

    Parameters
    ----------
    covariates : DataFrame
    panel : Panel
        The outcome.
    periods : sequence of str
        Columns of the panel, each before `start` in its order.
    start : str
        First period of the programme.

    Raises
    ------
    ValueError
        A period that the panel lacks or that is not before the start: that would be matching on the outcome.
    """
    order = list(panel.periods)
    late = [one for one in periods if one not in order or start not in order or order.index(one) >= order.index(start)]
    if late:
        raise ValueError(f"not before {start}: {', '.join(late[:5])}")
    values = panel.values.loc[:, list(periods)].reindex(covariates.index)
    return covariates.join(values.rename(columns=lambda period: f"{BEFORE}{period}"))


def stability(
    question: Question,
    found: Found,
    *,
    estimate: Callable[[pd.Index], object],
    ks: Sequence[int] = K_TRIED,
    spaces: Mapping[str, Space] | None = None,
) -> pd.DataFrame:
    """The estimate with other numbers of neighbours and with one covariate (or theme) left out at a time.

    Parameters
    ----------
    question, found
        The question and its answer.
    estimate : callable
        From comparators to a result with estimate, lower_ci, upper_ci, status, reason (`Level` or `Change`).
    ks : sequence of int
        Numbers of neighbours tried.
    spaces : mapping of str to Space, optional
        What is left out, and the areas placed without it; every single covariate if not given.

    Returns
    -------
    DataFrame
        Columns kind ("as asked", "k", "without"), what (the number or what is left out), comparators, in_common (share
        of the comparators as asked that are still used), estimate, lower_ci, upper_ci, status, reason.
    """
    base = found.matches.comparators
    most = neighbours(
        found.space, question.chosen, choice=replace(question.choice, k=max(ks, default=1)), pool=question.pool
    )
    tried = [("as asked", str(question.choice.k), base)]
    tried += [("k", str(k), _within(most, k)) for k in ks]
    for name, where in (_without_one(question, found) if spaces is None else spaces).items():
        made = neighbours(where, question.chosen, choice=question.choice, pool=question.pool)
        tried.append(("without", name, made.comparators))
    return pd.DataFrame([_tried(*one, estimate=estimate, base=base) for one in tried])


def _within(most: Matches, k: int) -> pd.Index:
    """The comparators that a smaller number of neighbours gives."""
    near = most.pairs[most.pairs["rank"] <= k]
    return most.comparators[most.comparators.isin(near["area"])]


def _without_one(question: Question, found: Found) -> dict[str, Space]:
    """The areas placed without each covariate in turn."""
    names = list(found.space.covariates.columns)
    return {
        name: replace(
            question,
            covariates=question.covariates.drop(columns=name),
            weights={other: weight for other, weight in question.weights.items() if other != name},
        ).space()
        for name in (names if len(names) > 1 else ())
    }


def _tried(kind: str, what: str, comparators: pd.Index, *, estimate: Callable, base: pd.Index) -> dict[str, object]:
    told = estimate(comparators)
    in_both = base.isin(comparators).mean() if len(base) else float("nan")
    numbers = {name: getattr(told, name) for name in ("estimate", "lower_ci", "upper_ci", "status", "reason")}
    return {"kind": kind, "what": what, "comparators": len(comparators), "in_common": float(in_both), **numbers}
