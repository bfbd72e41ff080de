"""The steps of a deck as this server can show them: which page, which question, and for a broken step why.

Lives here: a step held against the pages and the open pack, without a browser. Not here: the file (`deck_file`), the
answer to a question (each page's own).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from pages.parts import opened_pack
from pages.parts.asking import address, resolution, selection
from pages.parts.board import board_question
from pages.parts.compare import question as compare_question
from pages.parts.gradient import question as gradient_question
from pages.parts.misfit import two_sets
from pages.parts.own import own_work
from pages.parts.presenting.deck_file import Deck, Step
from pages.parts.profile import profile_question
from pages.parts.programmes import question as programmes_question
from pages.parts.showing import navigation
from pages.parts.signals import question as signals_question
from pages.parts.similar import question as similar_question
from pages.parts.sources import question as sources_question
from pages.parts.tier import tier_question
from pages.parts.trend import trend_selection

Resolved = tuple[object, tuple[str, ...]]


def _own_footprint(given: Mapping[str, str]) -> Resolved:
    footprint, notices = own_work.linked(dict(given))
    _, others = resolution.resolved(selection.landing() | own_work.shared(dict(given)))
    return footprint, (*notices, *others)


# How each page reads its address: its parameters with what stands where one is left out, and the nearest question.
QUESTIONS: dict[str, tuple[Callable[[], dict[str, str]], Callable[[dict[str, str]], Resolved]]] = {
    "": (selection.landing, resolution.resolved),
    "board": (board_question.landing, board_question.resolved),
    "gradient": (gradient_question.landing, gradient_question.resolved),
    "compare": (compare_question.landing, compare_question.resolved),
    "area": (profile_question.landing, profile_question.resolved),
    "trend": (trend_selection.landing, trend_selection.resolved),
    "similar": (similar_question.landing, similar_question.resolved),
    "signals": (signals_question.landing, signals_question.resolved),
    "programmes": (programmes_question.landing, programmes_question.resolved),
    "footprints": (own_work.landing, _own_footprint),
    "misfit": (two_sets.landing, two_sets.resolved),
    "tier": (tier_question.landing, tier_question.resolved),
    "sources": (sources_question.landing, sources_question.resolved),
    "data": (dict, lambda _: ("own figures", ())),  # asks nothing of its address
}


@dataclass(frozen=True)
class DeckStep:
    """One step as it can be shown here.

    `question` is the page's own frozen question (a `Selection` on the map), None where there is no such page; `why`
    says everything that cannot be had as it was saved, () for a whole step.
    """

    number: int
    step: Step
    page_title: str
    query: dict[str, str]
    question: object | None
    why: tuple[str, ...]

    @property
    def title(self) -> str:
        """The step's title, else the page's name."""
        return self.step.title or self.page_title or f"Step {self.number}"

    @property
    def address(self) -> str:
        """Path and query of the view, below the server's base; "" where there is no such page."""
        if self.question is None:
            return ""
        return f"/{self.step.page}" + (f"?{urlencode(self.query)}" if self.query else "")


def deck_steps(deck: Deck) -> tuple[DeckStep, ...]:
    """Every step of a deck, in its order; a broken one says why and leaves the others alone."""
    return tuple(_step(number, step) for number, step in enumerate(deck.steps, 1))


def other_pack(deck: Deck) -> str:
    """What to know where a deck was made with another pack than the open one, or another edition of it; else ""."""
    pack, made = opened_pack.pack(), deck.pack
    if not made.id or (made.id, made.version) == (pack.id, pack.version):
        return ""
    if made.id == pack.id:
        return (
            f"This deck was made with another edition of this pack ({made.version or 'unnamed'}; open is "
            f"{pack.version}), so figures may differ from those seen then."
        )
    return (
        f"This deck was made with the pack “{made.title or made.id}”; open is “{pack.title}”. Steps that ask for what "
        "this pack does not have are marked."
    )


def _step(number: int, step: Step) -> DeckStep:
    page = next((page for page in navigation.PAGES if page.path == step.page), None)
    query = {name: value for name, value in parse_qsl(step.query, keep_blank_values=True) if name != address.PRESENT}
    if page is None or step.page not in QUESTIONS:
        none = f"“{page.title}” shows no figures, so it is no step." if page else ""
        why = none or f"There is no page called “{step.page}”."
        return DeckStep(number, step, "", query, None, (why,))
    landing, resolved = QUESTIONS[step.page]
    given = {name: query.get(name, usual) for name, usual in landing().items()}
    question, notices = resolved(given)
    return DeckStep(number, step, page.title, query, question, tuple(notices))
