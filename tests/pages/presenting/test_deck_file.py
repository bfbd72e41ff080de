"""The file of a deck: what is written is read again, and a bad file names every fault of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.presenting import deck_file
from pages.parts.presenting.deck_file import Deck, DeckFaults, DeckPack, Step, read_deck

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
STEPS = st.builds(Step, page=WORDS, query=WORDS.map(lambda text: text.lstrip("?")), title=WORDS, notes=WORDS)
DECKS = st.builds(
    Deck,
    title=WORDS,
    pack=st.builds(DeckPack, id=WORDS, version=WORDS, title=WORDS),
    steps=st.lists(STEPS, max_size=6).map(tuple),
)


def faults(content: bytes | str) -> tuple[str, ...]:
    with pytest.raises(DeckFaults) as told:
        read_deck(content)
    return told.value.faults


def document(**changes: object) -> str:
    return json.dumps({"form": "health-equity-deck", "version": 1, "title": "", "steps": []} | changes)


@given(DECKS)
def test_written_deck_is_read_as_it_was(deck: Deck) -> None:
    assert read_deck(deck_file.text(deck).encode()) == deck
    assert read_deck(b"\xef\xbb\xbf" + deck_file.text(deck).encode()) == deck  # as some editors save it


@given(
    st.one_of(st.binary(max_size=60), WORDS, st.recursive(st.none() | st.integers() | WORDS, st.lists).map(json.dumps))
)
def test_any_other_file_is_refused_in_words(content: bytes | str) -> None:
    told = faults(content)
    assert told and all(fault.endswith(".") and fault[0].isupper() for fault in told)


def test_every_fault_is_named_with_its_step() -> None:
    steps = [{"page": "board"}, {"query": "a=1"}, {"page": 4, "title": "x" * 201, "colour": "red"}, "trend"]
    told = faults(document(steps=steps, title=None, shape=1))
    assert [fault.split(" has ")[0] for fault in told if fault.startswith("Step")] == [
        "Step 2",
        "Step 3",
        "Step 3",
        "Step 3",
        "Step 4 is not an entry.",
    ]
    joined = " ".join(told)
    for words in (
        "no “page”",
        "“page” that is not text: 4",
        "201 letters; at most 200",
        "“colour”, which a deck does not",
    ):
        assert words in joined
    assert "“shape”" in joined and "“title”" in joined and len(told) == 7


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (document(version=2), "has version 2; this product reads version 1"),
        (document(version=True), "has version true"),
        (document(form="slides"), "does not say that it is a deck"),
        ("[1, 2]", "does not say that it is a deck"),
        ('{"form": \n "x', "not JSON: line 2"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        ("[" * 100_000, "not text"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (document(steps=[{"page": ""}] * 201), "201 steps; at most 200"),
        (document(steps={}), "“steps” in another form"),
        ('{"form": "health-equity-deck", "version": 1}', "no list called “steps”"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(content: bytes | str, words: str) -> None:
    assert words in " ".join(faults(content))
