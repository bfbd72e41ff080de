"""A pack in which no measure has counts by small area: the gradient says so, on the page and in its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import forgetting
from pages.parts.answering import deprivation_groups
from pages.parts.gradient import gradient_pieces, question
from pages.parts.presenting.deck_file import Deck, Step
from pages.parts.presenting.deck_steps import deck_steps
from pages.parts.serving import page_files, warm
from pages.parts.taking import figures

PAGE = Path(question.__file__).parents[2] / "deprivation_gradient.py"


@pytest.fixture(autouse=True)
def nothing_countable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in an exported pack of district figures."""
    monkeypatch.setattr(deprivation_groups, "countable", lambda _: False)
    forgetting.forget_all()
    yield
    forgetting.forget_all()


def test_the_page_says_that_nothing_can_be_split() -> None:
    asked, notices = question.resolved(question.landing() | {"indicator": "mmr2_5y"})
    assert notices[-1] == question.NOTHING
    made = gradient_pieces.pieces(asked)
    assert gradient_pieces.NO_TITLE in made.head and "No gradient to draw" in made.sheet and not made.csv
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception and not page.selectbox


def test_its_files_slides_and_steps_say_so_too() -> None:
    assert page_files.gradient_csv({})[1] == page_files.gradient_below({})[1] == b""
    with pytest.raises(ValueError, match="no figure"):
        figures.taken("/gradient", "")
    (step,) = deck_steps(Deck(steps=(Step(page="gradient"),)))
    assert question.NOTHING in step.why
    assert warm._gradient() == []
