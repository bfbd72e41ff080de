"""Work done before the reader who needs it comes: the landing view at the start, other first views when it is quiet.

Lives here: what is made beforehand. Not here: when it is quiet (`serving.quiet`).
"""

from collections.abc import Callable
from functools import partial

from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.asking import controls, resolution, selection
from pages.parts.board import board_question
from pages.parts.misfit import two_borders, two_sets
from pages.parts.showing.pieces import pieces
from pages.parts.tier import tier_question
from pages.parts.trend import trend_boxes, trend_selection

# Kinds of area that the first profiles and their benchmarks are cut from.
PROFILED = ("place", "system", "ctry", "neighbourhood", "msoa11", "lad22", "ctyua21", "ctyua23")


def landing() -> None:
    """Make the landing view's pieces and choices; a pack that cannot be opened has none."""
    if opened_pack.state().faults:
        return
    chosen, _ = resolution.resolved(selection.landing())
    pieces(chosen)
    controls.choices(chosen)
    view.shown(chosen)


def others() -> list[Callable[[], object]]:
    """Steps that make the first views of the other pages, each short; none for a pack that is shut."""
    last = [_trend, _trend_pieces, _misfit, _misfit_pieces, _tier]
    pages = (_board, _gradient, _profile, lambda: last, _compare, lambda: [_signals], _similar, _every_trend)
    return [] if opened_pack.state().faults else [step for steps in pages for step in steps()]


def _board() -> list[Callable[[], object]]:
    """The board's tiles one by one, then the board."""
    from pages.parts.board import board_pieces, board_tiles

    asked, _ = board_question.resolved(board_question.landing())
    tiles = [partial(board_tiles.tile, one, asked) for one in board_question.measures()]
    return [*tiles, partial(board_pieces.pieces, asked)]


def _gradient() -> list[Callable[[], object]]:
    """Both lenses of the first gradient, its page, and what stands below."""
    from pages.parts.gradient import gradient_pieces, gradient_view, ladders, question

    asked, _ = question.resolved(question.landing())
    if not asked.indicator:
        return []
    lenses = [partial(ladders.ladder, asked, lens=lens, ages="") for lens in question.LENSES]
    return [*lenses, partial(gradient_pieces.pieces, asked), partial(gradient_view.further, asked)]


def _profile() -> list[Callable[[], object]]:
    """The tables that the first profile is cut from, kind by kind, then the profile."""
    from pages.parts.profile import five_years, people, profile_pieces, profile_question, tables

    asked, _ = profile_question.resolved(profile_question.landing())
    kinds = [partial(tables.table, kind) for kind in PROFILED]
    years = [partial(five_years.series, one, PROFILED[-1]) for one in opened_pack.pack().indicators]
    return [*kinds, people.prepared, partial(profile_pieces.pieces, asked), *years]


def _similar() -> list[Callable[[], object]]:
    """What areas are matched on, theme by theme, then the comparison."""
    from pages.parts.similar import warming

    return warming.steps()


def _trend() -> None:
    trend_selection.resolved(trend_selection.landing())


def _trend_pieces() -> None:
    from pages.parts.trend import trend_pieces  # what only other pages need is loaded here, not at the start

    chosen, _ = trend_selection.resolved(trend_selection.landing())
    trend_pieces.pieces(chosen)
    trend_boxes.boxes(chosen)


def _every_trend() -> list[Callable[[], object]]:
    """The small trends of every measure, one by one."""
    from pages.parts.trend import trend_all

    chosen, _ = trend_selection.resolved(trend_selection.landing() | {"view": trend_selection.ALL})
    return trend_all.steps(chosen)


def _misfit() -> None:
    asked, _ = two_sets.resolved(two_sets.landing())
    two_borders.answer(asked)


def _misfit_pieces() -> None:
    from pages.parts.misfit import misfit_map, misfit_pieces

    asked, _ = two_sets.resolved(two_sets.landing())
    misfit_pieces.pieces(asked)
    misfit_map.misfit_map(asked, two_borders.answer(asked))
    two_sets.joinable(asked.system, asked.date)


def _compare() -> list[Callable[[], object]]:
    """The views of the first comparison one by one."""
    from pages.parts.compare import pieces, question

    views = [question.resolved(question.landing() | {"view": one})[0] for one in question.VIEWS]
    return [partial(pieces.pieces, asked) for asked in views]


def _signals() -> None:
    from pages.parts.signals import answer, question

    answer.board(question.resolved(question.landing())[0])


def _tier() -> None:
    from pages.parts.tier import tier_pieces

    asked, _ = tier_question.resolved(tier_question.landing())
    tier_pieces.pieces(asked)
