"""Response cards: kept whole or not at all, by many readers at once, and a deletion can be taken back."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from data.keeping import card_store
from data.keeping.card_store import CardStore, card_fault
from data.stamp import content_digest
from data.validation import FileFaults
from tests.charts.signals.signal_boards import CARD

NEW = replace(CARD, changed=0)


@pytest.fixture(autouse=True)
def no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(card_store.FOLDER_VARIABLE, raising=False)


def test_a_card_comes_back_as_it_was_kept_and_the_pack_is_the_same(tmp_path: Path) -> None:
    before, store = content_digest(tmp_path), CardStore(tmp_path)
    assert store.cards() == ()
    kept = store.keep(NEW)
    assert kept.changed == 1 and CardStore(tmp_path).cards() == (kept,) and content_digest(tmp_path) == before
    later = store.keep(replace(kept, status="done", action="Räume – “open”"))
    assert store.cards() == (later,) and later.changed == 2


def test_an_older_state_does_not_overwrite_a_newer_one(tmp_path: Path) -> None:
    store = CardStore(tmp_path)
    kept = store.keep(NEW)
    store.keep(replace(kept, owner="Council"))
    with pytest.raises(FileFaults, match="changed by somebody else meanwhile"):
        store.keep(replace(kept, owner="ICB"))
    assert [card.owner for card in store.cards()] == ["Council"]


def test_a_deletion_can_be_taken_back(tmp_path: Path) -> None:
    store = CardStore(tmp_path)
    kept = store.keep(NEW)
    assert store.remove(kept.id).removed and store.cards()[0].removed
    assert replace(store.restore(kept.id), changed=1) == kept
    with pytest.raises(FileFaults, match="no such card"):
        store.remove("unknown")


def test_many_readers_at_once_lose_nothing(tmp_path: Path) -> None:
    names = [f"card-{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: CardStore(tmp_path).keep(replace(NEW, id=name)), names))
    assert sorted(card.id for card in CardStore(tmp_path).cards()) == sorted(names)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"action": " "}, "action is missing"),
        ({"owner": ""}, "owner is missing"),
        ({"reach": "x" * 1001}, "reach has more than 1,000"),
        ({"status": "closed"}, "status must be one of open"),
        ({"next_check": "30/04/2026"}, "must be a date"),
        ({"next_check": "20260430"}, "must be a date"),
    ],
)
def test_what_is_no_card_is_not_kept(tmp_path: Path, changes: dict, words: str) -> None:
    with pytest.raises(FileFaults, match=words):
        CardStore(tmp_path).keep(replace(NEW, **changes))
    assert CardStore(tmp_path).cards() == () and card_fault(NEW) == ""


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        '{"cards": 2}',
        '{"cards": 1}\n{"id": "a"}',
        '{"cards": 1}\n[1]',
        '{"cards": 1}\n' + json.dumps(vars(CARD) | {"changed": "1"}),
        '{"cards": 1}\n' + json.dumps(vars(CARD) | {"status": "lost"}),
        '{"cards": 1}\n' + "\n".join([json.dumps(vars(CARD))] * 2),
        "",
    ],
    ids=range(8),
)
def test_a_bad_file_says_so_and_is_never_written_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own" / "cards.jsonl"
    path.parent.mkdir()
    path.write_text(text)
    for act in (CardStore(tmp_path).cards, lambda: CardStore(tmp_path).keep(NEW)):
        with pytest.raises(FileFaults, match=r"own/cards\.jsonl.*until it is mended"):
            act()
    assert path.read_text() == text


def test_a_file_of_other_bytes_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cards.jsonl").write_bytes(b"\xff")
    with pytest.raises(FileFaults, match="cannot be read"):
        CardStore(tmp_path).cards()


def test_cards_given_with_a_pack_stand_until_the_first_change_and_are_kept_then(tmp_path: Path) -> None:
    given = json.dumps({"cards": 1}) + "\n" + json.dumps(vars(CARD)) + "\n"
    (tmp_path / "cards.jsonl").write_text(given)
    store = CardStore(tmp_path)
    assert store.cards() == (CARD,)
    store.keep(replace(NEW, id="another"))
    assert [card.id for card in store.cards()] == [CARD.id, "another"]
    assert (tmp_path / "cards.jsonl").read_text() == given


def test_a_folder_that_cannot_be_written_to_is_said_and_another_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")
    with pytest.raises(FileFaults, match=r"cannot be written to .* CARDS"):
        CardStore(tmp_path).keep(NEW)
    monkeypatch.setenv(card_store.FOLDER_VARIABLE, str(tmp_path / "elsewhere"))
    assert CardStore(tmp_path).keep(NEW) and (tmp_path / "elsewhere" / "cards.jsonl").is_file()
