"""The first view of the similar places page in short steps, for quiet moments.

Lives here: what is made beforehand. Not here: when it is quiet (`serving.quiet`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pages.parts import opened_pack
from pages.parts.similar import asking, comparing, question
from pages.parts.similar.covariates import THEMES, theme_of
from pages.parts.similar.figures import released
from pages.parts.similar.pieces import pieces
from pages.parts.similar.question import all_periods, levels_of, rows_of


def steps() -> list[Callable[[], object]]:
    """The themes and periods of the landing view's areas one by one, then the view."""
    asked, _ = question.resolved(question.landing())
    if not asked.area_type:
        return []
    themes = [partial(theme_of, theme, asked.area_type) for theme in THEMES]
    periods = [partial(_period, asked, period) for period in all_periods(asked.indicator, asked.level)]
    others = [partial(theme_of, theme, kind) for kind in usual_kinds() - {asked.area_type} for theme in THEMES]
    return [*themes, *periods, partial(comparing.similar, asked), partial(_view, asked), *others]


def usual_kinds() -> set[str]:
    """Kinds of area that measures are usually compared through."""
    usual = {one: next(iter(levels_of(one)), "") for one in opened_pack.pack().indicators}
    wanted = {one: level for one, level in usual.items() if level}
    return {next(reversed(all_periods(one, level).values())) for one, level in wanted.items()}


def _period(asked: question.SimilarQuestion, period: str) -> None:
    rows = rows_of(asked.indicator, asked.level, period=period, on=asked.date)
    released(replace(rows, area_type=all_periods(asked.indicator, asked.level)[period]))


def _view(asked: question.SimilarQuestion) -> None:
    pieces(asked)
    asking.areas(asked)
    asking.places(asked)
