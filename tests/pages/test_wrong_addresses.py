"""Whatever stands in an address: every page opens on something possible and says what it could not show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from pages.parts.asking import resolution, selection
from pages.parts.board import board_question
from pages.parts.compare import question as compare_question
from pages.parts.gradient import question as gradient_question
from pages.parts.misfit import two_sets
from pages.parts.profile import profile_question
from pages.parts.programmes import question as programmes_question
from pages.parts.signals import question as signals_question
from pages.parts.similar import question as similar_question
from pages.parts.sources import question as sources_question
from pages.parts.tier import tier_question
from pages.parts.trend import trend_selection

ASKED = {
    "map": (selection.landing, resolution.resolved),
    "board": (board_question.landing, board_question.resolved),
    "compare": (compare_question.landing, compare_question.resolved),
    "gradient": (gradient_question.landing, gradient_question.resolved),
    "misfit": (two_sets.landing, two_sets.resolved),
    "area": (profile_question.landing, profile_question.resolved),
    "programmes": (programmes_question.landing, programmes_question.resolved),
    "signals": (signals_question.landing, signals_question.resolved),
    "similar": (similar_question.landing, similar_question.resolved),
    "sources": (sources_question.landing, sources_question.resolved),
    "tier": (tier_question.landing, tier_question.resolved),
    "trend": (trend_selection.landing, trend_selection.resolved),
}
WRONG = ("nonsense", "2021-13-45", "-1")  # a word, a day that no calendar has, a number
# Told elsewhere (a card by the page's pieces), a search that any word may be, or taken along to other pages only.
NOT_HERE = {
    ("signals", "card"),
    ("sources", "find"),
    *(("sources", name) for name in ("system", "place", "own", "date")),
}


@pytest.mark.parametrize("page", ASKED)
def test_every_parameter_that_is_wrong_has_a_notice(page: str) -> None:
    landing: Callable[[], dict[str, str]] = ASKED[page][0]
    resolved: Callable[[Mapping[str, str]], tuple[object, tuple[str, ...]]] = ASKED[page][1]
    for name in landing().keys() - {known for where, known in NOT_HERE if where == page}:
        for wrong in WRONG:
            assert resolved(landing() | {name: wrong})[1], f"/{page}?{name}={wrong} says nothing"
