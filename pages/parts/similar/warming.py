"""The first view of the similar places page in short steps, for quiet moments.

Lives here: what is made beforehand. Not here: when it is quiet (`serving.quiet`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pages.parts import opened_pack
from pages.parts.similar import asking, comparing, matching, question
from pages.parts.similar.covariates import THEMES, covariates, theme_of
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
    kinds = sorted(compared_kinds() - {asked.area_type})
    others = [partial(theme_of, theme, kind) for kind in kinds for theme in THEMES]
    spaces = [partial(_spaces, kind) for kind in kinds]
    return [*themes, *periods, partial(comparing.similar, asked), partial(_view, asked), *others, *spaces]


def compared_kinds() -> set[str]:
    """Kinds of area that measures can be compared through."""
    wanted = [(one, level) for one in opened_pack.pack().indicators for level in levels_of(one)]
    return {next(reversed(all_periods(one, level).values())) for one, level in wanted}


def _spaces(area_type: str) -> float:
    """Place the areas of a kind by all themes, and without one at a time; returns from where on areas are far apart."""
    had = covariates(area_type)
    themes = tuple(theme for theme in THEMES if had.of((theme,)))
    fewer = [tuple(other for other in themes if other != one) for one in themes]
    made = [matching.space_of(area_type, "", method="", themes=some) for some in (themes, *fewer) if some]
    return made[0].far if made else float("inf")


def _period(asked: question.SimilarQuestion, period: str) -> None:
    rows = rows_of(asked.indicator, asked.level, period=period, on=asked.date)
    released(replace(rows, area_type=all_periods(asked.indicator, asked.level)[period]))


def _view(asked: question.SimilarQuestion) -> None:
    pieces(asked)
    asking.areas(asked)
    asking.places(asked)
