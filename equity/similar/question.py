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
    question: Question, found: Found, *, estimate: Callable[[pd.Index], object], ks: Sequence[int] = K_TRIED
) -> pd.DataFrame:
    """The estimate with other numbers of neighbours and with one covariate left out at a time.

    Parameters
    ----------
    question, found
        The question and its answer.
    estimate : callable
        From comparators to a result with estimate, lower_ci, upper_ci, status, reason (`Level` or `Change`).
    ks : sequence of int
        Numbers of neighbours tried.

    Returns
    -------
    DataFrame
        Columns kind ("as asked", "k", "without"), what (the number or the covariate), comparators, in_common (share
        of the comparators as asked that are still used), estimate, lower_ci, upper_ci, status, reason.
    """
    tried = [("as asked", str(question.choice.k), found.matches)]
    for k in ks:
        other = replace(question.choice, k=k)
        tried.append(("k", str(k), neighbours(found.space, question.chosen, choice=other, pool=question.pool)))
    names = list(found.space.covariates.columns)
    for name in names if len(names) > 1 else ():
        fewer = replace(
            question,
            covariates=question.covariates.drop(columns=name),
            weights={other: weight for other, weight in question.weights.items() if other != name},
        )
        tried.append(("without", name, neighbours(fewer.space(), fewer.chosen, choice=fewer.choice, pool=fewer.pool)))
    return pd.DataFrame([_tried(*one, estimate=estimate, base=found.matches.comparators) for one in tried])


def _tried(kind: str, what: str, matches: Matches, *, estimate: Callable, base: pd.Index) -> dict[str, object]:
    told = estimate(matches.comparators)
    in_both = base.isin(matches.comparators).mean() if len(base) else float("nan")
    numbers = {name: getattr(told, name) for name in ("estimate", "lower_ci", "upper_ci", "status", "reason")}
    return {"kind": kind, "what": what, "comparators": len(matches.comparators), "in_common": float(in_both), **numbers}
