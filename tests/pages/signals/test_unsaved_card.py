"""Two readers write on one response card: the second is refused, and keeps what was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.keeping.card_store import Card, CardStore
from data.validation import FileFaults
from pages.parts.signals import cards

FIRST = Card(
    id="falls-e02005516-2026-03",
    indicator_id="falls_admissions",
    area_code="E02005516",
    level="msoa",
    period="2026-03",
    title="Caister: falls",
    signal="The rate rose.",
    action="",
    owner="",
    reach="",
    next_check="2026-12-22",
    status="open",
)


def test_what_the_second_reader_wrote_is_said_where_it_is_not_saved(tmp_path: Path) -> None:
    store = CardStore(tmp_path)
    kept = store.keep(replace(FIRST, action="Home visits", owner="Falls team"))
    mine = cards.written(kept, action="Strength classes", owner="Falls team", next_check="2027-01-05")
    store.keep(replace(kept, reach="about 300 people"))
    with pytest.raises(FileFaults, match="changed by somebody else"):
        store.keep(mine)
    assert cards.unsaved(mine, kept) == "You had written: action “Strength classes”, next check “2027-01-05”."


def test_nothing_is_repeated_where_nothing_was_written() -> None:
    assert cards.unsaved(FIRST, FIRST) == ""
