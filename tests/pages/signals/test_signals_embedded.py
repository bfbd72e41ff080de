"""On the real pack: what cannot be looked for is said; cards are kept, refused and found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from charts.signals import words
from data.keeping.card_store import CardStore
from pages.parts.answering.view import measure_of
from pages.parts.serving import page_files
from pages.parts.signals import (
    answer,
    card_form,
    cards,
    links,
    needs,
    own_past,
    pieces,
    question,
    released_series,
    second_opinion,
)  # fmt: skip
from tests.charts.signals.signal_boards import BOARD, CARD

MMR = {"indicator": "mmr2_5y", "system": "england"}


def asked(**changes: str) -> tuple[question.SignalQuestion, tuple[str, ...]]:
    return question.resolved(question.landing() | changes)


def test_figures_that_add_up_are_not_looked_at_and_others_are_offered() -> None:
    board = answer.board(asked()[0])
    assert board.reason == released_series.ADDS_UP and not board.signals
    assert "MMR, two doses by age 5" in [name for name, _ in board.others]
    assert not any(one.able for one in board.needs)
    assert {one.has for one in board.needs} <= {"figures that add up to a date", "counts by period", "not for shares"}


def test_one_period_is_too_few_and_says_how_many_are_needed() -> None:
    board = answer.board(asked(indicator="stroke_admissions_rate")[0])
    assert "1 here, and at least 11 are needed" in board.reason or "1 here, and at least 8 are needed" in board.reason


def test_mmr_without_counts_is_held_against_its_own_past_by_hand() -> None:
    board = answer.board(asked(**MMR)[0])
    assert board.by_values and board.found_red == 0 and board.found > 0
    assert all(one.level == "amber" and not one.others for one in board.signals)
    first = board.signals[0]
    past = np.array(first.series.values[:-1])
    ranges = np.abs(np.diff(past))
    kept = ranges[ranges <= 3.267 * ranges.mean()]
    lower = past.mean() - 2.66 * kept.mean()
    assert first.lower == pytest.approx(lower) and first.after == first.series.values[-1] < lower
    assert "fell from" in words.lead(board) and measure_of is not None


def test_a_place_without_a_whole_area_falls_back_to_the_system_with_a_notice() -> None:
    found, notices = asked(indicator="mmr2_5y")
    assert found.view.inside == "" and any("holds no whole upper-tier authority" in words for words in notices)
    assert answer.board(found).name == "Norfolk and Waveney"


def test_unknown_parameters_give_one_notice_each() -> None:
    found, notices = asked(strict="always", level="street", card="nobody")
    assert found.strict == "" and len(notices) == 2
    made = pieces.pieces(found, (), refused="", today="2026-01-01")
    assert made.notices == (pieces.NO_CARD,) and made.card is None and made.csv == ""


def test_a_share_that_is_good_when_high_is_watched_from_its_other_side() -> None:
    indicator = answer.opened_pack.pack().indicators["mmr2_5y"]
    turned = answer.watched(measure_of(indicator))
    assert turned.numerator_name == "had not had two doses of MMR" and turned.polarity == "low_is_good"
    assert answer.watched(turned) is turned


def test_a_card_for_a_signal_is_made_once_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = asked(**MMR)
    board = answer.board(found)
    code = board.signals[0].code
    new = cards.card_of(replace(found, card=f"new-{code}"), board, cards=())
    assert new.signal == words.sentence(board, board.signals[0]) and new.changed == 0
    assert cards.hrefs_key(found, board, cards=(), code=code) == f"new-{code}"
    assert cards.hrefs_key(found, board, cards=(new,), code=code) == new.id
    assert cards.card_of(replace(found, card=f"new-{code}"), board, cards=(new,)) == new
    removed = replace(new, removed=True)
    assert cards.card_of(replace(found, card=f"new-{code}"), board, cards=(removed,)).id == f"{new.id}-2"
    assert cards.card_of(replace(found, card="new-nowhere"), board, cards=()) is None
    made = pieces.pieces(replace(found, card=new.id), (new,), refused="", today="2026-01-01")
    assert made.card == new and f"card={new.id}" in made.sheet and links.links is not None


@pytest.mark.parametrize(("today", "late"), [("2026-04-30", False), ("2026-05-01", True)])
def test_a_card_is_overdue_the_day_after_its_check(today: str, late: bool) -> None:
    assert [row.overdue for row in cards.rows((CARD,), today=today)] == [late]


def test_open_cards_come_first_and_removed_ones_never() -> None:
    done = replace(CARD, id="b", status="done", next_check="2020-01-01")
    soon = replace(CARD, id="c", next_check="2026-01-01")
    gone = replace(CARD, id="d", removed=True)
    found = cards.rows((done, CARD, gone, soon), today="2026-02-01", href=lambda name: f"./{name}")
    assert [(row.id, row.overdue, row.closed) for row in found] == [
        ("c", True, False), (CARD.id, False, False), ("b", False, True),
    ]  # fmt: skip
    assert found[0].href == "./c"


def test_small_numbers_of_people_are_not_kept() -> None:
    assert cards.written(CARD, reach=" 3 ", action="a\n b").reach == "7 or fewer"
    assert cards.written(CARD, action="a\n b").action == "a b"
    assert "3 children" in cards.refusal(replace(CARD, action="visit 3 children"))
    assert cards.refusal(replace(CARD, reach="7 or fewer")) == "" == cards.refusal(CARD)


def test_cards_that_cannot_be_read_are_said_and_not_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDS", str(tmp_path))
    store = CardStore(tmp_path)
    monkeypatch.setattr(cards, "store", lambda: store)
    assert cards.kept() == ((), "")
    store.keep(replace(CARD, changed=0))
    name, content = page_files.cards_csv({})
    assert name == "response-cards.csv" and CARD.title in content.decode("utf-8-sig")
    (tmp_path / "cards.jsonl").write_text("nonsense")
    assert "until it is mended" in cards.kept()[1] and page_files.cards_csv({})[1] == b""
    assert card_form.SAID


def test_the_file_of_the_page_lists_what_the_page_lists() -> None:
    board = answer.board(asked(**MMR)[0])
    name, content = page_files.signals_csv(MMR)
    lines = content.decode("utf-8-sig").splitlines()
    assert name == "signals-mmr2_5y-england.csv" and len(lines) == len(board.signals) + 1
    assert board.signals[0].name in lines[1]


def test_helpers_of_the_answer_are_of_one_piece() -> None:
    assert needs.needs and len(answer.board(asked(**MMR)[0]).signals) == own_past.MOST_SHOWN
    assert second_opinion.opinions and BOARD.found == 2
