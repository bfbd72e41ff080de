"""Steps of a deck against the pages and the pack: whole ones have an address, broken ones say why."""

from __future__ import annotations

import json

import pytest

from pages.parts import opened_pack
from pages.parts.asking.selection import Selection
from pages.parts.presenting import deck_file, deck_steps
from pages.parts.presenting.deck_file import Deck, DeckPack, Step
from pages.parts.serving import presenting_routes
from pages.parts.showing import navigation


def test_every_page_can_be_a_step() -> None:
    pages = [page for page in navigation.PAGES if page.path != navigation.DECK]
    shown = deck_steps.deck_steps(Deck(steps=tuple(Step(page=page.path) for page in pages)))
    assert [one.page_title for one in shown] == [page.title for page in pages]
    assert [one.why for one in shown] == [()] * len(pages)
    assert [one.address for one in shown] == [f"/{page.path}" for page in pages]
    (itself,) = deck_steps.deck_steps(Deck(steps=(Step(page=navigation.DECK),)))
    assert itself.why == ("“Deck” shows no figures, so it is no step.",) and itself.address == ""


def test_step_keeps_the_address_and_resolves_the_question() -> None:
    query = "indicator=mmr2_5y&system=england&level=upper_tier&colours=against&present=3"
    (step,) = deck_steps.deck_steps(Deck(steps=(Step(page="", query=query, title="Two doses"),)))
    assert step.address == "/?indicator=mmr2_5y&system=england&level=upper_tier&colours=against"
    assert isinstance(step.question, Selection)
    assert (step.question.indicator, step.question.system, step.question.colours) == ("mmr2_5y", "england", "against")
    assert (step.number, step.title, step.why) == (1, "Two doses", ())


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("happiness", "", "There is no page called “happiness”."),
        ("https://elsewhere.example", "", "There is no page called"),
        ("", "indicator=happiness", "no measure called “happiness”"),
        ("", "area=E99999999", "no area with the code or name “E99999999”"),
        ("compare", "place=pl-nowhere", "pl-nowhere"),
        ("trend", "indicator=happiness", "no measure called “happiness”"),
        ("footprints", "own=1.zz.abc", "cannot be opened"),
        ("footprints", "own=local", "too long for a link"),
    ],
)
def test_broken_step_says_why_and_the_others_still_work(page: str, query: str, words: str) -> None:
    first, broken, last = deck_steps.deck_steps(
        Deck(steps=(Step(page="board"), Step(page=page, query=query), Step(page="tier")))
    )
    assert words in " ".join(broken.why) and broken.number == 2
    assert (first.why, last.why) == ((), ()) and last.address == "/tier"
    if page not in deck_steps.QUESTIONS:
        assert broken.address == "" and broken.question is None and broken.title == "Step 2"


def test_deck_of_another_pack_is_said_in_words() -> None:
    pack = opened_pack.pack()
    assert deck_steps.other_pack(Deck()) == ""
    assert deck_steps.other_pack(Deck(pack=DeckPack(id=pack.id, version=pack.version))) == ""
    assert "another edition" in deck_steps.other_pack(Deck(pack=DeckPack(id=pack.id, version="1066")))
    other = deck_steps.other_pack(Deck(pack=DeckPack(id="wales", version="1", title="All of Wales")))
    assert "“All of Wales”" in other and pack.title in other


def test_browser_is_told_of_every_step_or_every_fault() -> None:
    deck = Deck(title="Room", steps=(Step(page="board", notes="Say hello"), Step(page="nowhere")))
    told = presenting_routes.answer(deck_file.text(deck).encode())
    assert told["faults"] == [] and told["deck"] == json.loads(deck_file.text(deck))
    assert [step["address"] for step in told["steps"]] == ["/board", ""]
    assert told["steps"][1]["why"] == ["There is no page called “nowhere”."]
    assert told["pack"]["id"] == opened_pack.pack().id
    assert presenting_routes.answer(b"{}")["faults"] == [
        "The file does not say that it is a deck (“form” is not “health-equity-deck”)."
    ]
