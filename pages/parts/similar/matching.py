"""Who is similar: the covariates of a question scaled once, and its nearest areas.

Lives here: which themes are usual, the space and its cache, the matches. Not here: the mathematics (`equity.similar`),
the outcome's comparison (`comparing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from equity.similar.neighbours import Choice, Pool
from equity.similar.question import Found, Question, matched
from equity.similar.space import Scaling, Space, space
from pages.parts.similar import subject
from pages.parts.similar.covariates import EVERY, HISTORY, THEMES, Covariate, Covariates, covariates
from pages.parts.similar.figures import released
from pages.parts.similar.past import known
from pages.parts.similar.question import MAHALANOBIS, SimilarQuestion

KNOWN = 0.5  # share of the areas with a value that must have a theme for it to be usual
MANY, FEW = 10, 2  # chosen areas from which fewer similar ones are taken for each


@dataclass(frozen=True, eq=False)
class Answer:
    """The matches of a question, and what they were made with."""

    asked: Question
    found: Found
    themes: tuple[str, ...]
    items: tuple[Covariate, ...]
    had: Covariates


def answer(asked: SimilarQuestion) -> Answer | None:
    """The nearest areas of a question; None where nothing is known that areas could be matched on."""
    had = known(asked)
    themes = themes_of(asked)
    if not themes:
        return None
    who, frame = subject.subject(asked), released(asked.rows)
    where = _space_for(asked, themes)
    table = where.covariates
    chosen = pd.Index([code for code in who.chosen if code in table.index])
    question = Question(
        table,
        chosen,
        asked.indicator,
        scaling=where.scaling,
        weights={} if asked.method == MAHALANOBIS else _weights(had.of(themes)),
        choice=Choice(k=number(asked), excluded=asked.out, refill=bool(asked.refill)),
        pool=Pool(
            allowed=subject.allowed(asked),
            overlap=who.inside,
            without_value=frame.index[~frame["counted"].to_numpy()],
        ),
    )
    items = tuple(item for item in had.of(themes) if item.key in table.columns)
    return Answer(question, matched(question, where=where), themes, items, had)


def number(asked: SimilarQuestion) -> int:
    """How many similar areas are taken for each chosen one; fewer where many are chosen."""
    if asked.k:
        return int(asked.k)
    chosen = len(subject.subject(asked).chosen)
    return 15 if chosen < FEW else 5 if chosen < MANY else 3


def themes_of(asked: SimilarQuestion) -> tuple[str, ...]:
    """The themes a question matches on: those asked for that the chosen areas have, else the usual ones."""
    usual = usual_themes(asked)
    possible = possible_themes(asked)
    wanted = tuple(theme for theme in asked.by if theme in possible)
    return wanted or usual


def possible_themes(asked: SimilarQuestion) -> tuple[str, ...]:
    """Themes that the chosen areas have; values before a start only where there is one."""
    chosen = subject.subject(asked).chosen
    had, found = known(asked), _themes(asked.area_type, chosen)
    past = had.of((HISTORY,)) and _complete(had.table.reindex(list(chosen)), had, HISTORY).any()
    return (*found, HISTORY) if past else found


@lru_cache(maxsize=256)
def _themes(area_type: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    had = covariates(area_type)
    rows = had.table.reindex(list(chosen))
    return tuple(theme for theme in THEMES if had.of((theme,)) and _complete(rows, had, theme).any())


def usual_themes(asked: SimilarQuestion) -> tuple[str, ...]:
    """Possible themes that at least half of the areas with a value have."""
    had, frame = covariates(asked.area_type), released(asked.rows)
    rows = had.table[frame["counted"].reindex(had.table.index).fillna(False).to_numpy(bool)]
    found = tuple(theme for theme in possible_themes(asked) if theme != HISTORY)  # matched on only when asked for
    return tuple(theme for theme in found if not len(rows) or _complete(rows, had, theme).mean() >= KNOWN)


def _complete(rows: pd.DataFrame, had: Covariates, theme: str) -> pd.Series:
    return rows[[item.key for item in had.of((theme,))]].notna().all(axis=1)


def _weights(items: tuple[Covariate, ...]) -> dict[str, float]:
    """Every theme counts the same, however many figures it has."""
    themes = [item.theme for item in items]
    return {item.key: 1 / themes.count(item.theme) for item in items}


def space_of(area_type: str, outcome: str, *, method: str, themes: tuple[str, ...]) -> Space:
    """The areas of a kind placed by themes: one space for all measures that are none of the themes' own."""
    own = any(item.key.partition(":")[0] == outcome for item in covariates(area_type).items)
    return _space(area_type, outcome if own else "", method, themes)


def _space_for(asked: SimilarQuestion, themes: tuple[str, ...]) -> Space:
    if HISTORY in themes:
        return _placed(known(asked), asked.indicator, method=asked.method, themes=themes)
    return space_of(asked.area_type, asked.indicator, method=asked.method, themes=themes)


@lru_cache(maxsize=64)
def _space(area_type: str, outcome: str, method: str, themes: tuple[str, ...]) -> Space:
    return _placed(covariates(area_type), outcome, method=method, themes=themes)


def _placed(had: Covariates, outcome: str, *, method: str, themes: tuple[str, ...]) -> Space:
    items = had.of(themes)
    scaling = Scaling.MAHALANOBIS if method == MAHALANOBIS else Scaling.CAPPED
    table = had.table[[item.key for item in items]]
    weights = None if method == MAHALANOBIS else _weights(items)
    return space(table, outcome=outcome, scaling=scaling, weights=weights)


def without_one(asked: SimilarQuestion) -> dict[str, Space]:
    """The areas placed without each theme in turn, by its words; none where there is one theme only."""
    themes = themes_of(asked)
    fewer = {theme: tuple(other for other in themes if other != theme) for theme in themes}
    kept = {theme: rest for theme, rest in fewer.items() if rest}
    return {EVERY[theme]: _space_for(asked, rest) for theme, rest in kept.items()}
